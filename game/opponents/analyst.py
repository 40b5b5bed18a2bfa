"""The analyst: tries its candidate decisions in thousands of imagined futures, and takes the best.

First it looks: futures by pure chance tell which habits pay, for either side. Then it explores:
futures in which both sides begin at random and go on by habit. A ridge regression of what came of
them on what was decided first gives every order and answer a worth. Then it refines: its best
sets, and their near variants, meet the rival's likely sets under the same luck, and the set with
the best mean is played. It knows its side's view and nothing else; effort is counted in futures,
so that it decides the same on every machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.engine.program import Program
from game.engine.state import State
from game.opponents.features import features_of, seen_in, worth_of
from game.opponents.futures import WIDTH, Futures, future_seeds
from game.opponents.habits import Habits, Tally, Weights
from game.opponents.hand import Floats, Hand
from game.opponents.reasons import Reason, sentences
from game.opponents.regression import Sums, ridge, snap
from game.opponents.selection import Plan, Worth, best_plans

Seeds = NDArray[np.uint64]

PENALTY = 4.0  # of the regression, in futures: a worth seen in few futures is believed less


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard it thinks. A decision costs `look`, `explore` and `candidates` x `refine` futures."""

    look: int = 256  # at most WIDTH
    explore: int = 512
    candidates: int = 8
    refine: int = 32
    turns: int = 6  # after which futures are cut
    rival_sets: int = 8  # the rival's likely sets that a candidate meets

    @classmethod
    def of(cls, futures: int) -> Effort:
        """About so many futures in all: a quarter to look, half to explore, a quarter to refine."""
        candidates = 8 if futures < 4096 else 16
        look = min(max(64, futures // 4), WIDTH)
        return cls(look, max(128, futures // 2), candidates, max(8, futures // 4 // candidates))

    @property
    def futures(self) -> int:
        """What a decision costs in all."""
        return self.look + self.explore + self.candidates * self.refine


@dataclass(frozen=True, slots=True)
class Taste:
    """What it wants: its own payoff, less this share of the rival's."""

    rivalry: float = 0.5


class Analyst:
    """A player for one program and side at a time; decides for any number of games at once."""

    def __init__(
        self, effort: Effort | None = None, taste: Taste | None = None, name: str = "analyst"
    ) -> None:
        self.name = name
        self.effort = effort or Effort()
        self.taste = taste or Taste()
        self._minds: dict[str, _Mind] = {}
        self._reasons: list[tuple[Reason, ...]] = []

    def decide(self, view: State, side: str, seed: int) -> Floats:
        """Decisions `[decision row, 1]` for one game; rows of the other side are 0."""
        return self.decide_many(view, side, np.array([seed & (2**64 - 1)], dtype=np.uint64))

    def decide_many(self, view: State, side: str, seeds: Seeds) -> Floats:
        """Decisions `[decision row, game]` for views of `side` and a seed for each.

        Each game is decided as if it were alone. Games that are over get no decision.
        """
        mind = self._minds.get(side)
        if mind is None or mind.own.program is not view.program:
            mind = self._minds[side] = _Mind(view.program, side, self.effort, self.taste)
        decisions = np.zeros((view.program.decision_rows, view.games))
        running = [game for game in range(view.games) if not view.is_over(game)]
        self._reasons = [()] * view.games
        if running:
            for game, (plan, reasons) in zip(running, mind.think(view, running, seeds), strict=True):
                plan.write(mind.own, decisions[:, game])
                self._reasons[game] = reasons
        return decisions

    def reasons(self, game: int = 0) -> tuple[str, ...]:
        """Why it last decided as it did, most important first."""
        return sentences(self._reasons[game]) if self._reasons else ()

    def reasoning(self, game: int = 0) -> tuple[Reason, ...]:
        """The same as data."""
        return self._reasons[game] if self._reasons else ()


class _Mind:
    """What thinking about one program from one side needs, kept from turn to turn."""

    def __init__(self, program: Program, side: str, effort: Effort, taste: Taste) -> None:
        sides = program.rules.sides
        self.effort = effort
        self.taste = taste
        self.own = Hand(program, side)
        self.rival = Hand(program, sides[1 - sides.index(side)])
        self._futures = Futures(program, side, effort.turns)
        self._tally = Tally(self._futures.hands)
        self._place = sides.index(side)

    def think(self, view: State, games: Sequence[int], seeds: Seeds) -> list[tuple[Plan, tuple[Reason, ...]]]:
        """The plan for each of `games`, and why."""
        habits = self._look(view, games, seeds) if self.effort.look else []
        worths = self._explore(view, games, seeds, habits)
        plans = [
            best_plans(self.own, view.rows[:, game], own, self.effort.candidates)
            for game, (own, _) in zip(games, worths, strict=True)
        ]
        expected = [
            best_plans(self.rival, view.rows[:, game], theirs, self.effort.rival_sets)
            for game, (_, theirs) in zip(games, worths, strict=True)
        ]
        means = self._refine(view, games, seeds, habits, plans, expected)
        thought = []
        for n, game in enumerate(games):
            best = int(np.argmax(means[n]))
            reasons = self._explain(view.rows[:, game], worths[n][0], plans[n], means[n], best)
            thought.append((plans[n][best], reasons))
        return thought

    # -- exploring -------------------------------------------------------------------------------

    def _look(self, view: State, games: Sequence[int], seeds: Seeds) -> list[list[Weights]]:
        """What both sides will tend to do in later turns: `[game][side]`."""
        found = []
        size = min(self.effort.look, WIDTH)
        for tile in _tiles(len(games), size):
            luck = [future_seeds(seeds[games[n]], 0, size) for n in tile]
            _, payoffs = self._futures.play(view, [games[n] for n in tile], luck, tally=self._tally)
            wanted = self._wanted(payoffs)
            if self._place == 1:
                wanted = wanted[::-1]
            for place in range(len(tile)):
                columns = slice(place * size, (place + 1) * size)
                found.append(self._tally.weights(columns, wanted[:, columns]))
        return found

    def _explore(
        self, view: State, games: Sequence[int], seeds: Seeds, habits: Sequence[Sequence[Weights]]
    ) -> list[tuple[Worth, Worth]]:
        """What each first decision is worth to the side that makes it, for each of `games`."""
        features = [
            features_of(self.own, view.rows[:, game]) + features_of(self.rival, view.rows[:, game])
            for game in games
        ]
        sums = Sums.empty(len(games), 1 + max(len(each) for each in features), targets=2)
        count = self.effort.explore
        for tile in _tiles(len(games), count):
            for first in range(0, count, WIDTH):
                size = min(WIDTH, count - first)
                luck = [future_seeds(seeds[games[n]], self.effort.look + first, size) for n in tile]
                decided, payoffs = self._futures.play(
                    view, [games[n] for n in tile], luck, habits=_habits_of(habits, tile)
                )
                wanted = self._wanted(payoffs)
                for place, n in enumerate(tile):
                    columns = slice(place * size, (place + 1) * size)
                    sums.add(n, seen_in(decided[:, columns], features[n]), wanted[:, columns])
        found = ridge(sums, PENALTY)  # [game, feature, target]
        return [
            (worth_of(self.own, each, found[n, 1:, 0]), worth_of(self.rival, each, found[n, 1:, 1]))
            for n, each in enumerate(features)
        ]

    def _wanted(self, payoffs: Floats) -> Floats:
        """What each side wants of futures, own first: `[2, future]`, on the grid."""
        wanted: Floats = payoffs - self.taste.rivalry * payoffs[::-1]
        return snap(wanted)

    # -- refining --------------------------------------------------------------------------------

    def _refine(
        self,
        view: State,
        games: Sequence[int],
        seeds: Seeds,
        habits: Sequence[Sequence[Weights]],
        plans: Sequence[Sequence[Plan]],
        expected: Sequence[Sequence[Plan]],
    ) -> Floats:
        """The mean payoff of each candidate, `[game, candidate]`, all under the same luck."""
        effort = self.effort
        totals = np.zeros((len(games), effort.candidates))
        for tile in _tiles(len(games), effort.candidates * effort.refine):
            at_once = min(effort.refine, WIDTH // effort.candidates)
            for first in range(0, effort.refine, at_once):
                size = min(at_once, effort.refine - first)
                begin = effort.look + effort.explore + first
                luck = [np.tile(future_seeds(seeds[games[n]], begin, size), effort.candidates) for n in tile]

                def write(place: int, decisions: Floats, tile: range = tile, size: int = size) -> None:
                    n = tile[place]
                    self._write(view.rows[:, games[n]], decisions, size, plans[n], expected[n])

                _, payoffs = self._futures.play(
                    view, [games[n] for n in tile], luck, write, _habits_of(habits, tile)
                )
                wanted = self._wanted(payoffs)[0].reshape(len(tile), effort.candidates, size)
                totals[list(tile)] += wanted.sum(axis=2)  # exact: all is on the grid
        for n, each in enumerate(plans):
            totals[n, len(each) :] = -np.inf
        means: Floats = totals / effort.refine
        return means

    def _write(
        self, rows: Floats, decisions: Floats, size: int, plans: Sequence[Plan], expected: Sequence[Plan]
    ) -> None:
        """Candidate after candidate, each against the rival's likely sets in turn.

        What the rival answers to invitations that are only imagined stays random.
        """
        for candidate in range(self.effort.candidates):
            plan = plans[candidate % len(plans)]
            plan.write(self.own, decisions[:, candidate * size : (candidate + 1) * size])
        known = [n for n, slot in enumerate(self.rival.answers) if rows[slot.waits] != 0.0]
        turn_of = np.arange(decisions.shape[1]) % size % len(expected)
        for number, plan in enumerate(expected):
            columns = np.flatnonzero(turn_of == number)
            decisions[self.rival.order_row[:, None], columns] = 0.0
            decisions[self.rival.order_row[list(plan.orders), None], columns] = 1.0
            for n in known:
                decisions[self.rival.answer_row[n], columns] = plan.choices[n]

    # -- explaining ------------------------------------------------------------------------------

    def _explain(
        self, rows: Floats, worth: Worth, plans: Sequence[Plan], means: Floats, best: int
    ) -> tuple[Reason, ...]:
        hand, plan = self.own, plans[best]
        done = [Reason("order", hand.orders[n].order.id, "", float(worth.orders[n])) for n in plan.orders]
        for number, slot in enumerate(hand.answers):
            choice = plan.choices[number]
            if rows[slot.waits] != 0.0 and choice != slot.default:
                gain = float(worth.choices[number, choice] - worth.choices[number, slot.default])
                done.append(Reason("answer", slot.id, slot.choices[choice], gain))
        done.sort(key=lambda reason: -reason.gain)
        left = [
            (float(worth.orders[n]), slot.order.id)
            for n, slot in enumerate(hand.orders)
            if n not in plan.orders and rows[slot.legal] != 0.0 and worth.orders[n] > 0.0
        ]
        if left:
            gain, order = max(left)
            done.append(Reason("left", order, "", gain))
        return tuple(done)


def _habits_of(weights: Sequence[Sequence[Weights]], tile: range) -> list[Habits]:
    """The habits of both sides, a group for each game of the tile."""
    return [Habits.of([weights[n][side] for n in tile]) for side in (0, 1)] if weights else []


def _tiles(games: int, futures: int) -> list[range]:
    """Games that are played together, when each has so many futures."""
    size = max(1, WIDTH // futures)
    return [range(start, min(start + size, games)) for start in range(0, games, size)]
