"""Builds one section of a program out of values, then has it laid out.

Whoever builds speaks of numbers and truth values; which of them are bytes, and what is worked out
for which games, is found here.
"""

from __future__ import annotations

import math
from itertools import pairwise

from game.engine.allotment import allot
from game.engine.guards import Guards
from game.engine.layout import BYTE
from game.engine.program import Section
from game.engine.steps import Graph, Step
from game.engine.values import HUGE, Shared, Values, snapped


class Builder(Values):
    """Collects what a section does."""

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self._guards = Guards()
        self._notes = 0

    # -- what is rare -----------------------------------------------------------------------

    def guard(self, flag: int) -> int:
        """A truth value that is seldom 1: what matters only then is worked out only then."""
        if self.number(flag) is None:
            self._guards.mark(flag)
        return flag

    def implies(self, flag: int, guard: int) -> None:
        """Lets it be known that `flag` is never 1 where `guard` is 0."""
        self._guards.imply(flag, guard)

    # -- arithmetic -----------------------------------------------------------------------

    def add(self, a: int, b: int) -> int:
        if self.number(a) == 0.0:
            return b
        if self.number(b) == 0.0:
            return a
        (al, ah), (bl, bh) = self._bounds[a], self._bounds[b]
        return self._tamed(self._make("add", a, b, (al + bl, ah + bh), commutes=True))

    def sub(self, a: int, b: int) -> int:
        if self.number(b) == 0.0:
            return a
        (al, ah), (bl, bh) = self._bounds[a], self._bounds[b]
        return self._tamed(self._make("sub", a, b, (al - bh, ah - bl)))

    def less(self, a: int, b: int) -> int:
        """a - b, at least 0."""
        if self._is_small(a) and self._is_small(b) and self.number(a) is None:
            (al, ah), (bl, bh) = self._bounds[a], self._bounds[b]
            return self._shared(("less", a, b), (max(0.0, al - bh), max(0.0, ah - bl)))
        return self.max(self.sub(a, b), self.const(0.0))

    def mul(self, a: int, b: int) -> int:
        for one, other in ((a, b), (b, a)):
            if self.number(one) == 1.0:
                return other
            if self.number(one) == 0.0:
                return one
        if self.is_flag(a) and self.is_flag(b):
            return self._join("and", a, b)
        ends = [x * y for x in self._bounds[a] for y in self._bounds[b]]
        return self._tamed(self._make("mul", a, b, (min(ends), max(ends)), commutes=True))

    def div(self, a: int, b: int) -> int:
        """a / b, and 0 where b is 0."""
        low, high = self._bounds[b]
        if low > 0.0 or high < 0.0:
            ends = [x / y for x in self._bounds[a] for y in (low, high)]
            return self._tamed(self._make("div", a, b, (min(ends), max(ends))))
        if self.number(b) == 0.0:
            return self.const(0.0)
        is_zero = self.eq(b, self.const(0.0))
        safe = self._numbers("add", b, is_zero, (low, high + 1.0), commutes=True)
        quotient = self._make("div", a, safe, (-HUGE, HUGE))  # limited at once, below
        limited = self._make("min", quotient, self.const(HUGE), (-HUGE, HUGE))
        limited = self._make("max", limited, self.const(-HUGE), (-HUGE, HUGE))
        return self.mul(limited, self.negate(is_zero))

    def min(self, a: int, b: int) -> int:
        (al, ah), (bl, bh) = self._bounds[a], self._bounds[b]
        if ah <= bl:
            return a
        if bh <= al:
            return b
        if self.is_flag(a) and self.is_flag(b):
            return self._join("and", a, b)
        return self._make("min", a, b, (min(al, bl), min(ah, bh)), commutes=True)

    def max(self, a: int, b: int) -> int:
        (al, ah), (bl, bh) = self._bounds[a], self._bounds[b]
        if al >= bh:
            return a
        if bl >= ah:
            return b
        if self.is_flag(a) and self.is_flag(b):
            return self._join("or", a, b)
        return self._make("max", a, b, (max(al, bl), max(ah, bh)), commutes=True)

    def clamp(self, value: int, low: float, high: float) -> int:
        return self.min(self.max(value, self.const(low)), self.const(high))

    def abs(self, a: int) -> int:
        low, high = self._bounds[a]
        number = self.number(a)
        if number is not None:
            return self.const(abs(number))
        if low >= 0.0:
            return a
        return self._shared(("abs", a, 0), (max(0.0, -high), max(-low, high)))

    def snap(self, a: int) -> int:
        """Rounded to the grid, so that sums are exact in any order."""
        number = self.number(a)
        if number is not None:
            return self.const(snapped(number))
        if self._is_byte(a):
            return a
        low, high = self._bounds[a]
        return self._shared(("snap", a, 0), (snapped(low), snapped(high)))

    def trunc(self, a: int) -> int:
        """Cut to a whole number; for what is at least 0."""
        number = self.number(a)
        if number is not None:
            return self.const(math.floor(number))
        low, high = self._bounds[a]
        return a if self._is_byte(a) else self._shared(("trunc", a, 0), (math.floor(low), math.floor(high)))

    def _tamed(self, value: int) -> int:
        low, high = self._bounds[value]
        if low >= -HUGE and high <= HUGE:
            return value
        return self.clamp(value, -HUGE, HUGE)

    # -- truth values -----------------------------------------------------------------------

    def lt(self, a: int, b: int) -> int:
        (al, ah), (bl, bh) = self._bounds[a], self._bounds[b]
        if ah < bl:
            return self.const(1.0)
        if al >= bh:
            return self.const(0.0)
        return self._make("lt", a, b, (0.0, 1.0))

    def le(self, a: int, b: int) -> int:
        (al, ah), (bl, bh) = self._bounds[a], self._bounds[b]
        if ah <= bl:
            return self.const(1.0)
        if al > bh:
            return self.const(0.0)
        return self._make("le", a, b, (0.0, 1.0))

    def eq(self, a: int, b: int) -> int:
        (al, ah), (bl, bh) = self._bounds[a], self._bounds[b]
        if al == ah == bl == bh:
            return self.const(1.0)
        if ah < bl or bh < al:
            return self.const(0.0)
        for one, other in ((a, b), (b, a)):
            if self.is_flag(one) and self.number(other) == 1.0:
                return one
        return self._make("eq", a, b, (0.0, 1.0), commutes=True)

    def flag(self, a: int) -> int:
        """1 where a value is not 0."""
        if self.is_flag(a):
            return a
        zero = self.const(0.0)
        return self.lt(zero, a) if self._is_byte(a) else self.negate(self.eq(a, zero))

    def negate(self, a: int) -> int:
        """1 where a value is 0, else 0."""
        number = self.number(a)
        if number is not None:
            return self.const(float(number == 0.0))
        if not self.is_flag(a):
            return self.eq(a, self.const(0.0))
        kind, left, _ = self._nodes[a]
        return left if kind == "not" else self._shared(("not", a, 0), (0.0, 1.0))

    def both(self, a: int, b: int) -> int:
        return self.mul(self.flag(a), self.flag(b))

    def either(self, a: int, b: int) -> int:
        return self.max(self.flag(a), self.flag(b))

    def choose(self, condition: int, then: int, otherwise: int) -> int:
        """`then` where the condition holds, else `otherwise`."""
        if then == otherwise:
            return then
        yes = self.flag(condition)
        one, other = self.mul(yes, then), self.mul(self.negate(yes), otherwise)
        if self.is_flag(one) and self.is_flag(other):
            return self.either(one, other)
        chosen = self.add(one, other)
        (tl, th), (ol, oh) = self._bounds[then], self._bounds[otherwise]
        return chosen if chosen in (then, otherwise) else self.within(chosen, min(tl, ol), max(th, oh))

    def _join(self, operation: str, a: int, b: int) -> int:
        """And, or: of two flags of which neither is known."""
        if a == b:
            return a
        a, b = sorted((a, b))
        return self._shared((operation, a, b), (0.0, 1.0))

    # -- tables -----------------------------------------------------------------------------

    def take(self, table: tuple[float, ...], index: int) -> int:
        """The entry of a table at a value within it, which is cut to a whole number."""
        number = self.number(index)
        if number is not None:
            return self.const(table[int(number)])
        if len(set(table)) == 1:
            return self.const(table[0])
        place = self.shared.tables.setdefault(table, len(self.shared.tables))
        is_small = all(0.0 <= value <= BYTE and value == math.floor(value) for value in table)
        if is_small:
            return self._shared(("pick", index, place), (min(table), max(table)))
        return self._shared(("take", index, place), (min(table), max(table)))

    def curve(self, points: tuple[tuple[float, float], ...], x: int) -> int:
        """Piecewise-linear through the points, flat outside them."""
        total = self.const(points[0][1])
        for (x0, y0), (x1, y1) in pairwise(points):
            if y0 == y1:
                continue
            along = self.clamp(x, x0, x1)
            total = self.add(
                total, self.mul(self.sub(along, self.const(x0)), self.const((y1 - y0) / (x1 - x0)))
            )
        ys = [y for _, y in points]
        return self.within(total, min(ys) - 1e-6, max(ys) + 1e-6)  # rounding may pass the last point

    # -- effects on the outside -----------------------------------------------------------------

    def write(self, values: dict[str, int]) -> None:
        """Sets state rows, all at once; values may be those of rows that are being set."""
        rows = {self.layout.index[name]: value for name, value in values.items()}
        changed = {
            row: self.trunc(value) if self.layout.is_byte[row] else self._as_number(value)
            for row, value in rows.items()
            if self._versions.get(row) != value
        }
        # an old value that is still wanted must not be read from the row it stood in
        for row in changed:
            old = self._versions.pop(row, None)
            if old is not None:
                self._steps.append(Step("retire", old, row))
        for row, value in changed.items():
            self._steps.append(Step("write", value, row))

    def note(self, value: int, under: int | None = None) -> int:
        """Has a value recorded when a ledger is kept; the number of its slot.

        With `under`, where that is 0, what is recorded does not matter.
        """
        self._steps.append(Step("note", value, self._notes, -1 if under is None else under))
        self._notes += 1
        return self._notes - 1

    # -- laying out --------------------------------------------------------------------------

    def finish(self, decisions: int, is_noting: bool = True) -> Section:
        """The section, with temporaries in as few rows as can be; without notes if none are kept.

        `decisions` is the number of decision rows.
        """
        steps = [step for step in self._steps if is_noting or step.kind != "note"]
        values = range(len(self._nodes))
        graph = Graph(
            self._nodes,
            [self._is_byte(value) for value in values],
            steps,
            self._exact(),
            [self.number(value) for value in values],
            self.shared.constants,
        )
        notes = self._notes if is_noting else 0
        return allot(graph, self._guards, self.layout, decisions, tuple(self._draws), notes)
