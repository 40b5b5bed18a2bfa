"""Before the first turn: what the game is about, and what this side is after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.desktop import figures, theme, widgets
from game.desktop.marks import Rect
from game.desktop.scene import Scene
from game.desktop.scenes.title import backdrop
from game.desktop.sheet import Sheet

if TYPE_CHECKING:
    from game.desktop.session import Session
    from game.desktop.stage import Stage


class Briefing(Scene):
    """One sheet of paper."""

    def __init__(self, stage: Stage, session: Session) -> None:
        super().__init__(stage)
        self._session = session

    def draw(self, sheet: Sheet) -> None:
        """The sheet and the way on."""
        backdrop(sheet)
        game = self._session.game
        if game is None:
            return
        desk = game.desk
        width = min(780.0, sheet.width - 48)
        rect = Rect((sheet.width - width) / 2, 20, width, sheet.height - 86)
        sheet.paper(rect, is_lifted=True)
        pad = 40.0 if width > 640 else 22.0
        with sheet.region("text"), sheet.scroll("briefing", rect.inset(pad, 18)) as inner:
            y = inner.y + 4
            sheet.text(
                inner.x, y, sheet.say("briefing.title", scenario=game.title), theme.LABEL, theme.PRINT_MUTED
            )
            y += 26
            figures.side_mark(sheet, inner.x, y + 14, 20, desk.side.position, on_paper=True)
            sheet.text(inner.x + 34, y, desk.side.capital, theme.HEADLINE, theme.PRINT, room=inner.w - 34)
            y += 52
            if desk.side.aim:
                y = sheet.para(inner.x, y, inner.w, desk.side.aim, theme.DECK, theme.PRINT_MUTED) + 10
            sheet.rule(inner.x, y, inner.w, theme.RULE)
            y += 14
            for text in (game.general, desk.side.briefing):
                if text:
                    y = sheet.para(inner.x, y, inner.w, text, theme.STORY_LARGE, theme.PRINT) + 12
            y = self._rules(sheet, inner.x, y, inner.w)
            inner.end = y
        words = sheet.say("briefing.on")
        button = widgets.button_width(sheet, words, has_icon=True)
        place = Rect(rect.right - button, rect.bottom + 18, button, 40)
        with sheet.region("on"):
            widgets.button(
                sheet, "on", place, words, self._session.to_paper, kind=widgets.PRIMARY, icon_after="forward"
            )
        sheet.text(
            place.x - 14, place.y + 12, sheet.say("key.enter"), theme.CAPTION, theme.TEXT3, anchor="right"
        )
        sheet.key("return", self._session.to_paper)

    def _rules(self, sheet: Sheet, x: float, y: float, width: float) -> float:
        game = self._session.game
        assert game is not None
        desk = game.desk
        sheet.rule(x, y, width, theme.RULE)
        y += 12
        lines = [
            ("calendar", sheet.say("briefing.turns", turns=desk.turns, orders=desk.orders_allowed)),
            ("capital", sheet.say("briefing.purse", name=desk.purse.name, value=desk.purse.value)),
        ]
        if own := sum(person.side == desk.side.id for person in desk.people):
            lines.append(("people", sheet.say("briefing.people", count=own)))
        if desk.gauge is not None:
            lines.append(
                (
                    "tension",
                    sheet.say(
                        "briefing.gauge",
                        gauge=desk.gauge.label,
                        value=round(desk.gauge.value),
                        most=round(desk.gauge.high),
                    ),
                )
            )
        counts = [str(at) for at, _ in desk.standing.counts]
        if counts:
            lines.append(("scales", sheet.say("briefing.score", turns=", ".join(counts))))
        for icon, words in lines:
            sheet.icon(icon, x, y + 2, 16, theme.PRINT_MUTED)
            y = sheet.para(x + 28, y, width - 28, words, theme.BODY, theme.PRINT) + 6
        return y

    def escape(self) -> None:
        """The pause."""
        self._session.show_pause()
