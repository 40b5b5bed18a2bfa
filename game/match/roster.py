"""People, places and trips as one side may know them."""

from __future__ import annotations

from game.engine.rules import ABROAD, HELD, HOME, STATUSES, Person
from game.engine.state import State
from game.match.desk import PersonView, PlaceView, TripView
from game.match.match import Match

BOOKED = "booked"


class Roster:
    """Who is where, for `side`: its own people in truth, the rival's as far as it can see."""

    def __init__(self, match: Match, side: str) -> None:
        self.match = match
        self.side = side
        self.rules = match.program.rules
        self._own: State = match.state
        self._seen: State = match.view(side)

    def people(self) -> tuple[PersonView, ...]:
        """Everyone of both rosters, own first, each side in the scenario's order."""
        ordered = sorted(self.rules.people, key=lambda person: person.side != self.side)
        return tuple(self.person(person) for person in ordered)

    def person(self, person: Person) -> PersonView:
        """One person."""
        written = self.match.scenario.people[person.id]
        state = self._own if person.side == self.side else self._seen
        status = STATUSES[int(state.value(f"status:{person.id}"))]
        code = int(state.value(f"trip:{person.id}")) if state.has(f"trip:{person.id}") else 0
        trip = self.match.program.trips[code]
        kind = "" if not code else ABROAD if status == ABROAD else BOOKED if status == HOME else ""
        invitations = {rule.id: rule.source.id for rule in self.rules.invitations}
        occasion = self.match.scenario.invitations[invitations[trip.invitation]].title if code else ""
        left = int(state.value(f"left:{person.id}")) if status == ABROAD and code else 0
        where = written.place or self.match.scenario.sides[person.side].place or ""
        if status in (ABROAD, HELD):
            where = trip.place if code else ""
        elif status != HOME:
            where = ""
        return PersonView(
            id=person.id,
            side=person.side,
            name=written.name,
            name_zh=written.name_zh or "",
            role=written.role,
            pronoun=written.pronoun,
            traits=tuple((name, int(getattr(written, name))) for name in ("knowledge", "fame", "ties")),
            bio=written.bio,
            status=status,
            where=where,
            destination=trip.place if kind == BOOKED else "",
            trip=kind,
            occasion=occasion,
            turns_left=left,
            turns_held=int(state.value(f"turns_held:{person.id}")),
            badge=written.badge or "",
        )

    def places(self) -> tuple[PlaceView, ...]:
        """Every place of the scenario."""
        capitals = {side.place: id_ for id_, side in self.match.scenario.sides.items() if side.place}
        return tuple(
            PlaceView(id_, place.label, place.host or "", place.at, capitals.get(id_, ""))
            for id_, place in self.match.scenario.places.items()
        )

    def trips(self, people: tuple[PersonView, ...]) -> tuple[TripView, ...]:
        """Whoever is away or booked, as this side knows; the line on the map starts at home."""
        found = []
        for person in people:
            destination = person.destination if person.trip == BOOKED else person.where
            if person.status not in (ABROAD, HELD) and person.trip != BOOKED:
                continue
            home = self.match.scenario.people[person.id].place
            origin = home or self.match.scenario.sides[person.side].place or ""
            status = BOOKED if person.trip == BOOKED else person.status
            found.append(TripView(person.id, person.name, person.side, origin, destination, status))
        return tuple(found)
