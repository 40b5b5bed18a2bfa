"""The saved games, latest first; those that cannot be opened say why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.desktop import figures, theme, widgets
from game.desktop.letters import SaveCard
from game.desktop.marks import Rect
from game.desktop.scenes.panel import Panel
from game.desktop.sheet import Sheet

if TYPE_CHECKING:
    from game.desktop.session import Session
    from game.desktop.stage import Stage


class Saves(Panel):
    """A list to choose from."""

    size = (680.0, 540.0)

    def __init__(self, stage: Stage, session: Session) -> None:
        super().__init__(stage)
        self._session = session

    def title(self, sheet: Sheet) -> str:
        """What it is."""
        return sheet.say("saves.title")

    def body(self, sheet: Sheet, rect: Rect) -> None:
        """The list."""
        shelf = self._session.shelf
        entries = shelf.saves if shelf is not None else ()
        if not entries:
            sheet.text(rect.x, rect.y + 6, sheet.say("saves.none"), theme.BODY, theme.TEXT2)
            return
        frame = Rect(rect.x - 8, rect.y - 8, rect.w + 16, rect.h + 12)
        with sheet.region("saves"), sheet.scroll("saves", frame) as inner:
            y = inner.y + 8
            for number, entry in enumerate(entries):
                y = self._row(sheet, Rect(inner.x + 8, y, inner.w - 8, 52), number, entry) + 6
            inner.end = y

    def _row(self, sheet: Sheet, rect: Rect, number: int, entry: SaveCard) -> float:
        def act() -> None:
            self._session.load(entry.path)

        widgets.row(
            sheet, f"save.{number}", rect, None if entry.problem else act, entry.title, is_chosen=True
        )
        x = rect.x + 14
        if entry.side:
            figures.side_mark(sheet, x, rect.y + 20, 12, entry.position)
        x += 26
        when = entry.saved_at
        taken = sheet.measure(when, theme.CAPTION) + 12
        title = entry.title + (f", {entry.label}" if entry.label else "")
        sheet.text(x, rect.y + 6, title, theme.BODY_BOLD, room=rect.right - x - taken - 8)
        sheet.text(rect.right - 12, rect.y + 8, when, theme.CAPTION, theme.TEXT2, anchor="right")
        words = entry.problem or sheet.say("saves.over" if entry.is_over else "saves.running")
        sheet.text(x, rect.y + 28, words, theme.CAPTION, theme.TEXT3, room=rect.right - x - 12)
        return rect.bottom
