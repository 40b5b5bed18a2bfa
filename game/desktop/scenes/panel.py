"""A sheet of glass over a dimmed scene: a heading, a way to close it, and room for what it says."""

from __future__ import annotations

from game.desktop import theme, widgets
from game.desktop.marks import Rect
from game.desktop.scene import Scene
from game.desktop.sheet import Sheet

HEAD = 58.0


class Panel(Scene):
    """Opens over what is there; Esc and the cross close it."""

    is_panel = True
    size = (760.0, 520.0)  # at most, in units

    def draw(self, sheet: Sheet) -> None:
        """Frame and heading; the rest is `body`."""
        width, height = min(self.size[0], sheet.width - 24), min(self.size[1], sheet.height - 24)
        rect = Rect((sheet.width - width) / 2, (sheet.height - height) / 2, width, height)
        sheet.box(rect, theme.INK1, theme.LINE2, radius=theme.RADIUS_PANEL)
        cross = Rect(rect.right - 48, rect.y + 12, 36, 36)
        self.heading(sheet, Rect(rect.x + 24, rect.y, rect.w - 84, HEAD))
        sheet.rule(rect.x + 1, rect.y + HEAD, rect.w - 2, theme.LINE2)
        self.body(sheet, Rect(rect.x + 24, rect.y + HEAD + 10, rect.w - 48, rect.h - HEAD - 22))
        with sheet.region("close"):
            widgets.icon_button(sheet, "close", cross, "close", sheet.say("panel.close"), self.leave)

    def heading(self, sheet: Sheet, rect: Rect) -> None:
        """What stands at the top."""
        self.head_line(sheet, rect, "", self.title(sheet))

    def title(self, sheet: Sheet) -> str:
        """The words of the heading."""
        return ""

    def head_line(self, sheet: Sheet, rect: Rect, icon: str, title: str) -> float:
        """An icon and a title; returns where they end."""
        x = rect.x
        if icon:
            sheet.icon(icon, x, rect.y + 18, 22, theme.TEXT)
            x += 36
        kind = theme.SCREEN
        if sheet.measure(title, kind) > rect.right - x:
            kind = theme.Type(theme.SERIF_SEMI, 19, 24)
        return x + sheet.text(
            x, rect.y + HEAD / 2 - kind.line / 2, title, kind, theme.TEXT, room=rect.right - x
        )

    def body(self, sheet: Sheet, rect: Rect) -> None:
        """What the panel says."""
        raise NotImplementedError

    def leave(self) -> None:
        """Closes it."""
        self.stage.close(self)
