"""What the charts of the page share: glyphs of the sides, scales, lines, and room for labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from game.debrief.markup import Markup, join, tag
from game.debrief.style import FIRST, MUTED, PRINT, SECOND

WIDTH = 976.0
_CHAR = 0.54  # of the size of type: what a character takes, on average
COLOURS = (FIRST, SECOND)
DASHES = (None, "5 3")


@dataclass(frozen=True, slots=True)
class Scale:
    """From values to places on the paper."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Where a value stands."""
        return self.start + (value - self.low) / ((self.high - self.low) or 1.0) * (self.end - self.start)


def fitted(values: Sequence[float], span: float, start: float, end: float) -> Scale:
    """A scale that holds the values with some air, and never makes little of much or much of little."""
    low, high = min(values), max(values)
    air = max((high - low) * 0.08, 0.0)
    missing = max(0.12 * span - (high - low), 0.0) / 2
    return Scale(low - air - missing, high + air + missing, start, end)


def glyph(position: int, x: float, y: float, size: float = 5.0) -> Markup:
    """The mark of a side: diamond for the first, disc for the second."""
    if position == 0:
        d = f"M{x:.1f} {y - size:.1f}L{x + size:.1f} {y:.1f}L{x:.1f} {y + size:.1f}L{x - size:.1f} {y:.1f}z"
        return tag("path", d=d, fill=FIRST)
    return tag("circle", cx=x, cy=y, r=size * 0.9, fill=SECOND)


def glyph_inline(position: int) -> Markup:
    """The same within a line of text."""
    return tag(
        "svg", glyph(position, 6.5, 6.5, 6.0), class_="glyph", width=13, height=13, viewBox="0 0 13 13",
        aria_hidden="true",
    )  # fmt: skip


def line(points: Sequence[tuple[float, float]], colour: str = PRINT, dash: str | None = None) -> Markup:
    """A line through points."""
    placed = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return tag(
        "polyline", points=placed, fill="none", stroke=colour, stroke_width=2, stroke_linejoin="round",
        stroke_dasharray=dash,
    )  # fmt: skip


def rule(x1: float, y1: float, x2: float, y2: float, colour: str, dash: str | None = None) -> Markup:
    """A thin straight line."""
    d = f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"
    return tag("path", d=d, stroke=colour, stroke_dasharray=dash, fill="none")


def text(
    x: float,
    y: float,
    words: str,
    size: float = 14,
    *,
    bold: bool = False,
    anchor: str | None = None,
    colour: str = PRINT,
    halo: bool = False,
) -> Markup:
    """Words on a chart; with a halo where they cross lines."""
    return tag(
        "text", words, x=x, y=y, font_size=size, font_weight=600 if bold else None, text_anchor=anchor,
        fill=colour, stroke="#F4EDDD" if halo else None, stroke_width=4 if halo else None,
        paint_order="stroke" if halo else None, stroke_linejoin="round" if halo else None,
        class_="paper" if halo else None,
    )  # fmt: skip


def width_of(words: str, size: float = 14) -> float:
    """About how wide words come out; a Chinese character takes a whole em."""
    return sum(size if ord(char) > 0x2E80 else size * _CHAR for char in words)


def shortened(words: str, width: float, size: float = 14) -> str:
    """Words cut to a width, at a word's end if that is near."""
    if width_of(words, size) <= width:
        return words
    kept = words
    while kept and width_of(kept + "\u2026", size) > width:
        kept = kept[:-1]
    at = kept.rfind(" ")
    return (kept[:at] if at > 0.6 * len(kept) else kept).rstrip(" ,;:") + "\u2026"


def spread(places: Sequence[float], room: float) -> list[float]:
    """Places moved apart, so that each has `room`, in the order in which they are given."""
    order = sorted(range(len(places)), key=lambda at: places[at])
    moved = list(places)
    for before, after in pairwise(order):
        moved[after] = max(moved[after], moved[before] + room)
    excess = max((moved[at] - places[at] for at in order), default=0.0) / 2
    return [place - excess for place in moved]


def ticks(labels: Sequence[str], xs: Sequence[float], y: float, size: float = 13) -> Markup:
    """Names of turns below a chart: quarters of a year in short, others thinned until they fit."""
    short = [_short(label) for label in labels]
    room = (xs[1] - xs[0]) if len(xs) > 1 else WIDTH
    every = 1
    while every < len(short) and max(width_of(s, size) for s in short) + 6 > room * every:
        every += 1
    return join(
        text(max(x, width_of(name, size) / 2 + 1), y, name, size, anchor="middle", colour=MUTED)
        for at, (x, name) in enumerate(zip(xs, short, strict=True))
        if at % every == 0
    )


def _short(label: str) -> str:
    """`2025` for the first quarter of a year, `Q2` for the second; other labels as they are."""
    found = re.match(r"Q([1-4]) (\d{4})\Z", label)
    if found is None:
        return label
    return found[2] if found[1] == "1" else f"Q{found[1]}"


def figure(height: float, caption: str, *parts: object, width: float = WIDTH) -> Markup:
    """A drawing with a name for those who cannot see it."""
    return tag(
        "svg", tag("title", caption), parts, width=width, height=height,
        viewBox=f"0 0 {width:.0f} {height:.0f}", role="img",
    )  # fmt: skip
