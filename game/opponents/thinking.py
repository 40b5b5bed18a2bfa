"""How a thinking player comes to a decision: it looks, explores, and refines.

First it looks: futures by pure chance tell which habits pay, for either side. Then it explores:
futures in which both sides begin at random and go on by habit. A ridge regression of what came of
all these on what was decided first gives every order and answer a worth. Then it refines: its best
sets, and their near variants, meet the rival's likely sets under the same luck, and the set with
the best mean is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.engine.hand import Floats, Hand
from game.engine.program import Program
from game.engine.rows import Bytes
from game.engine.state import State
from game.opponents.features import Feature, features_of, seen_in, worth_of
from game.opponents.futures import WIDTH, First, Futures, future_seeds
from game.opponents.habits import Tally, Weights, leaning
from game.opponents.reasons import Reason, reasons_for
from game.opponents.regression import Sums, ridge, snap
from game.opponents.selection import Plan, Worth, best_plans

Seeds = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard it thinks. A decision costs `look`, `explore` and `candidates` x `refine` futures."""

    look: int = 192  # at most WIDTH
    explore: int = 320
    candidates: int = 8
    refine: int = 64
    turns: int = 5  # after which futures are cut: more tells more, through more noise
    rival_sets: int = 8  # the rival's likely sets that a candidate meets
    doubt: float = 40.0  # penalty of the regression, in futures: what was seen in few is believed less

    @classmethod
    def of(cls, futures: int) -> Effort:
        """About so many futures in all: a sixth to look, a third to explore, half to refine."""
        candidates = 8 if futures < 4096 else 16
        look = min(max(64, futures // 6), WIDTH)
        refine = max(8, futures // 2 // candidates)
        return cls(look, max(128, futures // 3), candidates, refine, turns=5 if futures < 8192 else 6)

    @property
    def futures(self) -> int:
        """What a decision costs in all."""
        return self.look + self.explore + self.candidates * self.refine


@dataclass(frozen=True, slots=True)
class Taste:
    """What it wants: its own payoff, less this share of the rival's.

    With a share of 1 a losing side would not mind that both lose all; so it is less.
    """

    rivalry: float = 0.5


class Mind:
    """What thinking about one program from one side needs, kept from turn to turn."""

    def __init__(self, program: Program, side: str, effort: Effort, taste: Taste) -> None:
        sides = program.rules.sides
        self.effort = effort
        self.taste = taste
        self.own = Hand(program, side)
        self.rival = Hand(program, sides[1 - sides.index(side)])
        self.is_second = side == sides[1]
        self.futures = Futures(program, side, effort.turns)
        self.tally = Tally(self.futures.hands)

    def think(self, view: State, games: Sequence[int], seeds: Seeds) -> list[tuple[Plan, tuple[Reason, ...]]]:
        """The plan for each of `games` of a view, and why."""
        thought = _Thought(self, view, games, seeds)
        thought.look()
        worths = thought.explore()
        plans = [
            best_plans(self.own, rows, own, self.effort.candidates)
            for rows, (own, _) in zip(thought.rows, worths, strict=True)
        ]
        expected = [
            best_plans(self.rival, rows, theirs, self.effort.rival_sets)
            for rows, (_, theirs) in zip(thought.rows, worths, strict=True)
        ]
        means = thought.refine(plans, expected)
        return [
            (each[int(np.argmax(told))], reasons_for(self.own, rows, own, each, told))
            for each, told, rows, (own, _) in zip(plans, means, thought.rows, worths, strict=True)
        ]


class _Thought:
    """One decision for each of some games of a view. Games are counted by their place in `games`."""

    def __init__(self, mind: Mind, view: State, games: Sequence[int], seeds: Seeds) -> None:
        self._mind = mind
        self._view = view
        self._games = games
        self._seeds = seeds
        self.rows = [view.rows[:, game] for game in games]  # [state row] of each
        self._features: list[list[Feature]] = [
            features_of(mind.own, rows) + features_of(mind.rival, rows) for rows in self.rows
        ]
        self._sums = Sums.empty(len(games), 1 + max(len(each) for each in self._features), targets=2)
        self._habits: list[list[Weights]] = []  # of both sides, in each game

    def look(self) -> None:
        """Finds the habits of both sides."""
        tally = self._mind.tally
        for part in self._parts(0, min(self._mind.effort.look, WIDTH)):
            decided, wanted = self._play(part, tally=tally)
            self._add(part, decided, wanted)
            by_side = wanted[::-1] if self._mind.is_second else wanted
            self._habits += [tally.weights(columns, by_side[:, columns]) for _, columns in part.columns()]

    def explore(self) -> list[tuple[Worth, Worth]]:
        """What each first decision is worth to the side that makes it: own, then the rival's."""
        effort, own, rival = self._mind.effort, self._mind.own, self._mind.rival
        for part in self._parts(effort.look, effort.explore):
            self._add(part, *self._play(part))
        found = ridge(self._sums, effort.doubt)  # [game, feature, target]
        return [
            (worth_of(own, each, found[n, 1:, 0]), worth_of(rival, each, found[n, 1:, 1]))
            for n, each in enumerate(self._features)
        ]

    def refine(self, plans: Sequence[Sequence[Plan]], expected: Sequence[Sequence[Plan]]) -> Floats:
        """The mean of what each candidate brings, `[game, candidate]`, all under the same luck."""
        effort = self._mind.effort
        totals = np.zeros((len(self._games), effort.candidates))
        for part in self._parts(effort.look + effort.explore, effort.refine, effort.candidates):

            def write(place: int, decisions: Bytes, part: _Part = part) -> None:
                n = part.games[place]
                self._write(self.rows[n], decisions, part.size, plans[n], expected[n])

            _, wanted = self._play(part, write)
            shape = (len(part.games), effort.candidates, part.size)
            totals[list(part.games)] += wanted[0].reshape(shape).sum(axis=2)
        for n, each in enumerate(plans):
            totals[n, len(each) :] = -np.inf
        means: Floats = totals / effort.refine
        return means

    # -- futures ---------------------------------------------------------------------------------

    def _parts(self, begin: int, count: int, copies: int = 1) -> list[_Part]:
        """So many futures for each game, from number `begin` of its luck on, `copies` times over."""
        at_once = max(1, WIDTH // (count * copies))
        size = min(count, WIDTH // copies)
        found = []
        for start in range(0, len(self._games), at_once):
            games = range(start, min(start + at_once, len(self._games)))
            for first in range(0, count, size):
                found.append(_Part(games, begin + first, min(size, count - first), copies))
        return found

    def _play(
        self, part: _Part, first: First | None = None, tally: Tally | None = None
    ) -> tuple[Bytes, Floats]:
        """First decisions `[decision row, future]`, and what each side wants, own first: `[2, future]`."""
        games = [self._games[n] for n in part.games]
        luck = [np.tile(future_seeds(self._seeds[g], part.begin, part.size), part.copies) for g in games]
        habits = []
        if self._habits and tally is None:
            habits = [leaning([self._habits[n][side] for n in part.games]) for side in (0, 1)]
        decided, payoffs = self._mind.futures.play(self._view, games, luck, first, habits, tally)
        return decided, snap(payoffs - self._mind.taste.rivalry * payoffs[::-1])

    def _add(self, part: _Part, decided: Bytes, wanted: Floats) -> None:
        """Futures that began at random are samples of the regression."""
        for n, columns in part.columns():
            self._sums.add(n, seen_in(decided[:, columns], self._features[n]), wanted[:, columns])

    def _write(
        self, rows: Floats, decisions: Bytes, size: int, plans: Sequence[Plan], expected: Sequence[Plan]
    ) -> None:
        """Candidate after candidate, each against the rival's likely sets in turn.

        What the rival answers to invitations that are only imagined stays random.
        """
        own, rival = self._mind.own, self._mind.rival
        for candidate in range(self._mind.effort.candidates):
            plan = plans[candidate % len(plans)]
            plan.write(own, decisions[:, candidate * size : (candidate + 1) * size])
        known = [n for n, slot in enumerate(rival.answers) if rows[slot.waits] != 0.0]
        met = np.arange(decisions.shape[1]) % size % len(expected)
        for number, plan in enumerate(expected):
            columns = np.flatnonzero(met == number)
            decisions[rival.order_row[:, None], columns] = 0
            decisions[rival.order_row[list(plan.orders), None], columns] = 1
            for n in known:
                decisions[rival.answer_row[n], columns] = plan.choices[n]


@dataclass(frozen=True, slots=True)
class _Part:
    """What is played at once: `size` futures, from number `begin` of its luck on, `copies` times over,
    for each of some games."""

    games: range
    begin: int
    size: int
    copies: int

    def columns(self) -> list[tuple[int, slice]]:
        """Each game and its columns."""
        each = self.size * self.copies
        return [(n, slice(place * each, (place + 1) * each)) for place, n in enumerate(self.games)]
