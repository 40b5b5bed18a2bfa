"""Builds one section of a program: values in single assignment, folded, shared, then laid out.

A value is a small integer; it is a number, or a whole number that fits into a byte (truth values
among them). Equal operations on equal values are one value; operations on constants are done here,
by the same IEEE arithmetic as at run time. Every value carries bounds: they let needless limits be
left out, tell what fits into a byte, and make sure that nothing grows past `HUGE`, so no infinity
or NaN can arise whatever an author writes.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

from game.engine.allotment import allot
from game.engine.guards import Guards
from game.engine.layout import BYTE, Layout
from game.engine.program import COMPARED, SNAP, WHOLE, Section
from game.engine.steps import Graph, Node, Step

HUGE = 2.0**30
GRID = 2.0**-16
_BYTES = frozenset((*COMPARED, *WHOLE, "decision"))
_FLAGS = frozenset(("lt", "le", "eq", "blt", "ble", "beq", "and", "or", "not"))
_OF_BYTES = {name: f"b{name}" for name in ("add", "mul", "min", "max", "lt", "le", "eq")}


def snapped(value: float) -> float:
    """`value` rounded to the grid of 2**-16, as the engine rounds every change."""
    return (value + SNAP) - SNAP


class Shared:
    """What the sections of one program have in common: rows, luck names, constants, tables."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.luck: dict[str, int] = {}
        self.constants: dict[float, int] = {}
        self.tables: dict[tuple[float, ...], int] = {}


