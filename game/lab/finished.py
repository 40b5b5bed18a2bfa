"""The games of a run that are done, and those that are not: parts joined wherever they touch.

So few stretches remain, one for each gap and one more, however many parts there were.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator

from game.lab.parts import Part, Piece


class Finished:
    """Stretches of finished games, in order."""

    def __init__(self, parts: Iterable[Part] = ()) -> None:
        self.stretches: list[Part] = []
        for part in parts:
            self.add(part)

    @property
    def games(self) -> int:
        """How many games are done."""
        return sum(stretch.games for stretch in self.stretches)

    def add(self, part: Part) -> None:
        """Takes a part in; it is joined to its neighbours. ValueError if any of it was there already."""
        at = bisect(self.stretches, part.first, key=lambda stretch: stretch.first)
        before = self.stretches[at - 1] if at else None
        after = self.stretches[at] if at < len(self.stretches) else None
        if (before is not None and before.end > part.first) or (after is not None and part.end > after.first):
            raise ValueError(f"some of games {part.first} to {part.end - 1} were counted before")
        if before is not None and before.end == part.first:
            before.join(part)
            part = before
        else:
            self.stretches.insert(at, part)
            at += 1
        if after is not None and part.end == after.first:
            part.join(after)
            del self.stretches[at]

    def missing(self, games: int) -> Iterator[Piece]:
        """The gaps among games 0 to `games - 1`."""
        done = 0
        for stretch in self.stretches:
            if done < min(stretch.first, games):
                yield Piece(done, min(stretch.first, games) - done)
            done = stretch.end
        if done < games:
            yield Piece(done, games - done)


def pieces(gaps: Iterable[Piece], most: int) -> Iterator[Piece]:
    """The same games in pieces of at most `most`."""
    for first, games in gaps:
        for done in range(0, games, most):
            yield Piece(first + done, min(most, games - done))
