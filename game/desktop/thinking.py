"""What the back room thinks about while the player does: the computer's decision, and forecasts.

A thread of its own works through small pieces. Whatever belongs to a draft that has changed since
is dropped. The order: what the player looks at first, then the computer's decision.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from game.desktop.letters import RivalSealed
from game.match.match import Match


class Thinking:
    """The thinking for one turn of one match. Each piece takes well under a second."""

    def __init__(self, match: Match, side: str, tell: Callable[[Any], None]) -> None:
        self._match = match
        self._side = side
        self._tell = tell
        self._turn = match.turn
        self.stamp = 0
        self._wake = threading.Condition()
        self._is_stopped = False
        self._is_rival_done = match.is_over
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def draft_changed(self) -> None:
        """The player changed something: forecasts of the draft begin anew."""
        with self._wake:
            self.stamp += 1
            self._wake.notify_all()

    def think_of(self, slot: str) -> None:
        """The player looks at an invitation."""

    def finish(self) -> None:
        """Waits until the computer has decided."""
        with self._wake:
            while not self._is_rival_done and self._thread.is_alive():
                self._wake.wait(0.2)

    def stop(self) -> None:
        """No more pieces are begun."""
        with self._wake:
            self._is_stopped = True
            self._wake.notify_all()

    def _run(self) -> None:
        if not self._is_rival_done:
            self._match.seal_players()
            with self._wake:
                self._is_rival_done = True
                self._wake.notify_all()
            self._tell(RivalSealed(self._turn))
