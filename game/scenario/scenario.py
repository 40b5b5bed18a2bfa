"""A scenario that was read: the document of the format, the place of everything, and texts by id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import PrivateAttr

from game.scenario.calendar import turn_label
from game.scenario.facts import Facts
from game.scenario.format import Document, Fact
from game.scenario.naming import Names
from game.scenario.source import Source


@dataclass(frozen=True, slots=True)
class OrderText:
    """How one order, as it stands on one side, is told."""

    author_id: str
    kind: str  # order, offer, break, cheat
    side: str
    person: str  # id of the person that it concerns, or ""
    family: str
    title: str
    text: str


class Scenario(Document):
    """The frozen document, with what its file and the facts beside it add."""

    _source: Source = PrivateAttr()
    _facts: Facts = PrivateAttr()

    @classmethod
    def of(cls, document: Document, source: Source, facts: Facts) -> Scenario:
        """The document as a scenario; its own facts come before those of the house."""
        scenario = cls.model_construct(**dict(document))
        scenario._source = source
        scenario._facts = {**facts, **document.facts}
        return scenario

    # -- where ---------------------------------------------------------------------------------

    @property
    def source(self) -> Source:
        """The file's text and places."""
        return self._source

    def names(self) -> Names:
        """Its names, none used yet."""
        return Names.of(self, self._source.data)

    def where(self, *trail: str | int) -> tuple[int, int]:
        """Line and column of a rule, by the keys that lead to it: `where("orders", "advise")`."""
        mark = self._source.key_mark(trail)
        return mark.line, mark.column

    # -- texts ---------------------------------------------------------------------------------

    def turn_label(self, turn: int) -> str:
        """What a turn (from 1) is called: `Q2 2025`."""
        return turn_label(self.calendar.first, turn)

    def fact(self, id_: str) -> Fact | None:
        """A fact that may be cited, of its own or of the house."""
        return self._facts.get(id_)

    @property
    def known_facts(self) -> Facts:
        """Every fact that may be cited, by id."""
        return self._facts

    def order_text(self, instance: str) -> OrderText:
        """How an order instance (`advise`, `advise@us`, `recall.lin_yao`, `offer_swap@us`) is told."""
        name, _, side = instance.partition("@")
        author_id, _, person = name.partition(".")
        if author_id in self.orders:
            order = self.orders[author_id]
            if person and not side:
                home = self.people[person].side
                is_rival = order.target is not None and order.target.is_rival
                side = next(s for s in self.sides if (s == home) != is_rival)
            title = order.title.replace("{person}", self.people[person].name) if person else order.title
            return OrderText(author_id, "order", side or order.side, person, order.family, title, order.text)
        kind, _, accord_id = author_id.partition("_")
        accord = self.accords[accord_id]
        if kind == "cheat" and accord.cheat is not None:
            return OrderText(accord_id, kind, side, "", accord.family, accord.cheat.title, accord.cheat.text)
        return OrderText(accord_id, kind, side, "", accord.family, accord.title, accord.text)

    def need_text(self, key: str) -> str:
        """The sentence for a need that is not met, by the key that a refusal carries."""
        section, id_, *rest = key.split("/")
        if rest == ["holds"]:
            return "This accord is not in force."
        if rest == ["ends"]:
            return "This accord runs out this turn by itself."
        if rest == ["open"]:
            return "This accord is in force already."
        if rest == ["target"]:
            return "This cannot concern that person now."
        part: Any = self
        for step in (section, id_, *rest):
            if isinstance(part, tuple):
                part = part[int(step)]
            else:
                part = part[step] if isinstance(part, dict) else getattr(part, step)
        return part.else_ or f"It needs: {part.if_.text}."
