"""What one side may know of what was done: the one place that decides it.

Own doings are known. The rival's public orders are, its quiet and covert ones only if they came
to light; what befalls people and which events happened, as far as the scenario says that a side
is told. The rules of the world (flows) are open to both.
"""

from __future__ import annotations

from game.engine.expressions import Binary, Choose, Curve, Expr, Read, Unary
from game.engine.intelligence import SEEN_FROM
from game.engine.ledger import Chance, Entry, Happening
from game.engine.program import OrderSlot
from game.engine.rules import Event, Order, Outcome
from game.match.match import Match

_WORLD = {"flow", "limit", "upkeep", "cost"}


class Knowledge:
    """What `side` may know at the end of the turns played so far; everyone's if `side` is ""."""

    def __init__(self, match: Match, side: str) -> None:
        self.match = match
        self.side = side
        rules = match.program.rules
        self._orders: dict[str, OrderSlot] = {slot.order.id: slot for slot in match.program.orders}
        self._outcomes: dict[str, Outcome] = {outcome.id: outcome for outcome in rules.outcomes}
        self._events: dict[str, Event] = {event.id: event for event in rules.events}
        self._breaches = {order: accord.id for accord in rules.accords for order in accord.cheats if order}
        self._reach = {
            place.id: 1.0 if not side else place.reach[match.sides.index(side)] for place in rules.places
        }

    @property
    def is_open(self) -> bool:
        """Whether nothing is hidden, as in the debrief."""
        return not self.side

    def order(self, order: str, turn: int) -> bool:
        """Whether the side knows that the order took effect, or was in force, in `turn`."""
        rule = self._orders[order].order
        if self.is_open or rule.side == self.side or rule.visibility == "public":
            return True
        return self._came_to_light(rule, turn)

    def _came_to_light(self, rule: Order, turn: int) -> bool:
        states, seen = self.match.states, f"seen:{rule.id}"
        if states[turn].value(seen) or self._was_found(rule, turn):
            return True
        if not rule.is_policy:
            return False
        in_force = f"in_force:{rule.id}"
        if states[turn - 1].value(in_force) and states[turn - 1].value(seen):
            return True
        for later in range(turn, len(states)):
            if states[later].value(seen):
                return True
            if not states[later].value(in_force):
                return False
        return False

    def _was_found(self, rule: Order, turn: int) -> bool:
        """Whether the order was a breach of an accord that was found out."""
        accord = self._breaches.get(rule.id)
        return accord is not None and any(
            happening.kind == "found" and happening.subject == accord and happening.side == rule.side
            for happening in self.match.records[turn - 1].happenings()
        )

    def _ever_came_to_light(self, rule: Order, turn: int) -> bool:
        return any(state.value(f"seen:{rule.id}") for state in self.match.states[1 : turn + 1])

    def entry(self, entry: Entry, turn: int) -> bool:
        """Whether the side may know the cause of a change of one of its own or a shared value."""
        if self.is_open or entry.actor == self.side:
            return True
        if entry.order:
            rule = self._orders[entry.order].order
            if entry.phase == "delayed" and rule.side != self.side and rule.visibility != "public":
                return self._ever_came_to_light(rule, turn)
            return self.order(entry.order, turn)
        kind, id_ = entry.source.kind, entry.source.id
        if kind in _WORLD:
            return True
        if entry.person and id_ in self._outcomes:
            return self._is_told_of_outcome(id_, entry.person)
        if kind == "event" and entry.phase == "events":
            return self.side in self._events_of(id_)
        if entry.phase == "answers":  # the rival's answers and stance
            return kind == "choice" and self.side in self._events_of(id_.partition(".")[0])
        return True

    def _events_of(self, id_: str) -> tuple[str, ...]:
        """The sides that are told of an event, by the author's id or an instance's."""
        told: list[str] = []
        for event in self._events.values():
            if id_ in (event.id, event.source.id):
                told.extend(event.known_to)
        return tuple(told)

    def _is_told_of_outcome(self, outcome: str, person: str) -> bool:
        known_to = self._outcomes[outcome].known_to
        is_own = self.owner(person) == self.side
        return known_to == "both" or (known_to == "own") == is_own

    def owner(self, person: str) -> str:
        """The side of a person."""
        return next(p.side for p in self.match.program.rules.people if p.id == person)

    def happening(self, happening: Happening, turn: int) -> bool:
        """Whether the side is told of something that was done or befell someone in `turn`."""
        if self.is_open or happening.kind in ("exposed", "concluded", "ended", "broken", "found", "ending"):
            return True
        is_own = happening.side == self.side
        match happening.kind:
            case "ordered" | "enacted" | "lifted" | "lapsed":
                return is_own or self.order(happening.subject, turn)
            case "offered":
                return True
            case "chosen":
                return is_own or self._sees_answer(happening)
            case "outcome":
                return self._is_told_of_outcome(happening.subject, happening.person)
            case "event":
                return self.side in self._events[happening.subject].known_to
            case "returned" | "departed":
                return is_own or self._sees_person(happening.person, turn)
        return True

    def _sees_answer(self, happening: Happening) -> bool:
        """Whether a rival's answer is seen: to an event that both know of, by its effects."""
        kind, _, subject = happening.subject.partition(":")
        if kind == "event":
            return self.side in self._events[subject].known_to
        return kind == "accord" and happening.detail == "agree"

    def _sees_person(self, person: str, turn: int) -> bool:
        """Whether the rival's traveller is somewhere that this side sees."""
        states = self.match.states
        for state in (states[turn - 1], states[turn]):
            if state.has(f"trip:{person}") and (code := int(state.value(f"trip:{person}"))):
                return self.sees_place(self.match.program.trips[code].place)
        return False

    def sees_place(self, place: str) -> bool:
        """Whether a trip to that place is seen by this side."""
        return self._reach.get(place, 0.0) >= SEEN_FROM

    def chance(self, chance: Chance, turn: int) -> bool:
        """Whether a chance may be shown with its odds: it must not tell what is hidden.

        Of events that did not happen only those of neither side are shown, that hang on the gauge.
        """
        if self.is_open:
            return True
        if chance.order:
            return self._orders[chance.order].order.side == self.side or (
                self._orders[chance.order].order.visibility == "public" and chance.happened
            )
        if chance.source.kind == "event":
            event = self._event_of(chance)
            if self.side not in event.known_to:
                return False
            return chance.happened or (not event.side and self._hangs_on_gauge(event))
        if chance.person and chance.source.id in self._outcomes:
            told = self._is_told_of_outcome(chance.source.id, chance.person)
            if not told or self.owner(chance.person) != self.side:
                return told and chance.happened
            return chance.happened or not self._tells_of_rival(self._outcomes[chance.source.id])
        return chance.side == self.side

    def _event_of(self, chance: Chance) -> Event:
        fitting = [e for e in self._events.values() if chance.source.id in (e.id, e.source.id)]
        return next((event for event in fitting if event.side == chance.side), fitting[0])

    def _hangs_on_gauge(self, event: Event) -> bool:
        gauge = self.match.program.rules.gauge
        return any(read.name == gauge for read in reads(event.odds) | reads(event.when.expr))

    def _tells_of_rival(self, outcome: Outcome) -> bool:
        """Whether its being in play, or its odds, tell what the rival keeps to itself."""
        position = self.match.sides.index(self.side)
        formulas = [outcome.when[position]]
        if outcome.odds is not None:
            formulas.append(outcome.odds[position])
        found: set[Read] = set().union(*(reads(formula) for formula in formulas))
        for read in found:
            if read.kind in ("in_force", "ordered", "times", "since"):
                slot = self._orders.get(read.name)
                if slot is None or (slot.order.side != self.side and slot.order.visibility != "public"):
                    return True
            elif read.kind in ("stance", "variable") and read.side not in ("", self.side):
                return True
        return False


def reads(expr: Expr) -> frozenset[Read]:
    """Everything that a formula reads."""
    match expr:
        case Read():
            return frozenset({expr})
        case Unary(_, value) | Curve(_, value):
            return reads(value)
        case Binary(_, left, right):
            return reads(left) | reads(right)
        case Choose(condition, then, otherwise):
            return reads(condition) | reads(then) | reads(otherwise)
    return frozenset()
