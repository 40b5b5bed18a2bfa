"""Runs programs for one game as generated Python: where nothing is compiled, many times faster than numpy.

An array of one number costs as much to add to as a thousand; a game on the screen is one game. Each
section becomes one function of local variables, in which a guarded block is an `if`. The same
operations on the same doubles: the same bits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine import luck
from game.engine.drawing import Playing, play_turn_by_turn
from game.engine.kept import KeptByProgram
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
# numbers, bytes, decisions, draws and notes in; numbers and bytes out
Function = Callable[..., tuple[list[Any], list[Any]]]

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
        self._code = _codes.of(program)

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
        code = self._code
        if (name, turn) not in code.salts:
            code.salts[name, turn] = luck.salts(turn, luck.keys(self.program.luck_of(name)))
        if name not in code.functions:
            code.functions[name] = _function(self.program, section)
        draws = luck.fill_halves(seeds, code.salts[name, turn])[:, :, 0].reshape(-1).tolist()
        rows = self.rows
        given = rows.numbers[:, 0].tolist(), rows.bytes[:, 0].tolist(), self.decisions[:, 0].tolist()
        numbers, bytes_ = code.functions[name](*given, draws, notes)
        rows.numbers[:, 0], rows.bytes[:, 0] = numbers, bytes_
        return notes


class _Code:
    """A program's functions and salts, as far as they were wanted. It does not hold the program."""

    def __init__(self) -> None:
        self.functions: dict[str, Function] = {}  # by section
        self.salts: dict[tuple[str, int], Words] = {}  # of the words of luck of a section in a turn


_codes = KeptByProgram(lambda program: _Code())


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
