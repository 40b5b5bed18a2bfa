"""Who sits opposite: seats for a game in the terminal."""

from __future__ import annotations

from game.match.seats import Player, Seat
from game.opponents.levels import DEFAULT_LEVEL, levels
from game.opponents.levels import player as computer_player

PERSON = "person"  # the level that means a second person at the same terminal


def player(level: str) -> Player:
    """A computer player of a level; of the usual one if that level is no longer known."""
    return computer_player(level if level in levels() else DEFAULT_LEVEL)


def seats_for(sides: tuple[str, str], side: str, level: str) -> tuple[Seat, Seat]:
    """A person on `side` (the first if "") against a player of `level`. KeyError: no such side."""
    own = side or sides[0]
    if own not in sides:
        raise KeyError(side)
    first, second = (
        Seat(each) if each == own or level == PERSON else _computer(each, level) for each in sides
    )
    return first, second


def computer_seats(sides: tuple[str, str], levels: tuple[str, str]) -> tuple[Seat, Seat]:
    """Players of these levels, by position."""
    first, second = (_computer(side, level) for side, level in zip(sides, levels, strict=True))
    return first, second


def _computer(side: str, level: str) -> Seat:
    sitting = player(level)
    return Seat(side, sitting.name, sitting, {"level": level})
