"""How fast the game thinks here: `python -m tests.bench.speed [SCENARIO] [--seconds 5]`.

Figures hold for one machine and one moment; compare those of one run with each other. A game-turn is
one turn of one game that is not over, with choosing, legality, all rules, travel, intelligence, luck.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable

import numpy as np

from game.engine.intelligence import view
from game.engine.luck import game_seeds
from game.engine.program import Program
from game.engine.scope import variable_row
from game.engine.turn import Games, no_decisions, open_games, play_turn
from game.lab.forecast import Forecaster
from game.match.opening import program_of
from game.opponents.levels import BATCH_FUTURES, DESK_FUTURES, player
from game.opponents.random import RandomChoice
from game.scenario import catalogue
from game.scenario.reading import load


def game_turns(program: Program, games: int, seconds: float) -> tuple[float, float]:
    """Game-turns a second of random play in one thread, and the share of the time spent choosing."""
    batch, choice = Games(program, games), RandomChoice(program)
    ended = program.row["ended"]
    played, choosing, seed = 0, 0.0, 0
    began = time.perf_counter()
    while time.perf_counter() - began < seconds:
        seed += 1
        batch.open(game_seeds(seed, games))
        while batch.turn <= program.rules.turns:
            running = int(np.count_nonzero(batch.rows[ended] == 0.0))
            if not running:
                break
            at = time.perf_counter()
            choice.choose(batch.rows, batch.decisions, batch.seeds, batch.turn)
            choosing += time.perf_counter() - at
            batch.play()
            played += running
    spent = time.perf_counter() - began
    return played / spent, choosing / spent


def seconds_of(action: Callable[[], object], seconds: float) -> float:
    """The mean time of an action, after a first time that does not count."""
    action()
    times, began = 0, time.perf_counter()
    while time.perf_counter() - began < seconds or not times:
        action()
        times += 1
    return (time.perf_counter() - began) / times


def report(program: Program, seconds: float) -> list[str]:
    """Lines of figures."""
    told = []
    for games in (1, 64, 1024, 4096, 16384):
        speed, choosing = game_turns(program, games, seconds)
        told.append(f"{games:6} games at once: {speed:11,.0f} game-turns a second, {choosing:4.0%} choosing")
    state = open_games(program, game_seeds(1, 1))
    state = play_turn(state, no_decisions(program, 1))
    side = program.rules.sides[0]
    believed = view(state, side)
    for futures in (BATCH_FUTURES, DESK_FUTURES):
        analyst = player("analyst", futures)
        taken = seconds_of(lambda analyst=analyst: analyst.decide(believed, side, 1), seconds)
        told.append(f"analyst, {futures:6} futures: {1000 * taken:7.1f} ms a decision")
    rows = [variable_row(v.id, v.side) for v in program.rules.variables][:8]
    forecaster = Forecaster(program, side)
    draft = no_decisions(program, 1)[:, 0]
    taken = seconds_of(lambda: forecaster.forecast(believed, draft, rows, 1), seconds)
    told.append(f"forecast of every legal order: {1000 * taken:7.1f} ms")
    taken = seconds_of(lambda: view(state, side), seconds)
    told.append(f"view of one game: {1000 * taken:7.2f} ms")
    return told


def main() -> None:
    """Prints the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenario", nargs="?", default=catalogue.default())
    parser.add_argument("--seconds", type=float, default=3.0, help="for each figure")
    chosen = parser.parse_args()
    program = program_of(load(catalogue.find(chosen.scenario)))
    executor = os.environ.get("BARGAINING_CHIPS_EXECUTOR", "the fastest there is")
    print(f"{chosen.scenario}: {len(program.turn.instructions)} instructions a turn; executor: {executor}")
    for line in report(program, chosen.seconds):
        print(line, flush=True)


if __name__ == "__main__":
    main()