class Builder:
    """Collects the values of one section."""

    def __init__(self, shared: Shared) -> None:
        self.shared = shared
        self.layout = shared.layout
        self._nodes: list[Node] = []  # operation, left, right
        self._bounds: list[tuple[float, float]] = []
        self._known: dict[tuple[str, int, int], int] = {}
        self._versions: dict[int, int] = {}  # state row -> value of its present content
        self._steps: list[Step] = []
        self._notes = 0
        self._draws: dict[int, int] = {}  # word of luck -> its number in the section
        self._guards = Guards()

    # -- leaves ---------------------------------------------------------------------------

    def const(self, value: float) -> int:
        """A number."""
        return self._raw(min(max(float(value), -HUGE), HUGE))

    def _raw(self, value: float) -> int:
        value += 0.0  # no -0.0
        number = self.shared.constants.setdefault(value, len(self.shared.constants))
        return self._leaf("const", number, (value, value))

    def row(self, name: str) -> int:
        """The state row's value as it stands now."""
        return self.row_at(self.layout.index[name])

    def row_at(self, number: int) -> int:
        """As `row`, by number."""
        if number in self._versions:
            return self._versions[number]
        value = self._add(("row", number, 0), self.layout.bounds[number])
        self._versions[number] = value
        return value

    def decision(self, number: int, high: float) -> int:
        """A decision row; callers make sense of whatever it holds."""
        return self._leaf("decision", number, (0.0, high))

    def draw(self, name: str, half: int = 0) -> int:
        """An even draw from [0, 1), known by its name; each name has two, halves 0 and 1."""
        word = self.shared.luck.setdefault(name, len(self.shared.luck))
        place = self._draws.setdefault(word, len(self._draws))
        return self._shared(("draw", place, half), (0.0, 1.0))

    def _leaf(self, kind: str, number: int, bounds: tuple[float, float]) -> int:
        key = (kind, number, 0)
        if key not in self._known:
            self._known[key] = self._add(key, bounds)
        return self._known[key]

    def _add(self, node: Node, bounds: tuple[float, float]) -> int:
        self._nodes.append(node)
        self._bounds.append(bounds)
        return len(self._nodes) - 1

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

    def number(self, value: int) -> float | None:
        """The number that a value always has, or None."""
        low, high = self._bounds[value]
        return low if low == high and self._nodes[value][0] == "const" else None

    def bounds(self, value: int) -> tuple[float, float]:
        """Within what a value lies."""
        return self._bounds[value]

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

    def is_flag(self, a: int) -> bool:
        """Whether a value is known to be 0 or 1 and nothing else."""
        kind, number, _ = self._nodes[a]
        if kind == "row":
            return self.layout.is_flag[number]
        return kind in _FLAGS or self.number(a) in (0.0, 1.0)

    def within(self, a: int, low: float, high: float) -> int:
        """A value that the caller knows to lie within these bounds."""
        if self.number(a) is None:
            old_low, old_high = self._bounds[a]
            self._bounds[a] = (max(low, old_low), min(high, old_high))
        return a

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

    # -- numbers and bytes ----------------------------------------------------------------------

    def _is_byte(self, a: int) -> bool:
        kind, number, _ = self._nodes[a]
        return self.layout.is_byte[number] if kind == "row" else kind in _BYTES

    def _is_small(self, a: int) -> bool:
        """Whether it is a byte, or a constant that could be one."""
        number = self.number(a)
        return self._is_byte(a) if number is None else 0.0 <= number <= BYTE and number == math.floor(number)

    def _exact(self) -> list[bool]:
        """Which values lie on the grid, so that their sums are the same in any order."""
        found: list[bool] = []
        for value, (operation, left, right) in enumerate(self._nodes):
            low, high = self._bounds[value]
            if self._is_byte(value) or operation in ("snap", "num"):
                is_exact = True
            elif operation == "const":
                is_exact = snapped(low) == low
            elif operation == "row":
                is_exact = self.layout.is_exact[left]
            elif operation in ("add", "sub", "min", "max"):
                is_exact = found[left] and found[right]
            elif operation == "mul":  # by a whole number
                wholes = [self._nodes[part][0] == "num" for part in (left, right)]
                is_exact = found[left] and found[right] and any(wholes)
            else:
                is_exact = False
            found.append(is_exact and low >= -HUGE and high <= HUGE)
        return found

    def _as_number(self, a: int) -> int:
        return self._shared(("num", a, 0), self._bounds[a]) if self._is_byte(a) else a

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

    # -- making values ------------------------------------------------------------------------

    def _make(
        self, operation: str, a: int, b: int, bounds: tuple[float, float], commutes: bool = False
    ) -> int:
        x, y = self.number(a), self.number(b)
        if x is not None and y is not None:
            return self._raw(_FOLD[operation](x, y))
        if self._is_byte(a) or self._is_byte(b):
            found = self._bytes(operation, a, b, bounds, commutes)
            if found is not None:
                return found
        return self._numbers(operation, a, b, bounds, commutes)

    def _numbers(
        self, operation: str, a: int, b: int, bounds: tuple[float, float], commutes: bool = False
    ) -> int:
        a, b = self._as_number(a), self._as_number(b)
        if commutes and b < a:
            a, b = b, a
        return self._shared((operation, a, b), bounds)

    def _bytes(
        self, operation: str, a: int, b: int, bounds: tuple[float, float], commutes: bool
    ) -> int | None:
        """The operation on bytes, if both are and the result is one; at least one is no constant."""
        if operation not in _OF_BYTES:
            return None
        if operation in ("lt", "le", "eq"):
            a, b = self._whole_limit(operation, a, b)
        if not (self._is_small(a) and self._is_small(b)) or bounds[0] < 0.0 or bounds[1] > BYTE:
            return None
        if commutes and b < a:
            a, b = b, a
        return self._shared((_OF_BYTES[operation], a, b), bounds)

    def _whole_limit(self, operation: str, a: int, b: int) -> tuple[int, int]:
        """A comparison of a whole number with a limit between two of them, as one with a whole number.

        An equality that can never be is left as it is.
        """
        x, y = self.number(a), self.number(b)
        if operation == "lt" and x is not None:
            a = self.const(math.floor(x))
        elif operation == "lt" and y is not None:
            b = self.const(math.ceil(y))
        elif operation == "le" and x is not None:
            a = self.const(math.ceil(x))
        elif operation == "le" and y is not None:
            b = self.const(math.floor(y))
        return a, b

    def _shared(self, node: Node, bounds: tuple[float, float]) -> int:
        if node not in self._known:
            self._known[node] = self._add(node, bounds)
            self._steps.append(Step("value", self._known[node]))
        return self._known[node]

    def _tamed(self, value: int) -> int:
        low, high = self._bounds[value]
        if low >= -HUGE and high <= HUGE:
            return value
        return self.clamp(value, -HUGE, HUGE)

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


def _fold_div(x: float, y: float) -> float:
    return 0.0 if y == 0.0 else x / y


_FOLD: dict[str, Callable[[float, float], float]] = {
    "add": lambda x, y: x + y,
    "sub": lambda x, y: x - y,
    "mul": lambda x, y: x * y,
    "div": _fold_div,
    "min": min,
    "max": max,
    "lt": lambda x, y: float(x < y),
    "le": lambda x, y: float(x <= y),
    "eq": lambda x, y: float(x == y),
}
