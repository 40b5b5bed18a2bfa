"""How many game-turns a second, by the number of games played at once; and how long one game waits.

A game-turn is one turn of one game that has not ended, with everything in it: random players' choices,
legality, all rules, travel, intelligence, luck. Games that have ended are carried along and not counted.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from game.engine.executors import COMPILED, executor_in_use
from game.engine.intelligence import view
from game.engine.luck import game_seeds
from game.engine.program import Program
from game.engine.scope import variable_row
from game.engine.turn import Games, no_decisions, open_games, play_turn, play_turn_recorded
from game.lab.forecast import Forecaster
from game.match.opening import program_of
from game.opponents.levels import BATCH_FUTURES, DESK_FUTURES, player
from game.opponents.random import RandomChoice
from game.scenario.reading import load
from tests.bench.table import Section, both
from tests.bench.timing import ROUNDS, apart, core_clock, seconds_of

BATCHES = (1, 64, 1024, 4096, 16384)
QUICK_BATCHES = (1, 64, 1024)
FORECAST_ROWS = 8  # variables whose changes a forecast tells, as many as the desk shows


def game_turns(
    program: Program,
    games: int,
    seconds: float,
    threads: int = 1,
    clock: Callable[[], float] | None = None,
) -> float:
    """Game-turns a second at random play: the best of as many rounds of games as fit the time.

    Timed by what the process uses of its core, or by `clock`.
    """
    batch, choice = Games(program, games, threads), RandomChoice(program)
    clock = clock or core_clock()
    best, seed = 0.0, 0
    end = clock() + seconds
    while not seed or clock() < end:
        played, spent = 0, 0.0
        while spent < seconds / ROUNDS or not played:  # one game alone is over too soon to be timed
            seed += 1
            batch.open(game_seeds(seed, games))
            began = clock()
            played += batch.play_on(choice.playing(), program.rules.turns)
            spent += clock() - began
        best = max(best, played / spent)
    return best


def speeds(scenario: Path, batches: tuple[int, ...], seconds: float) -> dict[str, float]:
    """Game-turns a second by batch; with two threads, and how many times as fast that is by the clock."""
    program = program_of(load(scenario))
    found = {str(games): game_turns(program, games, seconds) for games in batches}
    best = max(batches, key=lambda games: found[str(games)])
    found |= {"best batch": float(best), "best": found[str(best)]}
    if executor_in_use().name == COMPILED:  # numpy runs in one thread whatever is asked for
        one, two = (
            max(game_turns(program, games, seconds, threads, time.perf_counter) for games in (best, 2 * best))
            for threads in (1, 2)
        )
        found |= {"two threads": two, "two / one": two / one}
    return found


def waits(scenario: Path, seconds: float) -> dict[str, float]:
    """Seconds for what a player of one game waits for."""
    program = program_of(load(scenario))
    side = program.rules.sides[0]
    nothing = no_decisions(program, 1)
    first = open_games(program, game_seeds(1, 1))
    decisions = nothing.copy()
    RandomChoice(program).choose(first.rows, decisions, first.seeds, 1)
    state = play_turn(first, decisions)
    believed = view(state, side)
    rows = [variable_row(v.id, v.side) for v in program.rules.variables][:FORECAST_ROWS]
    forecaster, draft = Forecaster(program, side), nothing[:, 0]
    analysts = {name: player("analyst", count) for name, count in _EFFORTS.items()}
    return {
        "turn": seconds_of(lambda: play_turn(first, decisions), seconds),
        "recorded": seconds_of(lambda: play_turn_recorded(first, decisions), seconds),
        "view": seconds_of(lambda: view(state, side), seconds),
        "forecast": seconds_of(lambda: forecaster.forecast(believed, draft, rows, 1), seconds),
    } | {
        name: seconds_of(lambda analyst=analyst: analyst.decide(believed, side, 1), seconds)
        for name, analyst in analysts.items()
    }


_EFFORTS = {"batch decision": BATCH_FUTURES, "desk decision": DESK_FUTURES}


def reached(
    scenario: Path, executors: tuple[str, ...], seconds: float, is_quick: bool
) -> dict[str, dict[str, float]]:
    """What `speeds` finds, by executor."""
    batches = QUICK_BATCHES if is_quick else BATCHES
    return {executor: apart(executor, speeds, scenario, batches, seconds) for executor in executors}


def section(found: dict[str, dict[str, float]], is_quick: bool) -> Section:
    """Game-turns a second, as `reached` found them."""
    batches = QUICK_BATCHES if is_quick else BATCHES
    rows = [
        both(f"{games:,} game{'s' if games > 1 else ''} at once", "game-turns/s", found, str(games))
        for games in batches
    ]
    rows.append(both("the best of these", "game-turns/s", found, "best"))
    rows.append(both("its games at once", "games", found, "best batch"))
    threads = [both("two threads, at the best", "game-turns/s", found, "two threads")]
    threads.append(both("two threads / one", "times as fast", found, "two / one"))
    note = "by the clock; numpy runs in one thread"
    rows += [replace(row, note=note) for row in threads]
    return Section("Game-turns a second at random play", tuple(rows), "one core, choosing included")


def waiting_section(scenario: Path, executors: tuple[str, ...], seconds: float) -> Section:
    """What one game waits for."""
    found = {
        executor: {name: 1000 * taken for name, taken in apart(executor, waits, scenario, seconds).items()}
        for executor in executors
    }
    names = {
        "one turn": "turn",
        "one turn, with the ledger": "recorded",
        "what one side may know": "view",
        "forecast of every legal order": "forecast",
        f"the analyst's decision, {BATCH_FUTURES:,} futures": "batch decision",
        f"the analyst's decision, {DESK_FUTURES:,} futures": "desk decision",
    }
    return Section("One game", tuple(both(name, "ms", found, figure) for name, figure in names.items()))
