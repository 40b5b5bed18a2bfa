"""Golden pictures: what some screens looked like when somebody last looked at them.

    python -m tests.desktop.goldens

writes them anew; look at them before they are committed. `differing` is the share of pixels that
are off by more than a hair: rasterisers differ in a few of them.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pygame

from game.datafiles import data_root
from game.desktop.painter import Painter
from game.desktop.stage import Stage
from game.desktop.words import Words
from tests.desktop.stages import show

FOLDER = Path(__file__).parents[1] / "golden" / "window"
OFF = 0.06  # of the range of a channel
SHARE = 0.001  # of the pixels that may be off by more

# name of the picture: screen, size, size of text
PICTURES = {
    "title": ("title", (1280, 720), 1.0),
    "desk": ("desk", (1280, 720), 1.0),
    "desk_large": ("desk", (1280, 720), 1.5),
    "travel": ("travel", (1280, 720), 1.0),
    "reveal_small": ("reveal", (1024, 640), 1.0),
    "paper": ("paper", (1280, 720), 1.0),
}


def picture(name: str) -> pygame.Surface:
    """A screen with sample data, painted."""
    screen, size, text = PICTURES[name]
    assets = data_root() / "assets"
    painter = Painter(assets)
    stage = Stage(painter.fonts, Words(assets / "words" / "en.json"), size, text)
    show(stage, screen)
    surface = pygame.Surface(size)
    painter.paint(surface, stage.draw().marks, stage.zoom)
    return surface


def differing(one: pygame.Surface, other: pygame.Surface) -> float:
    """The share of pixels in which two pictures differ by more than `OFF` in some channel."""
    if one.get_size() != other.get_size():
        return 1.0
    limit = round(255 * OFF)
    first, second = (pygame.image.tobytes(surface, "RGB") for surface in (one, other))
    width, height = one.get_size()
    off = 0
    for row in range(height):
        a, b = first[row * width * 3 : (row + 1) * width * 3], second[row * width * 3 : (row + 1) * width * 3]
        if a != b:
            differences = [abs(x - y) > limit for x, y in zip(a, b, strict=True)]
            off += sum(any(differences[at : at + 3]) for at in range(0, len(differences), 3))
    return off / (width * height)


def main() -> None:
    """Writes every picture."""
    os.environ["SDL_VIDEODRIVER"] = "dummy"
    pygame.display.init()
    pygame.font.init()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in PICTURES:
        pygame.image.save(picture(name), FOLDER / f"{name}.png")
        print(FOLDER / f"{name}.png")


if __name__ == "__main__":
    sys.exit(main())
