"""The one place that turns marks into pixels.

A unit times the zoom is a pixel; edges are rounded to whole pixels. Every drawing that is not a
plain rectangle or text is an SVG, rasterised at its real size and kept; so is the map.
"""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import pygame

from game.desktop.fonts import Fonts
from game.desktop.geography import grid_path
from game.desktop.marks import Box, Clip, Icon, Land, Mark, Picture, Rect, Text, Vector

HALO = 1.5  # width of a text's outline, units
DASH = (4, 4)  # units
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
        self._land = lru_cache(maxsize=6)(self._render_land)
        self._land_path = lru_cache(maxsize=1)(self._read_land)

    def paint(self, surface: pygame.Surface, marks: Sequence[Mark], zoom: float) -> None:
        """Draws all marks."""
        self._zoom = zoom
        for mark in marks:
            self._paint(surface, mark)

    def _paint(self, surface: pygame.Surface, mark: Mark) -> None:
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
            case Land():
                area = self._pixels(mark.rect)
                surface.blit(self._land(mark.view, area.size, mark.sea, mark.land, mark.grid), area)
            case Clip():
                before = surface.get_clip()
                surface.set_clip(self._pixels(mark.rect).clip(before))
                for inner in mark.marks:
                    self._paint(surface, inner)
                surface.set_clip(before)

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

    def _read_land(self) -> str:
        document = json.loads((self._assets / "map" / "land.json").read_text(encoding="utf-8"))
        return "".join("M" + " ".join(map(str, ring)) + "z" for ring in document["land"])

    def _render_land(
        self, view: Rect, size: tuple[int, int], sea: str, land: str, grid: str
    ) -> pygame.Surface:
        """Land and a grid of longitude and latitude; the file's y runs upwards."""
        width = view.w / max(1, size[0])  # map units of a pixel
        body = (
            f'<rect x="{view.x}" y="{view.y}" width="{view.w}" height="{view.h}" fill="{sea}"/>'
            f'<path d="{grid_path()}" fill="none" stroke="{grid}" stroke-width="{max(width, 1):.1f}"/>'
            f'<g transform="scale(1,-1)"><path d="{self._land_path()}" fill="{land}"/></g>'
        )
        text = _document(body, f"{view.x} {view.y} {view.w} {view.h}", size)
        picture = pygame.image.load_sized_svg(io.BytesIO(text.encode()), size)
        opaque = pygame.Surface(size)  # without alpha it is drawn four times as fast
        opaque.blit(picture, (0, 0))
        return opaque


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
