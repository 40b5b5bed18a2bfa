"""Carries questions to the back room in its own process, and its answers back without ever waiting.

The clerk does everything that takes time: reading scenarios, resolving turns, futures, the
computer's moves. Here a thread listens for its answers and wakes the window, which then runs
what was to be done with each on its own thread. Nothing here knows pygame.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import threading
from collections import deque
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from game.desktop import backroom

Receive = Callable[[Any], None]


class Courier:
    """A line to one back room. `wake` is called, on another thread, when an answer has come."""

    def __init__(self, wake: Callable[[], None], make_debrief: Callable[[Path], Path] | None = None) -> None:
        self._wake = wake
        self._waiting: dict[int, Receive] = {}
        self._on_error: Callable[[str], None] = lambda _: None
        self._news: Receive = lambda _: None
        self._arrived: deque[tuple[str, int, Any]] = deque()
        self._ticket = 0
        context = multiprocessing.get_context("spawn")
        self._line, far_end = context.Pipe()
        self._process = context.Process(target=backroom.serve, args=(far_end, make_debrief), daemon=True)
        self._process.start()
        far_end.close()
        self._listener = threading.Thread(target=_listen, args=(self._line, self._arrived, wake), daemon=True)
        self._listener.start()

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return bool(self._waiting)

    def on_error(self, told: Callable[[str], None]) -> None:
        """Who is told, in a sentence, when something went wrong on the back room's side."""
        self._on_error = told

    def on_news(self, receive: Receive) -> None:
        """Who receives what the back room sends unasked: forecasts, and that the computer has sealed."""
        self._news = receive

    def ask(self, what: str, *args: object, then: Receive = lambda _: None) -> None:
        """Sends a question; `then` gets the answer, later, on the window's thread."""
        self._ticket += 1
        self._waiting[self._ticket] = then
        try:
            self._line.send((self._ticket, what, args))
        except (OSError, ValueError):
            self._arrived.append((backroom.LOST, 0, ""))
            self._wake()

    def deliver(self) -> bool:
        """Hands out what has arrived; whether there was anything. To be called on the window's thread."""
        is_any = False
        while self._arrived:
            kind, ticket, content = self._arrived.popleft()
            is_any = True
            if kind == backroom.ANSWER:
                self._waiting.pop(ticket, lambda _: None)(content)
            elif kind == backroom.NEWS:
                self._news(content)
            else:
                self._waiting.pop(ticket, None)
                self._on_error(content)
        return is_any

    def close(self) -> None:
        """Lets the back room go; whatever it was thinking about is dropped, the game is saved already."""
        with contextlib.suppress(OSError, ValueError):
            self._line.send((0, backroom.GOODBYE, ()))
        self._process.join(timeout=0.3)
        if self._process.is_alive():
            self._process.terminate()
            self._process.join(timeout=1.0)


def _listen(line: Connection, arrived: deque[tuple[str, int, Any]], wake: Callable[[], None]) -> None:
    while True:
        try:
            message = line.recv()
        except (EOFError, OSError):
            arrived.append((backroom.LOST, 0, ""))
            wake()
            return
        arrived.append(message)
        wake()
