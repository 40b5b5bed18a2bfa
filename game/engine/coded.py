"""A program as the arrays that the compiled executor reads; their layout is that of _native_steps.h."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from game.engine import luck
from game.engine.kept import KeptByProgram
from game.engine.program import (
    BYTE,
    COMPARED,
    CONSTANT,
    NUMBER,
    NUMBERED,
    SMALL,
    UNARY,
    WHOLE,
    Block,
    Instruction,
    Program,
    Section,
    kind,
    number,
)

Words = NDArray[np.uint64]
Numbers = NDArray[np.int32]

# Names of the operations in the order of their codes; `_c` and `c_` have a constant right or left.
_IN_THREE = (
    "add", "sub", "mul", "div", "min", "max", "lt", "le", "eq",
    "blt", "ble", "beq", "badd", "bmul", "bmin", "bmax", "less",
)  # fmt: skip
_OTHERS = (
    "and", "or", "not", "abs", "copy", "copy_c", "bcopy", "bcopy_c", "num", "snap", "trunc", "take", "take_b",
    "pick", "pick_b", "draw", "addmul", "addmul_c", "c_addmul", "c_addmul_c", "note", "note_b", "note_c",
    "note_bc",
)  # fmt: skip
_ORDER = (*(name for base in _IN_THREE for name in (base, f"{base}_c", f"c_{base}")), *_OTHERS)
_CODES = {name: code for code, name in enumerate(_ORDER)}
assert {*NUMBERED, *COMPARED, *WHOLE} < _CODES.keys()
_NOTES = {NUMBER: "note", BYTE: "note_b", CONSTANT: "note_c", SMALL: "note_bc"}
_OUTPUTS = {"set": 0, "make": 0, "add": 2, "sub": 4}


class CodedSection:
    """A section as arrays; see `Block`, `Step`, `Input` and `Output` in _native_steps.h."""

    def __init__(self, program: Program, name: str) -> None:
        section: Section = getattr(program, name)
        blocks: list[tuple[int, ...]] = []
        steps: list[tuple[int, ...]] = []
        inputs: list[tuple[int, ...]] = []
        outputs: list[tuple[int, ...]] = []
        for block in section.blocks:
            first = len(steps), len(inputs), len(outputs)
            steps += _steps(block)
            numbers = [(number(own), number(row)) for own, row in block.inputs if kind(own) == NUMBER]
            bytes_ = [(number(own), number(row)) for own, row in block.inputs if kind(own) == BYTE]
            inputs += numbers + bytes_
            outputs += [_output(o.how, o.target, o.source) for o in block.outputs]
            has_draws = any(step.operation == "draw" for step in block.instructions)
            guard = -1 if block.guard < 0 else number(block.guard)
            taken = first[1], len(numbers), len(bytes_)
            given = first[2], len(block.outputs)
            blocks.append((guard, first[0], len(steps) - first[0], *taken, *given, block.numbers, has_draws))
        self.arrays = (table(blocks, 10), table(steps, 5), table(inputs, 2), table(outputs, 3))
        self.keys = luck.keys(program.luck_of(name))
        self.notes = section.notes
        self._salts: dict[range, Words] = {}

    def salts_of(self, turns: range) -> Words:
        """`[turn, word of luck]`."""
        if turns not in self._salts:
            self._salts[turns] = luck.salts_of_turns(turns, self.keys)
        return self._salts[turns]


def table(rows: Iterable[tuple[int, ...]], width: int) -> Numbers:
    """Rows of so many numbers as `[row, number]`, of which there may be none."""
    return np.array(list(rows), dtype=np.int32).reshape(-1, width)


def _steps(block: Block) -> list[tuple[int, ...]]:
    """The instructions of a block, and its notes in between."""
    steps: list[tuple[int, ...]] = []
    notes = list(block.notes)
    for at in range(len(block.instructions) + 1):
        while notes and notes[0].at == at:
            note = notes.pop(0)
            steps.append((_CODES[_NOTES[kind(note.row)]], note.slot, number(note.row), 0, 0))
        if at < len(block.instructions):
            steps.append(_step(block.instructions[at]))
    return steps


def _step(step: Instruction) -> tuple[int, ...]:
    operation = step.operation
    left, right, third = step.left, step.right, step.third
    if operation == "draw":
        return _CODES["draw"], number(step.target), left, right, 0
    if operation in ("take", "pick"):
        name = operation + ("_b" if kind(left) == BYTE else "")
        return _CODES[name], number(step.target), number(left), right, 0
    if operation == "addmul":
        if kind(right) == CONSTANT:  # a product is the same either way
            right, third = third, right
        operation += "_c" if kind(third) == CONSTANT else ""
    elif operation not in UNARY and kind(right) in (CONSTANT, SMALL):
        operation += "_c"
    if kind(left) in (CONSTANT, SMALL):
        operation = operation + "_c" if operation in ("copy", "bcopy") else "c_" + operation
    return _CODES[operation], number(step.target), number(left), number(right), number(third)


def _output(how: str, target: int, source: int) -> tuple[int, ...]:
    is_byte = kind(target) == BYTE
    is_constant = kind(source) in (CONSTANT, SMALL)
    return _OUTPUTS[how] + is_byte + 6 * is_constant, number(target), number(source)


class CodedProgram:
    """A program as arrays, made once."""

    def __init__(self, program: Program) -> None:
        self.constants = np.array(program.constants)
        lengths = np.array([len(table) for table in program.tables], dtype=np.int32)
        self.tables = np.array([value for table in program.tables for value in table])
        self.small_tables = np.clip(self.tables, 0, 255).astype(np.uint8)
        self.table_start = (np.cumsum(lengths) - lengths).astype(np.int32)
        self.table_last = lengths - np.int32(1)
        sections = program.sections
        numbers, bytes_ = program.state_numbers, program.state_rows - program.state_numbers
        self.rows = (  # of a tile and of a guarded block: numbers, then bytes
            numbers + max(section.numbers for section in sections),
            max((block.numbers for section in sections for block in section.blocks), default=0),
            bytes_ + program.decision_rows + max(section.bytes for section in sections),
            max((block.bytes for section in sections for block in section.blocks), default=0),
        )
        self.sections: dict[str, CodedSection] = {}


codes = KeptByProgram(CodedProgram)
