"""What a view draws: a list of marks, plain data in design units. Only the painter turns it to pixels.

A list is drawn from first to last. A `Clip` holds marks of its own, cut at its rectangle.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from game.desktop.theme import Type


class Rect(NamedTuple):
    """A rectangle in units; `x`, `y` is its upper left corner."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.h

    @property
    def centre(self) -> tuple[float, float]:
        """Its middle."""
        return self.x + self.w / 2, self.y + self.h / 2

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.x <= x < self.right and self.y <= y < self.bottom

    def inset(self, x: float, y: float | None = None) -> Rect:
        """Smaller by `x` at left and right and `y` (as much) above and below."""
        dy = x if y is None else y
        return Rect(self.x + x, self.y + dy, max(0.0, self.w - 2 * x), max(0.0, self.h - 2 * dy))

    def cut(self, other: Rect) -> Rect:
        """The part of it that lies in `other`; of no size if there is none."""
        x, y = max(self.x, other.x), max(self.y, other.y)
        return Rect(
            x, y, max(0.0, min(self.right, other.right) - x), max(0.0, min(self.bottom, other.bottom) - y)
        )

    def top(self, height: float) -> Rect:
        """Its uppermost part."""
        return Rect(self.x, self.y, self.w, height)

    def below(self, height: float) -> Rect:
        """What is left under its uppermost part."""
        return Rect(self.x, self.y + height, self.w, max(0.0, self.h - height))

    def columns(self, *shares: float, gap: float = 0) -> list[Rect]:
        """Side by side, in the proportions of `shares`."""
        room = self.w - gap * (len(shares) - 1)
        found, x = [], self.x
        for share in shares:
            width = room * share / sum(shares)
            found.append(Rect(x, self.y, width, self.h))
            x += width + gap
        return found


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with a fill, a border inside its edge, and round corners, each as wished."""

    rect: Rect
    fill: str = ""
    border: str = ""
    width: float = 1.0  # of the border
    radius: float = 0.0
    alpha: float = 1.0
    is_dashed: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text. `x` is its left, middle or right by `anchor`; `y` the top of its line."""

    x: float
    y: float
    text: str
    type: Type
    colour: str
    anchor: str = "left"
    halo: str = ""  # colour of an outline, for text over the map
    room: float = 0.0  # the width that the view meant it to have, for tests


@dataclass(frozen=True, slots=True)
class Vector:
    """A drawing in the terms of SVG: `body` within a view box of `grid`, fitted to `rect`."""

    rect: Rect
    grid: tuple[float, float]
    body: str


@dataclass(frozen=True, slots=True)
class Icon:
    """An icon of the assets by name, in one colour."""

    rect: Rect
    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the assets by name, on a grid; `fallback` is shown if there is none."""

    rect: Rect
    name: str
    grid: tuple[float, float]
    fallback: str


@dataclass(frozen=True, slots=True)
class Land:
    """The map of the world, of which `view` is seen: left, top, width, height in map units."""

    rect: Rect
    view: Rect
    sea: str
    land: str
    grid: str


@dataclass(slots=True)
class Clip:
    """Marks that show only within `rect`."""

    rect: Rect
    marks: list[Mark] = field(default_factory=list)


Mark = Box | Text | Vector | Icon | Picture | Land | Clip
