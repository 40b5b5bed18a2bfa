"""Runs programs in C where the package was built with a compiler at hand: the same bits, faster."""

from __future__ import annotations

import weakref
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine import luck
from game.engine.program import CONSTANTS, FLAGGED, FLAGS, NUMBERED, Program, Section

Floats = NDArray[np.float64]

_ORDER = (
    "add", "sub", "mul", "div", "min", "max", "abs", "copy", "take", "num", "snap", "addmul",
    "lt", "le", "eq", "test", "and", "or", "not", "note number", "note flag",
)  # fmt: skip
_CODES = {name: code for code, name in enumerate(_ORDER)}
assert {*NUMBERED, *FLAGGED} < _CODES.keys()


class _Coded:
    """A section as arrays: steps of (operation, three kinds, target, three operands)."""

    def __init__(self, program: Program, name: str) -> None:
        section: Section = getattr(program, name)
        steps: list[tuple[int, ...]] = []
        notes = iter(section.notes)
        note = next(notes, None)
        for at in range(len(section.instructions) + 1):
            while note is not None and note.at == at:
                is_flag = FLAGS <= note.row < CONSTANTS
                code = _CODES["note flag" if is_flag else "note number"]
                kind, operand = _operand(note.row)
                steps.append((code, kind, 0, 0, note.slot, operand, 0, 0))
                note = next(notes, None)
            if at < len(section.instructions):
                step = section.instructions[at]
                left_kind, left = _operand(step.left)
                right_kind, right = (0, step.right) if step.operation == "take" else _operand(step.right)
                third_kind, third = _operand(step.third)
                target = _operand(step.target)[1]
                kinds = (left_kind, right_kind, third_kind)
                steps.append((_CODES[step.operation], *kinds, target, left, right, third))
        self.steps = np.array(steps, dtype=np.int32).reshape(len(steps), 8)
        self.draws = np.array(section.draws, dtype=np.int32)
        self.keys = tuple(luck.key(program.luck[draw]) for draw in section.draws)
        self.notes = len(section.notes)
        self.salts: dict[int, NDArray[np.uint64]] = {}


def _operand(number: int) -> tuple[int, int]:
    """Its kind (0 a row, 1 a constant, 2 a flag), and its number among its kind."""
    if number >= CONSTANTS:
        return 1, number - CONSTANTS
    return (2, number - FLAGS) if number >= FLAGS else (0, number)


class _Code:
    """A program as arrays, made once."""

    def __init__(self, program: Program) -> None:
        self.constants = np.array(program.constants)
        lengths = np.array([len(table) for table in program.tables], dtype=np.int32)
        self.tables = np.array([value for table in program.tables for value in table])
        self.table_start = (np.cumsum(lengths) - lengths).astype(np.int32)
        self.table_last = lengths - np.int32(1)
        self.temporaries = max(section.temporaries for section in program.sections)
        self.flags = max(section.flags for section in program.sections)
        self.sections: dict[str, _Coded] = {}


_codes: dict[int, tuple[weakref.ref[Program], _Code]] = {}


def _code_of(program: Program) -> _Code:
    known = _codes.get(id(program))
    if known is not None and known[0]() is program:
        return known[1]
    for gone in [number for number, (there, _) in _codes.items() if there() is None]:
        del _codes[gone]
    code = _Code(program)
    _codes[id(program)] = (weakref.ref(program), code)
    return code


class NativeExecutor:
    """As `executor.Executor`."""

    def __init__(self, module: Any, program: Program, games: int) -> None:
        self._module = module
        self.program = program
        self.games = games
        self.state: Floats = np.zeros((program.state_rows, games))
        self.decisions: Floats = np.zeros((program.decision_rows, games))
        self._seeds: NDArray[np.uint64] = np.zeros(games, dtype=np.uint64)
        self._turn = 0
        self._code = _code_of(program)

    def deal(self, name: str, seeds: NDArray[np.uint64], turn: int) -> None:
        """Says which luck the section is to read; it is drawn as it runs."""
        self._seeds = np.ascontiguousarray(seeds)
        self._turn = turn

    def run(self, name: str, frozen: int = -1) -> None:
        """Runs a section on all games."""
        self._run(name, np.zeros((0, self.games)), frozen)

    def run_noting(self, name: str, frozen: int = -1) -> Floats:
        """Runs a section and gives the rows that it notes: `[slot, game]`."""
        notes = np.zeros((self._coded(name).notes, self.games))
        self._run(name, notes, frozen)
        return notes

    def _coded(self, name: str) -> _Coded:
        if name not in self._code.sections:
            self._code.sections[name] = _Coded(self.program, name)
        return self._code.sections[name]

    def _run(self, name: str, notes: Floats, frozen: int) -> None:
        code, coded = self._code, self._coded(name)
        salts = coded.salts.get(self._turn)
        if salts is None:
            salts = coded.salts[self._turn] = luck.salts(self._turn, coded.keys)
        self._module.run(
            coded.steps, code.constants, code.tables, code.table_start, code.table_last,
            coded.draws, salts, self._seeds, self.state, self.decisions, notes,
            2 * len(self.program.luck), code.temporaries, code.flags, frozen,
        )  # fmt: skip

