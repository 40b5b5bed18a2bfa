"""One turn of one game or of many: state, decisions and luck in, state out."""

from __future__ import annotations

import threading
from collections import OrderedDict

import numpy as np
from numpy.typing import NDArray

from game.engine.drawing import Playing
from game.engine.executors import AnyExecutor, make_executor
from game.engine.layout import BYTE
from game.engine.ledger import Record
from game.engine.program import Program
from game.engine.state import State

RULES_VERSION = 1  # rises exactly when a golden digest changes, with the reason in CHANGELOG

_KEPT_EXECUTORS = 4
_kept = threading.local()


def executor_for(program: Program, games: int) -> AnyExecutor:
    """An executor for so many games; a few are kept by each thread, since binding takes time."""
    pool: OrderedDict[tuple[int, int], AnyExecutor] | None = getattr(_kept, "pool", None)
    if pool is None:
        pool = _kept.pool = OrderedDict()
    name = (id(program), games)
    executor = pool.pop(name, None)
    if executor is None or executor.program is not program:
        executor = make_executor(program, games)
    pool[name] = executor
    while len(pool) > _KEPT_EXECUTORS:
        pool.popitem(last=False)
    return executor


class Games:
    """A batch played in place, for those who play many turns: fill `decisions`, then `play`.

    `rows` and `decisions` `[decision row, game]` are the executor's own. `threads` is how many may run at
    once; it changes no result.
    """

    def __init__(self, program: Program, games: int, threads: int = 1) -> None:
        self.program = program
        self._executor = make_executor(program, games, threads)
        self.rows = self._executor.rows
        self.decisions = self._executor.decisions
        self.seeds: NDArray[np.uint64] = np.zeros(games, dtype=np.uint64)
        self.turn = 0

    @property
    def games(self) -> int:
        """How many."""
        return self.rows.games

    def open(self, seeds: NDArray[np.uint64]) -> None:
        """Starts new games, `[game]` seeds."""
        self.seeds = seeds
        self.rows.start()
        self.decisions[:] = 0
        self._executor.run("start", seeds, 0)
        self.turn = 1

    def load(self, state: State) -> None:
        """Goes on from a state of as many games."""
        self.rows.load(state.rows)
        self.seeds = state.seeds
        self.turn = state.turn

    def decide(self, decisions: NDArray[np.float64]) -> None:
        """Sets all decisions, `[decision row, game]`; what is no choice at all counts as an illegal one."""
        self.decisions[:] = _as_bytes(decisions)

    def play(self) -> None:
        """Plays one turn with the decisions as they stand; ended games stay as they are."""
        self._executor.run("turn", self.seeds, self.turn, frozen=self.program.row["ended"])
        self.turn += 1

    def play_on(self, plan: Playing, turns: int) -> int:
        """Plays so many turns, the sides deciding by luck alone; how many game-turns that were.

        Games that end stay as they are. What `decisions` then holds is of no meaning.
        """
        course = range(self.turn, self.turn + turns)
        played = self._executor.play_on(plan, self.seeds, course, self.program.row["ended"])
        self.turn += turns
        return played

    def state(self) -> State:
        """A copy of where the games stand."""
        return State(self.program, self.turn, self.rows.floats(), self.seeds.copy())


def open_games(program: Program, seeds: NDArray[np.uint64]) -> State:
    """New games, one for each seed of `[game]`, before their first decisions."""
    games = Games(program, len(seeds))
    games.open(seeds)
    return games.state()


def play_turn(state: State, decisions: NDArray[np.float64]) -> State:
    """The state after a turn. `decisions` is `[decision row, game]`.

    Illegal decisions are refused and cost nothing; ended games stay as they are.
    """
    executor = _ready(state, decisions)
    executor.run("turn", state.seeds, state.turn, frozen=state.program.row["ended"])
    return State(state.program, state.turn + 1, executor.rows.floats(), state.seeds)


def play_turn_recorded(state: State, decisions: NDArray[np.float64]) -> tuple[State, Record]:
    """As `play_turn`, with the record of every change, chance and happening."""
    executor = _ready(state, decisions)
    ended = state.program.row["ended"]
    notes = executor.run_noting("recorded_turn", state.seeds, state.turn, frozen=ended)
    notes[:, np.flatnonzero(state.rows[ended])] = 0.0
    after = State(state.program, state.turn + 1, executor.rows.floats(), state.seeds)
    return after, Record(state.program, state.turn, notes)


def _ready(state: State, decisions: NDArray[np.float64]) -> AnyExecutor:
    program = state.program
    if decisions.shape != (program.decision_rows, state.games):
        raise ValueError(
            f"decisions must be of shape {(program.decision_rows, state.games)}, not {decisions.shape}"
        )
    executor = executor_for(program, state.games)
    executor.rows.load(state.rows)
    executor.decisions[:] = _as_bytes(decisions)
    return executor


def _as_bytes(decisions: NDArray[np.float64]) -> NDArray[np.float64]:
    """What is not even the number of a choice becomes one that nothing has."""
    is_choice = (decisions >= 0.0) & (decisions < BYTE) & (decisions == np.floor(decisions))
    return np.where(is_choice, decisions, BYTE)


def no_decisions(program: Program, games: int) -> NDArray[np.float64]:
    """No orders, and the answer that silence means to every question: `[decision row, game]`."""
    decisions = np.zeros((program.decision_rows, games))
    for answer in program.answers:
        decisions[answer.row] = answer.default
    return decisions


def question_values(state: State) -> NDArray[np.float64]:
    """Which discussion questions fit how the games went: `[question, game]`, 0 or 1."""
    executor = executor_for(state.program, state.games)
    executor.rows.load(state.rows)
    return executor.run_noting("questions", state.seeds, state.turn)
