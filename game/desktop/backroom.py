"""The process in which the match is kept: it answers the window, and thinks in between.

The window may never wait, so all that takes time happens here. One thread answers questions in
turn; another thinks (the computer's decision, forecasts), one small piece after another, and
sends what it finds unasked. The match is saved after every change.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

ANSWER, NEWS, ERROR, LOST, GOODBYE = "answer", "news", "error", "lost", "goodbye"


def serve(line: Connection, make_debrief: Callable[[Path], Path] | None = None) -> None:
    """Answers until the line is closed. Runs in a process of its own."""
    sending = threading.Lock()

    def send(kind: str, ticket: int, content: Any) -> None:
        with sending, contextlib.suppress(OSError, ValueError):
            line.send((kind, ticket, content))

    from game.desktop.table import Table
    from game.match.saving import SaveError
    from game.scenario.problems import ScenarioError

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the window, which says goodbye
    if hasattr(os, "nice"):
        os.nice(15)  # the window comes first where processors are few
    table = Table(lambda content: send(NEWS, 0, content), make_debrief)
    while True:
        try:
            ticket, what, args = line.recv()
        except (EOFError, OSError, KeyboardInterrupt):
            break
        if what == GOODBYE:
            break
        try:
            send(ANSWER, ticket, getattr(table, what)(*args))
        except SaveError as error:
            send(ERROR, ticket, error.sentence)
        except ScenarioError as error:
            send(ERROR, ticket, str(error).splitlines()[0])
        except Exception as error:  # whatever it is, the player is told and the window lives on
            send(ERROR, ticket, f"{type(error).__name__}: {error}")
    table.close()
