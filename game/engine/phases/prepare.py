"""Prepare: what waits for the coming turn: prices, invitations, estimates, and what is legal."""

from __future__ import annotations

import math

from game.engine.course import CODE, Course
from game.engine.luck import key
from game.engine.program import OrderSlot
from game.engine.rules import HOME, Need, excluded
from game.engine.scope import Scope, variable_row

# Normal scores: the standard normal's quantiles at (i + 1/2) / 128, scaled to variance 1. Written
# out, since a library's logarithm may differ in its last bit from machine to machine.
_UPPER_SCORES = (
    0.0098, 0.0295, 0.0492, 0.0689, 0.0887, 0.1085, 0.1283, 0.1481, 0.1681, 0.1881, 0.2081, 0.2283,
    0.2485, 0.2689, 0.2893, 0.3099, 0.3306, 0.3515, 0.3725, 0.3936, 0.4150, 0.4365, 0.4582, 0.4802,
    0.5023, 0.5248, 0.5475, 0.5704, 0.5937, 0.6173, 0.6413, 0.6656, 0.6903, 0.7154, 0.7410, 0.7671,
    0.7937, 0.8209, 0.8486, 0.8771, 0.9063, 0.9362, 0.9670, 0.9988, 1.0316, 1.0655, 1.1007, 1.1372,
    1.1754, 1.2153, 1.2573, 1.3015, 1.3484, 1.3985, 1.4523, 1.5106, 1.5745, 1.6455, 1.7258, 1.8190,
    1.9310, 2.0739, 2.2776, 2.6734,
)  # fmt: skip
_BAND = 1.2816  # the standard normal lies within this of 0 in 80 of 100 cases


def prepare(course: Course) -> None:
    """Everything that the next decision is made on."""
    _set_prices(course)
    _invite(course)
    _estimate(course)


def _set_prices(course: Course) -> None:
    """Each turn some of a side's orders are on the table at their price; which, is luck."""
    b, rules = course.builder, course.rules
    written: dict[str, int] = {}
    for side in rules.sides:
        pool = [slot.order.id for slot in course.orders if slot.order.side == side and slot.order.on_table]
        size = rules.table_size or len(pool)
        if size >= len(pool):
            written |= {f"table:{order}": b.const(1.0) for order in pool}
            continue
        # a window over the orders, shuffled anew for each turn, begins where luck says
        count = len(pool)
        begin = b.add(
            b.mul(b.min(b.row("turn"), b.const(rules.turns)), b.const(count)),
            b.mul(b.draw("table", rules.sides.index(side)), b.const(count)),
        )
        tables: dict[str, list[float]] = {order: [0.0] * count for order in pool}
        for turn in range(1, rules.turns + 1):
            shuffled = sorted(pool, key=lambda order: key(f"{turn}:{order}"))
            for place, order in enumerate(shuffled):
                tables[order] += [float((place - start) % count < size) for start in range(count)]
        for order in pool:
            written[f"table:{order}"] = b.take(tuple(tables[order]), begin)
    b.write(written)


def _invite(course: Course) -> None:
    b, rules = course.builder, course.rules
    home = b.const(CODE[HOME])
    free: dict[int, int] = {}
    sent = {side: b.const(0.0) for side in rules.sides}
    written: dict[str, int] = {}
    for index, person in enumerate(rules.people):
        if f"trip:{person.id}" in b.layout.index:
            at_home = b.eq(b.row(f"status:{person.id}"), home)
            free[index] = b.mul(at_home, b.eq(b.row(f"trip:{person.id}"), b.const(0.0)))
    for kind in rules.invitations:
        ready = course.holds(f"invitation:{kind.id}", kind.when, course.scope)
        if kind.once:
            ready = b.mul(ready, b.eq(b.row(f"invited:{kind.id}"), b.const(0.0)))
        if kind.cooldown:
            ready = b.mul(ready, b.le(b.const(kind.cooldown), b.row(f"since_invited:{kind.id}")))
        ready = b.mul(ready, b.lt(sent[kind.side], b.const(rules.invitations_a_turn)))
        odds = course.scope.odds(kind.odds)
        b.guard(ready)
        if b.number(odds) != 1.0:
            ready = b.guard(b.mul(ready, b.lt(b.draw(f"invitation:{kind.id}", 1), odds)))
        fits = [
            (index, b.mul(mask, course.scope.about(index).truth(kind.who)))
            for index, mask in free.items()
            if rules.people[index].side == kind.side
        ]
        drawn, code = course.pick(f"invitation:{kind.id}", fits)
        waits = b.mul(ready, code)
        asked = b.lt(b.const(0.0), waits)
        sent[kind.side] = b.add(sent[kind.side], asked)
        for index, mask in drawn:
            free[index] = b.mul(free[index], b.negate(b.mul(mask, ready)))
        answer = next(a for a in course.answers if a.kind == "invitation" and a.subject == kind.id)
        written[course.rows[answer.waits]] = waits
        if kind.once:
            written[f"invited:{kind.id}"] = b.either(b.row(f"invited:{kind.id}"), asked)
        if kind.cooldown:
            since = b.add(b.row(f"since_invited:{kind.id}"), b.const(1.0))
            written[f"since_invited:{kind.id}"] = b.mul(since, b.negate(asked))
    b.write(written)
    course.end_phase()


