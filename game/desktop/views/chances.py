"""A chance played back: a strip of a hundred with its odds, and a pin where the roll fell."""

from __future__ import annotations

from game.desktop import figures, theme
from game.desktop.marks import Rect
from game.desktop.sheet import Sheet
from game.match.account import ChanceShown

HEIGHT = 112.0


def chance_card(sheet: Sheet, rect: Rect, chance: ChanceShown, side: int) -> None:
    """Title, answer, strip, and the odds in words. `side` is a position, -1 for none."""
    sheet.panel(rect)
    x, right, y = rect.x + 16, rect.right - 16, rect.y + 11
    sheet.icon("dice", x, y + 2, 16, theme.TEXT2)
    words = sheet.say("chance.yes" if chance.happened else "chance.no")
    width = sheet.measure(words, theme.BODY_BOLD)
    sheet.text(right, y, words, theme.BODY_BOLD, theme.TEXT, anchor="right")
    at = x + 26
    if side >= 0:
        figures.side_mark(sheet, at, y + 5, 10, side)
        at += 17
    sheet.text(at, y, chance.title, theme.BODY_BOLD, room=right - width - 12 - at)
    strip = Rect(x, y + 30, right - x, 22)
    sheet.vector(strip, (strip.w, 22), _strip(chance, strip.w))
    sheet.text(x, strip.bottom + 3, "1", theme.CAPTION, theme.TEXT3)
    sheet.text(right, strip.bottom + 3, "100", theme.CAPTION, theme.TEXT3, anchor="right")
    if 0 < chance.odds_in_100 < 100:
        words = sheet.say("chance.odds", odds=chance.odds_in_100, roll=chance.roll_in_100)
    else:
        words = sheet.say("chance.certain" if chance.odds_in_100 >= 100 else "chance.impossible")
    sheet.text(x, strip.bottom + 20, words, theme.LABEL, theme.TEXT2, room=right - x)


def _strip(chance: ChanceShown, width: float) -> str:
    share = min(max(chance.odds_in_100, 0), 100) / 100 * width
    pin = min(max(chance.roll_in_100, 1), 100) / 100 * width
    pin = min(max(pin, 4.0), width - 4.0)
    ticks = "".join(f"M{width * n / 10:.1f} 20V22" for n in range(1, 10))
    return (
        f'<rect x=".5" y="8" width="{width - 1:.1f}" height="12" fill="none" stroke="{theme.LINE2}"/>'
        f'<rect x="0" y="7.5" width="{share:.1f}" height="13" fill="{theme.TEXT3}"/>'
        f'<path d="{ticks}" stroke="{theme.LINE2}"/>'
        f'<path d="M{pin:.1f} 4V21" stroke="{theme.TEXT}" stroke-width="2.5"/>'
        f'<path d="M{pin - 5:.1f} 0H{pin + 5:.1f}L{pin:.1f} 7z" fill="{theme.TEXT}"/>'
    )
