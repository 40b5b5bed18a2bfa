"""What each order would do by itself, as far as its side may believe: direct effects and odds.

This is the rule at work once, alone, on the side's own view; a forecast of what comes of it in
the end is another thing, and made elsewhere. The engine is asked, in one batch: nothing of it
is worked out a second time here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from game.engine import intelligence
from game.engine.ledger import Record
from game.engine.program import OrderSlot
from game.engine.state import State
from game.engine.turn import no_decisions, play_turn_recorded

_TRIES = 48  # futures in which a risky order is tried, to see it succeed in one
_PHASES = {"orders": "now", "policies": "each turn"}


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
    """What an order does if it succeeds. `odds` is 1 where it cannot fail."""

    odds: float
    impacts: tuple[Impact, ...]


def prospects(state: State, side: str) -> dict[str, Prospect]:
    """Every order of `side`, as if it were legal and free, by instance. `state` is of one game."""
    slots = [slot for slot in state.program.orders if slot.order.side == side]
    if not slots or state.is_over():
        return {}
    tries = [_TRIES if slot.order.attempt.odds is not None else 1 for slot in slots]
    first = np.concatenate([[0], np.cumsum(tries)])
    games = int(first[-1])
    view = intelligence.view(state, side).repeated(games)
    view = replace(view, seeds=np.arange(1, games + 1, dtype=np.uint64))
    decisions = no_decisions(state.program, games)
    for slot, start, count in zip(slots, first, tries, strict=False):
        own = slice(int(start), int(start) + count)
        decisions[slot.row, own] = 1.0
        view.rows[slot.legal, own] = 1.0
        view.rows[slot.cost, own] = 0.0
    after, record = play_turn_recorded(view, decisions)
    found = {}
    for slot, start, count in zip(slots, first, tries, strict=False):
        odds, game = _success(record, slot, int(start), count)
        found[slot.order.id] = Prospect(odds, _impacts(record, after, slot, game))
    return found


def _success(record: Record, slot: OrderSlot, start: int, count: int) -> tuple[float, int]:
    """The odds of an order, and a game in which it came off (the first one tried if none)."""
    for info in record.program.chances:
        if info.order == slot.order.id:
            own = slice(start, start + count)
            odds: NDArray[np.float64] = record.notes[info.odds, own]
            came_off = np.flatnonzero(record.notes[info.roll, own] < odds)
            return float(odds[0]), start + (int(came_off[0]) if len(came_off) else 0)
    return 1.0, start


def _impacts(record: Record, after: State, slot: OrderSlot, game: int) -> tuple[Impact, ...]:
    column, order = record.notes[:, game], slot.order
    sums: dict[tuple[str, str, str], float] = {}
    for info in record.program.entries:
        if info.order == order.id and info.phase in _PHASES and info.source.kind != "exposed":
            key = (info.variable, info.side, _PHASES[info.phase])
            sums[key] = sums.get(key, 0.0) + float(column[info.note])
    found = [Impact(*key[:2], amount, key[2]) for key, amount in sums.items() if amount]
    for later in order.later:
        for number, effect in enumerate(later.effects):
            amount = after.value(f"pending:{order.id}:{later.after}:{number}:{later.after}", game)
            if amount:
                found.append(Impact(effect.variable, effect.side, amount, "later", later.after))
    return tuple(found)
