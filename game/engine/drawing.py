"""Legal decisions by luck alone, for a whole batch at once.

A decision depends on its game's seed, the turn and the names of the orders and questions, and on no
other game. Illegal and unaffordable things are never chosen. What is rare (a question that waits)
is looked at only where it is there. `native_drawing.py` does the same in C, to the bit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from game.engine import luck
from game.engine.hand import Floats, Hand, Indices
from game.engine.program import BYTE, kind, number
from game.engine.rows import Bytes, Rows

Words = NDArray[np.uint64]
Number = TypeVar("Number", np.float64, np.uint8)

ORDER_CELLS = 256
CHOICE_CELLS = 32
SPARE_TRIES = 2  # draws beyond the orders a turn; one that falls on an illegal order is lost


@dataclass(frozen=True, slots=True)
class Leaning:
    """What each cell of an even draw means to one side, for each group of games."""

    orders: Indices  # [group, cell] order of the hand
    choices: Indices  # [group, answer, cell] choice


def order_keys(hand: Hand) -> tuple[int, ...]:
    """The luck of a side's orders: one key a try."""
    tries = hand.orders_a_turn + SPARE_TRIES
    return tuple(luck.key(f"random order:{hand.side}:{number}") for number in range(tries))


def answer_keys(hand: Hand) -> tuple[int, ...]:
    """The luck of a side's answers."""
    return tuple(luck.key(f"random answer:{answer.id}") for answer in hand.answers)


class AnyDrawing(Protocol):
    """Draws one side's decisions."""

    def draw(
        self,
        rows: Rows,
        decisions: Bytes,
        seeds: Words,
        turn: int,
        leaning: Leaning | None = None,
        group: Indices | None = None,
    ) -> None:
        """Fills the side's rows of `decisions` `[decision row, game]`. `turn` only says which luck.

        With a leaning, draws are not even; `group` `[game]` says which group a game belongs to.
        """


@dataclass(frozen=True, slots=True)
class Playing:
    """How games are played on: the sides' drawings, and what they lean to.

    Decisions are drawn under the games' own seeds or, with a key, under words drawn from them each turn.
    """

    drawings: Sequence[AnyDrawing]
    leanings: Sequence[Leaning] = ()
    group: Indices | None = None
    key: int | None = None

    def pairs(self) -> Iterable[tuple[AnyDrawing, Leaning | None]]:
        """Each drawing with what it leans to."""
        return zip(self.drawings, self.leanings or repeat(None), strict=False)


class Board(Protocol):
    """The part of an executor that turn after turn needs."""

    rows: Rows
    decisions: Bytes

    def run(self, name: str, seeds: Words, turn: int, frozen: int = -1) -> None:
        """Runs a section."""


def play_turn_by_turn(board: Board, plan: Playing, seeds: Words, turns: range, frozen: int) -> int:
    """Plays turns until all games are over; how many game-turns that were."""
    played = 0
    for turn in turns:
        running = int(np.count_nonzero(board.rows[frozen] == 0))
        if not running:
            break
        played += running
        own = seeds if plan.key is None else luck.own_seeds(seeds, turn, plan.key)
        for drawing, leaning in plan.pairs():
            drawing.draw(board.rows, board.decisions, own, turn, leaning, plan.group)
        board.run("turn", seeds, turn, frozen)
    return played


