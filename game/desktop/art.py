"""Small drawings as SVG: glyphs of the sides, chips, gauge, seal, envelope, logo, cut-paper pictures.

Pure text from pure values. Shapes carry what colours do: first side diamond, second disc, third
parties ring; good round, bad square, unclear hollow.
"""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import pairwise

from game.desktop import theme

ARROW_UP = "M4 .8 7.8 7.2H.2z"
ARROW_DOWN = "M4 7.2.2.8h7.6z"
TICK = "M4.5 12.5 9.5 18 19.5 6.5"
_WAX_EDGE = (
    "M60.7 35.3Q61.2 38.7 59.4 41.5Q57.6 44.3 56.6 47.5Q55.5 50.7 52.4 52.3Q49.4 53.8 47.3 56.6Q45.2 59"
    ".4 41.9 60.0Q38.5 60.5 35.3 61.8Q32.0 63.1 28.8 61.7Q25.5 60.3 22.2 59.7Q18.9 59.2 16.5 56.8Q14.1 "
    "54.4 11.2 52.6Q8.4 50.9 7.5 47.5Q6.7 44.2 4.7 41.4Q2.8 38.7 3.3 35.3Q3.9 32.0 2.7 28.5Q1.5 25.0 3."
    "6 22.2Q5.8 19.4 6.7 16.0Q7.7 12.6 10.8 10.9Q13.9 9.3 16.4 7.1Q18.9 4.9 22.3 4.6Q25.7 4.4 28.9 2.8Q"
    "32.0 1.2 35.2 2.5Q38.4 3.8 42.0 3.8Q45.5 3.9 47.9 6.5Q50.2 9.2 52.8 11.2Q55.4 13.3 56.7 16.4Q57.9 "
    "19.5 60.0 22.3Q62.1 25.1 61.1 28.6Q60.2 32.0 60.7 35.3z"
)


def side_glyph(position: int, *, on_paper: bool = False) -> str:
    """On a grid of 12: the diamond of the first side, the disc of the second."""
    colours = theme.SIDES[position]
    colour = colours.paper if on_paper else colours.glass
    if position == 0:
        return f'<path d="M6 0 12 6 6 12 0 6z" fill="{colour}"/>'
    return f'<circle cx="6" cy="6" r="5.3" fill="{colour}"/>'


def triangle(colour: str, *, is_up: bool) -> str:
    """On a grid of 8."""
    return f'<path d="{ARROW_UP if is_up else ARROW_DOWN}" fill="{colour}"/>'


