"""Small panels: something that must be told, and the question before a seal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.desktop import theme, widgets
from game.desktop.marks import Rect
from game.desktop.scenes.panel import Panel
from game.desktop.sheet import Sheet

if TYPE_CHECKING:
    from game.desktop.session import Session
    from game.desktop.stage import Stage
    from game.match.desk import Question


class Notice(Panel):
    """A sentence or two, and a button."""

    size = (560.0, 260.0)

    def __init__(self, stage: Stage, title: str, text: str) -> None:
        super().__init__(stage)
        self._title, self._text = title, text

    def title(self, sheet: Sheet) -> str:
        """As given."""
        return self._title

    def body(self, sheet: Sheet, rect: Rect) -> None:
        """The text and the button."""
        with sheet.scroll("notice", Rect(rect.x, rect.y + 4, rect.w, rect.h - 56)) as inner:
            inner.end = sheet.para(inner.x, inner.y, inner.w, self._text, theme.BODY, theme.TEXT2)
        with sheet.region("buttons"):
            words = sheet.say("panel.good")
            width = widgets.button_width(sheet, words)
            place = Rect(rect.right - width, rect.bottom - 40, width, 38)
            widgets.button(sheet, "good", place, words, self.leave, kind=widgets.PRIMARY)
        sheet.key("return", self.leave)


class SealCheck(Panel):
    """Before a seal with something unanswered or nothing ordered: what silence will mean."""

    size = (600.0, 400.0)

    def __init__(self, stage: Stage, session: Session, silent: Sequence[Question]) -> None:
        super().__init__(stage)
        self._session = session
        self._silent = tuple(silent)

    def title(self, sheet: Sheet) -> str:
        """The question."""
        return sheet.say("seal.title")

    def body(self, sheet: Sheet, rect: Rect) -> None:
        """What is left to silence, and the two ways on."""
        game = self._session.game
        with (
            sheet.region("silent"),
            sheet.scroll("silent", Rect(rect.x, rect.y, rect.w, rect.h - 56)) as inner,
        ):
            y = inner.y + 2
            if game is not None and not game.desk.orders_chosen:
                y = sheet.para(inner.x, y, inner.w, sheet.say("seal.no_orders"), theme.BODY, theme.TEXT2) + 8
            if self._silent:
                words = sheet.say("seal.silent", count=len(self._silent))
                y = sheet.para(inner.x, y, inner.w, words, theme.BODY, theme.TEXT2) + 8
            for question in self._silent:
                y = self._row(sheet, Rect(inner.x, y, inner.w, 44), question) + 4
            inner.end = y
        with sheet.region("buttons"):
            words = sheet.say("seal.go")
            width = widgets.button_width(sheet, words, has_icon=True)
            go = Rect(rect.right - width, rect.bottom - 40, width, 38)
            back = sheet.say("seal.back")
            back_width = widgets.button_width(sheet, back)
            place = Rect(go.x - back_width - 10, go.y, back_width, 38)
            widgets.button(sheet, "back", place, back, self.leave, kind=widgets.GHOST)
            widgets.button(sheet, "go", go, words, self._seal, kind=widgets.PRIMARY, icon_after="forward")
        sheet.key("return", self._seal)
        sheet.key("s", self._seal)

    def _row(self, sheet: Sheet, rect: Rect, question: Question) -> float:
        def act() -> None:
            self.leave()
            self._session.open_question(question.id)

        widgets.row(sheet, f"silent.{question.id}", rect, act, question.title, is_chosen=True)
        default = next((choice.label for choice in question.choices if choice.is_default), "")
        sheet.icon(
            "envelope" if question.kind == "invitation" else "paper",
            rect.x + 10,
            rect.y + 13,
            18,
            theme.TEXT2,
        )
        sheet.text(rect.x + 40, rect.y + 3, question.title, theme.BODY_BOLD, room=rect.w - 52)
        words = sheet.say("question.silence", choice=default)
        sheet.text(rect.x + 40, rect.y + 23, words, theme.CAPTION, theme.TEXT2, room=rect.w - 52)
        return rect.bottom

    def _seal(self) -> None:
        self.leave()
        self._session.seal()
