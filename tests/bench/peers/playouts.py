"""Random playouts of games that OpenSpiel and PettingZoo ship, driven from Python as their guides do.

Their turns are far lighter than ours: a card laid, a hand shown, a disc dropped, against ninety orders,
some fifty events and as many flows. They are told as steps a second, so that nobody compares blindly.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

from tests.bench.timing import ROUNDS, core_clock

SPIEL_GAMES = ("goofspiel", "markov_soccer", "oshi_zumo", "matrix_mp")  # both move at once, as here
_DRAWS = 4096  # evenly random numbers drawn in one call, so that drawing costs little


def spiel_speeds(seconds: float) -> dict[str, float]:
    """Steps a second of OpenSpiel's games whose players move at once; a step is both players' move."""
    import pyspiel

    luck = _Luck()
    found = {}
    for name in SPIEL_GAMES:
        game = pyspiel.load_game(name)
        found[name] = _speed(lambda game=game: _spiel_playout(game, luck), seconds)
    return found


def _spiel_playout(game: Any, luck: _Luck) -> int:
    state, steps = game.new_initial_state(), 0
    while not state.is_terminal():
        if state.is_chance_node():
            actions, odds = zip(*state.chance_outcomes(), strict=True)
            state.apply_action(actions[int(np.searchsorted(np.cumsum(odds), luck.draw()))])
            continue
        if state.is_simultaneous_node():
            state.apply_actions([luck.one_of(state.legal_actions(player)) for player in (0, 1)])
        else:
            state.apply_action(luck.one_of(state.legal_actions()))
        steps += 1
    return steps


def zoo_speeds(seconds: float) -> dict[str, float]:
    """Steps a second of PettingZoo's classic games that need no screen."""
    from pettingzoo.classic import connect_four_v3, rps_v2

    luck = _Luck()
    at_once, by_turns = rps_v2.parallel_env(), connect_four_v3.env()
    return {
        "rps": _speed(lambda: _parallel_playout(at_once, luck), seconds),
        "connect four": _speed(lambda: _turns_playout(by_turns, luck), seconds),
    }


def _parallel_playout(game: Any, luck: _Luck) -> int:
    game.reset()
    spaces = {agent: int(game.action_space(agent).n) for agent in game.agents}
    steps = 0
    while game.agents:
        game.step({agent: luck.below(spaces[agent]) for agent in game.agents})
        steps += 1
    return steps


def _turns_playout(game: Any, luck: _Luck) -> int:
    game.reset()
    steps = 0
    for _agent in game.agent_iter():
        observed, _, is_over, is_cut, _ = game.last()
        game.step(None if is_over or is_cut else luck.one_of(np.flatnonzero(observed["action_mask"])))
        steps += 1
    return steps


def _speed(playout: Callable[[], int], seconds: float) -> float:
    """The best of as many rounds as fit the time."""
    playout()
    best, clock = 0.0, core_clock()
    end = time.perf_counter() + seconds
    while not best or time.perf_counter() < end:
        steps, began, spent = 0, clock(), 0.0
        while spent < seconds / ROUNDS:
            steps += playout()
            spent = clock() - began
        best = max(best, steps / spent)
    return best


class _Luck:
    """Even draws at little cost; which, does not matter here."""

    def __init__(self) -> None:
        self._source = np.random.default_rng(1)
        self._drawn: list[float] = []

    def draw(self) -> float:
        """From [0, 1)."""
        if not self._drawn:
            self._drawn = self._source.random(_DRAWS).tolist()
        return self._drawn.pop()

    def below(self, count: int) -> int:
        """From 0 to `count` - 1."""
        return int(self.draw() * count)

    def one_of(self, actions: Any) -> int:
        """One of some actions."""
        return int(actions[self.below(len(actions))])
