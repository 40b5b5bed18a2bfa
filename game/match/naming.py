"""From the engine's ids to the scenario's words: titles, labels, badges, and the names of turns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from game.engine.ledger import Entry
from game.match import figures
from game.match.desk import Background
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

    def marks(self, variable: str) -> tuple[tuple[float, str], ...]:
        """Its named thresholds, from the lowest."""
        marks = self.scenario.variables[variable].marks
        return tuple(sorted((float(at), name) for at, name in marks.items()))

    def headline(self) -> tuple[str, ...]:
        """The variables that matter most."""
        return tuple(self.scenario.roles.headline)

    def balance(self) -> str:
        """The variable in which the sides are compared, or ""."""
        return self.scenario.roles.balance or ""

    def part(self, part: str) -> str:
        """The label of a part of the score."""
        return self.scenario.score.parts[part].label

    def world_bands(self) -> dict[float, str]:
        """What kinds of world there are, by the least value of each."""
        world = self.scenario.world
        return {float(at): text for at, text in world.bands.items()} if world else {}

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

    def written_order(self, order: str) -> Any:
        """The part of the scenario that an order instance comes from: an order or an accord."""
        if order in self.accord_orders:
            return self.scenario.accords[self.accord_orders[order][1]]
        return self.scenario.orders[self._orders[order].source.id]

    def order_text(self, order: str) -> str:
        """What an order instance means."""
        written = self.written_order(order)
        if order not in self.accord_orders:
            return written.text
        kind, _ = self.accord_orders[order]
        if kind == "cheat" and written.cheat is not None and written.cheat.text:
            return written.cheat.text
        if kind == "break":
            return "The accord ends, and everyone sees who ended it."
        return written.text

    def families(self) -> dict[str, str]:
        """Labels of the families of orders, in order."""
        return dict(self.scenario.families)

    def family(self, order: str) -> str:
        """The family of an order instance."""
        return self.written_order(order).family

    def need(self, key: str) -> str:
        """The wording of a need, by the key that its refusal carries."""
        return self.scenario.need_text(key)

    def stance(self, stance: str) -> str:
        """The title of a stance."""
        return self.scenario.travel.stances[stance].title

    @staticmethod
    def background(written: Any) -> Background | None:
        """What a part of the scenario recalls, if it says so."""
        given = getattr(written, "background", None)
        if given is None:
            return None
        return Background(given.text, given.badge or "", tuple(given.cites))

    def person(self, person: str) -> str:
        """A person's name."""
        return self.scenario.people[person].name

    def side(self, side: str) -> str:
        """How a side is called in short: by its capital."""
        return self.scenario.sides[side].capital

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
