"""Legal decisions by luck alone, for a whole batch at once: the weakest player, and the one
that fills the futures of the others.

Luck comes in as seeds, one a game; a decision depends on its game's seed, the turn and the names
of the orders and questions, and on no other game of the batch. Illegal and unaffordable things
are never chosen. What is rare (a question that waits) is looked at only where it is there.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from game.engine import luck
from game.engine.program import Program
from game.engine.state import State
from game.opponents.habits import CHOICE_CELLS, ORDER_CELLS, Habits
from game.opponents.hand import Floats, Hand, Indices

Seeds = NDArray[np.uint64]

_SPARE_TRIES = 2  # draws beyond the orders a turn; one that falls on an illegal order is lost


class RandomChoice:
    """Draws decisions of some sides of a program's games."""

    def __init__(self, program: Program, sides: Sequence[str] | None = None) -> None:
        self.hands = [Hand(program, side) for side in sides or program.rules.sides]
        self._questions = [_Questions(hand) for hand in self.hands]
        self._tries = program.rules.orders_a_turn + _SPARE_TRIES
        self._order_keys = [
            tuple(luck.key(f"random order:{hand.side}:{number}") for number in range(self._tries))
            for hand in self.hands
        ]
        self._answer_keys = [
            tuple(luck.key(f"random answer:{answer.id}") for answer in hand.answers) for hand in self.hands
        ]
        self._salts: dict[int, list[tuple[Seeds, Seeds]]] = {}
        self._games: Indices = np.zeros(0, dtype=np.intp)
        self._draws: Floats = np.zeros((self._tries, 0))

    def choose(
        self,
        rows: Floats,
        decisions: Floats,
        seeds: Seeds,
        turn: int,
        habits: Sequence[Habits] = (),
        group: Indices | None = None,
    ) -> None:
        """Fills the sides' rows of `decisions` `[decision row, game]`, given `rows` `[state row, game]`.

        Both must be contiguous. `turn` only says which luck. With `habits`, one for each side, draws
        are not even; `group` `[game]` says whose habits a game has.
        """
        games = rows.shape[1]
        if len(self._games) != games:
            self._games = np.arange(games, dtype=np.intp)
            self._draws = np.empty((self._tries, games))
        if turn not in self._salts:
            self._salts[turn] = [
                (luck.salts(turn, orders), luck.salts(turn, answers))
                for orders, answers in zip(self._order_keys, self._answer_keys, strict=True)
            ]
        flat_rows, flat_decisions = rows.reshape(-1), decisions.reshape(-1)
        for place, hand in enumerate(self.hands):
            hand.silence(decisions)
            purse = rows[hand.purse]
            orders, answers = self._salts[turn][place]
            own = habits[place] if habits else None
            if hand.answers:
                questions = self._questions[place]
                purse = purse - questions.answer(rows, decisions, seeds, answers, own, group)
            if hand.orders:
                draws = luck.fill(seeds, orders, self._draws)
                if own is None:
                    tries = (draws * len(hand.orders)).astype(np.intp)
                else:
                    cells = (draws * ORDER_CELLS).astype(np.intp)
                    tries = own.orders.take(cells if group is None else cells + group * ORDER_CELLS)
                self._order(hand, flat_rows, flat_decisions, purse, tries)

    def _order(self, hand: Hand, rows: Floats, decisions: Floats, purse: Floats, tries: Indices) -> None:
        """Tries one order after another, `[try, game]`; keeps those that still fit."""
        games = len(self._games)
        start_legal, start_cost = hand.order_legal * games, hand.order_cost * games
        start_decision = hand.order_row * games
        given = np.zeros(games)
        taken = [np.zeros(games, dtype=np.uint64) for _ in hand.clashes]
        for number, tried in enumerate(tries):
            price = rows.take(start_cost.take(tried) + self._games)
            fits = rows.take(start_legal.take(tried) + self._games) != 0.0
            fits &= price <= purse
            if number >= hand.orders_a_turn:
                fits &= given < hand.orders_a_turn
            for word, clash in zip(taken, hand.clashes, strict=True):
                fits &= (word & clash.rivals.take(tried)) == 0
                word |= clash.own.take(tried) * fits
            price *= fits
            purse = purse - price
            given += fits
            kept = np.flatnonzero(fits)
            decisions[start_decision.take(tried.take(kept)) + kept] = 1.0


