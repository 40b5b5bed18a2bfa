"""Whoever plays the pieces of a run: this process alone, workers beside it, or a cluster."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import closing
from typing import Protocol

from game.lab.finished import Finished, pieces
from game.lab.parts import Part, Piece, Run, Stage, play

_MOST_GAMES, _MOST_THOUGHT_OUT = 16_384, 8  # a piece takes seconds, so that little is lost with it
_LEAST_GAMES = 256  # below this, playing games at once no longer pays
_PIECES_A_HAND = 4  # so that nobody waits long for the last


class CrewError(Exception):
    """The pieces can no longer be played; one sentence says why, and what to do."""


class Crew(Protocol):
    """Plays pieces, in any order."""

    @property
    def hands(self) -> int:
        """How many pieces are played at the same time."""

    def play(self, run: Run, pieces: Iterable[Piece]) -> Generator[Part]:
        """The parts as they are finished. Closing the iterator stops what is being played.

        Raises CrewError if there is no going on.
        """


class Alone:
    """This process, one piece after another."""

    hands = 1

    def __init__(self, stage: Stage, threads: int = 1) -> None:
        self._stage = stage
        self._threads = threads

    def play(self, run: Run, pieces: Iterable[Piece]) -> Generator[Part]:
        """See `Crew`."""
        for piece in pieces:
            yield play(self._stage, run, piece, self._threads)


def finish(run: Run, games: int, crew: Crew, finished: Finished) -> Generator[int]:
    """Plays what is missing of games 0 to `games - 1`; after each part, how many games it added."""
    gaps = list(finished.missing(games))
    most = _piece_size(run, sum(gap.games for gap in gaps), crew.hands)
    with closing(crew.play(run, pieces(gaps, most))) as parts:
        for part in parts:
            played = part.games
            finished.add(part)
            yield played


def _piece_size(run: Run, games: int, hands: int) -> int:
    """Games of one piece: few enough that all hands are busy to the end, as many as is quick."""
    most, least = (_MOST_THOUGHT_OUT, 1) if run.is_thinking else (_MOST_GAMES, _LEAST_GAMES)
    if hands == 1:
        return most
    return max(least, min(most, games // (hands * _PIECES_A_HAND)))
