"""Matches of the small scenario, played by luck."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from game.match.match import Match
from game.match.opening import new_match
from game.match.seats import Seat
from game.opponents.random import RandomPlayer

SMALL = Path(__file__).parents[1] / "scenario" / "small.yaml"
GROUNDED = Path(__file__).parents[2] / "scenarios" / "grounded.yaml"


@cache
def opened(path: Path) -> Match:
    """A match of a scenario that nobody plays, for its scenario and program."""
    return new_match(path, 0, lambda sides: [Seat(side) for side in sides])


def start(seed: int = 1, path: Path = SMALL) -> Match:
    """A new match of two random players."""
    base = opened(path)
    seats = [Seat(side, "random", RandomPlayer()) for side in base.sides]
    return Match(base.scenario, base.program, seed, seats, base.source)


def play(match: Match, turns: int = 99) -> Match:
    """So many turns, or to the end."""
    for _ in range(turns):
        if match.is_over:
            break
        match.seal_players()
        match.resolve()
    return match


@pytest.fixture(scope="session")
def played() -> Match:
    """A game played to its end. Do not change it."""
    return play(start(3))
