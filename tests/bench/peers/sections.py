"""Our engine and other libraries on one machine: the ratios, and the speeds that they come from.

PySD and Mesa do the same work as we, with the same numbers. OpenSpiel and PettingZoo play their own
games, which are far lighter than ours: those are told as speeds, and their ratio is left to the reader.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from tests.bench.peers import agents, flows, playouts, vensim
from tests.bench.table import Row, Section
from tests.bench.timing import apart

MISSING = "not installed: pip install -e .[bench]"


def is_there(library: str) -> bool:
    """Whether a peer is installed."""
    return find_spec(library) is not None


def sections(
    scenario: Path, executors: tuple[str, ...], seconds: float, is_quick: bool
) -> tuple[Section, ...]:
    """The ratios, and then the speeds."""
    batches = flows.QUICK_BATCHES if is_quick else flows.BATCHES
    ours = {name: apart(name, flows.speed, scenario, batches, seconds) for name in executors}
    ratios: list[Row] = []
    speeds = [Row("ours, many games at once", "turns/s", ours.get("numpy"), ours.get("compiled"))]
    if is_there("pysd"):
        pysd = apart("numpy", vensim.speeds, scenario, seconds, is_quick)
        ratios.append(_ratio("ours / PySD", ours, pysd["long"]))
        speeds.append(Row("PySD, one long run", "turns/s", peer=pysd["long"]))
        speeds.append(Row("PySD, runs as long as a game", "turns/s", peer=pysd["games"]))
    else:
        ratios.append(Row("ours / PySD", "times as fast", note=MISSING))
    if is_there("mesa"):
        mesa = apart("numpy", agents.speed, scenario, seconds)
        ratios.append(_ratio("ours / Mesa", ours, mesa))
        speeds.append(Row("Mesa, two agents, one long run", "turns/s", peer=mesa))
    else:
        ratios.append(Row("ours / Mesa", "times as fast", note=MISSING))
    return (
        Section("Ratios to peers on the same work", tuple(ratios), "the flows alone, the same numbers"),
        Section("The same work, the flows alone", tuple(speeds)),
        Section("Other games at random play", _playouts(seconds), "their turns are far lighter than ours"),
    )


def _ratio(name: str, ours: dict[str, float], peer: float) -> Row:
    return Row(name, "times as fast", *(ours[e] / peer if e in ours else None for e in ("numpy", "compiled")))


def _playouts(seconds: float) -> tuple[Row, ...]:
    rows: list[Row] = []
    for library, name, measured in (
        ("pyspiel", "OpenSpiel", playouts.spiel_speeds),
        ("pettingzoo", "PettingZoo", playouts.zoo_speeds),
    ):
        if is_there(library):
            found = apart("numpy", measured, seconds)
            rows += [Row(f"{name}, {game}", "steps/s", peer=speed) for game, speed in found.items()]
        else:
            rows.append(Row(name, "steps/s", note=MISSING))
    return tuple(rows)
