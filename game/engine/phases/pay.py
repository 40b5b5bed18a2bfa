"""Pay: answers and orders draw on one purse; what is not legal or not affordable is refused.

A refused order costs nothing and does nothing; a refused answer becomes the default one.
"""

from __future__ import annotations

from game.engine.course import Course, Tally
from game.engine.expressions import Const
from game.engine.layout import BYTE
from game.engine.program import AnswerSlot, OrderSlot
from game.engine.rules import Effect, Source, excluded
from game.engine.scope import variable_row
from game.engine.values import snapped


def pay(course: Course) -> None:
    """Settles which orders and answers are accepted, and takes their cost."""
    tally = Tally(course, "pay")
    for side in course.rules.sides:
        purse = course.builder.row(variable_row(course.rules.currency, side))
        for answer in course.answers:
            if answer.side == side:
                purse = _settle_answer(course, tally, answer, purse)
        count = course.builder.const(0.0)
        for slot in course.orders:
            if slot.order.side == side:
                purse, count = _settle_order(course, tally, slot, purse, count)
        before = course.builder.row(variable_row(course.rules.currency, side))
        tally.add_total(course.rules.currency, side, course.builder.sub(purse, before))
    tally.apply()


def _settle_answer(course: Course, tally: Tally, answer: AnswerSlot, purse: int) -> int:
    b = course.builder
    waits = b.row_at(answer.waits)
    asked = b.flag(waits)
    if answer.kind != "stance":  # most questions seldom wait
        b.guard(asked)
    choice = b.decision(answer.row, BYTE)
    masks = [b.const(0.0)] * len(answer.choices)
    rest = asked
    for index, cost in enumerate(answer.costs):
        if index == answer.default:
            continue
        wanted = b.mul(b.eq(choice, b.const(index)), asked)
        if answer.legal[index] >= 0:
            wanted = b.mul(wanted, b.row_at(answer.legal[index]))
        if cost > 0.0:
            price = b.const(snapped(cost))
            wanted = b.mul(wanted, b.le(price, purse))
            paid = b.mul(wanted, price)
            purse = b.sub(purse, paid)
            _charge(course, tally, answer.side, paid, Source("cost", answer.subject or answer.kind))
        masks[index] = wanted
        rest = b.both(rest, b.negate(wanted))
    masks[answer.default] = rest
    for mask in masks if answer.kind != "stance" else ():
        b.guard(mask)
    course.chosen[answer.id] = tuple(masks)
    for index, mask in enumerate(masks):
        someone = waits if answer.has_person else None
        if answer.kind != "stance" or index != answer.default:
            course.happened(
                "chosen", f"{answer.kind}:{answer.subject}", answer.side, mask, answer.choices[index], someone
            )
    if answer.kind == "stance":
        stance = b.const(0.0)
        for index, mask in enumerate(masks):
            stance = b.add(stance, b.mul(mask, b.const(index)))
        course.stances[answer.side] = stance
    elif answer.kind == "accord":
        accord = course.accepted.get(answer.subject, b.const(0.0))
        course.accepted[answer.subject] = b.max(accord, masks[1])
    return purse


def _settle_order(course: Course, tally: Tally, slot: OrderSlot, purse: int, count: int) -> tuple[int, int]:
    b, order = course.builder, slot.order
    wanted = b.guard(b.mul(b.eq(b.decision(slot.row, BYTE), b.const(1.0)), b.row_at(slot.legal)))
    price = b.row_at(slot.cost)
    wanted = b.mul(wanted, b.le(price, purse))
    wanted = b.mul(wanted, b.lt(count, b.const(course.rules.orders_a_turn)))
    for other in course.orders:
        if excluded(order, other.order):
            earlier = course.taken.get(other.order.id)
            if earlier is not None:
                wanted = b.mul(wanted, b.negate(earlier))
    wanted = b.guard(wanted)
    paid = b.mul(wanted, price)
    at = order.source
    source = Source("cost", at.id, at.file, at.line, at.column)
    _charge(course, tally, order.side, paid, source, order.id)
    course.taken[order.id] = wanted
    return b.sub(purse, paid), b.add(count, wanted)


def _charge(course: Course, tally: Tally, side: str, paid: int, source: Source, order: str = "") -> None:
    b = course.builder
    effect = Effect(course.rules.currency, side, Const(0.0), source, side)
    tally.enter(effect, b.sub(b.const(0.0), paid), order)
