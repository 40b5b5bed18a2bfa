"""From the engine's ids to the scenario's words: titles, labels and badges."""

from __future__ import annotations

import re
from collections.abc import Mapping

from game.engine.ledger import Entry
from game.match import figures
from game.match.desk import Background
from game.match.match import Match
from game.scenario.format import Accord, Citing, Order

_TAKES_ARTICLE = {
    "States", "Kingdom", "Union", "Republic", "Emirates", "Nations", "Netherlands", "Philippines",
    "Federation", "Confederation", "League", "Alliance", "Coalition", "Commonwealth", "Islands", "Empire",
}  # fmt: skip
_DETAILS = {
    "policies": "while in force",
    "delayed": "ordered earlier, due now",
    "upkeep": "upkeep",
    "pay": "its cost",
}
_KIND_DETAILS = {"lift": "on being lifted", "exposed": "on coming to light"}
_ACCORD_DETAILS = {
    "in_accord": "accord in force",
    "accord_ended": "the accord's end",
    "found": "a breach was found",
}
_VERBS = {"offer": "Offer: ", "break": "Break: ", "cheat": "Breach covertly: "}


def turn_label(match: Match, turn: int) -> str:
    """What the calendar calls a turn, e.g. `Q2 2025`."""
    return match.label_of(turn)


def fill(text: str, values: Mapping[str, str]) -> str:
    """A text with its `{placeholders}` filled in; one that is unknown stays as it stands.

    An article is capitalised where a sentence begins with it.
    """

    def filled(found: re.Match[str]) -> str:
        value = values.get(found[1], found[0])
        begins = re.search(r"(?:^|[.!?:]\s+)[\"\u201c]?$", text[: found.start()])
        return "T" + value[1:] if begins and value.startswith("the ") else value

    return re.sub(r"\{(\w+)\}", filled, text)


def within(name: str) -> str:
    """A name as it stands within a sentence: `China`, `the United States`, `the Coast`."""
    if name.startswith("The "):
        return "the " + name[4:]
    return f"the {name}" if name.rsplit(" ", 1)[-1] in _TAKES_ARTICLE else name


def origin(written: Citing | None) -> tuple[str, tuple[str, ...]]:
    """Badge and cited facts of a part of the scenario."""
    return ("", ()) if written is None else (written.badge or "", tuple(written.cites))


def background(written: object) -> Background | None:
    """What a part of the scenario recalls, if it says so."""
    given = getattr(written, "background", None)
    return None if given is None else Background(given.text, *origin(given))


