"""Travel: what befalls people, abroad or not; then trips end, and booked ones begin."""

from __future__ import annotations

from game.engine.course import CODE, Course, Tally
from game.engine.rules import ABROAD, HELD, HOME, Outcome
from game.engine.scope import Scope


def travel(course: Course) -> None:
    """Judges every outcome for every person, then moves trips on by a turn."""
    if not course.rules.people:
        return
    tally = Tally(course, "people")
    b = course.builder
    free = [b.const(1.0) for _ in course.rules.people]  # 0 once an outcome changed their status
    for status in sorted({outcome.status for outcome in course.rules.outcomes} - {HOME}):
        for person in course.rules.people:  # few are away
            b.guard(b.eq(b.row(f"status:{person.id}"), b.const(CODE[status])))
    for outcome in course.rules.outcomes:
        for side in (0, 1):
            _befall(course, tally, outcome, side, free)
    tally.apply()
    _move_on(course)


def _befall(course: Course, tally: Tally, outcome: Outcome, side: int, free: list[int]) -> None:
    b, rules = course.builder, course.rules
    exposed: list[tuple[int, int]] = []
    odds: dict[int, int] = {}
    scopes: dict[int, Scope] = {}
    for index, person in enumerate(rules.people):
        if person.side != rules.sides[side]:
            continue
        scope = scopes[index] = course.scope.about(index)
        fits = b.mul(b.eq(b.row(f"status:{person.id}"), b.const(CODE[outcome.status])), free[index])
        fits = b.mul(fits, scope.truth(outcome.when[side]))
        formula = outcome.odds
        chance = b.const(1.0) if formula is None else scope.value(formula[side])
        if outcome.status in (ABROAD, HELD):
            chance = b.mul(chance, scope.care(outcome.id))
        odds[index] = b.clamp(chance, 0.0, 1.0)
        exposed.append((index, fits))
    if outcome.status == HOME:
        anyone = b.const(0.0)
        for _, fits in exposed:
            anyone = b.either(anyone, fits)
        b.guard(anyone)
        for _, fits in exposed:
            b.implies(fits, anyone)
    luck = f"outcome:{outcome.id}:{rules.sides[side]}"
    if outcome.at_most_one:
        exposed, _ = course.pick(luck, exposed)
    for number, (index, fits) in enumerate(exposed):
        person = rules.people[index]
        draw = (luck, 1) if outcome.at_most_one else (f"{luck}:{number // 2}", number % 2)
        befell = course.chance(draw, fits, odds[index], outcome.source, person.side, person=person.id)
        scope = scopes[index].rolling(f"outcome:{outcome.id}:{person.id}")
        for effect in outcome.effects[side]:
            tally.add(effect, befell, scope, person=person.id)
        course.happened("outcome", outcome.id, person.side, befell, person.id)
        if outcome.becomes:
            tally.move(index, befell, outcome.becomes)
            free[index] = b.both(free[index], b.negate(befell))


def _move_on(course: Course) -> None:
    b = course.builder
    home, abroad, held = (b.const(CODE[status]) for status in (HOME, ABROAD, HELD))
    written: dict[str, int] = {}
    for person in course.rules.people:
        status = b.row(f"status:{person.id}")
        is_held = b.eq(status, held)
        written[f"turns_held:{person.id}"] = b.mul(
            is_held, b.add(b.row(f"turns_held:{person.id}"), b.const(1.0))
        )
        if f"trip:{person.id}" not in b.layout.index:
            continue
        trip, left = b.row(f"trip:{person.id}"), b.row(f"left:{person.id}")
        is_abroad = b.eq(status, abroad)
        left = b.less(left, is_abroad)
        back = b.mul(is_abroad, b.eq(left, b.const(0.0)))
        course.happened("returned", person.id, person.side, back, person.id)
        new_status = b.choose(back, home, status)
        new_trip = b.mul(trip, b.negate(back))
        if f"lead:{person.id}" in b.layout.index:
            lead = b.row(f"lead:{person.id}")
            waits = b.mul(b.eq(status, home), b.lt(b.const(0.0), trip))
            lead_left = b.less(lead, b.const(1.0))
            leaves = b.mul(waits, b.eq(lead_left, b.const(0.0)))
            new_status = b.choose(leaves, abroad, new_status)
            course.happened("departed", person.id, person.side, leaves, person.id)
            written[f"lead:{person.id}"] = lead_left
        written[f"left:{person.id}"] = left
        written[f"status:{person.id}"] = new_status
        written[f"trip:{person.id}"] = new_trip
    b.write(written)
