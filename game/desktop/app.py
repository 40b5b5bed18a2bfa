"""The window itself: opens it, waits for events, draws when something changed, and nothing else.

Imports that take time stand where they are first needed, so that the first picture comes at once:
pygame at the start, the engine never (it lives with the back room, in another process).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from game import datafiles

if TYPE_CHECKING:
    from game.desktop.window import Window


BLIND = ("dummy", "offscreen")  # what SDL falls back to, and nobody sees


class NoScreenError(Exception):
    """No window can be opened here: play on in the terminal."""


def run(
    scenario_path: Path | None = None,
    side: str | None = None,
    level: str = "analyst",
    seed: int | None = None,
    load: Path | None = None,
    debrief: Callable[[Path], Path] | None = None,
) -> int:
    """Opens the window and plays until it is closed; 0 when all went well.

    With a scenario or a saved game it goes there at once. `debrief` makes the page of a saved game
    and gives its path; it is called in another process, so it must be a function of some module.
    Raises NoScreenError where no window can be opened.
    """
    window = open_window()
    return window.play(scenario_path, side, level, seed, load, debrief)


def open_window(size: tuple[int, int] | None = None) -> Window:
    """The window with its first picture not yet drawn. Raises NoScreenError."""
    if os.name == "posix" and not _has_display():
        raise NoScreenError("neither DISPLAY nor WAYLAND_DISPLAY is set")
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    os.environ.setdefault("SDL_IME_SHOW_UI", "1")
    import pygame

    from game.desktop.window import Window

    try:
        pygame.display.init()
        driver = pygame.display.get_driver()
        if driver in BLIND and os.environ.get("SDL_VIDEODRIVER", "") != driver:
            pygame.display.quit()
            raise NoScreenError("the screen does not answer")
        pygame.font.init()
        return Window(datafiles.data_root() / "assets", size)
    except pygame.error as error:
        raise NoScreenError(str(error)) from error


def _has_display() -> bool:
    import sys

    if sys.platform == "darwin" or os.environ.get("SDL_VIDEODRIVER"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
