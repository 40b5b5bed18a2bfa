"""How many futures a machine plays in a time: effort is counted in futures, time is only asked for."""

from __future__ import annotations

import time

from game.engine.intelligence import view
from game.engine.luck import game_seeds
from game.engine.program import Program
from game.engine.turn import open_games
from game.opponents.levels import player

_TRIED = 2048  # futures of the decision that is timed
_LEAST = 256


def seconds_to_futures(program: Program, seconds: float, level: str = "analyst") -> int:
    """The futures that one decision may take to last about so long, measured here and now.

    The result, not the time, is what makes a simulation come out the same elsewhere: tell it.
    """
    side = program.rules.sides[0]
    believed = view(open_games(program, game_seeds(0, 1)), side)
    thinker = player(level, _TRIED)
    thinker.decide(believed, side, 0)  # what is made once is not counted
    began = time.perf_counter()
    thinker.decide(believed, side, 1)
    taken = time.perf_counter() - began
    return max(_LEAST, int(_TRIED * seconds / max(taken, 1e-6)))
