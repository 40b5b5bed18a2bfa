"""The pause: go on, save, open another game, go back to an earlier turn, settings, leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.desktop import theme, widgets
from game.desktop.marks import Rect
from game.desktop.scenes.panel import Panel
from game.desktop.sheet import Action, Sheet

if TYPE_CHECKING:
    from game.desktop.session import Session
    from game.desktop.stage import Stage


class Pause(Panel):
    """A column of buttons."""

    size = (440.0, 500.0)

    def __init__(self, stage: Stage, session: Session) -> None:
        super().__init__(stage)
        self._session = session

    def title(self, sheet: Sheet) -> str:
        """What it is."""
        return sheet.say("pause.title")

    def body(self, sheet: Sheet, rect: Rect) -> None:
        """The buttons."""
        session = self._session
        game = session.game
        entries: list[tuple[str, str, Action | None]] = [
            ("go_on", "play", self.leave),
            ("save", "save", session.save),
            ("load", "folder", session.show_saves),
            ("back", "undo", self._back if game is not None and game.desk.turn > 1 else None),
            ("settings", "settings", session.show_settings),
            ("help", "help", session.show_help),
            ("title_screen", "home", session.to_title),
            ("quit", "close", self.stage.quit),
        ]
        with (
            sheet.region("pause"),
            sheet.scroll("pause", Rect(rect.x - 8, rect.y - 8, rect.w + 16, rect.h - 18)) as inner,
        ):
            y = inner.y + 8
            for name, icon, act in entries:
                place = Rect(inner.x + 8, y, inner.w - 8, 38)
                kind = widgets.PRIMARY if name == "go_on" else widgets.PLAIN
                widgets.button(
                    sheet, f"pause.{name}", place, sheet.say(f"pause.{name}"), act, kind=kind, icon=icon
                )
                y += 44
            inner.end = y + 4
        if game is not None and game.save_name:
            words = sheet.say("pause.saved_as", name=game.save_name)
            sheet.text(rect.x, rect.bottom - 14, words, theme.CAPTION, theme.TEXT3, room=rect.w)
        sheet.key("return", self.leave)

    def _back(self) -> None:
        self.stage.open(Back(self.stage, self._session))


class Back(Panel):
    """Which turn to go back to."""

    size = (460.0, 460.0)

    def __init__(self, stage: Stage, session: Session) -> None:
        super().__init__(stage)
        self._session = session

    def title(self, sheet: Sheet) -> str:
        """What it is."""
        return sheet.say("back.title")

    def body(self, sheet: Sheet, rect: Rect) -> None:
        """Every turn before this one."""
        y = sheet.para(rect.x, rect.y, rect.w, sheet.say("back.note"), theme.LABEL, theme.TEXT2) + 8
        game = self._session.game
        if game is None:
            return
        frame = Rect(rect.x - 8, y, rect.w + 16, rect.bottom - y)
        with sheet.region("turns"), sheet.scroll("turns", frame) as inner:
            at = inner.y + 6
            for turn in range(game.desk.turn - 1, 0, -1):

                def act(turn: int = turn) -> None:
                    self._session.back(turn)

                place = Rect(inner.x + 8, at, inner.w - 8, theme.TARGET)
                widgets.button(sheet, f"turn.{turn}", place, sheet.say("back.turn", turn=turn), act)
                at += theme.TARGET + 6
            inner.end = at
