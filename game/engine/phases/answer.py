"""Answer: the choices that were made take effect, stances are struck, and trips begin."""

from __future__ import annotations

from game.engine.course import CODE, Course, Tally
from game.engine.program import AnswerSlot
from game.engine.rules import ABROAD, HOME, Choice, Event, Invitation


def answer(course: Course) -> None:
    """Applies every answer that was accepted."""
    tally = Tally(course, "answers")
    trips = _Departures(course)
    for slot in course.answers:
        if slot.kind == "invitation":
            kind = next(i for i in course.rules.invitations if i.id == slot.subject)
            _choices(course, tally, slot, kind, kind.choices, kind.place)
            trips.accept(slot, kind)
        elif slot.kind == "event":
            event = next(e for e in course.rules.events if e.id == slot.subject)
            _choices(course, tally, slot, event, event.choices[event.asks.index(slot.side)], "")
        elif slot.kind == "stance":
            side = course.rules.sides.index(slot.side)
            for stance, mask in zip(course.rules.stances, course.chosen[slot.id], strict=True):
                for effect in stance.effects[side]:
                    tally.add(effect, mask, course.scope.rolling(f"stance:{stance.id}:{slot.side}"))
    course.builder.write({f"stance:{side}": value for side, value in course.stances.items()})
    tally.apply()
    trips.depart()


def _choices(
    course: Course,
    tally: Tally,
    slot: AnswerSlot,
    rule: Invitation | Event,
    choices: tuple[Choice, ...],
    place: str,
) -> None:
    b = course.builder
    scope = course.scope
    someone = b.row_at(slot.waits) if slot.has_person else None
    if someone is not None:
        scope = scope.about_someone(someone, place)
    for choice, mask in zip(choices, course.chosen[slot.id], strict=True):
        name = f"choice:{slot.id}:{choice.id}"
        came_off = tally.attempt(choice.attempt, mask, name, rule.source, slot.side, scope)
        if choice.moves_to and someone is not None:
            tally.move_someone(someone, came_off, choice.moves_to, slot.side)


class _Departures:
    """Trips accepted in this turn: a person's trip code, how long it lasts and when it starts."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self._codes: dict[int, int] = {}

    def accept(self, slot: AnswerSlot, kind: Invitation) -> None:
        """Books the trip of whoever was invited, if an answer lets them travel."""
        course, b = self.course, self.course.builder
        code = b.const(0.0)
        for number, trip in enumerate(course.trips):
            if number and trip.invitation == kind.id:
                mask = course.chosen[slot.id][slot.choices.index(trip.choice)]
                code = b.add(code, b.mul(mask, b.const(number)))
        waits = b.row_at(slot.waits)
        low, high = b.bounds(waits)
        for index, person in enumerate(course.rules.people):
            if person.side == slot.side and low <= index + 1 <= high:
                booked = b.mul(b.eq(waits, b.const(index + 1)), code)
                self._codes[index] = b.add(self._codes.get(index, b.const(0.0)), booked)

    def depart(self) -> None:
        """Sends them off, or notes when they will leave. Who is invited is at home with no trip."""
        course, b = self.course, self.course.builder
        trips = course.trips[1:]
        written: dict[str, int] = {}
        for index, code in self._codes.items():
            if b.number(code) == 0.0:
                continue
            person = course.rules.people[index]
            code = b.within(code, 0.0, len(trips))
            written[f"trip:{person.id}"] = b.add(b.row(f"trip:{person.id}"), code)
            for name, values in (
                ("left", [float(trip.turns) for trip in trips]),
                ("lead", [float(trip.lead) for trip in trips]),
                ("status", [CODE[HOME] if trip.lead else CODE[ABROAD] for trip in trips]),
            ):
                row = f"{name}:{person.id}"
                if any(values):
                    written[row] = b.add(b.row(row), self._by_trip(values, code))
        b.write(written)

    def _by_trip(self, values: list[float], code: int) -> int:
        b = self.course.builder
        if len(set(values)) == 1:
            return b.mul(b.lt(b.const(0.0), code), b.const(values[0]))
        return b.take((0.0, *values), code)
