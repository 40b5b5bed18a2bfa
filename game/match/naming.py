"""From the engine's ids to the scenario's words: titles, labels, badges, and the names of turns."""

from __future__ import annotations

import re
from collections.abc import Mapping

from game.engine.ledger import Entry
from game.match import figures
from game.match.match import Match

_DETAILS = {
    "policies": "while in force",
    "delayed": "ordered earlier, due now",
    "upkeep": "upkeep",
    "pay": "its cost",
}
_KIND_DETAILS = {"lift": "on being lifted", "exposed": "on coming to light"}
_ACCORD_VERBS = ("Offer: ", "Break: ", "Breach covertly: ")
ACCORD_KINDS = ("offer", "break", "cheat")


def turn_label(match: Match, turn: int) -> str:
    """What the calendar calls a turn, e.g. `Q2 2025`; turns past the last are called like it."""
    return match.scenario.calendar.label(turn)


def fill(text: str, values: Mapping[str, str]) -> str:
    """A text with its `{placeholders}` filled in; one that is unknown stays as it stands."""
    return re.sub(r"\{(\w+)\}", lambda found: values.get(found[1], found[0]), text)


class Names:
    """The words of a match's scenario, by the engine's ids."""

    def __init__(self, match: Match) -> None:
        self.match = match
        self.scenario = match.scenario
        rules = match.program.rules
        self.rules = rules
        self._orders = {order.id: order for order in rules.orders}
        self.accord_orders: dict[str, tuple[str, str]] = {}  # order instance -> (kind, accord)
        for accord in rules.accords:
            for kind, orders in zip(ACCORD_KINDS, (accord.offers, accord.breaks, accord.cheats), strict=True):
                for order in orders:
                    if order:
                        self.accord_orders[order] = (kind, accord.id)

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

    def is_currency(self, variable: str) -> bool:
        """Whether it is what orders cost."""
        return variable == self.rules.currency

    # -- orders, events and the rest -----------------------------------------------------------

    def order(self, order: str) -> str:
        """The title of an order instance, with the person it concerns."""
        if order in self.accord_orders:
            kind, accord = self.accord_orders[order]
            written = self.scenario.accords[accord]
            if kind == "cheat" and written.cheat is not None and written.cheat.title:
                return written.cheat.title
            return _ACCORD_VERBS[ACCORD_KINDS.index(kind)] + written.title
        rule = self._orders[order]
        title = self.scenario.orders[rule.source.id].title
        return f"{title}: {self.person(rule.person)}" if rule.person else title

    def person(self, person: str) -> str:
        """A person's name."""
        return self.scenario.people[person].name

    def side(self, side: str) -> str:
        """How a side is called in short: by its capital."""
        return self.scenario.sides[side].capital

    def subject(self, kind: str, author_id: str) -> str:
        """The title of an event, invitation, accord or stance, by the author's id."""
        if kind == "event":
            return self.scenario.events[author_id].title
        if kind == "invitation":
            return self.scenario.invitations[author_id].title
        if kind == "accord":
            return self.scenario.accords[author_id].title
        return "Stance as host"

    def cause(self, entry: Entry) -> tuple[str, str, str, tuple[str, ...]]:
        """Title, detail, badge and cited facts of what made a change."""
        source, scenario = entry.source, self.scenario
        if entry.order:
            detail = _KIND_DETAILS.get(source.kind) or _DETAILS.get(entry.phase, "")
            if entry.order in self.accord_orders:
                written = scenario.accords[self.accord_orders[entry.order][1]]
                return self.order(entry.order), detail, written.badge, tuple(written.cites)
            card = scenario.orders[source.id]
            return self.order(entry.order), detail, card.badge, tuple(card.cites)
        match source.kind:
            case "flow":
                flow = scenario.flows[source.id]
                return flow.because or self.variable(flow.to), "every turn", flow.badge, tuple(flow.cites)
            case "limit":
                return "The end of its range", "it cannot go further", "", ()
            case "stance":
                stance = scenario.travel.stances[source.id]
                return stance.title, "stance as host", stance.badge, tuple(stance.cites)
            case "outcome":
                outcome = scenario.travel.outcomes[source.id]
                title = f"{self.person(entry.person)}: {outcome.label}" if entry.person else outcome.label
                return title, "", outcome.badge, tuple(outcome.cites)
            case "accord":
                accord = scenario.accords[source.id]
                detail = "accord in force" if entry.phase == "policies" else "accord"
                return accord.title, detail, accord.badge, tuple(accord.cites)
            case "event":
                event = scenario.events[source.id]
                detail = "the answer to it" if entry.phase in ("answers", "pay") else "event"
                return event.title, detail, event.badge, tuple(event.cites)
            case "invitation":
                invitation = scenario.invitations[source.id]
                return invitation.title, "the answer to it", invitation.badge, tuple(invitation.cites)
        return source.id.replace("_", " "), "", "", ()
