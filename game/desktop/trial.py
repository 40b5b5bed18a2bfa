"""Tries the window or the sound for real, in a process of its own: `python -m game.desktop.trial window`.

Whoever asks starts this as a child, so that a screen that hangs or crashes takes nobody with it. It
prints one line of JSON: `is_there`, `detail` (the driver and what it gave, or why it did not), and
for the window `is_seen`, false where the driver shows it to nobody.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any


def window() -> dict[str, Any]:
    """Opens the window, draws the first screen on it, and closes it again."""
    from game.desktop import app

    try:
        opened = app.open_window()
    except app.NoScreenError as error:
        return {"is_there": False, "detail": str(error)}
    import pygame

    from game.desktop.scenes.title import Title
    from game.desktop.session import Session

    driver = pygame.display.get_driver()
    opened.stage.open(Title(opened.stage, Session(opened.stage)))
    opened.draw()
    width, height = opened.picture().get_size()
    opened.close()
    is_seen = driver not in app.BLIND
    return {"is_there": True, "is_seen": is_seen, "detail": f"{driver}, {width} by {height}"}


def sound() -> dict[str, Any]:
    """Opens the sound device and closes it again."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    import pygame

    try:
        pygame.mixer.init()
        opened = pygame.mixer.get_init()
        pygame.mixer.quit()
    except pygame.error as error:
        return {"is_there": False, "detail": str(error)}
    hertz, _, channels = opened or (0, 0, 0)
    return {"is_there": opened is not None, "detail": f"{hertz} Hz, {channels} channels"}


TRIALS = {"window": window, "sound": sound}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(TRIALS[sys.argv[1]]()) + "\n")