class _Questions:
    """Draws one side's answers, looking only at the questions that wait."""

    def __init__(self, hand: Hand) -> None:
        self.hand = hand
        self._widest = hand.choice_cost.shape[1]
        self._cost = hand.choice_cost.reshape(-1)
        self._has_costs = bool((self._cost > 0.0).any())

    def answer(
        self,
        rows: Floats,
        decisions: Floats,
        seeds: Seeds,
        salts: Seeds,
        habits: Habits | None,
        group: Indices | None,
    ) -> Floats:
        """Fills the answers; gives what they cost `[game]`.

        Each is drawn evenly from its legal choices. Where they cost more together than there is,
        those that cost anything become the default.
        """
        hand, games = self.hand, rows.shape[1]
        found = np.flatnonzero(rows.take(hand.answer_waits, axis=0) != 0.0)
        number = found // games
        game = found - number * games
        draw = luck.fill(seeds.take(game) + salts.take(number), _NO_SALT)[0]
        if habits is None:
            point = draw * hand.answer_choices.take(number)
            choice = point.astype(np.intp)
            rest = point - choice
        else:
            point = draw * CHOICE_CELLS
            cell = point.astype(np.intp)
            rest = point - cell
            cell += number * CHOICE_CELLS
            if group is not None:
                cell += group.take(game) * (len(hand.answers) * CHOICE_CELLS)
            choice = habits.choices.take(cell)
        self._make_legal(rows.reshape(-1), number, game, games, choice, rest)
        spent: Floats = np.zeros(games)
        if self._has_costs:
            cost = self._cost.take(number * self._widest + choice)
            spent += np.bincount(game, cost, games)
            over = spent > rows[hand.purse]
            if over.any():
                back = np.flatnonzero(over.take(game) & (cost > 0.0))
                choice[back] = hand.answer_default.take(number.take(back))
                spent[over] = 0.0
        decisions.reshape(-1)[hand.answer_row.take(number) * games + game] = choice
        return spent

    def _make_legal(
        self, rows: Floats, number: Indices, game: Indices, games: int, choice: Indices, rest: Floats
    ) -> None:
        """Draws again among the legal choices where `choice` is not; `rest` is an even draw for that."""
        at = self.hand.choice_legal.reshape(-1).take(number * self._widest + choice)
        lost = np.flatnonzero((at >= 0) & (rows.take(np.maximum(at, 0) * games + game) == 0.0))
        if len(lost):
            choice[lost] = self._pick_legal(rows, number[lost], game[lost], games, rest[lost])

    def _pick_legal(self, rows: Floats, number: Indices, game: Indices, games: int, draw: Floats) -> Indices:
        hand = self.hand
        legal = np.arange(hand.choice_cost.shape[1])[:, None] < hand.answer_choices[number]  # [choice, asked]
        at = hand.choice_legal[number].T
        legal &= (at < 0) | (rows.take(np.maximum(at, 0) * games + game) != 0.0)
        upto = np.cumsum(legal, axis=0)
        before = upto <= (draw * upto[-1]).astype(np.intp)
        picked: Indices = before.sum(axis=0, dtype=np.intp)
        return picked


_NO_SALT: Seeds = np.zeros(1, dtype=np.uint64)


class RandomPlayer:
    """Takes a seat: one game at a time."""

    name = "random"

    def __init__(self) -> None:
        self._choices: dict[str, RandomChoice] = {}

    def decide(self, view: State, side: str, seed: int) -> Floats:
        """`[decision row, 1]`; rows of the other side are 0."""
        return self.decide_many(view, side, np.array([seed & (2**64 - 1)], dtype=np.uint64))

    def decide_many(self, view: State, side: str, seeds: Seeds) -> Floats:
        """`[decision row, game]` for a batch of views and a seed for each."""
        choice = self._choices.get(side)
        if choice is None or choice.hands[0].program is not view.program:
            choice = self._choices[side] = RandomChoice(view.program, [side])
        decisions = np.zeros((view.program.decision_rows, view.games))
        choice.choose(np.ascontiguousarray(view.rows), decisions, seeds, view.turn)
        return decisions

    def reasons(self, game: int = 0) -> tuple[str, ...]:
        """It has none."""
        return ()
