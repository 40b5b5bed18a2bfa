"""Runs programs for one game as generated Python: where nothing is compiled, many times faster than numpy.

An array of one number costs as much to add to as a thousand; a game on the screen is one game. Each
section becomes one function of local variables, in which a guarded block is an `if`. The same
operations on the same doubles: the same bits.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine import luck
from game.engine.drawing import Playing, play_turn_by_turn
from game.engine.program import (
    BYTE,
    CONSTANT,
    NUMBER,
    SNAP,
    Block,
    Instruction,
    Program,
    Section,
    kind,
    number,
)
from game.engine.rows import Floats, Rows

Words = NDArray[np.uint64]
Function = Callable[..., tuple[list[Any], list[Any]]]  # see `_Code.function`

_FORMS = {
    "add": "{0} + {1}", "sub": "{0} - {1}", "mul": "{0} * {1}", "div": "{0} / {1}",
    "min": "{0} if {0} < {1} else {1}", "max": "{0} if {0} > {1} else {1}", "abs": "abs({0})",
    "addmul": "{0} + {1} * {2}", "snap": "({0} + GRID) - GRID", "trunc": "int({0})",
    "lt": "{0} < {1}", "le": "{0} <= {1}", "eq": "{0} == {1}",
    "blt": "{0} < {1}", "ble": "{0} <= {1}", "beq": "{0} == {1}",
    "and": "{0} & {1}", "or": "{0} | {1}", "not": "1 - {0}",
    "badd": "{0} + {1}", "bmul": "{0} * {1}", "bmin": "{0} if {0} < {1} else {1}",
    "bmax": "{0} if {0} > {1} else {1}", "less": "{0} - {1} if {0} > {1} else 0",
    "copy": "{0}", "bcopy": "{0}", "num": "{0}",  # a whole number is as good as its float
}  # fmt: skip
_HOW = {"set": "{0} = {1}", "make": "{0} = {1}", "add": "{0} = {0} + {1}", "sub": "{0} = {0} - {1}"}


class ScalarExecutor:
    """As `executor.Executor`, for one game."""

    games = 1

    def __init__(self, program: Program) -> None:
        self.program = program
        numbers = program.state_numbers
        self.rows = Rows(
            program, np.zeros((numbers, 1)), np.zeros((program.state_rows - numbers, 1), dtype=np.uint8)
        )
        self.decisions = np.zeros((program.decision_rows, 1), dtype=np.uint8)
        self._code = _code_of(program)

    def run(self, name: str, seeds: Words, turn: int, frozen: int = -1) -> None:
        """Runs a section."""
        self._run(name, seeds, turn, frozen)

    def run_noting(self, name: str, seeds: Words, turn: int, frozen: int = -1) -> Floats:
        """Runs a section and gives what it notes: `[slot, 1]`."""
        return np.array(self._run(name, seeds, turn, frozen), dtype=np.float64).reshape(-1, 1)

    def play_on(self, plan: Playing, seeds: Words, turns: range, frozen: int) -> int:
        """Plays turns, the sides deciding by luck; how many game-turns that were."""
        return play_turn_by_turn(self, plan, seeds, turns, frozen)

    def _run(self, name: str, seeds: Words, turn: int, frozen: int) -> list[float]:
        section: Section = getattr(self.program, name)
        notes = [0.0] * section.notes
        if frozen >= 0 and self.rows[frozen][0]:
            return notes
        salts = self._code.salts(name, turn)
        draws = luck.fill_halves(seeds, salts)[:, :, 0].reshape(-1).tolist()
        rows = self.rows
        given = rows.numbers[:, 0].tolist(), rows.bytes[:, 0].tolist(), self.decisions[:, 0].tolist()
        numbers, bytes_ = self._code.function(name)(*given, draws, notes)
        rows.numbers[:, 0], rows.bytes[:, 0] = numbers, bytes_
        return notes


class _Code:
    """A program as functions, made when they are first wanted. It does not hold the program."""

    def __init__(self, program: Program) -> None:
        self._program = weakref.ref(program)
        self._functions: dict[str, Function] = {}
        self._salts: dict[tuple[str, int], Words] = {}

    def function(self, name: str) -> Function:
        """What runs a section: numbers, bytes, decisions, draws and notes in, numbers and bytes out."""
        if name not in self._functions:
            self._functions[name] = _function(self._the_program, getattr(self._the_program, name))
        return self._functions[name]

    def salts(self, name: str, turn: int) -> Words:
        """Those of the section's words of luck in a turn."""
        if (name, turn) not in self._salts:
            section: Section = getattr(self._the_program, name)
            keys = tuple(luck.key(self._the_program.luck[draw]) for draw in section.draws)
            self._salts[name, turn] = luck.salts(turn, keys)
        return self._salts[name, turn]

    @property
    def _the_program(self) -> Program:
        program = self._program()
        assert program is not None  # whoever runs it holds it
        return program


