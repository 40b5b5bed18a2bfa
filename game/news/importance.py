"""What comes first on the page: people's fate, then incidents, accords, orders, and last drift."""

from __future__ import annotations

from game.engine.rules import GONE, HELD, STATUSES
from game.match.match import Match
from game.news.chronicle import Chronicle, Item, is_effect_of

_BASE = {
    "held": 90.0, "gone": 84.0, "freed": 82.0, "event": 66.0, "accord.found": 65.0, "accord.broken": 64.0,
    "accord.concluded": 63.0, "exposed": 62.0, "mark.up": 58.0, "mark.down": 50.0, "lead.rival": 47.0,
    "lead.own": 46.0, "answers": 46.0, "answer": 44.0, "order": 38.0, "accord.offered": 36.0,
    "accord.ended": 35.0, "order.lifting": 34.0, "order.failed": 33.0, "recalled": 32.0, "outcome": 30.0,
    "order.lapsed": 30.0, "accord.refused": 28.0, "abroad": 26.0, "stayed": 22.0, "cheat": 20.0,
    "returned": 8.0, "stance": 6.0,
}  # fmt: skip
FINAL_WEIGHT = 200.0  # the ending, and the opening
_HIDDEN = -30.0  # what only one side knows is no lead for a newspaper
_PER_EFFECT = 1.2  # for each per cent of a value's range
_MOST_FOR_EFFECTS = 18.0
_MOST_FOR_FAME = 8.0


def weigh(match: Match, chronicle: Chronicle, item: Item) -> float:
    """How important an item is; kinds come first, then what is at stake in it."""
    weight = _BASE[item.kind]
    if item.person:
        weight += min(float(match.scenario.people[item.person].fame), 10.0) / 10.0 * _MOST_FOR_FAME
    if item.kind in ("order", "event", "answer", "answers", "exposed", "outcome", "order.failed"):
        weight += min(_PER_EFFECT * _stakes(match, chronicle, item), _MOST_FOR_EFFECTS)
    if item.kind == "order" and item.count > 1:
        weight -= 2.0
    if item.kind in ("order", "event") and item.person and _is_fate(match, item):
        weight = max(weight, _BASE["freed"])
    return weight + (_HIDDEN if item.is_confidential else 0.0)


def _is_fate(match: Match, item: Item) -> bool:
    """Whether an order or event had someone held, let go, or leave for good."""
    before, after = (match.states[turn].value(f"status:{item.person}") for turn in (item.turn - 1, item.turn))
    held, gone = STATUSES.index(HELD), STATUSES.index(GONE)
    return before != after and (held in (before, after) or after == gone)


def _stakes(match: Match, chronicle: Chronicle, item: Item) -> float:
    """Per cents of their range by which values moved because of it."""
    total = 0.0
    for entry in chronicle.known_entries(item.turn):
        if is_effect_of(entry, item):
            low, high = match.scenario.variables[entry.variable].range
            total += 100.0 * abs(entry.amount) / ((high - low) or 1.0)
    return total
