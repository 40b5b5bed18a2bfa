"""The paper and the forecast as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from game.match.match import Match
from game.match.reveals import happenings


def paper_lines(match: Match, side: str) -> Iterator[str]:
    """The front page."""
    for happening in happenings(match, side, len(match.records)) if match.records else ():
        yield happening.title
        if happening.text:
            yield happening.text


def forecast_lines(match: Match, side: str) -> Iterator[str]:
    """The likely range of what the draft would do."""
    yield "There is no forecast yet."
