"""Act: policies and accords in force, effects that fall due, flows, and the cost of upkeep."""

from __future__ import annotations

from game.engine.course import Course, Tally
from game.engine.expressions import Const
from game.engine.rules import Effect, Source
from game.engine.scope import variable_row
from game.engine.values import snapped


def enforce(course: Course) -> None:
    """Policies and accords in force do what they do each turn."""
    b = course.builder
    tally = Tally(course, "policies")
    for slot in course.orders:
        order = slot.order
        for effect in order.in_force:
            if not order.is_policy:
                continue
            scope = course.scope.rolling(f"policy:{order.id}")
            tally.add(effect, b.row(f"in_force:{order.id}"), scope, order.id)
    for accord in course.rules.accords:
        for effect in accord.in_force:
            scope = course.scope.rolling(f"accord:{accord.id}")
            tally.add(effect, b.row(f"accord:{accord.id}"), scope)
    tally.apply()


def fall_due(course: Course) -> None:
    """Delayed effects arrive; in the last turn, all that is still pending does."""
    b, rules = course.builder, course.rules
    tally = Tally(course, "delayed")
    is_last = b.eq(b.row("turn"), b.const(rules.turns))
    written: dict[str, int] = {}
    for slot in course.orders:
        order = slot.order
        for later in order.later:
            for number, effect in enumerate(later.effects):
                name = f"pending:{order.id}:{later.after}:{number}"
                rows = [b.row(f"{name}:{turn}") for turn in range(1, later.after + 1)]
                new = course.pending.get(name, b.const(0.0))
                early = new
                for row in rows[1:]:
                    early = b.add(early, row)
                tally.add_amount(effect, b.add(rows[0], b.mul(is_last, early)), order.id, order.person)
                for turn, value in enumerate([*rows[1:], new], start=1):
                    written[f"{name}:{turn}"] = b.mul(value, b.negate(is_last))
    b.write(written)
    tally.apply()


def flow(course: Course) -> None:
    """What happens every turn by itself."""
    tally = Tally(course, "flows")
    for effect in course.rules.flows:
        scope = course.scope.rolling(f"flow:{effect.source.id}:{effect.side}")
        tally.add(effect, course.builder.const(1.0), scope)
    tally.apply()


def sustain(course: Course) -> None:
    """Upkeep of policies is paid in the order of the file; what cannot be paid lapses."""
    b, rules = course.builder, course.rules
    tally = Tally(course, "upkeep")
    written: dict[str, int] = {}
    for side in rules.sides:
        purse = b.row(variable_row(rules.currency, side))
        for slot in course.orders:
            order = slot.order
            if order.side != side or not order.is_policy or not order.upkeep:
                continue
            in_force = b.row(f"in_force:{order.id}")
            price = b.const(snapped(order.upkeep))
            kept = b.mul(in_force, b.le(price, purse))
            paid = b.mul(kept, price)
            purse = b.sub(purse, paid)
            at = order.source
            source = Source("upkeep", at.id, at.file, at.line, at.column)
            effect = Effect(rules.currency, side, Const(0.0), source, side)
            tally.add_amount(effect, b.sub(b.const(0.0), paid), order.id)
            course.happened("lapsed", order.id, side, b.mul(in_force, b.negate(kept)))
            written[f"in_force:{order.id}"] = kept
    b.write(written)
    tally.apply()
