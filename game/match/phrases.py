"""Questions, answers and what befell whom, in the scenario's words with their gaps filled in."""

from __future__ import annotations

from typing import Any

from game.engine.ledger import Chance, Happening
from game.engine.program import AnswerSlot
from game.match.match import Match
from game.match.naming import Names, fill, within

_PLAIN = {
    "exposed": "What {side} kept quiet has come to light: {order}.",
    "lapsed": "A policy of {side} has lapsed, its upkeep unpaid: {order}.",
    "concluded": "{accord} is agreed.",
    "ended": "{accord} has run its term.",
    "broken": "{side} has broken it: {accord}.",
    "found": "{side} has been found breaching it: {accord}.",
    "moved": "{person} is released under {accord}.",
    "returned": "{person} is back home.",
    "departed": "{person} has left for {place}.",
}


class Phrases:
    """Makes sentences about the questions and happenings of a match."""

    def __init__(self, match: Match) -> None:
        self.match = match
        self.names = Names(match)
        rules = match.program.rules
        self._authors = {("invitation", rule.id): rule.source.id for rule in rules.invitations}
        self._authors |= {("event", rule.id): rule.source.id for rule in rules.events}
        self._events = {rule.id: rule for rule in rules.events}

    def values(self, side: str, person: str = "", place: str = "", turn: int = 0) -> dict[str, str]:
        """What placeholders stand for, seen from `side` (the first side if "")."""
        own = side or self.match.sides[0]
        rival = self.match.rival(own)
        sides = self.match.scenario.sides
        found = {
            "side": within(sides[own].name),
            "rival": within(sides[rival].name),
            "capital": self.names.side(own),
            "rival_capital": self.names.side(rival),
            "turn": self.match.label_of(turn) if turn else self.match.label,
        }
        if person:
            found["person"] = self.names.person(person)
        if place:
            found["place"] = within(self.match.scenario.places[place].label)
        return found

    # -- questions -----------------------------------------------------------------------------

    def written(self, slot: AnswerSlot) -> Any:
        """The part of the scenario that asks, or None for the stance."""
        scenario = self.match.scenario
        if slot.kind == "invitation":
            return scenario.invitations[self._authors["invitation", slot.subject]]
        if slot.kind == "event":
            return scenario.events[self._authors["event", slot.subject]]
        return scenario.accords[slot.subject] if slot.kind == "accord" else None

    def question(self, slot: AnswerSlot) -> tuple[str, str]:
        """Title and text of a question, with gaps."""
        written = self.written(slot)
        rival = self.match.scenario.sides[self.match.rival(slot.side)].capital
        if slot.kind == "stance":
            return "Your stance as host", "How you receive whoever comes this turn. You do not know who will."
        if slot.kind == "accord":
            return f"{rival} offers: {written.title}", written.text
        if slot.kind == "event":
            texts = texts_of(written.report)
            count = int(self.match.state.value(f"happened:{slot.subject}"))
            return written.title, written.text or nth(texts, max(count, 1))
        return written.title, written.text

    def choice(self, slot: AnswerSlot, index: int) -> tuple[str, str]:
        """Label and text of an answer, with gaps."""
        choice = slot.choices[index]
        if slot.kind == "stance":
            stance = self.match.scenario.travel.stances[choice]
            return stance.title, stance.text
        if slot.kind == "accord":
            return ("Agree", "It binds from this turn on.") if choice == "agree" else ("Decline", "")
        written = self.written(slot).choices[choice]
        return written.label, written.text

    def reasons(self, turn: int, side: str) -> tuple[str, ...]:
        """Why the computer player of `side` decided as it did, with titles in place of ids."""
        return tuple(self._titled(reason) for reason in self.match.reasons(turn, side))

    def _titled(self, reason: str) -> str:
        subject, colon, rest = reason.partition(": ")
        program = self.match.program
        if any(slot.order.id == subject for slot in program.orders):
            return f"{self.names.order(subject)}{colon}{rest}"
        slot = next((slot for slot in program.answers if slot.id == subject), None)
        if slot is None:
            return reason
        choice, comma, rest = rest.partition(", ")
        asked = "Stance as host" if slot.kind == "stance" else self.question(slot)[0]
        title = fill(asked, {**self.values(slot.side), "person": self.names.someone("")})
        label = self.choice(slot, slot.choices.index(choice))[0] if choice in slot.choices else choice
        return f"{title}: {label}{comma}{rest}"

    # -- what befell whom ----------------------------------------------------------------------

    def happening(self, happening: Happening, count: int, turn: int, place: str) -> tuple[str, str, Any]:
        """Title, text, and the part of the scenario behind it, for the `count`-th such happening."""
        scenario, kind = self.match.scenario, happening.kind
        values = self.values(happening.side, happening.person, place, turn)
        if kind == "event":
            written = scenario.events[self._authors["event", happening.subject]]
            return fill(written.title, values), fill(nth(texts_of(written.report), count), values), written
        if kind == "outcome":
            outcome = scenario.travel.outcomes[happening.subject]
            title = f"{values.get('person', '')}: {outcome.label}"
            return title, fill(nth(texts_of(outcome.report), count), values), outcome
        values["side"] = values["capital"]
        told: Any = None
        if kind in ("exposed", "lapsed"):
            values["order"] = self.names.order(happening.subject)
            told = self.names.written_order(happening.subject)
        elif kind not in ("returned", "departed"):
            told = scenario.accords[happening.subject]
            values["accord"] = told.title
        sentence = fill(_PLAIN[kind], values)
        return sentence.rstrip("."), "", told

    def chance(self, chance: Chance, person: str = "") -> str:
        """What a chance was about; `person` is whom an event drew."""
        if chance.order:
            return f"{self.names.order(chance.order)} succeeds"
        kind, id_ = chance.source.kind, chance.source.id
        if kind == "outcome":
            label = self.match.scenario.travel.outcomes[id_].label
            return f"{self.names.person(chance.person)} {label}" if chance.person else label
        if kind == "event":
            return fill(self.match.scenario.events[id_].title, {"person": self.names.someone(person)})
        if kind == "invitation":
            title = self.match.scenario.invitations[id_].title
            return fill(title, {"person": self.names.someone(person)})
        if kind == "accord":
            return f"A breach is found: {self.match.scenario.accords[id_].title}"
        return id_.replace("_", " ")


def texts_of(texts: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """One text or several as a tuple."""
    if not texts:
        return ()
    return (texts,) if isinstance(texts, str) else tuple(texts)


def nth(texts: tuple[str, ...], count: int) -> str:
    """The text for the `count`-th time, the last one for all later; "" if there is none."""
    return texts[min(count, len(texts)) - 1] if texts else ""
