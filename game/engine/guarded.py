"""Lays out one guarded block: its own rows, and its instructions, knowing that its guard is 1."""

from __future__ import annotations

from collections.abc import Callable

from game.engine.program import BYTE, CONSTANT, NUMBER, SMALL, WHOLE, Instruction, Note, kind
from game.engine.schedule import Item, Moment
from game.engine.steps import Graph

TAKES_BYTES = frozenset((*WHOLE, "num"))


class Temporaries:
    """Temporaries of one kind, lent and taken back."""

    def __init__(self, base: int) -> None:
        self.base = base
        self.free: list[int] = []
        self.used = 0

    def lend(self) -> int:
        """One that is free, else one more."""
        if self.free:
            return self.free.pop()
        self.used += 1
        return self.base + self.used - 1


class GuardedRows:
    """`outside` are values that others want as well; `where` tells where those from outside stand."""

    def __init__(
        self, graph: Graph, moment: Moment, outside: set[int], where: Callable[[int], int]
    ) -> None:
        self.graph = graph
        self.moment = moment
        self.outside = outside
        self.where = where
        self.rows = {NUMBER: Temporaries(NUMBER), BYTE: Temporaries(BYTE)}
        self.place: dict[int, int] = {}  # value -> own row, or a constant
        self.inputs: list[tuple[int, int]] = []
        self.instructions: list[Instruction] = []
        self.notes: list[Note] = []
        self.made: list[int] = []
        self.added: list[tuple[str, int, int]] = []  # how, sum, own row or constant
        self.last: dict[int, int] = {}
        self.same: dict[int, int] = {}  # value -> the operand that it equals where the guard is 1
        self._look_ahead()

    def _look_ahead(self) -> None:
        for item in self.moment.items:
            if item.kind == "value":
                self.same[item.value] = self._simpler(item)
        for number_, item in enumerate(self.moment.items):
            used = item.operands if item.kind != "value" or self.same[item.value] == -1 else ()
            for operand in used:
                self.last[self._root(operand)] = number_
        for item in self.moment.items:
            if item.kind == "value" and item.value in self.outside:
                self.made.append(item.value)
                self.last[self._root(item.value)] = len(self.moment.items)
            elif item.kind == "add":
                self.last[self._root(item.operands[0])] = len(self.moment.items)
        here = {item.value for item in self.moment.items if item.kind == "value"}
        for root in self.last:  # what comes from outside is there from the start
            is_constant = root == self.moment.guard or self.graph.constants[root] is not None
            if root not in here and not is_constant:
                self.inputs.append((self._lend(root), self.where(root)))

    def _simpler(self, item: Item) -> int:
        """An operand that the value equals, since the guard is 1 here; else -1."""
        if item.operation in ("and", "mul", "bmul"):
            for one, other in (item.operands, item.operands[::-1]):
                if self._root(one) == self.moment.guard:
                    return other
        if item.operation == "num":
            root = self._root(item.operands[0])
            if root == self.moment.guard or self.graph.constants[root] is not None:
                return root
        return -1

    def _root(self, value: int) -> int:
        while self.same.get(value, -1) != -1:
            value = self.same[value]
        return value

    def fill(self) -> None:
        """Goes through the items."""
        for number_, item in enumerate(self.moment.items):
            if item.kind == "value" and self.same[item.value] == -1:
                wants_bytes = item.operation in TAKES_BYTES
                sources = [self._operand(operand, wants_bytes) for operand in item.operands]
                spare = self._spell_out(sources)
                if item.operation not in ("take", "pick", "draw"):
                    self._release(item.operands, number_)
                target = self._lend(item.value)
                self.instructions.append(Instruction(item.operation, target, *sources, *item.numbers))
                if item.operation in ("take", "pick", "draw"):
                    self._release(item.operands, number_)
                for row in spare:
                    self.rows[kind(row)].free.append(row)
                self._release((item.value,), number_)
            elif item.kind == "note":
                source = self._operand(item.value, self.graph.is_byte[item.value])
                self.notes.append(Note(len(self.instructions), source, item.place))
                self._release((item.value,), number_)
            elif item.kind == "add":
                added = item.operands[0]
                source = self._operand(added, self.graph.is_byte[item.value])
                self.added.append((item.operation, item.value, source))

    def _spell_out(self, sources: list[int]) -> list[int]:
        """An operation wants a row among its operands, and so does a product that is added."""
        spare: list[int] = []
        for first in (0, 1) if len(sources) == 3 else (0,):
            some = sources[first:]
            if some and all(kind(source) in (CONSTANT, SMALL) for source in some):
                of = BYTE if kind(some[0]) == SMALL else NUMBER
                row = self.rows[of].lend()
                self.instructions.append(Instruction("bcopy" if of == BYTE else "copy", row, some[0]))
                sources[first] = row
                spare.append(row)
        return spare

    def of(self, value: int) -> int:
        """Where a value stands at the end of the block."""
        return self._operand(value, self.graph.is_byte[value])

    def _operand(self, value: int, wants_byte: bool) -> int:
        root = self._root(value)
        constant = 1.0 if root == self.moment.guard else self.graph.constants[root]
        if constant is not None:
            return SMALL + int(constant) if wants_byte else CONSTANT + self.graph.constant_number(constant)
        return self.place[root]

    def _lend(self, value: int) -> int:
        self.place[value] = self.rows[BYTE if self.graph.is_byte[value] else NUMBER].lend()
        return self.place[value]

    def _release(self, values: tuple[int, ...], number_: int) -> None:
        for value in values:
            root = self._root(value)
            if root in self.place and self.last.get(root, -1) <= number_:
                place = self.place.pop(root)
                self.rows[kind(place)].free.append(place)
