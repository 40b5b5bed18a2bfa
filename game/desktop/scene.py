"""A screen of the game: it draws itself as data, and answers to what its controls do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.desktop.sheet import Interaction, Sheet

if TYPE_CHECKING:
    from game.desktop.stage import Stage


class Scene:
    """What is on the stage. `is_panel` scenes lie over the one below, which shows dimmed."""

    is_panel = False
    is_unsettled = False  # set while drawing: a measure was wrong, draw once more

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.interaction = Interaction()

    def draw(self, sheet: Sheet) -> None:
        """Writes marks, controls and keys."""
        raise NotImplementedError

    def entered(self) -> None:
        """Called when it comes to the top of the stage."""

    def escape(self) -> None:
        """What Esc does; panels close."""
        if self.is_panel:
            self.stage.close(self)

    def explain(self, why: str) -> None:
        """Opens the causes of a number; `why` is what its control said."""
