"""What a builder hands on: values, and the steps in which they are worked out, written and noted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from game.engine.program import UNARY

Node = tuple[str, int, int]  # operation, left, right; or kind of leaf (const, row, decision), its number
_LEAVES = frozenset(("const", "row", "decision", "draw"))
_UNARY = frozenset(UNARY)


@dataclass(frozen=True, slots=True)
class Step:
    """Something that is done with a value, in the order of time.

    value    it is worked out
    write    state row `place` is set to it
    note     it is recorded in slot `place`; where `under` is 0 it does not matter
    retire   it is what state row `place` held, and that row is about to be set
    save     it was read from a row that is about to be set, and is still wanted
    """

    kind: str
    value: int
    place: int = 0
    under: int = -1


@dataclass(frozen=True)
class Graph:
    """The values of a section by number, operands before what is made of them, and its steps."""

    nodes: list[Node]
    is_byte: list[bool]  # [value]
    steps: list[Step]
    is_exact: list[bool]  # [value]: on the grid, so that sums are the same in any order
    constants: list[float | None]  # [value]: the number that it always has
    numbers: dict[float, int]  # constants of the program

    @cached_property
    def operands(self) -> list[tuple[int, ...]]:
        """`[value]`: the values that it is made of."""
        found: list[tuple[int, ...]] = []
        for operation, left, right in self.nodes:
            if operation in _LEAVES:
                found.append(())
            else:
                found.append((left,) if operation in _UNARY else (left, right))
        return found

    def constant_number(self, value: float) -> int:
        """Which constant of the program a number is; a new one, if need be."""
        return self.numbers.setdefault(value, len(self.numbers))

    def needed(self, roots: Iterable[int]) -> list[Step]:
        """The steps that lead to a write, a note or one of `roots`; saves where they are due."""
        wanted = set(roots)
        kept: list[Step] = []
        operands = self.operands
        for step in reversed(self.steps):
            if step.kind == "value":
                if step.value not in wanted:
                    continue
                wanted.update(operands[step.value])
            elif step.kind == "retire":
                kept.append(step)
                if step.value in wanted:
                    kept.append(Step("save", step.value, step.place))  # before it, in the order of time
                continue
            else:
                wanted.add(step.value)
            kept.append(step)
        kept.reverse()
        return kept
