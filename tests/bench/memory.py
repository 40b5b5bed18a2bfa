"""What one more game of a batch costs in memory: two sizes, each in a fresh process, and their difference.

Counted is the most that the process ever held, so what an executor allots outside numpy counts too.
"""

from __future__ import annotations

import sys
from pathlib import Path

from game.engine.luck import game_seeds
from game.engine.turn import Games
from game.match.opening import program_of
from game.opponents.random import RandomChoice
from game.scenario.reading import load
from tests.bench.table import Row, Section, both
from tests.bench.timing import apart

SIZES = (4096, 16384)
QUICK_SIZES = (1024, 4096)
TURNS = 3  # played, so that all that is ever needed has been allotted


def held_bytes(scenario: Path, games: int) -> int:
    """The most that this process ever held, after a few turns of so many games; 0 if unknown."""
    program = program_of(load(scenario))
    batch, choice = Games(program, games), RandomChoice(program)
    batch.open(game_seeds(1, games))
    for _turn in range(TURNS):
        choice.choose(batch.rows, batch.decisions, batch.seeds, batch.turn)
        batch.play()
    return _peak_bytes()


def _peak_bytes() -> int:
    status = Path("/proc/self/status")
    if status.exists():  # what getrusage tells on Linux may be the parent's
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    if sys.platform == "darwin":
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return 0


def section(scenario: Path, executors: tuple[str, ...], is_quick: bool) -> Section:
    """Memory a game."""
    few, many = QUICK_SIZES if is_quick else SIZES
    found: dict[str, dict[str, float]] = {}
    for executor in executors:
        small, large = (apart(executor, held_bytes, scenario, games) for games in (few, many))
        if small:
            found[executor] = {"game": (large - small) / (many - few) / 1024}
    row = both("one more game", "KiB", found, "game")
    if not found:
        row = Row(row.name, row.unit, note="this system does not tell what a process held")
    return Section("Memory", (row,), f"from {few:,} to {many:,} games at once")
