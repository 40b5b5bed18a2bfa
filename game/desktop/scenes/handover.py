"""Two at one machine: the seat goes to the other side, and nothing secret is on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.desktop import art, figures, theme, widgets
from game.desktop.marks import Rect
from game.desktop.scene import Scene
from game.desktop.scenes.sealed import envelope
from game.desktop.scenes.title import backdrop
from game.desktop.sheet import Sheet
from game.match.figures import text as number_text

if TYPE_CHECKING:
    from game.desktop.letters import Handover
    from game.desktop.session import Session
    from game.desktop.stage import Stage


class HandoverScene(Scene):
    """Both envelopes, and a button for those who sit down."""

    def __init__(self, stage: Stage, session: Session, handover: Handover) -> None:
        super().__init__(stage)
        self._session, self._handover = session, handover

    def draw(self, sheet: Sheet) -> None:
        """Whose turn it is, the envelopes, the button."""
        backdrop(sheet)
        told = self._handover
        self._top(sheet)
        top = max(76.0, sheet.height * 0.18)
        kind = theme.HEADLINE if sheet.width > 900 else theme.SCREEN
        words = sheet.say("handover.title", capital=told.side.capital)
        y = sheet.para(24, top, sheet.width - 48, words, kind, theme.PAPER, anchor="middle", most=2) + 8
        key = "handover.sealed" if told.has_sealed else "handover.fresh"
        note = sheet.say(key, other=told.other.capital)
        y = (
            sheet.para(24, y, sheet.width - 48, note, theme.STORY_LARGE, theme.TEXT2, anchor="middle", most=3)
            + 18
        )
        button = Rect(sheet.width / 2 - 170, sheet.height - 104, 340, 48)
        self._envelopes(sheet, y, button.y - 70)
        with sheet.region("ready"):
            ready = sheet.say("handover.ready", capital=told.side.capital)
            widgets.button(
                sheet,
                "ready",
                button,
                ready,
                self._session.take_seat,
                kind=widgets.PRIMARY,
                icon_after="forward",
            )
        secret = sheet.say("handover.secret")
        sheet.text(sheet.width / 2, button.bottom + 12, secret, theme.LABEL, theme.TEXT3, anchor="middle")
        sheet.key("return", self._session.take_seat)

    def escape(self) -> None:
        """To the title; the game is saved."""
        self._session.to_title()

    def _top(self, sheet: Sheet) -> None:
        told = self._handover
        sheet.vector(Rect(32, 24, 34, 34), (100, 100), art.logo(theme.PAPER, theme.INK0))
        x = 78 + sheet.text(78, 29, told.label, theme.VALUE) + 14
        turn = sheet.say("desk.turn", turn=min(told.turn, told.turns), turns=told.turns)
        sheet.text(x, 32, turn, theme.BODY, theme.TEXT2)
        if told.gauge is None:
            return
        gauge = told.gauge
        value = number_text(gauge.value, 0)
        known = sheet.say("handover.known")
        width = max(
            sheet.measure(gauge.label, theme.CAPTION) + 8 + sheet.measure(value, theme.VALUE),
            sheet.measure(known, theme.CAPTION),
        )
        x = sheet.width - 32 - width
        marks = tuple(at for at, _ in gauge.marks)
        sheet.vector(
            Rect(x - 100, 22, 88, 46), (100, 52), art.gauge(gauge.value, gauge.low, gauge.high, marks)
        )
        at = x + sheet.text(x, 28, gauge.label, theme.CAPTION, theme.TEXT2) + 8
        sheet.text(at, 23, value, theme.VALUE)
        sheet.text(x, 48, known, theme.CAPTION, theme.TEXT3)

    def _envelopes(self, sheet: Sheet, top: float, bottom: float) -> None:
        told = self._handover
        height = min(176.0, bottom - top - 58)
        if height < 40:
            return
        width = height / 0.6
        gap = 60.0
        pair = [(told.other, told.has_sealed), (told.side, False)]
        for number, (side, is_sealed) in enumerate(pair):
            x = sheet.width / 2 + (gap / 2 if number else -gap / 2 - width)
            place = Rect(x, top, width, height)
            envelope(sheet, place, is_sealed=is_sealed)
            label = sheet.measure(side.capital, theme.STRONG)
            at = place.x + width / 2 - label / 2
            figures.side_mark(sheet, at - 22, place.bottom + 13, 14, side.position)
            sheet.text(at, place.bottom + 9, side.capital, theme.STRONG)
            state = sheet.say("handover.closed" if is_sealed else "handover.writes")
            sheet.text(
                place.x + width / 2, place.bottom + 31, state, theme.LABEL, theme.TEXT2, anchor="middle"
            )