def _estimate(course: Course) -> None:
    """What each side believes of the other: the truth and an error that fades only slowly."""
    b, rules = course.builder, course.rules
    scores = tuple(-score for score in reversed(_UPPER_SCORES)) + _UPPER_SCORES
    fresh_share = math.sqrt(1.0 - rules.persistence * rules.persistence)
    written: dict[str, int] = {}
    for estimate in rules.estimates:
        name = f"{estimate.variable}:{estimate.observer}"
        half = rules.sides.index(estimate.observer)
        index = b.mul(b.draw(f"estimate:{estimate.variable}", half), b.const(len(scores)))
        fresh = b.take(scores, index)
        error = b.row(f"error:{name}")
        if course.is_start:
            error = fresh
        else:
            error = b.add(b.mul(error, b.const(rules.persistence)), b.mul(fresh, b.const(fresh_share)))
        written[f"error:{name}"] = b.within(error, -8.0, 8.0)
    b.write(written)
    show_estimates(course)


def show_estimates(course: Course) -> None:
    """Estimates and bands, from the errors and from how well each side can see."""
    b, rules = course.builder, course.rules
    written: dict[str, int] = {}
    for estimate in rules.estimates:
        name = f"{estimate.variable}:{estimate.observer}"
        band = b.max(course.scope.value(estimate.width), b.const(0.0))
        truth = b.row(variable_row(estimate.variable, course.rival(estimate.observer)))
        error = b.mul(b.row(f"error:{name}"), b.mul(band, b.const(1.0 / _BAND)))
        written[f"estimate:{name}"] = b.snap(b.add(truth, error))
        written[f"band:{name}"] = b.snap(band)
    b.write(written)


def judge(course: Course) -> None:
    """What is legal, and what it costs, on the state as it stands."""
    b, rules = course.builder, course.rules
    written: dict[str, int] = {}
    for slot in course.orders:
        cost = _cost(course, slot)
        purse = b.row(variable_row(rules.currency, slot.order.side))
        legal = b.mul(_may(course, slot), b.le(cost, purse))
        written[course.rows[slot.cost]] = cost
        written[course.rows[slot.legal]] = legal
    for number, side in enumerate(rules.sides):
        for accord in rules.accords:
            answer = next(
                a for a in course.answers if a.kind == "accord" and a.subject == accord.id and a.side == side
            )
            waits = b.row(f"offer:{accord.id}:{course.rival(side)}")
            for need in accord.needs[number]:
                waits = b.mul(waits, course.scope.truth(need.expr))
            written[course.rows[answer.waits]] = waits
    for answer in course.answers:
        for index, row in enumerate(answer.legal):
            if row >= 0:
                purse = b.row(variable_row(rules.currency, answer.side))
                legal = b.le(b.const(answer.costs[index]), purse)
                for need in course.choice_needs(answer, index):
                    legal = b.mul(
                        legal, _answer_scope(course, answer.waits, answer.has_person).truth(need.expr)
                    )
                written[course.rows[row]] = legal
    b.write(written)


def _answer_scope(course: Course, waits: int, has_person: bool) -> Scope:
    scope = course.scope
    return scope.about_someone(course.builder.row_at(waits)) if has_person else scope


def order_scope(course: Course, slot: OrderSlot) -> Scope:
    """What the needs of an order may read."""
    if not slot.order.person:
        return course.scope
    index = next(i for i, person in enumerate(course.rules.people) if person.id == slot.order.person)
    return course.scope.about(index)


def _cost(course: Course, slot: OrderSlot) -> int:
    b, rules, order = course.builder, course.rules, slot.order
    cost = b.const(order.cost)
    if order.on_table and rules.table_size:
        cost = b.add(cost, b.mul(b.negate(b.row(f"table:{order.id}")), b.const(rules.table_surcharge)))
    if order.is_policy:
        cost = b.mul(cost, b.negate(b.row(f"in_force:{order.id}")))
    return cost


def _may(course: Course, slot: OrderSlot) -> int:
    b, order = course.builder, slot.order
    scope = order_scope(course, slot)
    legal = b.const(1.0)
    needs: tuple[Need, ...] = order.needs
    for need in needs:
        legal = b.mul(legal, scope.truth(need.expr))
    for other in course.orders:
        if other.order.is_policy and excluded(order, other.order):
            legal = b.mul(legal, b.negate(b.row(f"in_force:{other.order.id}")))
    if order.cooldown:
        legal = b.mul(legal, b.le(b.const(order.cooldown), b.row(f"since:{order.id}")))
    if order.once:
        legal = b.mul(legal, b.eq(b.row(f"times:{order.id}"), b.const(0.0)))
    if order.is_policy:  # while it is in force, ordering it means lifting it
        in_force = b.row(f"in_force:{order.id}")
        may_lift = b.const(1.0)
        if order.minimum_term:
            since = b.add(b.row(f"since:{order.id}"), b.const(1.0))
            may_lift = b.le(b.const(order.minimum_term), since)
        legal = b.choose(in_force, may_lift, legal)
    return legal
