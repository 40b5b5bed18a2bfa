"""Whence a claim comes: cited facts with their date and source, ready to print."""

from __future__ import annotations

import re
from collections.abc import Sequence

from game.match.desk import Background
from game.match.match import Match
from game.news.model import BackgroundLine
from game.news.words import typeset
from game.scenario.format import Fact

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z")
_MONTH = re.compile(r"(\d{4})-(\d{2})\Z")

STORY_SOURCES = {"estimate": "Our estimate, for this game", "fiction": "Invented for this game"}


_YEAR_AND_MONTH = re.compile(r"(\d{4})(?:-(\d{2}))?")
_NAMED = re.compile(rf"(?:({'|'.join(_MONTHS)}) )?(\d{{4}})")
_QUARTER = re.compile(r"Q([1-4]) (\d{4})")


def date_in_words(date: str) -> str:
    """`28 February 2025` for 2025-02-28, `February 2025` for 2025-02; anything else as it stands."""
    found = _DAY.match(date) or _MONTH.match(date)
    if found is None or not 1 <= int(found[2]) <= 12:
        return date
    month = f"{_MONTHS[int(found[2]) - 1]} {found[1]}"
    return f"{int(found[3])} {month}" if len(found.groups()) == 3 else month


def is_later(date: str, label: str) -> bool:
    """Whether a fact's date lies wholly after the turn of that label; False where it cannot be told."""
    began, ends = _months(date, 0), _months(label, 1)
    return bool(began and ends) and began > ends


def _months(when: str, is_end: int) -> int:
    """A date or a turn's label as months since year 0: its first or its last month; 0 if unknown."""
    if found := _QUARTER.match(when):
        return int(found[2]) * 12 + int(found[1]) * 3 - 2 * (1 - is_end)
    if found := _YEAR_AND_MONTH.match(when):
        return int(found[1]) * 12 + (int(found[2]) if found[2] else 12 * is_end or 1)
    if found := _NAMED.search(when):
        return int(found[2]) * 12 + (_MONTHS.index(found[1]) + 1 if found[1] else 12 * is_end or 1)
    return 0


def fact_line(match: Match, fact: str, turn: int) -> BackgroundLine | None:
    """A cited fact as a line under a story of `turn`; None if the scenario has no such fact."""
    found = match.scenario.fact(fact)
    return None if found is None else _line(match, turn, found.claim, "fact", [found], (fact,))


def background_lines(
    match: Match, turn: int, background: Background | None, badge: str, cites: Sequence[str], most: int = 2
) -> tuple[BackgroundLine, ...]:
    """What a part of the scenario recalls: its own background, or else the facts that it rests on."""
    if background is not None:
        cited = [fact for each in background.cites if (fact := match.scenario.fact(each)) is not None]
        kind = background.badge or "estimate"
        if kind == "fact" and not cited:  # nothing cited, so nothing to vouch for it
            kind = "estimate"
        return (_line(match, turn, background.text, kind, cited, background.cites),)
    if badge != "fact":
        return ()
    lines = [line for each in cites[:most] if (line := fact_line(match, each, turn)) is not None]
    return tuple(lines)


def _line(
    match: Match, turn: int, text: str, badge: str, cited: Sequence[Fact], cites: tuple[str, ...]
) -> BackgroundLine:
    source = typeset(cited[0].source) if cited else ""
    date = date_in_words(cited[0].date) if cited else ""
    later = any(is_later(fact.date, match.label_of(turn)) for fact in cited)
    return BackgroundLine(typeset(text), badge, source, date, cites, later)


def story_badge(badge: str) -> str:
    """The badge of what happened in a game: a rule may rest on facts, a happening never is one."""
    return "estimate" if badge in ("fact", "estimate") else "fiction"
