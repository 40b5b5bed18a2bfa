"""How fast games are played on this machine: at random, and by the analyst at the desk."""

from __future__ import annotations

import time
from dataclasses import dataclass

from game.engine.intelligence import view
from game.engine.luck import game_seeds
from game.engine.program import Program
from game.engine.turn import Games, open_games
from game.opponents.levels import DEFAULT_LEVEL, player
from game.opponents.random import RandomChoice

GAMES = 4096  # played at once: near the best of every executor, and soon over
_SHARE = 0.6  # of the time, for game-turns; the rest is for decisions


@dataclass(frozen=True, slots=True)
class Pace:
    """What a machine does: game-turns a second with random players, and seconds for one decision."""

    game_turns_a_second: float
    seconds_a_decision: float


def pace(program: Program, seconds: float) -> Pace:
    """Measured here and now, in about so many seconds; at least one round of games and one decision.

    A game-turn is one turn of one game that has not ended, with everything in it.
    """
    return Pace(_game_turns(program, seconds * _SHARE), _decision(program, seconds * (1.0 - _SHARE)))


def _game_turns(program: Program, seconds: float) -> float:
    batch, choice = Games(program, GAMES), RandomChoice(program)
    best, seed = 0.0, 0
    end = time.perf_counter() + seconds
    while not seed or time.perf_counter() < end:
        seed += 1
        batch.open(game_seeds(seed, GAMES))
        began = time.perf_counter()
        played = batch.play_on(choice.playing(), program.rules.turns)
        best = max(best, played / (time.perf_counter() - began))
    return best


def _decision(program: Program, seconds: float) -> float:
    side = program.rules.sides[0]
    believed = view(open_games(program, game_seeds(1, 1)), side)
    thinker = player(DEFAULT_LEVEL)
    best, seed = float("inf"), 0
    end = time.perf_counter() + seconds
    while not seed or time.perf_counter() < end:
        began = time.perf_counter()
        thinker.decide(believed, side, seed)
        best = min(best, time.perf_counter() - began)
        seed += 1
    return best
