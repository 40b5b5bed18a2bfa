"""Drives a real window without a screen: presses keys, clicks controls, waits for the back room."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pygame

from game.desktop import app
from game.desktop.scenes.title import Title
from game.desktop.session import Session
from game.desktop.sheet import Control
from game.desktop.window import Window

_KEYS = {
    "return": pygame.K_RETURN, "space": pygame.K_SPACE, "escape": pygame.K_ESCAPE, "tab": pygame.K_TAB,
    "left": pygame.K_LEFT, "right": pygame.K_RIGHT, "up": pygame.K_UP, "down": pygame.K_DOWN,
    "home": pygame.K_HOME, "end": pygame.K_END, "pageup": pygame.K_PAGEUP, "pagedown": pygame.K_PAGEDOWN,
    "f1": pygame.K_F1,
}  # fmt: skip


class Pilot:
    """A window on the dummy driver, its session, and hands."""

    def __init__(self, size: tuple[int, int] = (1280, 720), text: float = 1.0) -> None:
        self.window: Window = app.open_window(size)
        self.window.stage.set_text_size(text)
        self.session = Session(self.window.stage)
        self.window.stage.open(Title(self.window.stage, self.session))
        self.window.draw()

    def __enter__(self) -> Pilot:
        return self

    def __exit__(self, *_: object) -> None:
        self.window.close()

    def connect(self, debrief: Callable[[Path], Path] | None = None) -> Pilot:
        """Opens the line to the back room, and waits for the shelf."""
        self.session.connect(self.window.start_courier(debrief))
        self.wait(lambda: self.session.shelf is not None and not self.session.is_waiting)
        return self

    @property
    def scene(self) -> str:
        """The class of the scene on top."""
        return type(self.window.stage.top).__name__

    def settle(self) -> None:
        """Handles what has come, and draws."""
        self.window.step()
        while self.window.is_drawing:
            self.window.step()

    def wait(self, until: Callable[[], bool], seconds: float = 60.0) -> None:
        """Handles events until something holds; AssertionError after too long."""
        end = time.monotonic() + seconds
        while not until():
            assert time.monotonic() < end, f"waited in vain in {self.scene}"
            event = pygame.event.wait(50)
            self.window.step(event if event.type != pygame.NOEVENT else None)

    def wait_for(self, *scenes: str) -> None:
        """Waits until one of these scenes is on top."""
        self.wait(lambda: self.scene in scenes)

    def idle(self) -> None:
        """Waits until nothing is owed by the back room."""
        self.wait(lambda: not self.session.is_waiting)

    def key(self, name: str) -> None:
        """Presses a key: `a`, `return`, `shift+tab`, `ctrl+z`."""
        *held, bare = name.split("+") if name != "+" else ["+"]
        mod = 0
        for each in held:
            mod |= {"shift": pygame.KMOD_LSHIFT, "ctrl": pygame.KMOD_LCTRL}[each]
        code = _KEYS.get(bare) or pygame.key.key_code(bare)
        text = bare if len(bare) == 1 and not mod else ""
        pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=code, mod=mod, unicode=text))
        self.settle()

    def control(self, name: str) -> Control:
        """A control by id; KeyError names those that are there."""
        found = self.window.stage.sheet.control_named(name)
        if found is None:
            raise KeyError(name, [control.id for control in self.window.stage.sheet.controls])
        return found

    def click(self, name: str) -> None:
        """Clicks the middle of what can be seen of a control."""
        x, y = self.control(name).rect.centre
        zoom = self.window.stage.zoom
        at = (round(x * zoom), round(y * zoom))
        pygame.event.post(pygame.event.Event(pygame.MOUSEMOTION, pos=at, rel=(0, 0), buttons=(0, 0, 0)))
        self.settle()
        for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            pygame.event.post(pygame.event.Event(kind, pos=at, button=1))
            self.settle()

    def save_picture(self, path: Path) -> None:
        """What the window shows, as a file."""
        pygame.image.save(self.window.picture(), path)