_codes: dict[int, _Code] = {}


def _code_of(program: Program) -> _Code:
    if id(program) not in _codes:
        _codes[id(program)] = _Code(program)
        weakref.finalize(program, _codes.pop, id(program), None)
    return _codes[id(program)]


def _function(program: Program, section: Section) -> Function:
    surroundings: dict[str, Any] = {"GRID": SNAP}
    for n, table in enumerate(program.tables):
        surroundings |= {f"t{n}": table, f"w{n}": tuple(int(value) for value in table)}
    source = "\n".join(_source(program, section))
    exec(compile(source, "<section>", "exec"), surroundings)
    function: Function = surroundings["section"]
    return function


def _source(program: Program, section: Section) -> Iterator[str]:
    """The lines of a section. All names in them are made here; nothing an author wrote is among them."""
    numbers = [f"n{place}" for place in range(program.state_numbers)]
    bytes_ = [f"b{place}" for place in range(program.state_rows - len(numbers))]
    decisions = [f"b{len(bytes_) + place}" for place in range(program.decision_rows)]
    yield "def section(numbers, bytes_, decisions, draws, notes):"
    for names, given in ((numbers, "numbers"), (bytes_, "bytes_"), (decisions, "decisions")):
        if names:
            yield f" {', '.join(names)}, = {given}"
    for block in section.blocks:
        yield from _lines(program, block)
    yield f" return [{', '.join(numbers)}], [{', '.join(bytes_)}]"


def _lines(program: Program, block: Block) -> Iterator[str]:
    is_guarded = block.guard >= 0
    indent = "  " if is_guarded else " "
    all_ = _Names(program, "n", "b")
    own = _Names(program, "p", "q") if is_guarded else all_
    if is_guarded:
        yield f" if {all_.of(block.guard)}:"
        for mine, row in block.inputs:
            yield f"{indent}{own.of(mine)} = {all_.of(row)}"
    notes = list(block.notes)
    for at in range(len(block.instructions) + 1):
        while notes and notes[0].at == at:
            note = notes.pop(0)
            yield f"{indent}notes[{note.slot}] = {own.of(note.row)}"
        if at < len(block.instructions):
            yield indent + _line(program, block.instructions[at], own)
    for output in block.outputs:
        yield indent + _HOW[output.how].format(all_.of(output.target), own.of(output.source))


def _line(program: Program, step: Instruction, names: _Names) -> str:
    target = names.of(step.target)
    if step.operation == "draw":
        return f"{target} = draws[{2 * step.left + step.right}]"
    left = names.of(step.left)
    if step.operation in ("take", "pick"):
        last = len(program.tables[step.right]) - 1
        place = left if kind(step.left) == BYTE else f"int({left})"
        table = f"t{step.right}" if step.operation == "take" else f"w{step.right}"
        return f"{target} = {table}[{place} if 0 <= {left} <= {last} else 0 if {left} < 0 else {last}]"
    form = _FORMS[step.operation]
    used = [step.left, step.right, step.third][: 1 + ("{1}" in form) + ("{2}" in form)]
    return f"{target} = " + form.format(*(names.of(operand) for operand in used))


class _Names:
    """Names of operands: rows by a letter of their kind, constants as they are written."""

    def __init__(self, program: Program, numbers: str, bytes_: str) -> None:
        self._letters = {NUMBER: numbers, BYTE: bytes_}
        self._constants = program.constants

    def of(self, operand: int) -> str:
        """The name."""
        letter = self._letters.get(kind(operand))
        if letter is not None:
            return f"{letter}{number(operand)}"
        if kind(operand) == CONSTANT:
            return f"({self._constants[number(operand)]!r})"
        return str(number(operand))
