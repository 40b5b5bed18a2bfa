"""Runs programs with numpy: one array row for every row of the program, one column a game.

Nothing here knows what a program means. Operations are bound to their rows once, so that a turn is
one loop over ready calls. A guarded block first finds the games that it is for, and works on those
alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine import luck
from game.engine.program import (
    BYTE,
    COMPARED,
    CONSTANT,
    NUMBER,
    SNAP,
    UNARY,
    WHOLE,
    Block,
    Instruction,
    Program,
    Section,
    kind,
    number,
)
from game.engine.rows import Rows, roomy, roomy_bytes

Floats = NDArray[np.float64]
Bytes = NDArray[np.uint8]
Words = NDArray[np.uint64]
Indices = NDArray[np.intp]
Call = tuple[Callable[..., Any], tuple[Any, ...]]
Step = tuple[Callable[..., Any], int, tuple[int, ...]]  # what, own row to set, own rows to read

# fmin and fmax take their target by position, and equal minimum and maximum: no NaN can arise
_UFUNCS: dict[str, Callable[..., Any]] = {
    "add": np.add,
    "sub": np.subtract,
    "mul": np.multiply,
    "div": np.divide,
    "min": np.fmin,
    "max": np.fmax,
    "abs": np.absolute,
    "lt": np.less,
    "le": np.less_equal,
    "eq": np.equal,
    "blt": np.less,
    "ble": np.less_equal,
    "beq": np.equal,
    "and": np.bitwise_and,
    "or": np.bitwise_or,
    "badd": np.add,
    "bmul": np.multiply,
    "bmin": np.fmin,
    "bmax": np.fmax,
}
_TRUTHS = frozenset(("lt", "le", "eq", "blt", "ble", "beq"))
_SNAP = np.array(SNAP)
_ONE = np.array(1, dtype=np.uint8)


class Executor:
    """Rows for a number of games, and the program's sections bound to them.

    Fill `rows` and `decisions` `[decision row, game]`, run, read `rows`.
    """

    def __init__(self, program: Program, games: int) -> None:
        self.program = program
        self.games = games
        numbers = program.state_numbers
        bytes_ = program.state_rows - numbers
        decided = bytes_ + program.decision_rows
        self._numbers = roomy(numbers + max(s.numbers for s in program.sections), games)
        self._bytes = roomy_bytes(decided + max(s.bytes for s in program.sections), games)
        self.rows = Rows(program, self._numbers[:numbers], self._bytes[:bytes_])
        self.decisions: Bytes = self._bytes[bytes_:decided]
        self._number_rows, self._byte_rows = list(self._numbers), list(self._bytes)
        self._truth_rows = list(self._bytes.view(np.bool_))
        self._constants = [np.array(value) for value in program.constants]
        self._tables = [np.array(table) for table in program.tables]
        self._small_tables: dict[int, Bytes] = {}
        self._product: Floats = np.zeros(games)
        self._less: Bytes = np.zeros(games, dtype=np.uint8)
        self._index: Indices = np.zeros(games, dtype=np.intp)
        self._word, self._spare = np.zeros((2, games), dtype=np.uint64)
        self.seeds: Words = np.zeros(games, dtype=np.uint64)
        self.salts: Words = np.zeros(0, dtype=np.uint64)
        self.notes: Floats = np.zeros((0, games))
        self._bound: dict[str, list[Call]] = {}
        self._salts: dict[tuple[str, int], Words] = {}

    def run(self, name: str, seeds: Words, turn: int, frozen: int = -1) -> None:
        """Runs a section, by its name in `Program`, under the luck of `seeds` `[game]` and a turn.

        Games whose byte row `frozen` of the state is not 0 stay as they are; -1: all are run.
        """
        self._run(name, seeds, turn, frozen)

    def run_noting(self, name: str, seeds: Words, turn: int, frozen: int = -1) -> Floats:
        """As `run`, and gives the rows that the section notes: `[slot, game]`."""
        section: Section = getattr(self.program, name)
        self.notes = np.zeros((section.notes, self.games))
        self._run(name, seeds, turn, frozen)
        return self.notes

    def _run(self, name: str, seeds: Words, turn: int, frozen: int) -> None:
        self.seeds = seeds
        self.salts = self._salts_of(name, turn)
        ended = np.flatnonzero(self.rows[frozen]) if frozen >= 0 else np.zeros(0, dtype=np.intp)
        kept = (self.rows.numbers[:, ended], self.rows.bytes[:, ended]) if ended.size else None
        if name not in self._bound:
            self._bound[name] = self._calls(getattr(self.program, name))
        for function, arguments in self._bound[name]:
            function(*arguments)
        if kept is not None:
            self.rows.numbers[:, ended], self.rows.bytes[:, ended] = kept

    def _salts_of(self, name: str, turn: int) -> Words:
        if (name, turn) not in self._salts:
            self._salts[name, turn] = luck.salts(turn, luck.keys(self.program.luck_of(name)))
        return self._salts[name, turn]

    # -- binding -----------------------------------------------------------------------------------

    def _calls(self, section: Section) -> list[Call]:
        calls: list[Call] = []
        for block in section.blocks:
            if block.guard >= 0:
                calls.append((_Guarded(self, block).run, ()))
            else:
                self._bind(block, calls)
        return calls

    def _bind(self, block: Block, calls: list[Call]) -> None:
        indexed = -1  # the row of which `_index` is a copy
        notes = iter(block.notes)
        note = next(notes, None)
        for at, step in enumerate(block.instructions):
            while note is not None and note.at == at:
                calls.append((self._note, (note.slot, self.operand(note.row))))
                note = next(notes, None)
            if step.operation in ("take", "pick"):
                if indexed != step.left:
                    calls.append((np.copyto, (self._index, self.operand(step.left), "unsafe")))
                    indexed = step.left
                table = self.table(step)
                calls.append((table.take, (self._index, None, self.operand(step.target), "clip")))
            else:
                calls.append(self._call(step))
            if step.target == indexed:
                indexed = -1
        while note is not None:
            calls.append((self._note, (note.slot, self.operand(note.row))))
            note = next(notes, None)

    def _call(self, step: Instruction) -> Call:
        operation = step.operation
        is_truth = operation in _TRUTHS
        target = self._truth_rows[number(step.target)] if is_truth else self.operand(step.target)
        if operation == "draw":
            return self._draw, (step.left, step.right, target)
        left = self.operand(step.left)
        if operation == "addmul":
            return self._add_product, (left, self.operand(step.right), self.operand(step.third), target)
        if operation == "snap":
            return _snap, (left, target)
        if operation in ("copy", "bcopy", "num"):
            return np.copyto, (target, left)
        if operation == "trunc":
            return np.copyto, (target, left, "unsafe")
        if operation == "not":
            return np.bitwise_xor, (left, _ONE, target)
        if operation == "less":
            return self._take_away, (left, self.operand(step.right), target)
        if operation in UNARY:
            return _UFUNCS[operation], (left, target)
        return _UFUNCS[operation], (left, self.operand(step.right), target)

    def operand(self, operand: int) -> Any:
        """The array of an operand for all games."""
        place = number(operand)
        if kind(operand) == NUMBER:
            return self._number_rows[place]
        return self._byte_rows[place] if kind(operand) == BYTE else self.constant(operand)

    def constant(self, operand: int) -> Any:
        """An operand that is the same for all games."""
        if kind(operand) == CONSTANT:
            return self._constants[number(operand)]
        return np.array(number(operand), dtype=np.uint8)

    def table(self, step: Instruction) -> NDArray[Any]:
        """The table of a `take` or `pick`."""
        if step.operation == "take":
            return self._tables[step.right]
        if step.right not in self._small_tables:
            self._small_tables[step.right] = self._tables[step.right].astype(np.uint8)
        return self._small_tables[step.right]

    # -- operations that numpy has not ---------------------------------------------------------------

    def _note(self, slot: int, values: NDArray[Any]) -> None:
        self.notes[slot] = values

    def _draw(self, word: int, half: int, target: Floats) -> None:
        np.add(self.seeds, self.salts[word], self._word)
        luck.mix_in_place(self._word, self._spare)
        luck.half_of(self._word, half, self._word, target)

    def _add_product(self, left: Floats, right: Floats, third: Floats, target: Floats) -> None:
        np.multiply(right, third, self._product)
        np.add(left, self._product, target)

    def _take_away(self, left: Bytes, right: Bytes, target: Bytes) -> None:
        np.maximum(left, right, out=self._less)
        np.subtract(self._less, right, target)


def _snap(value: Floats, target: Floats) -> None:
    np.add(value, _SNAP, target)
    np.subtract(target, _SNAP, target)


class _Guarded:
    """A guarded block: own rows are arrays of the games for which the guard is not 0."""

    def __init__(self, executor: Executor, block: Block) -> None:
        self._executor = executor
        self._guard = executor.operand(block.guard).view(np.bool_)
        self._numbers = block.numbers
        self._nowhere = block.numbers + block.bytes
        self._rows: list[Any] = [None] * (self._nowhere + 1)  # then constants
        self._inputs = [(self._own(own), executor.operand(row)) for own, row in block.inputs]
        self._steps: list[Step] = []
        notes = iter(block.notes)
        note = next(notes, None)
        for at, step in enumerate((*block.instructions, None)):
            while note is not None and note.at == at:
                self._steps.append((self._note(note.slot), self._nowhere, (self._own(note.row),)))
                note = next(notes, None)
            if step is not None:
                self._steps.append(self._step(step))
        self._outputs = [(o.how, executor.operand(o.target), self._own(o.source)) for o in block.outputs]
        self._seeds: Words = executor.seeds
        self._games: Indices = np.zeros(0, dtype=np.intp)

    def run(self) -> None:
        """Works on the games that it is for, if any."""
        games = self._games = self._guard.nonzero()[0]
        if not len(games):
            return
        rows = self._rows
        self._seeds = self._executor.seeds[:0]
        for own, row in self._inputs:
            rows[own] = row.take(games)
        for function, target, sources in self._steps:
            if len(sources) == 2:
                rows[target] = function(rows[sources[0]], rows[sources[1]])
            else:
                rows[target] = function(*(rows[source] for source in sources))
        for how, row, source in self._outputs:
            if how in ("set", "make"):
                row[games] = rows[source]
                continue
            found = row.take(games)
            if how == "add":
                found += rows[source]
            else:
                found -= rows[source]
            row[games] = found

    def _own(self, operand: int) -> int:
        """The place of an operand in `_rows`; constants get one."""
        of, place = kind(operand), number(operand)
        if of == NUMBER:
            return place
        if of == BYTE:
            return self._numbers + place
        self._rows.append(self._executor.constant(operand))
        return len(self._rows) - 1

    def _step(self, step: Instruction) -> Step:
        operation = step.operation
        target = self._own(step.target)
        if operation == "draw":
            return self._draw(step.left, step.right), target, ()
        sources = [self._own(step.left)]
        if operation == "addmul":
            sources += [self._own(step.right), self._own(step.third)]
            return _added_product, target, tuple(sources)
        if operation in ("take", "pick"):
            return _taken(self._executor.table(step)), target, tuple(sources)
        if operation in _GUARDED:
            function = _GUARDED[operation]
        elif operation in _TRUTHS:
            function = _truth(_UFUNCS[operation])
        else:
            function = _UFUNCS[operation]
        if operation not in UNARY:
            sources.append(self._own(step.right))
        return function, target, tuple(sources)

    def _draw(self, word: int, half: int) -> Callable[[], Floats]:
        def draw() -> Floats:
            executor = self._executor
            if not len(self._seeds):
                self._seeds = executor.seeds.take(self._games)
            words = self._seeds + executor.salts[word]
            luck.mix_in_place(words, np.empty_like(words))
            return luck.half_of(words, half, words)

        return draw

    def _note(self, slot: int) -> Callable[[Any], None]:
        def note(values: Any) -> None:
            self._executor.notes[slot][self._games] = values

        return note


def _added_product(left: Any, right: Any, third: Any) -> Any:
    return left + right * third


def _taken(table: NDArray[Any]) -> Callable[[Any], Any]:
    return lambda places: table.take(places.astype(np.intp), None, None, "clip")


def _truth(compare: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    return lambda left, right: compare(left, right).view(np.uint8)


_GUARDED: dict[str, Callable[..., Any]] = {
    "snap": lambda value: (value + _SNAP) - _SNAP,
    "copy": lambda value: value,
    "bcopy": lambda value: value,
    "num": lambda value: value.astype(np.float64),
    "trunc": lambda value: value.astype(np.uint8),
    "not": lambda value: value ^ _ONE,
    "less": lambda left, right: np.maximum(left, right) - right,
}
assert {*_UFUNCS, *_GUARDED, "take", "pick", "draw", "addmul"} >= {*COMPARED, *WHOLE}
