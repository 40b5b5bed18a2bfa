"""The decisions of a game, each with all that came of it by the ledger, the weightiest first.

What an order did is followed for as long as it acted: while a policy was in force, when delayed
effects fell due, when it came to light. What it cost is not counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from game.engine.ledger import Entry, Happening
from game.match.match import Match
from game.match.naming import Names, origin
from game.match.phrases import Phrases
from game.news.words import signed, typeset
from game.scenario.format.parts import Citing

_NOT_COUNTED = {"cost", "upkeep", "limit"}
_SMALLEST = 0.05  # of a value; less is not told
_HEADLINE = 1.5  # how much more the values count that every screen shows first


@dataclass(frozen=True, slots=True)
class Change:
    """What came of a decision for one value, in all."""

    variable: str
    side: str
    label: str
    amount: float
    text: str
    is_good: bool | None  # for its owner; None: neither


@dataclass(frozen=True, slots=True)
class Decision:
    """Something that a side chose, or both agreed."""

    turn: int
    side: str  # "" where both did
    verb: str  # ordered, ended, agreed, broke, answered
    title: str
    subject: str
    changes: tuple[Change, ...]  # greatest first
    last: int  # the last turn in which it acted
    badge: str
    cites: tuple[str, ...]
    weight: float


def decisions(match: Match) -> list[Decision]:
    """Every decision that changed something, the weightiest first; ties by turn."""
    found = [decision for decision in _Weigher(match).all() if decision.changes]
    return sorted(found, key=lambda decision: (-decision.weight, decision.turn, decision.side))


class _Weigher:
    def __init__(self, match: Match) -> None:
        self.match = match
        self.names = Names(match)
        self.phrases = Phrases(match)
        self.entries = [record.entries() for record in match.records]  # by turn - 1
        self.happenings = [record.happenings() for record in match.records]
        roles = match.scenario.roles
        self.headline = {*roles.headline, roles.gauge, roles.balance}

    def all(self) -> Iterator[Decision]:
        """Turn by turn."""
        for turn, happenings in enumerate(self.happenings, 1):
            lifted = {happening.subject for happening in happenings if happening.kind == "lifted"}
            for happening in happenings:
                match happening.kind:
                    case "ordered" if happening.subject not in lifted:
                        yield from self._order(turn, happening)
                    case "lifted":
                        yield self._lifting(turn, happening)
                    case "concluded":
                        yield self._accord(turn, happening)
                    case "chosen":
                        yield from self._answer(turn, happening)

    def _order(self, turn: int, happening: Happening) -> Iterator[Decision]:
        order = happening.subject
        kind, _ = self.names.accord_orders.get(order, ("order", ""))
        if kind == "offer":
            return
        until = self._next(turn, "ordered", order)
        verb = {"break": "broke", "cheat": "breached"}.get(kind, "ordered")
        title = self.names.order(order)
        written: Citing = self.names.written_order(order)
        if kind == "break":
            title = self.match.scenario.accords[self.names.accord_orders[order][1]].title

        def is_its(entry: Entry) -> bool:
            return entry.order == order and entry.source.kind != "lift"

        yield self._decision(turn, until, happening.side, verb, title, order, written, is_its)

    def _lifting(self, turn: int, happening: Happening) -> Decision:
        order = happening.subject

        def is_its(entry: Entry) -> bool:
            return entry.order == order and entry.source.kind == "lift"

        written = self.names.written_order(order)
        title = self.names.order(order)
        return self._decision(turn, turn, happening.side, "ended", title, order, written, is_its)

    def _accord(self, turn: int, happening: Happening) -> Decision:
        accord = happening.subject

        def is_its(entry: Entry) -> bool:
            return entry.source.kind in ("accord", "in_accord", "accord_ended") and entry.source.id == accord

        until = self._next(turn, "concluded", accord)
        written = self.match.scenario.accords[accord]
        return self._decision(turn, until, "", "agreed", written.title, accord, written, is_its)

    def _answer(self, turn: int, happening: Happening) -> Iterator[Decision]:
        kind, _, subject = happening.subject.partition(":")
        if kind not in ("event", "invitation"):
            return
        slot = next(
            slot
            for slot in self.match.program.answers
            if (slot.kind, slot.subject, slot.side) == (kind, subject, happening.side)
        )
        written = self.phrases.written(slot)
        label, _ = self.phrases.choice(slot, slot.choices.index(happening.detail))
        values = self.phrases.values(happening.side, happening.person, turn=turn)
        title = f"{written.title}: {label}" if written else label
        for key, value in values.items():
            title = title.replace("{" + key + "}", value)
        source = f"{subject.partition('@')[0]}.{happening.detail}"

        def is_its(entry: Entry) -> bool:
            return (
                entry.source.kind == "choice" and entry.source.id == source and entry.actor == happening.side
            )

        yield self._decision(turn, turn, happening.side, "answered", title, subject, written, is_its)

    def _next(self, turn: int, kind: str, subject: str) -> int:
        """The last turn before the same is done again."""
        for later in range(turn + 1, len(self.happenings) + 1):
            if any(h.kind == kind and h.subject == subject for h in self.happenings[later - 1]):
                return later - 1
        return len(self.happenings)

    def _decision(
        self,
        turn: int,
        until: int,
        side: str,
        verb: str,
        title: str,
        subject: str,
        written: Citing | None,
        is_its: Callable[[Entry], bool],
    ) -> Decision:
        totals: dict[tuple[str, str], float] = {}
        last = turn
        for at in range(turn, until + 1):
            for entry in self.entries[at - 1]:
                if entry.source.kind in _NOT_COUNTED or not is_its(entry):
                    continue
                where = (entry.variable, entry.side)
                totals[where] = totals.get(where, 0.0) + entry.amount
                last = at
        shares = {where: self._share(*where, total) for where, total in totals.items()}
        changes = [
            self._change(*where, totals[where])
            for where in sorted(totals, key=lambda where: (-shares[where], where))
            if abs(totals[where]) >= _SMALLEST and not self.match.scenario.variables[where[0]].hidden
        ]
        badge, cites = origin(written)
        return Decision(
            turn,
            side,
            verb,
            typeset(title),
            subject,
            tuple(changes),
            last,
            badge,
            cites,
            sum(shares.values()),
        )

    def _share(self, variable: str, side: str, total: float) -> float:
        """How much a change weighs: per cents of the value's range, more where everyone looks.

        Money and what players do not see weigh nothing.
        """
        if self.names.is_currency(variable) or self.match.scenario.variables[variable].hidden:
            return 0.0
        low, high = self.names.range(variable)
        boost = _HEADLINE if variable in self.headline else 1.0
        return 100.0 * boost * abs(total) / ((high - low) or 1.0)

    def _change(self, variable: str, side: str, total: float) -> Change:
        good = self.names.good(variable)
        is_good = None if good == "none" else (total > 0) == (good == "high")
        return Change(variable, side, self.names.variable(variable), total, signed(total), is_good)