def tick(colour: str) -> str:
    """On a grid of 24."""
    return (
        f'<path d="{TICK}" fill="none" stroke="{colour}" stroke-width="3" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )


def bang(colour: str) -> str:
    """On a grid of 5 by 10."""
    return (
        f'<path d="M.7 0h3.6L3.7 6.2H1.3z" fill="{colour}"/>'
        f'<circle cx="2.5" cy="8.6" r="1.35" fill="{colour}"/>'
    )


@lru_cache(maxsize=16)
def token(fill: str, ground: str, *, is_empty: bool = False) -> str:
    """A poker chip with a microchip's die, on a grid of 24; an empty one is a dashed ring."""
    if is_empty:
        return (
            f'<circle cx="12" cy="12" r="10.5" fill="none" stroke="{fill}" '
            'stroke-width="1.5" stroke-dasharray="3.4 3.2"/>'
        )
    marks = []
    for number in range(6):
        angle = number * math.pi / 3
        x, y = math.cos(angle), math.sin(angle)
        marks.append(f"M{12 + 6.6 * x:.2f} {12 + 6.6 * y:.2f}L{12 + 9 * x:.2f} {12 + 9 * y:.2f}")
    return (
        f'<circle cx="12" cy="12" r="11" fill="{fill}"/>'
        f'<path d="{"".join(marks)}" stroke="{ground}" stroke-width="2.2"/>'
        f'<rect x="9" y="9" width="6" height="6" fill="{ground}"/>'
    )


@lru_cache(maxsize=4)
def logo(fill: str, ground: str) -> str:
    """A chip with a person inside, on a grid of 100."""
    marks = []
    for number in range(12):
        angle = (number + 0.5) * math.pi / 6
        x, y = math.cos(angle), math.sin(angle)
        marks.append(f"M{50 + 37 * x:.1f} {50 + 37 * y:.1f}L{50 + 50 * x:.1f} {50 + 50 * y:.1f}")
    return (
        f'<circle cx="50" cy="50" r="47" fill="{fill}"/>'
        f'<path d="{"".join(marks)}" stroke="{ground}" stroke-width="7"/>'
        f'<rect x="23" y="23" width="54" height="54" rx="8" fill="{ground}"/>'
        f'<circle cx="50" cy="42" r="10" fill="{fill}"/>'
        f'<path d="M31 70c0-11 8-17 19-17s19 6 19 17z" fill="{fill}"/>'
    )


@lru_cache(maxsize=2)
def seal(*, is_broken: bool = False) -> str:
    """Wax, on a grid of 64."""
    light = theme.WAX_LIGHT
    crack = f'<path d="M30 3 35 24 28 38 33 61" fill="none" stroke="{theme.PAPER}" stroke-width="3"/>'
    return (
        f'<path d="{_WAX_EDGE}" fill="{theme.WAX}"/>'
        f'<circle cx="32" cy="32" r="22.5" fill="{theme.WAX_DARK}"/>'
        f'<circle cx="32" cy="32" r="20.5" fill="{theme.WAX}"/>'
        f'<rect x="20" y="20" width="24" height="24" rx="3.5" fill="none" stroke="{light}" stroke-width="2"/>'
        f'<circle cx="32" cy="29" r="4.3" fill="{light}"/>'
        f'<path d="M23.5 41c0-5 3.6-7.4 8.5-7.4s8.5 2.4 8.5 7.4z" fill="{light}"/>'
    ) + (crack if is_broken else "")


def envelope_flap(width: float, height: float) -> str:
    """The flap of an envelope, on a grid of its own size."""
    return (
        f'<path d="M4 3L{width / 2:.1f} {height * 0.47:.1f}L{width - 4:.1f} 3" fill="none" '
        f'stroke="{theme.PAPER3}" stroke-width="1.8"/>'
    )


@lru_cache(maxsize=200)
def gauge(value: float, low: float, high: float, marks: tuple[float, ...]) -> str:
    """A half circle cut at the named marks, heavier with each, on a grid of 100 by 52."""
    span = (high - low) or 1.0
    cuts = [low, *(mark for mark in marks if low < mark < high), high]
    parts = []
    last = max(1, len(cuts) - 2)
    for number, (start, end) in enumerate(pairwise(cuts)):
        share = number / last
        is_hot = share >= 0.5
        colour = theme.BAD if is_hot else theme.TEXT3
        alpha = (0.75 if share < 1 else 1.0) if is_hot else 0.35 + 0.5 * share
        gap = 0.012
        a = (start - low) / span + (gap if number else 0)
        b = (end - low) / span - (gap if number < len(cuts) - 2 else 0)
        if b <= a:
            continue
        parts.append(
            f'<path d="{_arc(50, 46, 40, a, b)}" stroke="{colour}" stroke-width="{4 + 6 * share:.1f}" '
            f'stroke-opacity="{alpha:.2f}" fill="none"/>'
        )
    place = min(max((value - low) / span, 0.0), 1.0)
    angle = math.pi * (1 - place)
    x, y = math.cos(angle), -math.sin(angle)
    parts.append(
        f'<path d="M{50 + 8 * x:.1f} {46 + 8 * y:.1f}L{50 + 42 * x:.1f} {46 + 42 * y:.1f}" '
        f'stroke="{theme.TEXT}" stroke-width="2.5" stroke-linecap="round"/>'
        f'<circle cx="50" cy="46" r="3.5" fill="{theme.TEXT}"/>'
    )
    return "".join(parts)


def _arc(x: float, y: float, radius: float, start: float, end: float) -> str:
    """An arc of the upper half circle from share `start` to `end`, left to right, as short lines."""
    steps = max(2, round(24 * (end - start)))
    points = []
    for number in range(steps + 1):
        angle = math.pi * (1 - (start + (end - start) * number / steps))
        points.append(f"{x + radius * math.cos(angle):.1f} {y - radius * math.sin(angle):.1f}")
    return "M" + "L".join(points)


def sparkline(history: tuple[float, ...], width: float, height: float) -> str:
    """The course of a value, its last point marked, on a grid of its own size."""
    if not history:
        return ""
    low, high = min(history), max(history)
    span = max(high - low, 4.0)
    middle = (low + high) / 2
    room = width - 8
    step = room / max(1, len(history) - 1)
    start = 2 + (room if len(history) == 1 else 0)
    points = [
        (start + step * number, height / 2 - (value - middle) / span * (height - 8))
        for number, value in enumerate(history)
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    x, y = points[-1]
    return (
        f'<polyline points="{line}" fill="none" stroke="{theme.TEXT3}" stroke-width="1.6" '
        f'stroke-linejoin="round"/><circle cx="{x:.1f}" cy="{y:.1f}" r="2.8" fill="{theme.TEXT3}"/>'
    )


def cut_chip(width: float, height: float, fill: str) -> str:
    """A bar with one corner cut off: what is bad."""
    cut = 7
    return f'<path d="M0 0H{width:.1f}V{height - cut:.1f}L{width - cut:.1f} {height}H0z" fill="{fill}"/>'


def frequency_dots(count: int, columns: int = 20, rows: int = 5) -> str:
    """`count` of a hundred dots filled, on a grid of 114 by 29."""
    dots = []
    for number in range(columns * rows):
        x, y = 3 + 5.6 * (number % columns), 3 + 5.6 * (number // columns)
        is_hit = number < count
        radius, colour = (2.1, theme.TEXT2) if is_hit else (1.3, theme.LINE2)
        dots.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{colour}"/>')
    return "".join(dots)


def dart(x: float, y: float, angle: float, colour: str, *, is_hollow: bool = False) -> str:
    """A traveller on the map, pointing along `angle` (degrees)."""
    look = (
        f'fill="{theme.SEA}" stroke="{colour}" stroke-width="1.1" stroke-linejoin="round"'
        if is_hollow
        else f'fill="{colour}"'
    )
    return (
        f'<path d="M6 0L-4.8 -4.3L-2.4 0L-4.8 4.3z" '
        f'transform="translate({x:.1f} {y:.1f}) rotate({angle:.1f})" {look}/>'
    )
