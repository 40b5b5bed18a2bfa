"""What a view writes on: it collects marks and controls, and knows what has focus and where lists stand.

A scene is drawn anew, as data, whenever something changed. Nothing here touches pygame: text is
measured by a ruler that the caller brings.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from game.desktop import theme
from game.desktop.marks import Box, Clip, Icon, Land, Mark, Picture, Rect, Text, Vector
from game.desktop.theme import Type
from game.desktop.words import Words

Action = Callable[[], None]
SCROLLBAR = 6  # units
SCENARIO_GRID, NEWS_GRID = (132.0, 92.0), (520.0, 178.0)  # of the pictures in the assets


class Ruler(Hashable, Protocol):
    """Measures text at a zoom, in units."""

    def width(self, text: str, kind: Type, zoom: float) -> float:
        """The width of one line."""


@dataclass(frozen=True, slots=True)
class Control:
    """Something that can have focus and be pressed."""

    id: str
    region: str  # Tab goes from region to region
    rect: Rect  # what of it can be seen
    whole: Rect  # all of it, where it would be without clipping
    act: Action | None
    label: str  # what it is, in words
    hint: str = ""  # shown beside it when it is pointed at or has focus
    why: str = ""  # what W explains here
    scroll: str = ""  # the list that it stands in
    radius: float = theme.RADIUS_CONTROL
    is_on_paper: bool = False


@dataclass(slots=True)
class ScrollState:
    """Where a list stands, in units; `height` is that of its content, `room` of its frame."""

    offset: float = 0.0
    height: float = 0.0
    room: float = 0.0

    def move(self, distance: float) -> bool:
        """Scrolls, within the limits; whether anything moved."""
        before = self.offset
        self.offset = min(max(0.0, self.offset + distance), max(0.0, self.height - self.room))
        return self.offset != before


@dataclass(slots=True)
class Interaction:
    """What outlives a drawing: focus, pointer, and the lists' places."""

    focus: str = ""
    hover: str = ""
    is_focus_shown: bool = True  # the ring is hidden after a click until a key is pressed
    scrolls: dict[str, ScrollState] = field(default_factory=dict)
    visited: dict[str, str] = field(default_factory=dict)  # region -> control that last had focus


