"""How both sides stand: the parts of the score, own exactly and the rival's as believed."""

from __future__ import annotations

from game.desktop import figures, theme
from game.desktop.marks import Rect
from game.desktop.sheet import Sheet
from game.match.desk import Desk, SideView
from game.match.figures import text as number_text

ROW = 34.0


def score(sheet: Sheet, rect: Rect, desk: Desk) -> None:
    """The parts as pairs of bars, the sums, and the turns at which they count."""
    standing = desk.standing
    with sheet.region("score"), sheet.scroll("score", rect) as inner:
        x, width = rect.x + 14, rect.w - 38
        y = inner.y + 8
        y = sheet.para(x, y, width, _when(sheet, desk), theme.LABEL, theme.TEXT2) + 8
        label = min(220.0, width * 0.36)
        bars = Rect(x + label, y, width - label - 60, 0)
        most = max((max(abs(part.own), abs(part.rival)) for part in standing.parts), default=1.0) or 1.0
        for part in standing.parts:
            sheet.text(x, y + 6, part.label, theme.LABEL, theme.TEXT2, room=label - 8)
            for number, (side, value) in enumerate(((desk.side, part.own), (desk.rival, part.rival))):
                place = bars._replace(y=y + 4 + 13 * number, h=10)
                _bar(sheet, place, side, value / most)
                sheet.text(
                    rect.right - 24, place.y - 3, _shown(value, is_rival=number == 1), theme.CAPTION,
                    theme.TEXT if number == 0 else theme.TEXT2, anchor="right",
                )  # fmt: skip
            y += ROW
        sheet.rule(x, y, width, theme.TEXT3)
        y += 6
        for side, now, banked in (
            (desk.side, standing.own, standing.own_banked),
            (desk.rival, standing.rival, standing.rival_banked),
        ):
            is_rival = side is desk.rival
            figures.side_mark(sheet, x, y + 5, 11, side.position)
            sheet.text(x + 19, y, side.capital, theme.BODY_BOLD, room=label - 24)
            words = sheet.say(
                "score.sum", now=_shown(now, is_rival=is_rival), banked=_shown(banked, is_rival=is_rival)
            )
            sheet.text(x + label, y, words, theme.BODY, theme.TEXT2, room=width - label)
            y += 24
        inner.end = y + 8


def _when(sheet: Sheet, desk: Desk) -> str:
    counts = ", ".join(
        sheet.say("score.count", turn=turn, weight=number_text(weight, 0))
        for turn, weight in desk.standing.counts
    )
    if not counts:
        return sheet.say("score.at_the_end")
    if desk.standing.next_count:
        return sheet.say("score.counts", counts=counts, turn=desk.standing.next_count)
    return sheet.say("score.counted", counts=counts)


def _shown(value: float, *, is_rival: bool) -> str:
    return ("~" if is_rival else "") + number_text(value, 1)


def _bar(sheet: Sheet, rect: Rect, side: SideView, share: float) -> None:
    """A bar from the left; below zero it is an outline."""
    width = max(2.0, rect.w * min(1.0, abs(share)))
    colour = theme.SIDES[side.position].glass
    look = f'fill="{colour}"' if share >= 0 else f'fill="none" stroke="{colour}" stroke-width="1.2"'
    body = f'<rect x=".6" y=".6" width="{width - 1.2:.1f}" height="{rect.h - 1.2:.1f}" rx="2" {look}/>'
    sheet.vector(Rect(rect.x, rect.y, width, rect.h), (width, rect.h), body)