class Drawing:
    """Draws one side's decisions with numpy."""

    def __init__(self, hand: Hand) -> None:
        self._hand = hand
        self._places = hand.program.places
        self._keys = order_keys(hand), answer_keys(hand)
        self._salts: dict[int, tuple[Words, Words]] = {}
        self._widest = hand.choice_cost.shape[1]
        self._cost = hand.choice_cost.reshape(-1)
        self._has_costs = bool((self._cost > 0.0).any())
        self._legal = _bytes(self._places, hand.order_legal)
        self._prices = _numbers(self._places, hand.order_cost)
        self._choice_legal = _bytes(self._places, hand.choice_legal)
        self._games: Indices = np.zeros(0, dtype=np.intp)
        self._draws: Floats = np.zeros((0, 0))

    def draw(
        self,
        rows: Rows,
        decisions: Bytes,
        seeds: Words,
        turn: int,
        leaning: Leaning | None = None,
        group: Indices | None = None,
    ) -> None:
        """See `AnyDrawing`."""
        hand, games = self._hand, rows.games
        if len(self._games) != games:
            self._games = np.arange(games, dtype=np.intp)
            self._draws = np.empty((len(self._keys[0]), games))
        if turn not in self._salts:
            orders, answers = self._keys
            self._salts[turn] = luck.salts(turn, orders), luck.salts(turn, answers)
        order_salts, answer_salts = self._salts[turn]
        hand.silence(decisions)
        purse = rows.number(hand.purse)
        if hand.answers:
            purse = purse - self._answer(rows, decisions, seeds, answer_salts, leaning, group)
        if hand.orders:
            draws = luck.fill(seeds, order_salts, self._draws)
            if leaning is None:
                tries = (draws * len(hand.orders)).astype(np.intp)
            else:
                cells = (draws * ORDER_CELLS).astype(np.intp)
                tries = leaning.orders.take(cells if group is None else cells + group * ORDER_CELLS)
            self._order(rows, decisions, purse, tries)

    def _order(self, rows: Rows, decisions: Bytes, purse: Floats, tries: Indices) -> None:
        """Tries one order after another, `[try, game]`; keeps those that still fit."""
        hand = self._hand
        given = np.zeros(rows.games, dtype=np.uint8)
        taken = [np.zeros(rows.games, dtype=np.uint64) for _ in hand.clashes]
        numbers, number_stride = _flat(rows.numbers)
        bytes_, byte_stride = _flat(rows.bytes)
        ordered, stride = _flat(decisions)
        start_price, start_legal = self._prices * number_stride, self._legal * byte_stride
        start_decision = hand.order_row * stride
        for place, tried in enumerate(tries):
            price = numbers.take(start_price.take(tried) + self._games)
            fits = bytes_.take(start_legal.take(tried) + self._games) != 0
            fits &= price <= purse
            if place >= hand.orders_a_turn:
                fits &= given < hand.orders_a_turn
            for word, clash in zip(taken, hand.clashes, strict=True):
                fits &= (word & clash.rivals.take(tried)) == 0
                word |= clash.own.take(tried) * fits
            price *= fits
            purse = purse - price
            given += fits
            kept = np.flatnonzero(fits)
            ordered[start_decision.take(tried.take(kept)) + kept] = 1

    def _answer(
        self,
        rows: Rows,
        decisions: Bytes,
        seeds: Words,
        salts: Words,
        leaning: Leaning | None,
        group: Indices | None,
    ) -> Floats:
        """Fills the answers; gives what they cost `[game]`.

        Each is drawn from its legal choices. Where they cost more together than there is, those that
        cost anything become the default.
        """
        hand, games = self._hand, rows.games
        found = np.flatnonzero(np.stack([rows[waits] != 0 for waits in hand.answer_waits]))
        number_ = found // games
        game = found - number_ * games
        draw = luck.fill(seeds.take(game) + salts.take(number_), _NO_SALT)[0]
        if leaning is None:
            point = draw * hand.answer_choices.take(number_)
            choice = point.astype(np.intp)
            rest = point - choice
        else:
            point = draw * CHOICE_CELLS
            cell = point.astype(np.intp)
            rest = point - cell
            cell += number_ * CHOICE_CELLS
            if group is not None:
                cell += group.take(game) * (len(hand.answers) * CHOICE_CELLS)
            choice = leaning.choices.take(cell)
        self._make_legal(rows, number_, game, choice, rest)
        spent: Floats = np.zeros(games)
        if self._has_costs:
            cost = self._cost.take(number_ * self._widest + choice)
            spent += np.bincount(game, cost, games)
            over = spent > rows[hand.purse]
            if over.any():
                back = np.flatnonzero(over.take(game) & (cost > 0.0))
                choice[back] = hand.answer_default.take(number_.take(back))
                spent[over] = 0.0
        decisions[hand.answer_row.take(number_), game] = choice
        return spent

    def _make_legal(
        self, rows: Rows, number_: Indices, game: Indices, choice: Indices, rest: Floats
    ) -> None:
        """Draws again among the legal choices where `choice` is not; `rest` is an even draw for that."""
        at = self._choice_legal.reshape(-1).take(number_ * self._widest + choice)
        lost = np.flatnonzero((at >= 0) & (rows.bytes[np.maximum(at, 0), game] == 0))
        if len(lost):
            choice[lost] = self._pick_legal(rows, number_[lost], game[lost], rest[lost])

    def _pick_legal(self, rows: Rows, number_: Indices, game: Indices, draw: Floats) -> Indices:
        hand = self._hand
        legal = np.arange(self._widest)[:, None] < hand.answer_choices[number_]  # [choice, asked]
        at = self._choice_legal[number_].T
        legal &= (at < 0) | (rows.bytes[np.maximum(at, 0), game] != 0)
        upto = np.cumsum(legal, axis=0)
        before = upto <= (draw * upto[-1]).astype(np.intp)
        picked: Indices = before.sum(axis=0, dtype=np.intp)
        return picked


_NO_SALT: Words = np.zeros(1, dtype=np.uint64)


def _flat(rows: NDArray[Number]) -> tuple[NDArray[Number], int]:
    """All that stands in memory from the first row on, and how far apart rows are."""
    if rows.flags.c_contiguous:
        return rows.reshape(-1), rows.shape[1]
    stride = rows.strides[0] // rows.itemsize
    whole = rows.base
    assert isinstance(whole, np.ndarray)  # a view of roomy rows
    start = (rows.ctypes.data - whole.ctypes.data) // rows.itemsize
    return whole.reshape(-1)[start:], stride


def _bytes(places: tuple[int, ...], rows: Indices) -> Indices:
    """The places among the bytes of state rows; -1 stays -1."""
    flat = rows.reshape(-1).tolist()
    assert all(row < 0 or kind(places[row]) == BYTE for row in flat)
    found = [-1 if row < 0 else number(places[row]) for row in flat]
    return np.array(found, dtype=np.intp).reshape(rows.shape)


def _numbers(places: tuple[int, ...], rows: Indices) -> Indices:
    """The places among the numbers of state rows."""
    return np.array([number(places[row]) for row in rows.tolist()], dtype=np.intp)
