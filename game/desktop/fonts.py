"""Text measured and rendered: faces opened when first needed, Chinese from a face of its own.

Text is rendered at its real size in pixels. Below 15 pixels the rasteriser spaces letters
unevenly, so small text is rendered three times as large and scaled down. A text whose letters
are not all in a Latin face is split into runs, and the others come from the Chinese face.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pygame

from game.desktop.theme import FONT_FILES, HAN_FILES, LEAST_TEXT, Type

SMALL = 15  # pixels; below it text is supersampled
FACTOR = 3
HAN = 0x2E80  # the first code point of the scripts that the Latin faces lack


class Fonts:
    """The faces of one folder of assets."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._open: dict[tuple[str, int], pygame.font.Font] = {}
        self.width = lru_cache(maxsize=20000)(self._width)
        self.render = lru_cache(maxsize=3000)(self._render)

    def pixels(self, kind: Type, zoom: float) -> int:
        """The size in pixels of text of that kind, never below the least."""
        return max(round(kind.size * zoom), int(LEAST_TEXT))

    def _font(self, file: str, pixels: int) -> pygame.font.Font:
        key = (file, pixels)
        if key not in self._open:
            self._open[key] = pygame.font.Font(self.folder / file, pixels)
        return self._open[key]

    def _runs(self, text: str, kind: Type, pixels: int) -> list[tuple[pygame.font.Font, str]]:
        """The text in pieces, each with the face that has its letters."""
        latin = self._font(FONT_FILES[kind.face], pixels)
        if all(ord(letter) < HAN for letter in text):
            return [(latin, text)]
        runs: list[tuple[bool, str]] = []
        for letter in text:
            is_han = ord(letter) >= HAN
            if runs and runs[-1][0] == is_han:
                runs[-1] = (is_han, runs[-1][1] + letter)
            else:
                runs.append((is_han, letter))
        han = self._font(HAN_FILES[kind.face], pixels)
        return [(han if is_han else latin, piece) for is_han, piece in runs]

    def _width(self, text: str, kind: Type, zoom: float) -> float:
        """The width of a line, in units."""
        pixels = self.pixels(kind, zoom)
        factor = FACTOR if pixels < SMALL else 1
        total = sum(font.size(piece)[0] for font, piece in self._runs(text, kind, pixels * factor))
        return total / factor / zoom

    def _render(self, text: str, kind: Type, colour: str, zoom: float) -> pygame.Surface:
        """A line as a picture with alpha; its height is that of the face."""
        pixels = self.pixels(kind, zoom)
        factor = FACTOR if pixels < SMALL else 1
        runs = self._runs(text, kind, pixels * factor)
        if len(runs) == 1:
            font, piece = runs[0]
            line = font.render(piece, True, colour)
        else:
            pieces = [(font.render(piece, True, colour), font.get_ascent()) for font, piece in runs]
            ascent = max(a for _, a in pieces)
            height = max(ascent - a + surface.get_height() for surface, a in pieces)
            line = pygame.Surface((sum(s.get_width() for s, _ in pieces), height), pygame.SRCALPHA)
            line.fill((*pygame.Color(colour)[:3], 0))
            x = 0
            for surface, a in pieces:
                line.blit(surface, (x, ascent - a))
                x += surface.get_width()
        if factor == 1:
            return line
        width, height = -(-line.get_width() // factor), -(-line.get_height() // factor)
        padded = pygame.Surface((width * factor, height * factor), pygame.SRCALPHA)
        padded.fill((*pygame.Color(colour)[:3], 0))
        padded.blit(line, (0, 0))
        return pygame.transform.smoothscale(padded, (width, height))

    def has(self, letter: str, kind: Type) -> bool:
        """Whether the faces can show a letter."""
        font = self._runs(letter, kind, 16)[0][0]
        metrics = font.metrics(letter)
        return bool(metrics) and metrics[0] is not None
