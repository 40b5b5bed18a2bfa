"""What the measures of a scenario say: counts of many games turned into shares.

Knows the rules only to tell what could have been counted and was not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from game.engine.expressions import Binary, Choose, Curve, Expr, Read, Unary
from game.engine.rules import HELD, Rules
from game.lab.tally import STEPS, Tally


@dataclass
class Counts(Tally):
    """What the report is made of. Two names that belong together are joined by a colon."""

    games: int = 0
    turns: int = 0
    endings: Counter[str] = field(default_factory=Counter)
    wins: Counter[str] = field(default_factory=Counter)
    led: int = 0
    led_and_won: int = 0
    guests: Counter[str] = field(default_factory=Counter)  # choice:stance of the rival
    hosts: Counter[str] = field(default_factory=Counter)  # side:stance
    struck: Counter[str] = field(default_factory=Counter)  # stance: turns
    alone: Counter[str] = field(default_factory=Counter)  # stance: turns in which nobody came
    held: int = 0
    held_turns: int = 0
    marks: Counter[str] = field(default_factory=Counter)
    concluded: Counter[str] = field(default_factory=Counter)
    undone: int = 0
    orders: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    world: int = 0  # sum at the end, in steps of 2**-16


@dataclass(frozen=True, slots=True)
class Report:
    """The measures. Shares lie from 0 to 1; those of nothing are 0."""

    games: int
    mean_turns: float
    endings: Mapping[str, float]  # share of games
    wins: Mapping[str, float]  # share of decided games, by side
    decided: float  # share of games
    leader_wins: float  # of decided games led by a side at half-time, those it won
    guests: Mapping[str, float]  # by choice, share of the invitations that were answered
    hosts: Mapping[str, Mapping[str, float]]  # by side and stance, share of its turns
    cells: Mapping[str, Mapping[str, float]]  # choice, then the rival's stance: share of invitations
    holding: tuple[str, ...]  # stances that may hold a guest
    nobody_came: Mapping[str, float]  # by stance, share of the turns struck in which no guest was in reach
    held_turns: float  # mean turns from being held to being free
    marks: Mapping[str, float]  # share of games in which the gauge reached each mark
    accords: Mapping[str, float]  # concluded, a game
    accords_kept: float  # of those concluded, neither broken nor found to be cheated on
    orders_a_turn: float  # a side, of those that took effect
    orders_unused: tuple[str, ...]
    events_unfired: tuple[str, ...]
    world: float  # mean at the end


def report(rules: Rules, marks: Iterable[str], counts: Counts) -> Report:
    """The shares of what was counted. `marks` are the names of the gauge's thresholds."""
    games = max(counts.games, 1)
    decided = sum(counts.wins.values())
    invited = max(sum(counts.guests.values()), 1)
    concluded = sum(counts.concluded.values())
    choices = dict.fromkeys(key.partition(":")[0] for key in counts.guests)
    stances = [stance.id for stance in rules.stances]
    return Report(
        games=counts.games,
        mean_turns=counts.turns / games,
        endings={name: count / games for name, count in counts.endings.items()},
        wins={side: counts.wins[side] / max(decided, 1) for side in rules.sides},
        decided=decided / games,
        leader_wins=counts.led_and_won / max(counts.led, 1),
        guests={c: sum(counts.guests[f"{c}:{s}"] for s in stances) / invited for c in choices},
        hosts={
            side: {s: counts.hosts[f"{side}:{s}"] / max(counts.turns, 1) for s in stances}
            for side in rules.sides
        },
        cells={c: {s: counts.guests[f"{c}:{s}"] / invited for s in stances} for c in choices},
        holding=_holding(rules),
        nobody_came={s: counts.alone[s] / max(counts.struck[s], 1) for s in stances},
        held_turns=counts.held_turns / max(counts.held, 1),
        marks={name: counts.marks[name] / games for name in marks},
        accords={accord.id: counts.concluded[accord.id] / games for accord in rules.accords},
        accords_kept=1.0 - counts.undone / max(concluded, 1),
        orders_a_turn=sum(counts.orders.values()) / max(2 * counts.turns, 1),
        orders_unused=tuple(name for name, count in counts.orders.items() if count == 0),
        events_unfired=tuple(name for name, count in counts.events.items() if count == 0),
        world=counts.world / (STEPS * games),
    )


def _holding(rules: Rules) -> tuple[str, ...]:
    """Stances that some outcome reads before it holds a guest."""
    read: set[str] = set()
    for outcome in rules.outcomes:
        if outcome.becomes == HELD:
            for expr in (*outcome.when, *(outcome.odds or ())):
                read |= _stances_in(expr)
    return tuple(stance.id for stance in rules.stances if stance.id in read)


def _stances_in(expr: Expr) -> set[str]:
    if isinstance(expr, Read):
        return {expr.name} if expr.kind == "stance" else set()
    parts: Sequence[Expr] = ()
    if isinstance(expr, Unary | Curve):
        parts = (expr.value,)
    elif isinstance(expr, Binary):
        parts = (expr.left, expr.right)
    elif isinstance(expr, Choose):
        parts = (expr.condition, expr.then, expr.otherwise)
    return set().union(*(_stances_in(part) for part in parts)) if parts else set()
