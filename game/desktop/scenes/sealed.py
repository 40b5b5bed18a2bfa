"""Between the seal and the reveal: the envelope is closed, and the rival still writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.desktop import art, figures, theme
from game.desktop.marks import Rect
from game.desktop.scene import Scene
from game.desktop.scenes.title import backdrop
from game.desktop.sheet import Sheet

if TYPE_CHECKING:
    from game.desktop.session import Session
    from game.desktop.stage import Stage


class Sealed(Scene):
    """Two envelopes; nothing can be done but wait."""

    def __init__(self, stage: Stage, session: Session) -> None:
        super().__init__(stage)
        self._session = session

    def draw(self, sheet: Sheet) -> None:
        """One closed, one still open."""
        backdrop(sheet)
        game = self._session.game
        if game is None:
            return
        desk = game.desk
        is_done = self._session.is_rival_done
        words = sheet.say("sealed.resolving" if is_done else "sealed.title", rival=desk.rival.capital)
        kind = theme.HEADLINE if sheet.width > 900 else theme.SCREEN
        top = max(20.0, sheet.height * 0.16)
        sheet.para(24, top, sheet.width - 48, words, kind, theme.PAPER, anchor="middle", most=2)
        sheet.para(
            24,
            top + kind.line * 1.6,
            sheet.width - 48,
            sheet.say("sealed.note"),
            theme.STORY_LARGE,
            theme.TEXT2,
            anchor="middle",
            most=2,
        )
        width = min(300.0, sheet.width * 0.3)
        height = width * 0.6
        y = min(top + kind.line * 1.6 + 70, sheet.height - height - 80)
        left = Rect(sheet.width / 2 - width - 40, y, width, height)
        right = Rect(sheet.width / 2 + 40, y, width, height)
        for place, side, is_sealed in ((left, desk.side, True), (right, desk.rival, is_done)):
            envelope(sheet, place, is_sealed=is_sealed)
            label_width = sheet.measure(side.capital, theme.STRONG)
            x = place.x + place.w / 2 - label_width / 2
            figures.side_mark(sheet, x - 22, place.bottom + 19, 14, side.position)
            sheet.text(x, place.bottom + 15, side.capital, theme.STRONG)
            state = sheet.say("sealed.done" if is_sealed else "sealed.writing")
            sheet.text(
                place.x + place.w / 2, place.bottom + 38, state, theme.LABEL, theme.TEXT2, anchor="middle"
            )

    def escape(self) -> None:
        """There is nothing to leave: the answer comes."""


def envelope(sheet: Sheet, rect: Rect, *, is_sealed: bool) -> None:
    """Orders sealed, or still to be written."""
    if not is_sealed:
        body = (
            f'<rect x="1" y="1" width="{rect.w - 2:.1f}" height="{rect.h - 2:.1f}" rx="6" '
            f'fill="{theme.INK1}" stroke="{theme.LINE2}" stroke-width="2" stroke-dasharray="7 6"/>'
            f'<path d="M6 4L{rect.w / 2:.1f} {rect.h / 2:.1f}L{rect.w - 6:.1f} 4" fill="none" '
            f'stroke="{theme.LINE2}" stroke-width="2" stroke-dasharray="7 6"/>'
        )
        sheet.vector(rect, (rect.w, rect.h), body)
        return
    sheet.box(rect, theme.PAPER, radius=theme.RADIUS_CONTROL)
    sheet.vector(rect, (rect.w, rect.h), art.envelope_flap(rect.w, rect.h))
    size = rect.h * 0.4
    sheet.vector(
        Rect(rect.x + rect.w / 2 - size / 2, rect.y + rect.h / 2 - size / 2, size, size), (64, 64), art.seal()
    )
