"""The limit: what C made for one scenario alone reaches, the yardstick for an executor that plays any.

The program is written out as straight-line C (tests/bench/straight) in several shapes, compiled on the
spot, and must leave every game as the engine does, to the bit; else no figure is told. The best shape is
the limit.
"""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from game.engine.executors import COMPILED
from game.engine.luck import game_seeds
from game.engine.program import Program
from game.engine.rows import Bytes, Floats
from game.engine.turn import Games
from game.match.opening import program_of
from game.opponents.random import RandomChoice
from game.scenario.reading import load
from tests.bench.straight.shape import Shape
from tests.bench.straight.source import source
from tests.bench.table import Row, Section, both
from tests.bench.timing import ROUNDS, apart, core_clock

SHAPES = {
    "one game at a time": Shape(1, tiles=64),
    "8 side by side": Shape(8, together=True, tiles=16),
    "16 side by side, guarded blocks game by game": Shape(16, tiles=16),
    "16 side by side": Shape(16, together=True, tiles=16),
}
GAMES = 4096
FLAGS = (
    *("-O3", "-march=native", "-ffp-contract=off", "-fno-math-errno", "-fno-strict-aliasing"),
    *("-shared", "-fPIC"),
)
_TITLE, _UNIT = "The limit, C made for this scenario alone", "of the limit"
_COMPILERS = ("cc", "gcc", "clang")


class OtherBitsError(Exception):
    """The compiled C left a game otherwise than the engine does."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A program compiled in one shape, in a file that can be loaded."""

    library: Path
    compile_seconds: float

    def play(self, program: Program, seeds: np.ndarray) -> tuple[int, Floats, Bytes]:
        """Plays games to their ends: game-turns, numbers `[row, game]` and bytes `[row, game]` at the end."""
        games = len(seeds)
        numbers = np.zeros((games, program.state_numbers))
        bytes_ = np.zeros((games, program.state_rows - program.state_numbers), dtype=np.uint8)
        play = ctypes.CDLL(str(self.library)).play
        play.restype = ctypes.c_int64
        pointers = [ctypes.c_void_p(array.ctypes.data) for array in (seeds, numbers, bytes_)]
        played = int(play(pointers[0], ctypes.c_int64(games), *pointers[1:]))
        if played < 0:
            raise MemoryError
        return played, numbers.T, bytes_.T


def compiler() -> str | None:
    """The machine's C compiler that knows GCC's vectors; None where there is none."""
    return next((found for found in map(shutil.which, _COMPILERS) if found), None)


def compiled(program: Program, shape: Shape, folder: Path, command: str) -> Limit:
    """The program in a shape, compiled in a folder; a CalledProcessError tells what the compiler said."""
    code, library = folder / "limit.c", folder / "limit.so"
    code.write_text(source(program, shape))
    began = time.perf_counter()
    subprocess.run([command, *FLAGS, "-o", library, code], check=True, capture_output=True, text=True)
    return Limit(library, time.perf_counter() - began)


def engine_plays(program: Program, seeds: np.ndarray) -> tuple[int, Floats, Bytes]:
    """As `Limit.play`, by the engine."""
    games = Games(program, len(seeds))
    games.open(seeds)
    played = games.play_on(RandomChoice(program).playing(), program.rules.turns)
    return played, games.rows.numbers, games.rows.bytes


def check(limit: Limit, program: Program, seeds: np.ndarray) -> None:
    """Holds every row of every game against the engine's; OtherBitsError."""
    theirs, ours = limit.play(program, seeds), engine_plays(program, seeds)
    games = np.flatnonzero((ours[1] != theirs[1]).any(0) | (ours[2] != theirs[2]).any(0))
    if len(games) or ours[0] != theirs[0]:
        raise OtherBitsError(
            f"{len(games)} of {len(seeds)} games end otherwise, after {theirs[0]} game-turns, not {ours[0]}"
        )


def game_turns(limit: Limit, program: Program, games: int, seconds: float) -> float:
    """Game-turns a second, timed as `turns.game_turns` is; the last round's games are checked."""
    clock = core_clock()
    best, seed, end = 0.0, 0, clock() + seconds
    while not seed or clock() < end:
        played, spent = 0, 0.0
        while spent < seconds / ROUNDS or not played:
            seed += 1
            seeds = game_seeds(seed, games)
            began = clock()
            played += limit.play(program, seeds)[0]
            spent += clock() - began
        best = max(best, played / spent)
    check(limit, program, game_seeds(seed, games))
    return best


def speed(scenario: Path, limit: Limit, seconds: float) -> float | str:
    """Game-turns a second of what was compiled, or what is wrong with it."""
    try:
        return game_turns(limit, program_of(load(scenario)), GAMES, seconds)
    except OtherBitsError as problem:
        return f"OTHER BITS: {problem}"


def section(scenario: Path, seconds: float, is_quick: bool, reached: dict[str, dict[str, float]]) -> Section:
    """The ratios first; `reached` is what `turns.speeds` found, by executor."""
    command = compiler()
    if command is None:
        return Section(_TITLE, (Row("executor / limit", _UNIT, note="no compiler here"),))
    shapes = list(SHAPES.items())[-1:] if is_quick else list(SHAPES.items())
    program, rows = program_of(load(scenario)), list[Row]()
    speeds: dict[str, float] = {}
    seconds_to_compile = 0.0
    for name, shape in shapes:
        with tempfile.TemporaryDirectory() as folder:
            try:
                limit = compiled(program, shape, Path(folder), command)
            except subprocess.CalledProcessError as problem:
                first = next(iter(problem.stderr.splitlines()), "")
                rows.append(Row(name, "game-turns/s", note=f"the compiler refuses it: {first}"))
                continue
            found = apart(COMPILED, speed, scenario, limit, seconds)
        seconds_to_compile += limit.compile_seconds
        if isinstance(found, str):
            rows.append(Row(name, "game-turns/s", note=found))
        else:
            speeds[name] = found
            note = f"{limit.compile_seconds:.1f} s to compile"
            rows.append(Row(name, "game-turns/s", peer=found, note=note))
    rows.append(Row("compiling all shapes", "s", peer=seconds_to_compile))
    if not speeds:
        return Section(
            _TITLE, (Row("executor / limit", _UNIT, note="no shape gives the engine's bits"), *rows)
        )
    best = max(speeds, key=lambda name: speeds[name])
    ratios = {executor: {"ratio": figures["best"] / speeds[best]} for executor, figures in reached.items()}
    ratio = replace(both("executor / limit", _UNIT, ratios, "ratio"), note=f"the limit: {best}")
    return Section(_TITLE, (ratio, *rows), "choosing included, one core")
