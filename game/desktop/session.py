"""The game as the window knows it: the last view of it, and what is asked of the back room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from game.desktop.letters import Shelf

if TYPE_CHECKING:
    from game.desktop.courier import Courier
    from game.desktop.stage import Stage


class Session:
    """What the scenes share."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.courier: Courier | None = None
        self.shelf: Shelf | None = None
        self.level = "analyst"
        self.is_opening = False
        self.game: Any = None
        self.forecasts: dict[str, Any] = {}
        self.reveals: list[Any] = []

    def __getattr__(self, name: str) -> Any:
        return lambda *a: None
