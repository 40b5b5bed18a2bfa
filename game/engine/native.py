"""Runs programs in C where the package was built with a compiler at hand: the same bits, faster."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import numpy as np

from game.engine import luck
from game.engine.coded import CodedSection, Words, codes
from game.engine.drawing import Playing, play_turn_by_turn
from game.engine.native_drawing import NativeDrawing
from game.engine.program import Program, number
from game.engine.rows import Floats, Rows, roomy, roomy_bytes

_NO_WORDS: Words = np.zeros(0, dtype=np.uint64)


class NativeExecutor:
    """As `executor.Executor`. With more than one thread, each runs its share of the games."""

    def __init__(self, module: Any, program: Program, games: int, threads: int = 1) -> None:
        self._module = module
        self.program = program
        self.games = games
        bytes_ = program.state_rows - program.state_numbers
        self.rows = Rows(program, roomy(program.state_numbers, games), roomy_bytes(bytes_, games))
        self.decisions = roomy_bytes(program.decision_rows, games)
        self._code = codes.of(program)
        tiles = -(-games // module.TILE)
        self._shares = _shares(games, min(threads, tiles), module.TILE)
        self._pool = ThreadPoolExecutor(len(self._shares)) if len(self._shares) > 1 else None
        numbers, own_numbers, rows, own_rows = self._code.rows
        lanes = module.LANES if games <= module.LANES else module.TILE
        size = ((numbers + own_numbers) * 8 + rows + own_rows) * lanes + 64
        self._rooms = [np.zeros(size, dtype=np.uint8) for _ in self._shares]

    def run(self, name: str, seeds: Words, turn: int, frozen: int = -1) -> None:
        """Runs a section."""
        self._run(name, seeds, range(turn, turn + 1), frozen, np.zeros((0, self.games)))

    def run_noting(self, name: str, seeds: Words, turn: int, frozen: int = -1) -> Floats:
        """Runs a section and gives the rows that it notes: `[slot, game]`."""
        notes = np.zeros((self._coded(name).notes, self.games))
        self._run(name, seeds, range(turn, turn + 1), frozen, notes)
        return notes

    def play_on(self, plan: Playing, seeds: Words, turns: range, frozen: int) -> int:
        """Plays turns, the sides deciding by luck; how many game-turns that were."""
        sides = tuple(
            drawing.side(turns, leaning, plan.group)
            for drawing, leaning in plan.pairs()
            if isinstance(drawing, NativeDrawing)
        )
        if len(sides) < len(plan.drawings):  # they were made for another executor
            return play_turn_by_turn(self, plan, seeds, turns, frozen)
        own = _NO_WORDS if plan.key is None else luck.salts_of_turns(turns, (plan.key,))
        return self._run("turn", seeds, turns, frozen, np.zeros((0, self.games)), sides, own)

    def _coded(self, name: str) -> CodedSection:
        if name not in self._code.sections:
            self._code.sections[name] = CodedSection(self.program, name)
        return self._code.sections[name]

    def _run(
        self,
        name: str,
        seeds: Words,
        turns: range,
        frozen: int,
        notes: Floats,
        sides: tuple[Any, ...] = (),
        own_salts: Words | None = None,
    ) -> int:
        code, coded = self._code, self._coded(name)
        tables = code.tables, code.small_tables, code.table_start, code.table_last
        arguments: tuple[Any, ...] = (
            *coded.arrays, code.constants, *tables, coded.salts_of(turns),
            _NO_WORDS if own_salts is None else own_salts, np.ascontiguousarray(seeds),
            self.rows.numbers, self.rows.bytes, self.decisions, notes,
        )  # fmt: skip
        at = -1 if frozen < 0 else number(self.program.places[frozen])
        shares = [
            (*arguments, room, sides, *code.rows, at, *share)
            for room, share in zip(self._rooms, self._shares, strict=True)
        ]
        if self._pool is None:
            return int(self._module.run(*shares[0]))
        running = [self._pool.submit(self._module.run, *share) for share in shares]
        return sum(share.result() for share in running)


def _shares(games: int, threads: int, tile: int) -> list[tuple[int, int]]:
    """Ranges of games, of whole tiles but for the last."""
    tiles = -(-games // tile)
    ends = [min(games, tile * (tiles * share // threads)) for share in range(threads + 1)]
    return list(pairwise(ends))