@lru_cache(maxsize=4000)
def _wrapped(text: str, kind: Type, width: float, zoom: float, ruler: Ruler) -> tuple[str, ...]:
    """The lines of a paragraph; breaks at spaces, and between Chinese characters."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in _pieces(paragraph):
            trial = line + piece
            if line and ruler.width(trial.rstrip(), kind, zoom) > width:
                lines.append(line.rstrip())
                line = piece.lstrip()
            else:
                line = trial
            while ruler.width(line.rstrip(), kind, zoom) > width and len(line) > 1:
                cut = len(line) - 1
                while cut > 1 and ruler.width(line[:cut], kind, zoom) > width:
                    cut -= 1
                lines.append(line[:cut])
                line = line[cut:]
        lines.append(line.rstrip())
    return tuple(lines)


def _pieces(paragraph: str) -> Iterator[str]:
    """What may not be broken: words with the space after them, single Chinese characters."""
    piece = ""
    for letter in paragraph:
        if ord(letter) >= 0x2E80:
            if piece:
                yield piece
            yield letter
            piece = ""
        elif letter == " ":
            yield piece + letter
            piece = ""
        else:
            piece += letter
    if piece:
        yield piece


class Sheet:
    """One drawing of a scene, `width` by `height` units."""

    def __init__(
        self,
        width: float,
        height: float,
        zoom: float,
        ruler: Ruler,
        words: Words,
        interaction: Interaction,
    ) -> None:
        self.width, self.height, self.zoom = width, height, zoom
        self.say = words.say
        self.now = interaction
        self.marks: list[Mark] = []
        self.controls: list[Control] = []
        self.keys: dict[str, Action] = {}
        self.frames: dict[str, Rect] = {}  # scrolling lists and where they are
        self.is_live = True  # False while drawing what lies under a panel: no controls
        self._ruler = ruler
        self._clip = Rect(0, 0, width, height)
        self._scroll = ""
        self._region = "main"

    @property
    def area(self) -> Rect:
        """All of it."""
        return Rect(0, 0, self.width, self.height)

    @property
    def clip_area(self) -> Rect:
        """What can be seen of what is drawn now."""
        return self._clip

    # Marks

    def add(self, mark: Mark) -> None:
        """Any mark."""
        self.marks.append(mark)

    def box(
        self,
        rect: Rect,
        fill: str = "",
        border: str = "",
        *,
        width: float = 1.0,
        radius: float = 0.0,
        alpha: float = 1.0,
        is_dashed: bool = False,
    ) -> None:
        """A rectangle."""
        self.marks.append(Box(rect, fill, border, width, radius, alpha, is_dashed))

    def panel(self, rect: Rect) -> None:
        """A panel of glass."""
        self.box(rect, theme.INK1, theme.LINE, radius=theme.RADIUS_PANEL)

    def paper(self, rect: Rect, *, is_lifted: bool = False) -> None:
        """A sheet of paper; lifted ones show an edge below and at the right."""
        if is_lifted:
            self.box(rect._replace(x=rect.x + 6, y=rect.y + 6), theme.PAPER3, radius=theme.RADIUS_PAPER)
        self.box(rect, theme.PAPER, radius=theme.RADIUS_PAPER)

    def rule(self, x: float, y: float, length: float, colour: str = theme.LINE, *, weight: float = 1) -> None:
        """A horizontal line."""
        self.box(Rect(x, y, length, weight), colour)

    def bar(self, x: float, y: float, length: float, colour: str = theme.LINE, *, weight: float = 1) -> None:
        """A vertical line."""
        self.box(Rect(x, y, weight, length), colour)

    def icon(self, name: str, x: float, y: float, size: float, colour: str) -> None:
        """An icon by name."""
        self.marks.append(Icon(Rect(x, y, size, size), name, colour))

    def vector(self, rect: Rect, grid: tuple[float, float], body: str) -> None:
        """A drawing in SVG's terms."""
        self.marks.append(Vector(rect, grid, body))

    def picture(self, rect: Rect, name: str) -> None:
        """The cut-paper picture of a scenario, its ground at the foot of `rect`; cut at the edges."""
        width, height = SCENARIO_GRID
        scale = rect.w / width
        with self.clip(rect):
            self.box(rect, theme.PAPER2)
            top = rect.bottom - height * scale if rect.h > height * scale else rect.y
            place = Rect(rect.x, top, rect.w, height * scale)
            self.marks.append(Picture(place, name, SCENARIO_GRID, "general"))

    def illustration(self, rect: Rect, name: str) -> None:
        """The picture of a story, as wide as `rect` and as high as it then is; cut at the edges."""
        width, height = NEWS_GRID
        scale = max(rect.w / width, rect.h / height)
        x, y = rect.x + (rect.w - width * scale) / 2, rect.y + (rect.h - height * scale) / 2
        with self.clip(rect):
            place = Rect(x, y, width * scale, height * scale)
            self.marks.append(Picture(place, f"news-{name}", NEWS_GRID, "news-city"))

    def land(self, rect: Rect, view: Rect, sea: str, land: str, grid: str) -> None:
        """The map."""
        self.marks.append(Land(rect, view, sea, land, grid))

    # Text

    def measure(self, text: str, kind: Type) -> float:
        """The width of a line."""
        return self._ruler.width(text, kind, self.zoom)

    def lines(self, text: str, kind: Type, width: float) -> tuple[str, ...]:
        """A paragraph broken into lines."""
        return _wrapped(text, kind, max(width, 8.0), self.zoom, self._ruler)

    def fitted(self, text: str, kind: Type, room: float) -> str:
        """The text, cut with an ellipsis if it is wider than `room`."""
        if self.measure(text, kind) <= room:
            return text
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self.measure(text[:middle].rstrip() + "…", kind) <= room:
                low = middle
            else:
                high = middle - 1
        return text[:low].rstrip(" ,;:") + "…" if low else ""

    def text(
        self,
        x: float,
        y: float,
        text: str,
        kind: Type = theme.BODY,
        colour: str = theme.TEXT,
        *,
        anchor: str = "left",
        room: float | None = None,
        halo: str = "",
    ) -> float:
        """One line; its width is returned. With `room` it is cut to fit."""
        shown = text if room is None else self.fitted(text, kind, room)
        width = self.measure(shown, kind)
        self.marks.append(Text(x, y, shown, kind, colour, anchor, halo, room or 0.0))
        return width

    def para(
        self,
        x: float,
        y: float,
        width: float,
        text: str,
        kind: Type = theme.BODY,
        colour: str = theme.TEXT,
        *,
        most: int = 0,
        anchor: str = "left",
    ) -> float:
        """A paragraph, at most `most` lines; returns the y below it."""
        lines = self.lines(text, kind, width)
        if most and len(lines) > most:
            last = self.fitted(lines[most - 1] + " " + lines[most], kind, width)
            lines = (*lines[: most - 1], last if last.endswith("…") else last + "…")
        at = {"left": x, "middle": x + width / 2, "right": x + width}[anchor]
        for line in lines:
            self.marks.append(Text(at, y, line, kind, colour, anchor, "", width))
            y += kind.line
        return y

    def height_of(self, text: str, kind: Type, width: float, most: int = 0) -> float:
        """How high a paragraph would be."""
        count = len(self.lines(text, kind, width))
        return kind.line * (min(count, most) if most else count)

    # Controls

    @contextmanager
    def region(self, name: str) -> Iterator[None]:
        """Controls drawn within belong to a region of that name."""
        before, self._region = self._region, name
        yield
        self._region = before

    def control(
        self,
        name: str,
        rect: Rect,
        act: Action | None,
        label: str,
        *,
        hint: str = "",
        why: str = "",
        radius: float = theme.RADIUS_CONTROL,
        is_on_paper: bool = False,
    ) -> bool:
        """Makes a place that can have focus and be pressed; whether the pointer is over it."""
        if not self.is_live:
            return False
        seen = rect.cut(self._clip)
        self.controls.append(
            Control(name, self._region, seen, rect, act, label, hint, why, self._scroll, radius, is_on_paper)
        )
        return self.now.hover == name

    def key(self, name: str, act: Action) -> None:
        """A key of the scene; the first that claims it has it."""
        if self.is_live:
            self.keys.setdefault(name, act)

    def control_named(self, name: str) -> Control | None:
        """The control of that id, if it is drawn."""
        return next((control for control in self.controls if control.id == name), None)

    # Frames

    @contextmanager
    def clip(self, rect: Rect) -> Iterator[None]:
        """What is drawn within shows only inside `rect`."""
        before, area = self.marks, self._clip
        inner = Clip(rect)
        before.append(inner)
        self.marks, self._clip = inner.marks, area.cut(rect)
        yield
        self.marks, self._clip = before, area

    @contextmanager
    def scroll(self, name: str, rect: Rect) -> Iterator[Scrolled]:
        """A frame whose content may be higher than it. The view starts at `.y` and sets `.end`."""
        state = self.now.scrolls.setdefault(name, ScrollState())
        state.room = rect.h
        state.move(0.0)
        if self.is_live:
            self.frames[name] = rect
        content = Scrolled(rect.x, rect.y - state.offset, rect.w - SCROLLBAR - 4, rect.y - state.offset)
        before, self._scroll = self._scroll, name
        with self.clip(rect):
            yield content
        self._scroll = before
        state.height = content.end - content.y
        if state.height > rect.h + 0.5:
            state.move(0.0)
            length = max(24.0, rect.h * rect.h / state.height)
            way = (rect.h - length) * state.offset / max(1.0, state.height - rect.h)
            self.box(
                Rect(rect.right - SCROLLBAR, rect.y + way, SCROLLBAR, length),
                theme.LINE2,
                radius=SCROLLBAR / 2,
            )


@dataclass(slots=True)
class Scrolled:
    """The inside of a scrolling frame: where its content starts, how wide it may be, where it ended."""

    x: float
    y: float
    w: float
    end: float
