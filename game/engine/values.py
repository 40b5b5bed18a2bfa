"""The values of one section in single assignment: known, folded and shared.

A value is a small integer; it is a number, or a whole number that fits into a byte (truth values
among them). Equal operations on equal values are one value; operations on constants are done here,
by the same IEEE arithmetic as at run time. Every value carries bounds: they let needless limits be
left out, tell what fits into a byte, and make sure that nothing grows past `HUGE`, so no infinity
or NaN can arise whatever an author writes.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from game.engine.layout import BYTE, Layout
from game.engine.program import COMPARED, SNAP, WHOLE
from game.engine.steps import Node, Step

HUGE = 2.0**30
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


class Values:
    """Collects the values of one section, and the steps in which they are worked out."""

    def __init__(self, shared: Shared) -> None:
        self.shared = shared
        self.layout = shared.layout
        self._nodes: list[Node] = []  # operation, left, right
        self._bounds: list[tuple[float, float]] = []
        self._known: dict[tuple[str, int, int], int] = {}
        self._versions: dict[int, int] = {}  # state row -> value of its present content
        self._steps: list[Step] = []
        self._draws: dict[int, int] = {}  # word of luck -> its number in the section

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

    # -- what is known of a value --------------------------------------------------------------

    def number(self, value: int) -> float | None:
        """The number that a value always has, or None."""
        low, high = self._bounds[value]
        return low if low == high and self._nodes[value][0] == "const" else None

    def bounds(self, value: int) -> tuple[float, float]:
        """Within what a value lies."""
        return self._bounds[value]

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