class Names:
    """The words of a match's scenario, by the engine's ids."""

    def __init__(self, match: Match) -> None:
        self.match = match
        self.scenario = match.scenario
        self.rules = match.program.rules
        self._orders = {order.id: order for order in self.rules.orders}
        self.accord_orders: dict[str, tuple[str, str]] = {}  # order instance -> (kind, accord)
        for accord in self.rules.accords:
            for kind, orders in zip(_VERBS, (accord.offers, accord.breaks, accord.cheats), strict=True):
                for order in orders:
                    if order:
                        self.accord_orders[order] = (kind, accord.id)

    def side(self, side: str) -> str:
        """How a side is called in short: by its capital, or its name if it has none."""
        return self.scenario.sides[side].capital or self.scenario.sides[side].name

    def person(self, person: str) -> str:
        """A person's name."""
        return self.scenario.people[person].name

    def someone(self, person: str) -> str:
        """A person's name; `someone` if it is not known who."""
        return self.person(person) if person else "someone"

    # -- variables -----------------------------------------------------------------------------

    def variable(self, variable: str) -> str:
        """Its label."""
        return self.scenario.variables[variable].label

    def good(self, variable: str) -> str:
        """Whether high or low is good, or none."""
        return self.scenario.variables[variable].good

    def range(self, variable: str) -> tuple[float, float]:
        """Its least and greatest value."""
        low, high = self.scenario.variables[variable].range
        return float(low), float(high)

    def digits(self, variable: str) -> int:
        """How many decimals are shown of it."""
        return 0 if self.is_currency(variable) else figures.digits_for(*self.range(variable))

    def marks(self, variable: str) -> tuple[tuple[float, str], ...]:
        """Its named thresholds, from the lowest."""
        marks = self.scenario.variables[variable].marks
        return tuple(sorted((float(at), name) for at, name in marks.items()))

    def is_currency(self, variable: str) -> bool:
        """Whether it is what orders cost."""
        return variable == self.rules.currency

    def part(self, part: str) -> str:
        """The label of a part of the score."""
        return self.scenario.score.parts[part].label

    # -- orders --------------------------------------------------------------------------------

    def written_order(self, order: str) -> Order | Accord:
        """The part of the scenario that an order instance comes from."""
        if order in self.accord_orders:
            return self.scenario.accords[self.accord_orders[order][1]]
        return self.scenario.orders[self._orders[order].source.id]

    def order(self, order: str) -> str:
        """The title of an order instance, with the person it concerns."""
        written = self.written_order(order)
        if isinstance(written, Accord):
            kind, _ = self.accord_orders[order]
            if kind == "cheat" and written.cheat is not None:
                return written.cheat.title
            return _VERBS[kind] + written.title
        person, title = self._orders[order].person, self.scenario.order_text(order).title
        return f"{title}: {self.person(person)}" if person and "{person}" not in written.title else title

    def order_text(self, order: str) -> str:
        """What an order instance means."""
        written = self.written_order(order)
        if isinstance(written, Accord):
            kind, _ = self.accord_orders[order]
            if kind == "cheat" and written.cheat is not None:
                return written.cheat.text
            if kind == "break":
                return "The accord ends, and everyone sees who ended it."
        return written.text

    def family(self, order: str) -> str:
        """The family of an order instance."""
        return self.written_order(order).family

    # -- causes --------------------------------------------------------------------------------

    def cause(self, entry: Entry, person: str = "") -> tuple[str, str, str, tuple[str, ...]]:
        """Title, detail, badge and cited facts of what made a change; `person` is whom it was about."""
        title, detail, written = self._cause(entry)
        return fill(title, {"person": self.someone(person)}), detail, *origin(written)

    def _cause(self, entry: Entry) -> tuple[str, str, Citing | None]:
        source, scenario = entry.source, self.scenario
        if entry.order:
            detail = _KIND_DETAILS.get(source.kind) or _DETAILS.get(entry.phase, "")
            title, whose = self.order(entry.order), self._orders[entry.order].side
            if "@" in entry.order and entry.side != whose:  # both sides have such an order
                title = f"{self.side(whose)}: {title}"
            return title, detail, self.written_order(entry.order)
        match source.kind:
            case "limit":
                return "The end of its range", "it cannot go further", None
            case "flow" if flow := scenario.flows.get(source.id):
                return flow.because.rstrip(".") or self.variable(flow.to), "every turn", flow
            case "stance" if stance := scenario.travel.stances.get(source.id):
                return stance.title, "stance as host", stance
            case "outcome" if outcome := scenario.travel.outcomes.get(source.id):
                title = f"{self.person(entry.person)}: {outcome.label}" if entry.person else outcome.label
                return title, "", outcome
            case "event" if event := scenario.events.get(source.id):
                return event.title, "event", event
            case "cost" | "choice":
                return self._answer(source.id)
        if accord := scenario.accords.get(source.id):
            return accord.title, _ACCORD_DETAILS.get(source.kind, "accord"), accord
        return source.id.replace("_", " "), "", None

    def _answer(self, id_: str) -> tuple[str, str, Citing | None]:
        """An answer by its source: `subject.choice` for what it did, an instance for what it cost."""
        subject, _, choice = id_.partition("@")[0].partition(".")
        scenario = self.scenario
        asking = scenario.events.get(subject) or scenario.invitations.get(subject)
        if asking is not None:
            said = f"answer: {asking.choices[choice].label}" if choice else "the answer's cost"
            return asking.title, said, asking
        if accord := scenario.accords.get(subject):
            return accord.title, "the cost of agreeing", accord
        return "The stance as host", "its cost", None
