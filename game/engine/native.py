"""Runs programs in C where the package was built with a compiler at hand: the same bits, faster."""

from __future__ import annotations

import os
import weakref
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise, repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine import luck
from game.engine.drawing import Leaning, Playing, answer_keys, order_keys, play_turn_by_turn
from game.engine.hand import Hand
from game.engine.program import (
    BYTE,
    CONSTANT,
    NUMBER,
    SMALL,
    UNARY,
    Block,
    Instruction,
    Program,
    Section,
    kind,
    number,
)
from game.engine.rows import Bytes, Rows, roomy, roomy_bytes

Floats = NDArray[np.float64]
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
_NOTES = {NUMBER: "note", BYTE: "note_b", CONSTANT: "note_c", SMALL: "note_bc"}
_OUTPUTS = {"set": 0, "make": 0, "add": 2, "sub": 4}


class _Coded:
    """A section as arrays; see `Block`, `Step`, `Input` and `Output` in _native.c."""

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
        self.arrays = (_table(blocks, 10), _table(steps, 5), _table(inputs, 2), _table(outputs, 3))
        self.keys = tuple(luck.key(program.luck[draw]) for draw in section.draws)
        self.notes = section.notes
        self._salts: dict[range, Words] = {}

    def salts_of(self, turns: range) -> Words:
        """`[turn, word of luck]`."""
        if turns not in self._salts:
            self._salts[turns] = _salts(turns, self.keys)
        return self._salts[turns]


def _table(rows: Iterable[tuple[int, ...]], width: int) -> Numbers:
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


class _Code:
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
        self.sections: dict[str, _Coded] = {}


_codes: dict[int, tuple[weakref.ref[Program], _Code]] = {}


def _code_of(program: Program) -> _Code:
    known = _codes.get(id(program))
    if known is not None and known[0]() is program:
        return known[1]
    for gone in [key for key, (there, _) in _codes.items() if there() is None]:
        del _codes[gone]
    code = _Code(program)
    _codes[id(program)] = (weakref.ref(program), code)
    return code


class NativeExecutor:
    """As `executor.Executor`. With more than one thread, each runs its share of the games."""

    def __init__(self, module: Any, program: Program, games: int, threads: int = 1) -> None:
        self._module = module
        self.program = program
        self.games = games
        bytes_ = program.state_rows - program.state_numbers
        self.rows = Rows(program, roomy(program.state_numbers, games), roomy_bytes(bytes_, games))
        self.decisions = roomy_bytes(program.decision_rows, games)
        self._code = _code_of(program)
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
            for drawing, leaning in zip(plan.drawings, plan.leanings or repeat(None), strict=False)
            if isinstance(drawing, NativeDrawing)
        )
        if len(sides) < len(plan.drawings):  # they were made for another executor
            return play_turn_by_turn(self, plan, seeds, turns, frozen)
        own = _NO_WORDS if plan.key is None else np.concatenate([luck.salts(t, (plan.key,)) for t in turns])
        return self._run("turn", seeds, turns, frozen, np.zeros((0, self.games)), sides, own)

    def _coded(self, name: str) -> _Coded:
        if name not in self._code.sections:
            self._code.sections[name] = _Coded(self.program, name)
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


class NativeDrawing:
    """As `drawing.Drawing`."""

    def __init__(self, module: Any, hand: Hand) -> None:
        self._module = module
        self._hand = hand
        places = hand.program.places
        orders = ((number(places[s.legal]), number(places[s.cost]), s.row) for s in hand.orders)
        waits = (places[slot.waits] for slot in hand.answers)
        answers = (
            (number(at), kind(at) == NUMBER, slot.row, slot.default, len(slot.choices))
            for at, slot in zip(waits, hand.answers, strict=True)
        )
        legal = [-1 if row < 0 else number(places[row]) for row in hand.choice_legal.reshape(-1).tolist()]
        self._arrays = (
            _table(orders, 3),
            _rivals(hand),
            _table(answers, 5),
            np.array(legal, dtype=np.int32),
            hand.choice_cost,
        )
        self._numbers = hand.choice_cost.shape[1], number(places[hand.purse]), hand.orders_a_turn
        self._keys = order_keys(hand), answer_keys(hand)
        self._salts: dict[range, tuple[Words, Words]] = {}

    def draw(
        self,
        rows: Rows,
        decisions: Bytes,
        seeds: Words,
        turn: int,
        leaning: Leaning | None = None,
        group: NDArray[np.intp] | None = None,
    ) -> None:
        """Fills the side's rows of `decisions`."""
        side = self.side(range(turn, turn + 1), leaning, group)
        self._module.draw(side, np.ascontiguousarray(seeds), rows.numbers, rows.bytes, decisions)

    def side(self, turns: range, leaning: Leaning | None, group: NDArray[np.intp] | None) -> tuple[Any, ...]:
        """What the compiled module needs to draw this side's decisions in some turns."""
        if turns not in self._salts:
            orders, answers = self._keys
            self._salts[turns] = _salts(turns, orders), _salts(turns, answers)
        cells = (_NO_CELLS, _NO_CELLS) if leaning is None else (leaning.orders, leaning.choices)
        groups = _NO_CELLS if group is None else group
        narrow = (np.ascontiguousarray(each, dtype=np.int32) for each in (*cells, groups))
        return *self._arrays, *narrow, *self._salts[turns], *self._numbers


def _rivals(hand: Hand) -> Words:
    """`[order, word]`: a bit for each order that it rules out."""
    words = [clash.rivals for clash in hand.clashes] or [np.zeros(0, dtype=np.uint64)]
    return np.ascontiguousarray(np.stack(words, axis=1))


def _salts(turns: range, keys: tuple[int, ...]) -> Words:
    """`[turn, key]`."""
    found = [luck.salts(turn, keys) for turn in turns]
    return np.array(found, dtype=np.uint64).reshape(len(turns), len(keys))


_NO_CELLS: Numbers = np.zeros(0, dtype=np.int32)
_NO_WORDS: Words = np.zeros(0, dtype=np.uint64)


def _shares(games: int, threads: int, tile: int) -> list[tuple[int, int]]:
    """Ranges of games, of whole tiles but for the last."""
    tiles = -(-games // tile)
    ends = [min(games, tile * (tiles * share // threads)) for share in range(threads + 1)]
    return list(pairwise(ends))


def cores() -> int:
    """How many threads can run at once here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
