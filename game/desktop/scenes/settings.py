"""Settings: the size of text. The window itself is resized by its edges, or F11 for the full screen."""

from __future__ import annotations

from game.desktop import theme, widgets
from game.desktop.marks import Rect
from game.desktop.scenes.panel import Panel
from game.desktop.sheet import Sheet


class SettingsPanel(Panel):
    """A row of choices."""

    size = (560.0, 320.0)

    def title(self, sheet: Sheet) -> str:
        """What it is."""
        return sheet.say("settings.title")

    def body(self, sheet: Sheet, rect: Rect) -> None:
        """The choices."""
        y = rect.y + 4
        sheet.text(rect.x, y, sheet.say("settings.text"), theme.BODY_BOLD)
        y += 28
        options = [(str(size), f"{round(size * 100)} %") for size in theme.TEXT_SIZES]

        def choose(name: str) -> None:
            self.stage.set_text_size(float(name))

        with sheet.region("settings"):
            widgets.segmented(sheet, "text", rect.x, y, options, str(self.stage.text), choose)
        y += 50
        for key in ("settings.text_note", "settings.screen_note"):
            y = sheet.para(rect.x, y, rect.w, sheet.say(key), theme.LABEL, theme.TEXT2) + 6
