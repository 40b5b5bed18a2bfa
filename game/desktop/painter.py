"""The one place that turns marks into pixels.

A unit times the zoom is a pixel; edges are rounded to whole pixels. Every drawing that is not a
plain rectangle or text is an SVG, rasterised at its real size and kept; so is the map.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import pygame

from game.desktop import art, theme
from game.desktop.fonts import Fonts
from game.desktop.geography import grid_path
from game.desktop.marks import Box, Clip, Icon, Land, Mark, Picture, Rect, Text, Vector

HALO = 1.5  # width of a text's outline, units
DASH = (4, 4)  # units
MAPS_KEPT = 6
POINTS_A_STEP = 2500  # of the map's outlines: some milliseconds of work
_ICON_SIZE = (24.0, 24.0)


class Painter:
    """Draws marks on a surface. Pictures are kept by their size, so a change of zoom makes new ones."""

    def __init__(self, assets: Path) -> None:
        self.fonts = Fonts(assets / "fonts")
        self._assets = assets
        self._zoom = 1.0
        self._vector = lru_cache(maxsize=3000)(self._render_vector)
        self._corner = lru_cache(maxsize=500)(self._render_corner)
        self._veil = lru_cache(maxsize=64)(self._render_veil)
        self._icon_body = lru_cache(maxsize=None)(self._read_icon)
        self._picture_body = lru_cache(maxsize=None)(self._read_picture)
        self._maps: dict[tuple[object, ...], pygame.Surface] = {}
        self._rings = lru_cache(maxsize=1)(self._read_rings)

    def icon(self, pixels: int) -> pygame.Surface:
        """The game's own mark, for the window's frame."""
        return _rasterise(art.logo(theme.PAPER, theme.INK0), (100, 100), (pixels, pixels))

    def paint(self, surface: pygame.Surface, marks: Sequence[Mark], zoom: float) -> None:
        """Draws all marks."""
        for _ in self.steps(surface, marks, zoom):
            pass

    def steps(self, surface: pygame.Surface, marks: Sequence[Mark], zoom: float) -> Iterator[None]:
        """Draws all marks, a little at each step: what was never drawn before takes its time."""
        self._zoom = zoom
        surface.set_clip(None)
        yield from self._steps(surface, marks)

    def _steps(self, surface: pygame.Surface, marks: Sequence[Mark]) -> Iterator[None]:
        for mark in marks:
            if isinstance(mark, Clip):
                before = surface.get_clip()
                surface.set_clip(self._pixels(mark.rect).clip(before))
                yield from self._steps(surface, mark.marks)
                surface.set_clip(before)
            elif isinstance(mark, Land):
                yield from self._map(surface, mark)
            else:
                self._paint(surface, mark)
                yield

    def _paint(self, surface: pygame.Surface, mark: Box | Text | Vector | Icon | Picture) -> None:
        match mark:
            case Text():
                self._text(surface, mark)
            case Box():
                self._box(surface, mark)
            case Vector():
                area = self._pixels(mark.rect)
                if area.w > 0 and area.h > 0:
                    surface.blit(self._vector(mark.body, mark.grid, area.size), area)
            case Icon():
                area = self._pixels(mark.rect)
                body = self._icon_body(mark.name, mark.colour)
                surface.blit(self._vector(body, _ICON_SIZE, area.size), area)
            case Picture():
                area = self._pixels(mark.rect)
                body = self._picture_body(mark.name, mark.fallback)
                surface.blit(self._vector(body, mark.grid, area.size), area)

    def _pixels(self, rect: Rect) -> pygame.Rect:
        """The rectangle in pixels, its edges rounded each for itself so that neighbours meet."""
        left, top = round(rect.x * self._zoom), round(rect.y * self._zoom)
        right, bottom = round(rect.right * self._zoom), round(rect.bottom * self._zoom)
        return pygame.Rect(left, top, right - left, bottom - top)

    def _text(self, surface: pygame.Surface, mark: Text) -> None:
        if not mark.text:
            return
        zoom = self._zoom
        line = self.fonts.render(mark.text, mark.type, mark.colour, zoom)
        x = mark.x * zoom
        if mark.anchor == "middle":
            x -= line.get_width() / 2
        elif mark.anchor == "right":
            x -= line.get_width()
        place = (round(x), round(mark.y * zoom + (mark.type.line * zoom - line.get_height()) / 2))
        if mark.halo:
            dark = self.fonts.render(mark.text, mark.type, mark.halo, zoom)
            reach = max(1, round(HALO * zoom))
            for dx in (-reach, 0, reach):
                for dy in (-reach, 0, reach):
                    surface.blit(dark, (place[0] + dx, place[1] + dy))
        surface.blit(line, place)

    def _box(self, surface: pygame.Surface, mark: Box) -> None:
        area = self._pixels(mark.rect)
        if area.w <= 0 or area.h <= 0:
            return
        if mark.is_dashed:
            surface.blit(self._vector(_dashed(mark), (mark.rect.w, mark.rect.h), area.size), area)
            return
        if mark.alpha < 1.0:
            surface.blit(self._veil(mark.fill, mark.alpha, area.size), area)
            return
        border = max(1, round(mark.width * self._zoom)) if mark.border else 0
        radius = min(round(mark.radius * self._zoom), area.w // 2, area.h // 2)
        middle = area.inflate(-2 * radius, 0)
        if mark.fill:
            surface.fill(mark.fill, middle)
            if radius:
                surface.fill(mark.fill, (area.x, area.y + radius, radius, area.h - 2 * radius))
                surface.fill(mark.fill, (area.right - radius, area.y + radius, radius, area.h - 2 * radius))
        if border:
            surface.fill(mark.border, (middle.x, area.y, middle.w, border))
            surface.fill(mark.border, (middle.x, area.bottom - border, middle.w, border))
            tall = area.h - 2 * radius
            surface.fill(mark.border, (area.x, area.y + radius, border, tall))
            surface.fill(mark.border, (area.right - border, area.y + radius, border, tall))
        if radius:
            corner = self._corner(radius, border, mark.fill, mark.border)
            size = corner.get_width() // 2
            for at, part in (
                (area.topleft, (0, 0)),
                ((area.right - size, area.y), (size, 0)),
                ((area.x, area.bottom - size), (0, size)),
                ((area.right - size, area.bottom - size), (size, size)),
            ):
                surface.blit(corner, at, (*part, size, size))

    def _render_corner(self, radius: int, border: int, fill: str, edge: str) -> pygame.Surface:
        """A disc whose quarters are the corners of a box."""
        size = 2 * radius
        inner = radius - border / 2
        stroke = f'stroke="{edge}" stroke-width="{border}"' if border else ""
        body = f'<circle cx="{radius}" cy="{radius}" r="{inner}" fill="{fill or "none"}" {stroke}/>'
        return _rasterise(body, (size, size), (size, size))

    def _render_veil(self, fill: str, alpha: float, size: tuple[int, int]) -> pygame.Surface:
        veil = pygame.Surface(size, pygame.SRCALPHA)
        veil.fill((*pygame.Color(fill)[:3], round(255 * alpha)))
        return veil

    def _render_vector(self, body: str, grid: tuple[float, float], size: tuple[int, int]) -> pygame.Surface:
        return _rasterise(body, grid, size)

    def _read_icon(self, name: str, colour: str) -> str:
        path = self._assets / "icons" / f"{name}.svg"
        if not path.is_file():
            path = path.with_name("circle.svg")
        text = path.read_text(encoding="utf-8").replace("#ffffff", colour)
        head, _, rest = text.partition(">")
        style = head[head.index("fill=") :]
        return f"<g {style}>{rest[: rest.rindex('</svg>')]}</g>"

    def _read_picture(self, name: str, fallback: str) -> str:
        path = self._assets / "pictures" / f"{name}.svg"
        if not path.is_file():
            path = path.with_name(f"{fallback}.svg")
        text = path.read_text(encoding="utf-8")
        return text[text.index(">") + 1 : text.rindex("</svg>")]

    def _map(self, surface: pygame.Surface, mark: Land) -> Iterator[None]:
        """Land over a grid of longitude and latitude, made once for a size; the file's y runs upwards."""
        area, view = self._pixels(mark.rect), mark.view
        key = (view, area.size, mark.sea, mark.land, mark.grid)
        if key not in self._maps:
            made = pygame.Surface(area.size)  # without alpha it is drawn four times as fast
            made.fill(mark.sea)
            box = f"{view.x} {view.y} {view.w} {view.h}"
            width = max(1.0, view.w / max(1, area.w))  # a pixel in map units
            lines = f'<path d="{grid_path()}" fill="none" stroke="{mark.grid}" stroke-width="{width:.1f}"/>'
            shapes = [f'<path d="{path}" fill="{mark.land}"/>' for path in self._land_paths(view)]
            for body in (lines, *(f'<g transform="scale(1,-1)">{shape}</g>' for shape in shapes)):
                text = _document(body, box, area.size)
                made.blit(pygame.image.load_sized_svg(io.BytesIO(text.encode()), area.size), (0, 0))
                yield
            while len(self._maps) >= MAPS_KEPT:
                del self._maps[next(iter(self._maps))]
            self._maps[key] = made
        surface.blit(self._maps[key], area)
        yield

    def _land_paths(self, view: Rect) -> list[str]:
        """The land within a part of the map, in paths of about as many points each."""
        paths, points = [""], 0
        for left, top, right, bottom, path, count in self._rings():
            if right < view.x or left > view.right or bottom < view.y or top > view.bottom:
                continue
            if points > POINTS_A_STEP:
                paths.append("")
                points = 0
            paths[-1] += path
            points += count
        return paths

    def _read_rings(self) -> list[tuple[int, int, int, int, str, int]]:
        """Every ring of land: its frame as on a screen, its path, and how many points it has."""
        document = json.loads((self._assets / "map" / "land.json").read_text(encoding="utf-8"))
        found = []
        for ring in document["land"]:
            xs, ys = ring[0::2], ring[1::2]
            path = "M" + " ".join(map(str, ring)) + "z"
            found.append((min(xs), -max(ys), max(xs), -min(ys), path, len(xs)))
        return found


def _document(body: str, view_box: str, size: tuple[int, int]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size[0]}" height="{size[1]}" '
        f'viewBox="{view_box}" preserveAspectRatio="none">{body}</svg>'
    )


def _rasterise(body: str, grid: tuple[float, float], size: tuple[int, int]) -> pygame.Surface:
    text = _document(body, f"0 0 {grid[0]} {grid[1]}", size)
    return pygame.image.load_sized_svg(io.BytesIO(text.encode()), size)


def _dashed(mark: Box) -> str:
    """A box with a dashed border, as SVG in its own units."""
    half = mark.width / 2
    return (
        f'<rect x="{half}" y="{half}" width="{mark.rect.w - mark.width:.2f}" '
        f'height="{mark.rect.h - mark.width:.2f}" rx="{max(0.0, mark.radius - half):.2f}" '
        f'fill="{mark.fill or "none"}" stroke="{mark.border}" stroke-width="{mark.width}" '
        f'stroke-dasharray="{DASH[0]} {DASH[1]}"/>'
    )
