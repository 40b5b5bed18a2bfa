"""The golden games: ten seeds of every scenario at hand, told as a digest after each turn.

A digest is chained to those before it, so that the first turn to differ can be named, and all
after it differ too. `tests/golden/digests.json` holds what the games have always come to;
`python -m tests.matrix.games` writes it anew, which goes with a new version of the rules.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine import luck
from game.engine.compiler import compile_rules
from game.engine.luck import game_seeds
from game.engine.program import Program
from game.engine.state import State
from game.engine.turn import RULES_VERSION, Games, play_turn_recorded
from game.match.opening import program_of
from game.opponents.random import RandomPlayer
from game.scenario import catalogue
from game.scenario.reading import load, load_text
from game.scenario.starting import starting_text
from tests.engine.sample import sample_rules

Floats = NDArray[np.float64]
Seeds = NDArray[np.uint64]

TESTS = Path(__file__).parents[1]
GOLDEN = TESTS / "golden" / "digests.json"
SEED, GAMES = 2025, 10
# what players may send: nothing, an order, and choices that exist and that do not
WILD = np.array([0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 2.0, 2.0, 3.0, 99.0])


def programs() -> Iterator[tuple[str, Callable[[], Program]]]:
    """Names, and what compiles each: shipped scenarios, those of the tests, what `new` writes, the sample."""
    for name in catalogue.names():
        path = catalogue.folder() / f"{name}.yaml"
        yield name, lambda path=path: program_of(load(path))  # type: ignore[misc]
    for name in ("second", "small"):
        path = TESTS / "scenario" / f"{name}.yaml"
        yield name, lambda path=path: program_of(load(path))  # type: ignore[misc]
    new = catalogue.folder() / "templates" / "new.yaml"
    yield "new", lambda: program_of(load_text(starting_text("Golden"), new))
    yield "sample", lambda: compile_rules(sample_rules())
    yield "sample, wild", lambda: compile_rules(sample_rules())


def wild_decisions(program: Program, seeds: Seeds, turn: int) -> Floats:
    """Whatever a player might send: `[decision row, game]`; a game's depend on its seed and the turn."""
    keys = tuple(luck.key(f"wild:{row}") for row in range(program.decision_rows))
    return WILD[(luck.draws(seeds, turn, keys) * len(WILD)).astype(np.intp)]


def legal_decisions(player: RandomPlayer, state: State) -> Floats:
    """What the random player decides for both sides: `[decision row, game]`."""
    seeds = state.seeds + np.uint64(1)
    by_side = [player.decide_many(state, side, seeds) for side in state.program.rules.sides]
    return by_side[0] + by_side[1]  # each leaves the other's rows at 0


@dataclass
class Account:
    """How the golden games of one name went: lines of digests, one line a game, one digest a turn."""

    turns: list[str] = field(default_factory=list)  # [game]; the first digest is of the start
    notes: list[str] = field(default_factory=list)  # [game]; of what a record notes
    last: list[str] = field(default_factory=list)  # [game]; of the last state alone


def play(name: str, program: Program, batch: int = GAMES, threads: int = 1) -> Account:
    """Plays the golden games of a name `batch` at a time, or among others where there is more room."""
    seeds = game_seeds(SEED, GAMES)
    whole = Account()
    for first in range(0, GAMES, batch):
        own = seeds[first : first + batch]
        room = game_seeds(SEED + 1, batch if batch > GAMES else len(own))
        places = np.arange(len(own)) * (len(room) - 1) // max(len(own) - 1, 1)  # from the first to the last
        room[places] = own
        part = _play(program, room, places, is_wild=name.endswith("wild"), threads=threads)
        for lines, more in zip(vars(whole).values(), vars(part).values(), strict=True):
            lines.extend(more)
    return whole


def _play(program: Program, seeds: Seeds, places: NDArray[np.intp], is_wild: bool, threads: int) -> Account:
    program = replace(program)  # executors are kept by program, and another may be wanted now
    games = Games(program, len(seeds), threads)
    games.open(seeds)
    player = RandomPlayer()
    states, notes = _Chain(len(places)), _Chain(len(places))
    state = games.state()
    states.add(state.rows[:, places])
    notes.add(np.zeros((0, len(places))))  # nothing is noted of the start
    for turn in range(1, program.rules.turns + 1):
        decisions = wild_decisions(program, seeds, turn) if is_wild else legal_decisions(player, state)
        before = State(program, turn, state.rows[:, places], seeds[places])
        _, record = play_turn_recorded(before, decisions[:, places])
        games.decide(decisions)
        games.play()
        state = games.state()
        states.add(state.rows[:, places])
        notes.add(record.notes)
    after = State(program, state.turn, state.rows[:, places], seeds[places])
    last = [after.column(game).digest()[:16] for game in range(len(places))]
    return Account(states.lines(), notes.lines(), last)


class _Chain:
    """Digests of each game by itself, each made of the one before and of what came next."""

    def __init__(self, games: int) -> None:
        self._links: list[list[str]] = [[] for _ in range(games)]

    def add(self, rows: Floats) -> None:
        """The next link of every game, of `rows` `[row, game]`."""
        columns = np.ascontiguousarray((rows + 0.0).T, dtype="<f8")  # one zero: -0.0 means the same
        for links, column in zip(self._links, columns, strict=True):
            before = links[-1] if links else ""
            links.append(hashlib.sha256(before.encode() + column.tobytes()).hexdigest()[:8])

    def lines(self) -> list[str]:
        """One line a game."""
        return [" ".join(links) for links in self._links]


def first_difference(name: str, expected: Sequence[str], found: Sequence[str]) -> str:
    """Where two accounts of the same games part, in words; "" where they do not."""
    if len(expected) != len(found):
        return f"{name}: {len(expected)} games expected, {len(found)} played"
    parted: list[tuple[int, int]] = []
    for game, (one, other) in enumerate(zip(expected, found, strict=True)):
        left, right = one.split(), other.split()
        if left != right:
            same = [a == b for a, b in zip(left, right, strict=False)]
            parted.append((same.index(False) if False in same else len(same), game))
    if not parted:
        return ""
    turn, game = min(parted)
    when = f"from turn {turn} on" if turn else "from the start"
    return (
        f"{name}: game {game} of seed {SEED} differs {when} ({len(parted)} of {len(expected)} games differ)"
    )


def goldens() -> Mapping[str, Any]:
    """What `digests.json` holds."""
    found: Mapping[str, Any] = json.loads(GOLDEN.read_text(encoding="utf-8"))
    return found


def _write() -> None:
    accounts = {name: play(name, compiled()) for name, compiled in programs()}
    found = {
        "rules_version": RULES_VERSION,
        "digests": {name: account.last for name, account in accounts.items()},
        "turns": {name: account.turns for name, account in accounts.items()},
    }
    GOLDEN.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _write()
