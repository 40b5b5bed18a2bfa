"""Order: what was ordered takes effect, policies begin or end, accords are struck or broken."""

from __future__ import annotations

from game.engine.builder import Builder
from game.engine.course import CODE, Course, Tally
from game.engine.program import OrderSlot
from game.engine.rules import HELD, HOME, Accord

LONG_AGO = 99.0  # turns since what never happened, and more as the game goes on
PENDING_LIMIT = 2.0**20


def carry_out(course: Course) -> None:
    """Applies every accepted order."""
    b = course.builder
    enacted = {slot.order.id: _enacted(b, slot, course.taken[slot.order.id]) for slot in course.orders}
    course.effective = enacted
    tally = Tally(course, "orders")
    written: dict[str, int] = {}
    for slot in course.orders:
        _apply(course, tally, slot, enacted[slot.order.id], written)
    for accord in course.rules.accords:
        _settle_accord(course, tally, accord, written)
    b.write(written)
    tally.apply()


def _enacted(b: Builder, slot: OrderSlot, taken: int) -> int:
    if not slot.order.is_policy:
        return taken
    return b.guard(b.mul(taken, b.negate(b.row(f"in_force:{slot.order.id}"))))


def _apply(course: Course, tally: Tally, slot: OrderSlot, enact: int, written: dict[str, int]) -> None:
    b, order = course.builder, slot.order
    scope = course.scope
    person = ""
    if order.person:
        index = next(i for i, p in enumerate(course.rules.people) if p.id == order.person)
        scope = scope.about(index)
        person = order.person
    name = f"order:{order.id}"
    came_off = tally.attempt(order.attempt, enact, name, order.source, order.side, scope, order.id, person)
    course.happened("ordered", order.id, order.side, course.taken[order.id])
    course.effective = {**course.effective, order.id: enact}
    written[f"times:{order.id}"] = b.add(b.row(f"times:{order.id}"), enact)
    if f"since:{order.id}" in b.layout.index:
        since = b.add(b.row(f"since:{order.id}"), b.const(1.0))
        written[f"since:{order.id}"] = b.mul(since, b.negate(enact))
    acts = enact
    stays = b.const(0.0)
    if order.is_policy:
        before = b.row(f"in_force:{order.id}")
        lifted = b.guard(b.mul(course.taken[order.id], before))
        stays = b.mul(before, b.negate(course.taken[order.id]))
        acts = b.either(stays, came_off)
        written[f"in_force:{order.id}"] = acts
        for effect in order.lift:
            tally.add(effect, lifted, scope, order.id, person)
        course.happened("lifted", order.id, order.side, lifted)
        course.happened("enacted", order.id, order.side, came_off)
    for later in order.later:
        for number, effect in enumerate(later.effects):
            pending = f"pending:{order.id}:{later.after}:{number}"
            amount = tally.amount(effect, came_off, scope.rolling(f"{name}:later"))
            course.pending[pending] = b.clamp(amount, -PENDING_LIMIT, PENDING_LIMIT)
    if order.moves_to and person:
        tally.move(index, came_off, order.moves_to)
    if order.visibility != "public":
        _leak(course, tally, slot, acts, stays, written)


def _leak(
    course: Course, tally: Tally, slot: OrderSlot, acts: int, stays: int, written: dict[str, int]
) -> None:
    """A quiet or covert order may come to light in each turn in which it acts."""
    b, order = course.builder, slot.order
    known = b.mul(b.row(f"seen:{order.id}"), stays)
    hidden = b.mul(acts, b.negate(known))
    b.guard(hidden)
    out = b.guard(b.mul(hidden, b.lt(b.draw(f"leak:{order.id}"), course.scope.odds(order.leak))))
    for effect in order.exposed:
        tally.add(effect, out, course.scope, order.id)
    course.happened("exposed", order.id, order.side, out)
    written[f"seen:{order.id}"] = b.either(known, out)


def _settle_accord(course: Course, tally: Tally, accord: Accord, written: dict[str, int]) -> None:
    b, sides = course.builder, course.rules.sides
    before = b.row(f"accord:{accord.id}")
    offered = [course.taken[order] for order in accord.offers]
    concluded = b.max(course.accepted.get(accord.id, b.const(0.0)), b.mul(*offered))
    concluded = b.guard(b.mul(concluded, b.negate(before)))
    for effect in accord.effects:
        tally.add(effect, concluded, course.scope)
    course.happened("concluded", accord.id, "", concluded)
    if accord.frees_held:
        code = b.const(CODE[HELD])
        for index, person in enumerate(course.rules.people):
            is_held = b.eq(b.row(f"status:{person.id}"), code)
            freed = b.mul(concluded, is_held)
            tally.move(index, freed, HOME)
            course.happened("moved", accord.id, person.side, freed, person.id)
    over = b.const(0.0)
    for number, side in enumerate(sides):
        broken = course.taken[accord.breaks[number]]
        over = b.max(over, broken)
        course.happened("broken", accord.id, side, broken)
        if accord.cheats[number]:
            cheats = course.taken[accord.cheats[number]]
            odds = course.scope.odds(accord.cheat_odds[number])
            found = course.chance((f"cheat:{accord.id}", number), cheats, odds, accord.source, side)
            for effect in accord.cheat_found[number]:
                tally.add(effect, found, course.scope)
            course.happened("found", accord.id, side, found)
            over = b.max(over, found)
        offers = b.mul(offered[number], b.negate(concluded))
        written[f"offer:{accord.id}:{side}"] = offers
        course.happened("offered", accord.id, side, offers)
    age = b.row(f"accord_age:{accord.id}")
    if accord.turns:
        ran_out = b.mul(before, b.le(b.const(accord.turns), age))
        ran_out = b.guard(b.mul(ran_out, b.negate(over)))
        for effect in accord.ended:
            tally.add(effect, ran_out, course.scope)
        course.happened("ended", accord.id, "", ran_out)
        over = b.max(over, ran_out)
    stands = b.max(concluded, b.mul(before, b.negate(over)))
    written[f"accord:{accord.id}"] = stands
    written[f"accord_age:{accord.id}"] = b.mul(stands, b.add(age, b.const(1.0)))
