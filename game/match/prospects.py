"""What each order and answer would do by itself, as far as its side may believe: effects and odds.

This is the rule at work once, alone, on the side's own view; a forecast of what comes of it in
the end is another thing, and made elsewhere. The engine is asked, in one batch: nothing of it
is worked out a second time here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from game.engine import intelligence
from game.engine.ledger import Record
from game.engine.program import AnswerSlot, ChanceInfo, EntryInfo, OrderSlot, Program
from game.engine.rules import Choice
from game.engine.state import State
from game.engine.turn import no_decisions, play_turn_recorded

_TRIES = 48  # futures in which something risky is tried, to see it succeed in one
NOW, EACH_TURN, LATER = "now", "each turn", "later"


@dataclass(frozen=True, slots=True)
class Impact:
    """One direct effect. `when` is now, each turn (while in force), or later."""

    variable: str
    side: str  # of the variable, "" if shared
    amount: float
    when: str
    after: int = 0  # turns, if later


@dataclass(frozen=True, slots=True)
class Prospect:
    """What an order or answer does if it succeeds. `odds` is None where it cannot fail.

    Of an offer: what the accord does once it is agreed.
    """

    odds: float | None
    impacts: tuple[Impact, ...]


@dataclass(frozen=True)
class _Case:
    """One thing that is tried, in `tries` games of the batch."""

    key: str  # order instance, or `SLOT:CHOICE`
    row: int  # of the decision
    value: float
    legal: int  # state row, -1: none
    cost: int  # state row, -1: none
    when: Callable[[EntryInfo], str]  # when an entry of the ledger is its doing; "" if it is not
    chance: ChanceInfo | None
    order: OrderSlot | None = None
    answered_by: OrderSlot | None = None  # the rival's offer that makes an accord of this one

    @property
    def tries(self) -> int:
        return 1 if self.chance is None else _TRIES


def prospects(state: State, side: str) -> dict[str, Prospect]:
    """Every order of `side` by instance, and every answer to what waits by `SLOT:CHOICE`.

    Each as if it were legal, free and alone. `state` is of one game.
    """
    if state.is_over():
        return {}
    program = state.program
    cases = [*_orders(program, side), *_answers(state, side)]
    starts = np.concatenate([[0], np.cumsum([case.tries for case in cases])]).astype(int)
    games = int(starts[-1])
    if not games:
        return {}
    view = replace(
        intelligence.view(state, side).repeated(games), seeds=np.arange(1, games + 1, dtype=np.uint64)
    )
    decisions = no_decisions(program, games)
    for case, start in zip(cases, starts, strict=False):
        own = slice(start, start + case.tries)
        decisions[case.row, own] = case.value
        if case.legal >= 0:
            view.rows[case.legal, own] = 1.0
        if case.cost >= 0:
            view.rows[case.cost, own] = 0.0
        if (other := case.answered_by) is not None:
            decisions[other.row, own] = view.rows[other.legal, own] = 1.0
            view.rows[other.cost, own] = 0.0
    after, record = play_turn_recorded(view, decisions)
    return {
        case.key: _prospect(case, record, after, int(start))
        for case, start in zip(cases, starts, strict=False)
    }


def _orders(program: Program, side: str) -> Iterator[_Case]:
    chances = {info.order: info for info in program.chances if info.order}
    slots = {slot.order.id: slot for slot in program.orders}
    own, rival = (0, 1) if program.rules.sides[0] == side else (1, 0)
    accords = {accord.offers[own]: accord for accord in program.rules.accords}
    for slot in program.orders:
        id_ = slot.order.id
        if id_ in accords:
            accord = accords[id_]
            doing, other = _of_accord(accord.id), slots[accord.offers[rival]]
            yield _Case(id_, slot.row, 1.0, slot.legal, slot.cost, doing, None, slot, other)
        elif slot.order.side == side:

            def when(info: EntryInfo, id_: str = id_) -> str:
                if info.order != id_ or info.source.kind == "exposed":
                    return ""
                return {"orders": NOW, "policies": EACH_TURN}.get(info.phase, "")

            yield _Case(id_, slot.row, 1.0, slot.legal, slot.cost, when, chances.get(id_), slot)


def _answers(state: State, side: str) -> Iterator[_Case]:
    program = state.program
    for slot in program.answers:
        if slot.side != side or not state.rows[slot.waits, 0]:
            continue
        chances = iter(_chances(program, slot))
        for index, choice in enumerate(slot.choices):
            written = _choice(program, slot, index)
            risky = written is not None and written.attempt.odds is not None
            chance = next(chances, None) if risky else None
            key = f"{slot.id}:{choice}"
            yield _Case(key, slot.row, float(index), slot.legal[index], -1, _doing(slot, choice), chance)


def _choice(program: Program, slot: AnswerSlot, index: int) -> Choice | None:
    """The rule of a choice, for invitations and events."""
    if slot.kind == "invitation":
        return next(r for r in program.rules.invitations if r.id == slot.subject).choices[index]
    if slot.kind == "event":
        event = next(r for r in program.rules.events if r.id == slot.subject)
        return event.choices[event.asks.index(slot.side)][index]
    return None


def _chances(program: Program, slot: AnswerSlot) -> list[ChanceInfo]:
    """The chances of a slot's risky choices, in their order: answers are settled before events."""
    rules = program.rules
    sources = {rule.id: rule.source for rule in rules.invitations} | {r.id: r.source for r in rules.events}
    source = sources.get(slot.subject)
    return [info for info in program.chances if info.source == source and info.side == slot.side]


def _doing(slot: AnswerSlot, choice: str) -> Callable[[EntryInfo], str]:
    author = slot.subject.partition("@")[0]
    if slot.kind == "accord":
        return _of_accord(author) if choice == "agree" else lambda info: ""
    wanted = ("stance", choice) if slot.kind == "stance" else ("choice", f"{author}.{choice}")

    def when(info: EntryInfo) -> str:
        is_own = info.actor == slot.side and (info.source.kind, info.source.id) == wanted
        return NOW if is_own else ""

    return when


def _of_accord(accord: str) -> Callable[[EntryInfo], str]:
    kinds = {("accord", accord): NOW, ("in_accord", accord): EACH_TURN}
    return lambda info: kinds.get((info.source.kind, info.source.id), "")


def _prospect(case: _Case, record: Record, after: State, start: int) -> Prospect:
    odds, game = None, start
    if case.chance is not None:
        own = slice(start, start + case.tries)
        chances: NDArray[np.float64] = record.notes[case.chance.odds, own]
        came_off = np.flatnonzero(record.notes[case.chance.roll, own] < chances)
        odds, game = float(chances[0]), start + (int(came_off[0]) if len(came_off) else 0)
    sums: dict[tuple[str, str, str], float] = {}
    column = record.notes[:, game]
    for info in record.program.entries:
        if (when := case.when(info)) and column[info.note]:
            key = (info.variable, info.side, when)
            sums[key] = sums.get(key, 0.0) + float(column[info.note])
    impacts = [Impact(*key[:2], amount, key[2]) for key, amount in sums.items() if amount]
    return Prospect(odds, (*impacts, *_pending(case.order, after, game)))


def _pending(slot: OrderSlot | None, after: State, game: int) -> Iterator[Impact]:
    """What an order has left to fall due."""
    for later in slot.order.later if slot else ():
        for number, effect in enumerate(later.effects):
            row = f"pending:{slot.order.id}:{later.after}:{number}:{later.after}" if slot else ""
            if amount := after.value(row, game):
                yield Impact(effect.variable, effect.side, amount, LATER, later.after)
