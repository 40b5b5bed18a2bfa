"""One window of the game: events in, pictures out, and a line to the back room.

It sleeps until an event comes (`event.wait`), and draws only when the stage says that something
changed. Answers from the back room come as events too.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pygame

from game.desktop import theme
from game.desktop.painter import Painter
from game.desktop.settings import Settings
from game.desktop.stage import Stage
from game.desktop.words import Words

if TYPE_CHECKING:
    from game.desktop.courier import Courier
    from game.desktop.sheet import Sheet

TRACE_VARIABLE = "BARGAINING_CHIPS_TRACE"  # a file that gets a line of JSON for every picture drawn
WAKE = pygame.USEREVENT + 1
PATIENCE_MS = 1500  # without an event, after which the window looks less often
NAP_SECONDS = 0.02  # between two looks then
BUDGET_SECONDS = 0.012  # of drawing in one turn of the loop
_KEYS = {
    pygame.K_RETURN: "return",
    pygame.K_KP_ENTER: "return",
    pygame.K_SPACE: "space",
    pygame.K_ESCAPE: "escape",
    pygame.K_TAB: "tab",
    pygame.K_LEFT: "left",
    pygame.K_RIGHT: "right",
    pygame.K_UP: "up",
    pygame.K_DOWN: "down",
    pygame.K_HOME: "home",
    pygame.K_END: "end",
    pygame.K_PAGEUP: "pageup",
    pygame.K_PAGEDOWN: "pagedown",
    pygame.K_BACKSPACE: "backspace",
    pygame.K_DELETE: "delete",
    pygame.K_F1: "f1",
    pygame.K_F11: "f11",
    pygame.K_KP_PLUS: "+",
    pygame.K_KP_MINUS: "-",
}


class Window:
    """The window, its painter and its stage."""

    def __init__(self, assets: Path, size: tuple[int, int] | None = None) -> None:
        """Opens it, hidden nowhere and empty. Raises pygame.error if there is no screen."""
        self.settings = Settings.read()
        self.painter = Painter(assets)
        words = Words(assets / "words" / "en.json")
        wanted = size or _fitting(self.settings.size)
        self._window = pygame.Window(words.say("game.title"), wanted, resizable=True)
        self._window.set_icon(self.painter.icon(64))
        self._window.minimum_size = (theme.LEAST_WIDTH, theme.LEAST_HEIGHT)
        self._surface = self._window.get_surface()
        self.stage = Stage(self.painter.fonts, words, self._surface.get_size(), self.settings.text)
        self.stage.on_text_size = self._keep_text_size
        self.courier: Courier | None = None
        self.drawings = 0  # how often a picture was drawn
        self._strokes: Iterator[None] | None = None
        self._drawn: Sheet | None = None
        self._bell = threading.Event()
        self._trace = os.environ.get(TRACE_VARIABLE, "")
        pygame.key.set_repeat(400, 40)

    def play(
        self,
        scenario_path: Path | None,
        side: str | None,
        level: str,
        seed: int | None,
        load: Path | None,
        debrief: Callable[[Path], Path] | None = None,
    ) -> int:
        """Shows the title, or goes straight into a game, until the window is closed."""
        from game.desktop.scenes.title import Title
        from game.desktop.session import Session

        session = Session(self.stage)
        title = Title(self.stage, session)
        self.stage.open(title)
        self.draw()
        session.connect(self.start_courier(debrief))
        if load is not None:
            session.load(str(load))
        elif scenario_path is not None:
            session.start(str(scenario_path), side or "", level, seed)
        try:
            while not self.stage.is_closing:
                self.step(self.next_event())
        finally:
            self.close()
        return 0

    def start_courier(self, debrief: Callable[[Path], Path] | None = None) -> Courier:
        """Opens the line to the back room, which starts its own process."""
        from game.desktop.courier import Courier

        self.courier = Courier(self._wake, debrief)
        return self.courier

    def next_event(self) -> pygame.event.Event:
        """Sleeps until something happens.

        pygame's own wait looks every millisecond, which costs some per cent of a core; after a
        while without events the window looks less often, and answers still wake it at once.
        """
        if self.is_drawing:
            return pygame.event.poll()
        event = pygame.event.wait(PATIENCE_MS)
        while event.type == pygame.NOEVENT:
            self._bell.wait(NAP_SECONDS)
            self._bell.clear()
            event = pygame.event.poll()
        return event

    def step(self, event: pygame.event.Event | None = None) -> None:
        """Handles one event and all that have come since, and draws if anything changed."""
        events = ([event] if event is not None else []) + pygame.event.get()
        motion = None
        for each in events:
            if each.type == pygame.NOEVENT:
                continue
            if each.type == pygame.MOUSEMOTION:
                motion = each
            else:
                self.handle(each)
        if motion is not None and self.stage.scenes:
            self.stage.point(*self._units(motion.pos))
        if self.stage.is_dirty and not self.stage.is_closing:
            self._begin_drawing()
        self._go_on_drawing(BUDGET_SECONDS)

    def handle(self, event: pygame.event.Event) -> None:
        """One event."""
        stage = self.stage
        if event.type == WAKE:
            if self.courier is not None and self.courier.deliver():
                stage.touch()
        elif event.type in (pygame.QUIT, pygame.WINDOWCLOSE):
            stage.quit()
        elif event.type in (pygame.WINDOWRESIZED, pygame.WINDOWSIZECHANGED):
            self._surface = self._window.get_surface()
            self._strokes = None  # begun on the old surface
            stage.resize(self._surface.get_size())
            stage.touch()
        elif event.type == pygame.WINDOWEXPOSED:
            stage.touch()
        elif event.type == pygame.WINDOWLEAVE:
            stage.point(-1, -1)
        elif event.type == pygame.KEYDOWN:
            name = key_name(event)
            if name == "f11":
                self._toggle_fullscreen()
            elif name:
                stage.key(name)
        elif event.type == pygame.MOUSEBUTTONDOWN and event.button == 1:
            stage.press(*self._units(event.pos))
        elif event.type == pygame.MOUSEBUTTONUP and event.button == 1:
            stage.release(*self._units(event.pos))
        elif event.type == pygame.MOUSEBUTTONDOWN and event.button == 3:
            stage.ask(*self._units(event.pos))
        elif event.type == pygame.MOUSEWHEEL:
            stage.wheel(*self._units(pygame.mouse.get_pos()), event.precise_y)

    def draw(self) -> None:
        """Draws the stage and shows it, at once."""
        self._begin_drawing()
        self._go_on_drawing(float("inf"))

    @property
    def is_drawing(self) -> bool:
        """Whether a picture has been begun and is not shown yet."""
        return self._strokes is not None

    def _begin_drawing(self) -> None:
        self._drawn = self.stage.draw()
        self._strokes = self.painter.steps(self._surface, self._drawn.marks, self.stage.zoom)

    def _go_on_drawing(self, seconds: float) -> None:
        """Draws for so long, and shows the picture when it is whole.

        A picture full of things never drawn before takes several turns of the loop, so that keys
        and the pointer never wait for it.
        """
        if self._strokes is None or self._drawn is None:
            return
        end = time.perf_counter() + seconds
        for _ in self._strokes:
            if time.perf_counter() > end:
                return
        self._strokes = None
        self._window.flip()
        self.drawings += 1
        if self._trace:
            self._write_trace(self._drawn)

    def _write_trace(self, sheet: Sheet) -> None:
        """A line for those who drive the window from outside: the scene, and where its controls are."""
        zoom = self.stage.zoom
        centres = {
            c.id: [round(at * zoom) for at in c.rect.centre]
            for c in sheet.controls
            if min(c.rect.w, c.rect.h) > 8
        }
        line = {"drawing": self.drawings, "scene": type(self.stage.top).__name__, "controls": centres}
        with Path(self._trace).open("a", encoding="utf-8") as trace:
            trace.write(json.dumps(line) + "\n")

    def picture(self) -> pygame.Surface:
        """A copy of what is shown, for tests and screenshots."""
        return self._surface.copy()

    def close(self) -> None:
        """Lets the back room go, keeps the settings, closes the window."""
        if self.courier is not None:
            self.courier.close()
        if not self.settings.is_full_screen:
            self.settings.size = self._surface.get_size()
        self.settings.write()
        self._window.destroy()
        pygame.quit()

    def _wake(self) -> None:
        """Wakes the loop from any thread."""
        with contextlib.suppress(pygame.error):  # the window may be closed already
            pygame.event.post(pygame.event.Event(WAKE))
        self._bell.set()

    def _units(self, at: tuple[int, int]) -> tuple[float, float]:
        return at[0] / self.stage.zoom, at[1] / self.stage.zoom

    def _keep_text_size(self, factor: float) -> None:
        self.settings.text = factor
        self.settings.write()

    def _toggle_fullscreen(self) -> None:
        if self.settings.is_full_screen:
            self._window.set_windowed()
        else:
            self._window.set_fullscreen(desktop=True)
        self.settings.is_full_screen = not self.settings.is_full_screen


def key_name(event: pygame.event.Event) -> str:
    """The name of a key as scenes know it, with `shift+` before Tab and `ctrl+` where it is held."""
    name = _KEYS.get(event.key, "")
    held = event.mod
    if not name:
        letter = event.unicode.lower() if event.unicode and event.unicode.isprintable() else ""
        if held & (pygame.KMOD_CTRL | pygame.KMOD_META):
            letter = pygame.key.name(event.key)
        name = letter
    if not name:
        return ""
    if held & (pygame.KMOD_CTRL | pygame.KMOD_META):
        return (
            f"ctrl+{'shift+' if held & pygame.KMOD_SHIFT and len(name) == 1 and name.isalpha() else ''}{name}"
        )
    if name == "tab" and held & pygame.KMOD_SHIFT:
        return "shift+tab"
    return "" if held & pygame.KMOD_ALT else name


def _fitting(size: tuple[int, int]) -> tuple[int, int]:
    """The size kept from last time, within the screen."""
    try:
        screen = pygame.display.get_desktop_sizes()[0]
    except (pygame.error, IndexError):
        return size
    width = max(min(size[0], screen[0]), theme.LEAST_WIDTH)
    return width, max(min(size[1], screen[1]), theme.LEAST_HEIGHT)
