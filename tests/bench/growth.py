"""What twice the rules cost: the flagship with its events, orders or variables doubled.

The copies have names of their own and read each other where the originals do, so that the compiler
can share nothing but what any two rules of a scenario might share. Every game runs to its last turn:
else twice the events would end more games early, and few would be left to count.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from game.engine.compiler import compile_rules
from game.engine.expressions import Expr, Read
from game.engine.rules import ZERO, Condition, Effect, Rules, Source
from game.scenario.lowering import lower
from game.scenario.reading import load
from tests.bench.rewriting import rewritten
from tests.bench.table import Section, both
from tests.bench.timing import LEAST_TRIES, apart
from tests.bench.turns import game_turns

GAMES = 1024
QUICK_GAMES = 64
_OF_ORDERS = ("in_force", "since", "times", "ordered")
_OF_ACCORDS = ("accord", "accord_age")
_OF_EVENTS = ("happened", "since_event")


def again(name: str) -> str:
    """What the copy of a rule is called."""
    return f"{name}.again"


def with_twice_the_events(rules: Rules) -> Rules:
    """Every event twice, with its questions; copies count copies."""
    copies = tuple(
        replace(event, id=again(event.id), source=_again(event.source))
        for event in rewritten(rules.events, _renaming(_OF_EVENTS))
    )
    return replace(rules, events=rules.events + copies)


def with_twice_the_orders(rules: Rules) -> Rules:
    """Every order twice, and the accords that orders make."""
    renaming = _renaming(_OF_ORDERS + _OF_ACCORDS)
    orders = tuple(
        replace(
            order,
            id=again(order.id),
            source=_again(order.source),
            excludes=tuple(again(other) for other in order.excludes),
        )
        for order in rewritten(rules.orders, renaming)
    )
    accords = tuple(
        replace(
            accord,
            id=again(accord.id),
            source=_again(accord.source),
            offers=_both_again(accord.offers),
            breaks=_both_again(accord.breaks),
            cheats=_both_again(accord.cheats),
        )
        for accord in rewritten(rules.accords, renaming)
    )
    return replace(rules, orders=rules.orders + orders, accords=rules.accords + accords)


def with_twice_the_variables(rules: Rules) -> Rules:
    """Every variable twice; nothing acts on the copies."""
    copies = tuple(replace(variable, id=again(variable.id)) for variable in rules.variables)
    return replace(rules, variables=rules.variables + copies)


def with_twice_the_flows(rules: Rules) -> Rules:
    """Every variable twice, and the flows that act on them and read them."""
    flows = tuple(
        Effect(again(flow.variable), flow.side, flow.change, _again(flow.source), flow.actor)
        for flow in rewritten(rules.flows, _renaming(("variable",)))
    )
    return replace(with_twice_the_variables(rules), flows=rules.flows + flows)


def _renaming(kinds: tuple[str, ...]) -> Callable[[Read], Expr]:
    return lambda read: replace(read, name=again(read.name)) if read.kind in kinds else read


def _again(source: Source) -> Source:
    return replace(source, id=again(source.id))


def _both_again(orders: tuple[str, str]) -> tuple[str, str]:
    first, second = (again(order) if order else "" for order in orders)
    return first, second


def to_the_last_turn(rules: Rules) -> Rules:
    """The rules with no ending but that of the calendar; the others are there and never hold."""
    never = tuple(
        replace(ending, when=Condition(ZERO)) if ending.when is not None else ending
        for ending in rules.endings
    )
    return replace(rules, endings=never)


DOUBLINGS = {
    "events": with_twice_the_events,
    "orders": with_twice_the_orders,
    "variables": with_twice_the_variables,
    "variables and flows": with_twice_the_flows,
}


def ratios(scenario: Path, games: int, seconds: float) -> dict[str, float]:
    """How much longer a game-turn takes with twice as many of each, and how much longer its program is."""
    rules = to_the_last_turn(lower(load(scenario)))
    programs = {name: compile_rules(doubled(rules)) for name, doubled in DOUBLINGS.items()}
    programs["nothing"] = compile_rules(rules)
    best = dict.fromkeys(programs, 0.0)
    for _round in range(LEAST_TRIES):  # one after the other, so that all meet the same machine
        for name, program in programs.items():
            best[name] = max(best[name], game_turns(program, games, seconds / LEAST_TRIES))
    length = {name: program.turn.instructions for name, program in programs.items()}
    found = {name: best["nothing"] / best[name] for name in DOUBLINGS}
    return found | {_instructions(name): length[name] / length["nothing"] for name in DOUBLINGS}


def _instructions(name: str) -> str:
    return f"{name}, instructions"


def section(scenario: Path, executors: tuple[str, ...], seconds: float, is_quick: bool) -> Section:
    """Cost against the number of rules."""
    games = QUICK_GAMES if is_quick else GAMES
    found = {executor: apart(executor, ratios, scenario, games, seconds) for executor in executors}
    counts = next(iter(found.values()))
    rows = tuple(
        replace(
            both(f"twice the {name}", "times the time", found, name),
            note=f"{counts[_instructions(name)]:.2f} times the instructions",
        )
        for name in DOUBLINGS
    )
    return Section("Cost against the number of rules", rows, f"{games:,} games at once")
