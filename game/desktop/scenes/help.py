"""Keys and signs: everything that can be pressed, and what the shapes mean."""

from __future__ import annotations

from game.desktop import art, figures, theme
from game.desktop.marks import Rect
from game.desktop.scenes.panel import Panel
from game.desktop.sheet import Sheet

_KEYS = ("tab", "arrows", "enter", "numbers", "w", "s", "undo", "pages", "pause", "text", "screen")


class Help(Panel):
    """Two columns where there is room."""

    size = (860.0, 560.0)

    def title(self, sheet: Sheet) -> str:
        """What it is."""
        return sheet.say("help.title")

    def body(self, sheet: Sheet, rect: Rect) -> None:
        """The keys, and the signs."""
        with sheet.region("help"), sheet.scroll("help", rect) as inner:
            is_wide = inner.w > 620
            width = inner.w / 2 - 16 if is_wide else inner.w
            y = self._keys(sheet, Rect(inner.x, inner.y, width, 0))
            if is_wide:
                end = self._signs(sheet, Rect(inner.x + inner.w / 2 + 8, inner.y, width, 0))
            else:
                end = self._signs(sheet, Rect(inner.x, y + 14, width, 0))
            inner.end = max(y, end)

    def _keys(self, sheet: Sheet, rect: Rect) -> float:
        sheet.text(rect.x, rect.y, sheet.say("help.keys"), theme.LABEL_BOLD)
        y = rect.y + 26
        column = 112.0
        for name in _KEYS:
            cap = sheet.say(f"help.key.{name}")
            width = sheet.measure(cap, theme.CAPTION) + 14
            sheet.box(Rect(rect.x, y, width, 20), theme.INK2, theme.LINE2, radius=4)
            sheet.text(rect.x + 7, y + 2, cap, theme.CAPTION, theme.TEXT2)
            words = sheet.say(f"help.does.{name}")
            y = (
                max(
                    y + 20,
                    sheet.para(rect.x + column, y + 1, rect.w - column, words, theme.LABEL, theme.TEXT),
                )
                + 7
            )
        return y

    def _signs(self, sheet: Sheet, rect: Rect) -> float:
        x, y = rect.x, rect.y
        sheet.text(x, y, sheet.say("help.signs"), theme.LABEL_BOLD)
        y += 26
        for position in (0, 1):
            figures.side_mark(sheet, x, y + 3, 12, position)
            y = sheet.para(x + 40, y, rect.w - 40, sheet.say(f"help.side_{position}"), theme.LABEL) + 7
        for verdict in (True, False, None):
            key = {True: "good", False: "bad", None: "unclear"}[verdict]
            width = figures.effect_chip(
                sheet, x, y, sheet.say(f"help.{key}_word"), "3", 1 if verdict else -1, verdict
            )
            y = (
                max(
                    y + 22,
                    sheet.para(
                        x + width + 10, y + 1, rect.w - width - 10, sheet.say(f"help.{key}"), theme.LABEL
                    ),
                )
                + 7
            )
        for kind in ("public", "quiet", "covert"):
            sheet.icon(kind, x, y + 1, 16, theme.TEXT2)
            y = sheet.para(x + 40, y, rect.w - 40, sheet.say(f"help.{kind}"), theme.LABEL) + 7
        for kind in figures.BADGES:
            width = figures.badge(sheet, x, y, kind, on_paper=False)
            y = (
                max(
                    y + 20,
                    sheet.para(
                        x + width + 10, y, rect.w - width - 10, sheet.say(f"help.{kind}"), theme.LABEL
                    ),
                )
                + 7
            )
        sheet.vector(Rect(x, y + 1, 16, 16), (24, 24), art.token(theme.TEXT, theme.INK1))
        return sheet.para(x + 40, y, rect.w - 40, sheet.say("help.token"), theme.LABEL) + 7
