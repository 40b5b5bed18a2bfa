"""Runs programs with numpy: one array row for every row of the program, one column a game.

Nothing here knows what a program means. Operations are bound to their rows once, so that a turn
is one loop over ready calls.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine import luck
from game.engine.program import CONSTANTS, FLAGS, SNAP, UNARY, Program, Section

Floats = NDArray[np.float64]
Call = tuple[Callable[..., Any], tuple[Any, ...]]

# fmin and fmax take their target by position, and equal minimum and maximum: no NaN can arise
_UFUNCS: dict[str, Callable[..., Any]] = {
    "add": np.add,
    "sub": np.subtract,
    "mul": np.multiply,
    "div": np.divide,
    "min": np.fmin,
    "max": np.fmax,
    "lt": np.less,
    "le": np.less_equal,
    "eq": np.equal,
    "abs": np.absolute,
    "copy": np.positive,
    "and": np.logical_and,
    "or": np.logical_or,
    "not": np.logical_not,
}

_ZERO = np.array(0.0)
_SNAP = np.array(SNAP)


def _snap(value: Floats, target: Floats) -> None:
    np.add(value, _SNAP, target)
    np.subtract(target, _SNAP, target)


class Executor:
    """Rows for a number of games, and the program's sections bound to them.

    `state` is `[state row, game]` and `decisions` `[decision row, game]`: fill both, run, read.
    """

    def __init__(self, program: Program, games: int) -> None:
        self.program = program
        self.games = games
        first = program.state_rows
        second = first + program.decision_rows
        third = second + 2 * len(program.luck)
        temporaries = max(section.temporaries for section in program.sections)
        flags = max(section.flags for section in program.sections)
        self._rows: Floats = np.zeros((third + temporaries, games))
        self._flags = list(np.zeros((flags, games), dtype=np.bool_))
        self.state: Floats = self._rows[:first]
        self.decisions: Floats = self._rows[first:second]
        self._luck: Floats = self._rows[second:third]
        self._views = list(self._rows)
        self._constants = [np.array(value) for value in program.constants]
        self._tables = [np.array(table) for table in program.tables]
        self._product: Floats = np.zeros(games)
        self._index: NDArray[np.intp] = np.zeros(games, dtype=np.intp)
        self._bound: dict[str, list[Call]] = {}
        self._salts: dict[tuple[str, int], NDArray[np.uint64]] = {}

    def run(self, name: str, frozen: int = -1) -> None:
        """Runs a section, by its name in `Program`.

        Games whose state row `frozen` is not 0 stay as they are; -1: all are run.
        """
        kept = self._frozen(frozen)
        for function, arguments in self._calls(name):
            function(*arguments)
        self._restore(kept)

    def run_noting(self, name: str, frozen: int = -1) -> Floats:
        """As `run`, and gives the rows that the section notes: `[slot, game]`."""
        kept = self._frozen(frozen)
        section: Section = getattr(self.program, name)
        notes: Floats = np.empty((len(section.notes), self.games))
        calls = self._calls(name)
        done = 0
        for note in section.notes:
            for function, arguments in calls[done : note.at]:
                function(*arguments)
            done = note.at
            notes[note.slot] = self._operand(note.row)
        for function, arguments in calls[done:]:
            function(*arguments)
        self._restore(kept)
        return notes

    def _frozen(self, row: int) -> tuple[NDArray[np.intp], Floats] | None:
        if row < 0:
            return None
        games = np.flatnonzero(self.state[row])
        return (games, self.state[:, games]) if games.size else None

    def _restore(self, kept: tuple[NDArray[np.intp], Floats] | None) -> None:
        if kept is not None:
            self.state[:, kept[0]] = kept[1]

    def deal(self, name: str, seeds: NDArray[np.uint64], turn: int) -> None:
        """Draws the luck that a section reads."""
        section: Section = getattr(self.program, name)
        if not section.draws:
            return
        salts = self._salts.get((name, turn))
        if salts is None:
            keys = tuple(luck.key(self.program.luck[draw]) for draw in section.draws)
            salts = self._salts[name, turn] = luck.salts(turn, keys)
        words = self._luck.reshape(len(self.program.luck), 2, self.games)
        if len(section.draws) == len(words):
            luck.fill_halves(seeds, salts, words)
        else:
            words[list(section.draws)] = luck.fill_halves(seeds, salts)

    def _add_product(self, left: Floats, right: Floats, third: Floats, target: Floats) -> None:
        np.multiply(right, third, self._product)
        np.add(left, self._product, target)

    def _take(self, table: Floats, places: Floats, target: Floats) -> None:
        np.copyto(self._index, places, "unsafe")
        table.take(self._index, None, target, "clip")

    def _operand(self, number: int) -> Any:
        if number >= CONSTANTS:
            return self._constants[number - CONSTANTS]
        return self._flags[number - FLAGS] if number >= FLAGS else self._views[number]

    def _calls(self, name: str) -> list[Call]:
        if name not in self._bound:
            section: Section = getattr(self.program, name)
            calls: list[Call] = []
            for step in section.instructions:
                target = self._operand(step.target)
                left = self._operand(step.left)
                if step.operation == "take":
                    calls.append((self._take, (self._tables[step.right], left, target)))
                elif step.operation == "addmul":
                    operands = (left, self._operand(step.right), self._operand(step.third))
                    calls.append((self._add_product, (*operands, target)))
                elif step.operation == "snap":
                    calls.append((_snap, (left, target)))
                elif step.operation == "num":
                    calls.append((np.copyto, (target, left)))
                elif step.operation == "test":
                    calls.append((np.not_equal, (left, _ZERO, target)))
                elif step.operation in UNARY:
                    calls.append((_UFUNCS[step.operation], (left, target)))
                else:
                    right = self._operand(step.right)
                    calls.append((_UFUNCS[step.operation], (left, right, target)))
            self._bound[name] = calls
        return self._bound[name]
