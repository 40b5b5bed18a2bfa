"""React: events happen by their conditions and odds, and may ask a side for an answer."""

from __future__ import annotations

from game.engine.course import Course, Tally
from game.engine.rules import Event


def react(course: Course) -> None:
    """Judges every event on the same snapshot."""
    b = course.builder
    tally = Tally(course, "events")
    written: dict[str, int] = {}
    for event in course.rules.events:
        fires, someone = _fires(course, event)
        scope = course.scope.rolling(f"event:{event.id}")
        if someone is not None:
            scope = scope.about_someone(someone)
        for effect in event.effects:
            tally.add(effect, fires, scope)
        if event.moves_to and someone is not None:
            tally.move_someone(someone, fires, event.moves_to, event.side)
        course.happened("event", event.id, event.side, fires, someone=someone)
        written[f"happened:{event.id}"] = b.add(b.row(f"happened:{event.id}"), fires)
        if f"since_event:{event.id}" in b.layout.index:
            since = b.add(b.row(f"since_event:{event.id}"), b.const(1.0))
            written[f"since_event:{event.id}"] = b.mul(since, b.negate(fires))
        for answer in course.answers:
            if answer.kind == "event" and answer.subject == event.id:
                waits = fires if someone is None else b.mul(fires, someone)
                written[course.rows[answer.waits]] = waits
    b.write(written)
    tally.apply()


def _fires(course: Course, event: Event) -> tuple[int, int | None]:
    b, scope = course.builder, course.scope
    someone: int | None = None
    ready = course.holds(f"event:{event.id}", event.when, scope)
    if event.once:
        ready = b.mul(ready, b.eq(b.row(f"happened:{event.id}"), b.const(0.0)))
    if event.cooldown:
        ready = b.mul(ready, b.le(b.const(event.cooldown), b.row(f"since_event:{event.id}")))
    odds = event.odds
    b.guard(ready)
    if event.who is not None:
        fitting = [
            (index, scope.about(index).truth(event.who))
            for index, person in enumerate(course.rules.people)
            if person.side == event.side
        ]
        _, someone = course.pick(f"event:{event.id}:who", fitting)
        ready = b.mul(ready, b.lt(b.const(0.0), someone))
        scope = scope.about_someone(someone)
        b.guard(ready)
    fires = course.chance((f"event:{event.id}", 0), ready, scope.odds(odds), event.source, event.side)
    return b.guard(fires), someone
