"""Pieces that several sections use: emblem, badges, names of sides, tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from game.debrief.drawing import glyph_inline
from game.debrief.markup import Child, Markup, tag
from game.match.match import Match
from game.match.naming import Names

_BADGES = {"fact": "Fact-based", "estimate": "Estimate", "fiction": "Fiction"}
_CHIP = (
    "M85.7 59.6L98.3 62.9M76.2 76.2L85.4 85.4M59.6 85.7L62.9 98.3M40.4 85.7L37.1 98.3M23.8 76.2L14.6 85.4"
    "M14.3 59.6L1.7 62.9M14.3 40.4L1.7 37.1M23.8 23.8L14.6 14.6M40.4 14.3L37.1 1.7M59.6 14.3L62.9 1.7"
    "M76.2 23.8L85.4 14.6M85.7 40.4L98.3 37.1"
)


def emblem() -> Markup:
    """A poker chip with a microchip die, and a person inside."""
    return tag(
        "svg",
        tag("circle", cx=50, cy=50, r=47, fill="#1F1B16"),
        tag("path", d=_CHIP, stroke="#F4EDDD", stroke_width=7, class_="paper"),
        tag("rect", x=23, y=23, width=54, height=54, rx=8, fill="#F4EDDD"),
        tag("circle", cx=50, cy=42, r=10, fill="#1F1B16"),
        tag("path", d="M31 70c0-11 8-17 19-17s19 6 19 17z", fill="#1F1B16"),
        width=38, height=38, viewBox="0 0 100 100", aria_hidden="true",
    )  # fmt: skip


def badge(kind: str) -> Markup | None:
    """Whence something comes, as a badge."""
    return tag("span", _BADGES[kind], class_=f"badge {kind}") if kind in _BADGES else None


def side_name(match: Match, side: str, is_thin: bool = False) -> Markup:
    """A side's mark and name; both names where both did it."""
    names = Names(match)
    if not side:
        return tag("span", "Both", class_="side thin")
    position = match.sides.index(side)
    style = "side thin" if is_thin else "side"
    return tag("span", glyph_inline(position), names.side(side), class_=style)


def table(heads: Sequence[str], rows: Iterable[Markup], numbers: Sequence[int] = ()) -> Markup:
    """A table; `numbers` are the columns set to the right."""
    cells = [tag("th", head, class_="n" if at in numbers else None) for at, head in enumerate(heads)]
    return tag("div", tag("table", tag("thead", tag("tr", cells)), tag("tbody", rows)), class_="scroll")


def section(heading: str, *content: Child) -> Markup:
    """A section under its heading."""
    return tag("section", tag("h2", heading), content)
