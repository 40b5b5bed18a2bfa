"""Our engine and other libraries on one machine: the ratios, and the speeds that they come from.

PySD and Mesa do the same work as we, with the same numbers. OpenSpiel and PettingZoo play their own
games, which are far lighter than ours: those are told as speeds, and their ratio is left to the reader.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from tests.bench.peers import agents, flows, playouts, vensim
from tests.bench.table import Row, Section, both
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
    ours = {name: apart(name, flows.speeds, scenario, batches, seconds) for name in executors}
    ratios: list[Row] = []
    speeds = [
        both("ours, many games at once", "turns/s", ours, "many"),
        both("ours, one game alone", "turns/s", ours, "one"),
    ]
    if is_there("pysd"):
        pysd = apart("numpy", vensim.speeds, scenario, seconds, is_quick)
        ratios += _ratios("PySD", ours, pysd["long"])
        speeds.append(Row("PySD, one long run", "turns/s", peer=pysd["long"]))
        speeds.append(Row("PySD, runs as long as a game", "turns/s", peer=pysd["games"]))
    else:
        ratios.append(Row("ours / PySD", "times as fast", note=MISSING))
    if is_there("mesa"):
        mesa = apart("numpy", agents.speed, scenario, seconds)
        ratios += _ratios("Mesa", ours, mesa)
        speeds.append(Row("Mesa, two agents, one long run", "turns/s", peer=mesa))
    else:
        ratios.append(Row("ours / Mesa", "times as fast", note=MISSING))
    return (
        Section("Ratios to peers on the same work", tuple(ratios), "the flows alone, the same numbers"),
        Section("The same work, the flows alone", tuple(speeds)),
        Section("Other games at random play", _playouts(seconds), "their turns are far lighter than ours"),
    )


def _ratios(peer: str, ours: dict[str, dict[str, float]], speed: float) -> list[Row]:
    """Of many games at once, which is what ours is made for, and of one game alone, as the peer plays."""
    times = {name: {figure: of / speed for figure, of in found.items()} for name, found in ours.items()}
    return [
        both(f"ours / {peer}, many games at once", "times as fast", times, "many"),
        both(f"ours / {peer}, one game alone", "times as fast", times, "one"),
    ]


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
