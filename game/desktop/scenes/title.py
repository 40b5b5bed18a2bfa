"""The first screen: what can be played, on which side, and against whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.desktop import art, figures, theme, widgets
from game.desktop.geography import WIDTH
from game.desktop.marks import Rect
from game.desktop.scene import Scene
from game.desktop.sheet import Sheet

if TYPE_CHECKING:
    from game.desktop.letters import ScenarioCard
    from game.desktop.session import Session
    from game.desktop.stage import Stage

MENU = 232.0  # units that the menu is high
NARROW = 980  # units; below it the menu stands over the list
_DIM_LAND, _DIM_GRID = "#131F23", "#101A1D"


def backdrop(sheet: Sheet) -> None:
    """The map behind everything, hardly to be seen."""
    across = 1.5 * WIDTH
    down = across * sheet.height / sheet.width
    view = Rect(-across / 2, -down * 0.62, across, down)
    sheet.land(sheet.area, view, theme.INK0, _DIM_LAND, _DIM_GRID)


class Title(Scene):
    """Scenarios as sheets of paper at the right, the menu at the left."""

    def __init__(self, stage: Stage, session: Session) -> None:
        super().__init__(stage)
        self.session = session
        self.chosen = -1  # none by the player: the one that lies open by itself
        self.side = ""
        self.level = ""

    _open_at_first = 0

    @property
    def _open(self) -> int:
        """Which sheet lies open."""
        return self.chosen if self.chosen >= 0 else self._open_at_first

    def entered(self) -> None:
        """Reads the shelf again: there may be new saved games."""
        self.session.read_shelf()

    def draw(self, sheet: Sheet) -> None:
        """All of it."""
        backdrop(sheet)
        if sheet.width >= NARROW:
            left = Rect(56, 0, min(372.0, sheet.width * 0.32), sheet.height)
            top = self._wordmark(sheet, left)
            spare = max(0.0, sheet.height - top - MENU - 60)
            self._menu(sheet, Rect(left.x, top + min(34.0, 0.3 * spare), left.w, MENU))
            x = left.right + 56
            self._scenarios(sheet, Rect(x, 40, sheet.width - x - 40, sheet.height - 64))
        else:
            self._slim(sheet)
        sheet.key("return", self._start)

    # The menu

    def _wordmark(self, sheet: Sheet, rect: Rect) -> float:
        """Logo, title and lead, as large as leaves room for the menu; returns the y below."""
        lead = sheet.say("game.lead")
        words = sheet.say("game.title").split(" ", 1)
        y = max(20.0, min(54.0, sheet.height * 0.075))
        kinds = [theme.TITLE, theme.MASTHEAD, theme.HEADLINE]
        kind = kinds[-1]
        for kind in kinds:
            needed = 84 + kind.line * len(words) + 14 + sheet.height_of(lead, theme.LEAD, rect.w - 8) + MENU
            if max(sheet.measure(word, kind) for word in words) <= rect.w and y + needed <= sheet.height:
                break
        is_high = y + 84 + kind.line * len(words) + 100 + MENU <= sheet.height
        size = 60.0 if is_high else 44.0
        sheet.vector(Rect(rect.x - 1, y, size, size), (100, 100), art.logo(theme.PAPER, theme.INK0))
        y += size + (24 if is_high else 8)
        for word in words:
            sheet.text(rect.x - 2, y, word, kind, theme.PAPER)
            y += kind.line
        if y + 20 + sheet.height_of(lead, theme.LEAD, rect.w - 8) + MENU <= sheet.height:
            y = sheet.para(rect.x, y + 14, rect.w - 8, lead, theme.LEAD, theme.TEXT2)
        return y + 16

    def _entries(self) -> list[tuple[str, str, object]]:
        session, stage = self.session, self.stage
        return [
            ("load", "folder", session.show_saves),
            ("settings", "settings", session.show_settings),
            ("help", "help", session.show_help),
            ("quit", "close", stage.quit),
        ]

    def _menu(self, sheet: Sheet, rect: Rect) -> None:
        y = rect.y
        with sheet.region("menu"):
            y = self._continue(sheet, Rect(rect.x, y, rect.w - 24, 62)) + 14
            for name, icon, act in self._entries():
                label = sheet.say(f"title.{name}")
                cell = Rect(rect.x - 10, y, 40 + sheet.measure(label, theme.BODY_MEDIUM) + 12, theme.TARGET)
                is_hover = widgets.row(sheet, f"menu.{name}", cell, act, label)  # type: ignore[arg-type]
                colour = theme.TEXT if is_hover else theme.TEXT2
                sheet.icon(icon, rect.x + 1, y + 9, 16, colour)
                sheet.text(rect.x + 30, y + 7, label, theme.BODY_MEDIUM, colour)
                y += theme.TARGET + 2

    def _continue(self, sheet: Sheet, rect: Rect) -> float:
        shelf = self.session.shelf
        latest = next((s for s in shelf.saves if not s.problem and not s.is_over), None) if shelf else None
        if latest is None:
            return rect.y - 14
        path = latest.path

        def act() -> None:
            self.session.load(path)

        words = sheet.say("title.continue")
        is_hover = sheet.control("menu.continue", rect, act, words, is_on_paper=True)
        sheet.box(rect, "#FFFAEF" if is_hover else theme.PAPER, radius=theme.RADIUS_CONTROL)
        sheet.icon("play", rect.x + 19, rect.y + 22, 18, theme.PRINT)
        sheet.text(rect.x + 52, rect.y + 11, words, theme.STRONG, theme.PRINT)
        sheet.text(
            rect.x + 52,
            rect.y + 33,
            f"{latest.title}, {latest.label}",
            theme.LABEL,
            theme.PRINT_MUTED,
            room=rect.w - 92,
        )
        if latest.side:
            figures.side_mark(sheet, rect.right - 28, rect.y + 25, 12, latest.position, on_paper=True)
        return rect.bottom

    def _slim(self, sheet: Sheet) -> None:
        """Title, menu and list one under the other, for small windows and large text."""
        margin = 20.0
        sheet.vector(Rect(margin, 14, 34, 34), (100, 100), art.logo(theme.PAPER, theme.INK0))
        width = sheet.text(margin + 46, 15, sheet.say("game.title"), theme.SCREEN, theme.PAPER)
        x = sheet.width - margin - theme.TARGET
        with sheet.region("menu"):
            for name, icon, act in reversed(self._entries()):
                rect = Rect(x, 14, theme.TARGET, theme.TARGET)
                widgets.icon_button(
                    sheet,
                    f"menu.{name}",
                    rect,
                    icon,
                    sheet.say(f"title.{name}"),
                    act,  # type: ignore[arg-type]
                )
                x -= theme.TARGET + 4
        top = 60.0
        if sheet.width - (margin + 46 + width) > 600:
            top = 60.0
        with sheet.region("menu"):
            below = self._continue(sheet, Rect(margin, top, min(420.0, sheet.width - 2 * margin), 62))
        y = below + 14 if below > top else top
        self._scenarios(sheet, Rect(margin, y, sheet.width - 2 * margin, sheet.height - y - 12))

    # The scenarios

    def _scenarios(self, sheet: Sheet, rect: Rect) -> None:
        shelf = self.session.shelf
        sheet.text(rect.x, rect.y + 8, sheet.say("title.scenarios"), theme.SUBTITLE, theme.PAPER)
        if shelf is None:
            sheet.text(rect.x, rect.y + 56, sheet.say("title.reading"), theme.BODY, theme.TEXT2)
            return
        cards = shelf.scenarios
        if self.chosen < 0:
            self._open_at_first = next((n for n, card in enumerate(cards) if card.path == shelf.first), 0)
        words = sheet.say("title.count", count=len(cards)) if cards else sheet.say("title.none")
        sheet.text(rect.right - 12, rect.y + 16, words, theme.LABEL, theme.TEXT2, anchor="right")
        with sheet.region("scenarios"), sheet.scroll("scenarios", rect.below(48).inset(-8, 0)) as inner:
            y = inner.y + 8
            x, width = inner.x + 8, inner.w - 8
            for number, card in enumerate(cards):
                y = self._card(sheet, Rect(x, y, width, 0), number, card) + 11
            inner.end = y

    def _card(self, sheet: Sheet, rect: Rect, number: int, card: ScenarioCard) -> float:
        is_open = number == self._open and not card.problem
        is_wide = rect.w > 560
        picture_width = (190.0 if is_open else 120.0) if is_wide else 0.0
        facts_width = 186.0 if is_wide else 0.0
        text_width = rect.w - picture_width - facts_width - 36
        title = theme.Type(theme.SERIF_BOLD, 24, 28) if is_open else theme.STORY_HEAD
        summary = card.problem or card.summary
        if card.problem:
            summary = sheet.say("title.problem", problem=card.problem)
        height = 14 + title.line + 4 + sheet.height_of(summary, theme.BODY, text_width, 3) + 8
        height += 26 if card.badge else 0
        height = max(height + 4, 94.0)
        if is_open:
            height = max(height, 108.0) + self._choices_height(sheet, rect.w - picture_width - 36)
        rect = rect._replace(h=height)

        def act() -> None:
            if self._open == number:
                if self.interaction.is_focus_shown:  # a second Enter; a second click does nothing
                    self._start()
                return
            self.chosen = number
            self.side = ""

        is_hover = sheet.control(
            f"scenario.{number}", rect, act, card.title, is_on_paper=True, radius=theme.RADIUS_PAPER
        )
        sheet.box(rect, "#FFFAEF" if is_hover and not is_open else theme.PAPER, radius=theme.RADIUS_PAPER)
        if picture_width:
            sheet.picture(Rect(rect.x, rect.y, picture_width, height), card.stem)
        x, y = rect.x + picture_width + 18, rect.y + 12
        sheet.text(x, y, card.title, title, theme.PRINT, room=text_width)
        y += title.line + 4
        y = sheet.para(x, y, text_width, summary, theme.BODY, theme.PRINT, most=3) + 8
        if card.badge:
            figures.badge(sheet, x, y, card.badge)
            y += 26
        if facts_width:
            self._facts(sheet, rect.right - facts_width, rect.y + 14, card)
        if is_open:
            y = max(y, rect.y + 108)
            self._choices(sheet, Rect(x, y, rect.w - picture_width - 36, height), card)
        return rect.bottom

    def _facts(self, sheet: Sheet, x: float, y: float, card: ScenarioCard) -> None:
        if card.problem:
            return
        length = sheet.say(
            "title.turns_minutes" if card.minutes else "title.turns", turns=card.turns, minutes=card.minutes
        )
        sides = " · ".join(side.capital for side in card.sides)
        for icon, words in (("clock", length), ("pair", sides)):
            sheet.icon(icon, x, y + 1, 15, theme.PRINT_MUTED)
            sheet.text(x + 22, y, words, theme.LABEL, theme.PRINT_MUTED, room=160)
            y += 21

    def _options(self, card: ScenarioCard) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        shelf = self.session.shelf
        levels = shelf.levels if shelf else ()
        say = self.stage.words
        sides = [(side.id, side.capital) for side in card.sides]
        named = [
            (level, say.say(f"level.{level}") if say.has(f"level.{level}") else level.capitalize())
            for level in levels
        ]
        return sides, named

    def _choices_height(self, sheet: Sheet, width: float) -> float:
        return 58.0 + 58.0 + (0.0 if width > 420 else 44.0)

    def _choices(self, sheet: Sheet, rect: Rect, card: ScenarioCard) -> None:
        """Side, level and the button to start, on the open sheet."""
        sides, levels = self._options(card)
        self.side = self.side if self.side in dict(sides) else sides[0][0]
        preferred = self.session.level
        self.level = self.level if self.level in dict(levels) else preferred
        x, y = rect.x, rect.y
        with sheet.region("setup"):
            sheet.text(x, y, sheet.say("title.side"), theme.CAPTION, theme.PRINT_MUTED)
            at = x
            for position, (side, label) in enumerate(sides):

                def choose(side: str = side) -> None:
                    self.side = side

                at += 8 + _pick(sheet, f"side.{side}", at, y + 18, label, choose, side == self.side, position)
            y += 58
            sheet.text(x, y, sheet.say("title.level"), theme.CAPTION, theme.PRINT_MUTED)
            at = x
            for level, label in levels:

                def select(level: str = level) -> None:
                    self.level = level

                is_here = level == self.level
                width = _pick(sheet, f"level.{level}", at, y + 18, label, select, is_here, -1)
                at += width + 6
            start = sheet.say("title.opening" if self.session.is_opening else "title.start")
            width = widgets.button_width(sheet, start, has_icon=True)
            place = Rect(rect.right - width, y + 18, width, 36)
            if place.x < at + 8:
                place = Rect(rect.x, y + 62, width, 36) if rect.w <= 420 else place._replace(y=y - 40)
            widgets.button(
                sheet,
                "start",
                place,
                start,
                None if self.session.is_opening else self._start,
                kind=widgets.PAPER_PRIMARY,
                icon_after="forward",
            )

    def _start(self) -> None:
        shelf = self.session.shelf
        if shelf is None or not shelf.scenarios or self.session.is_opening:
            return
        card = shelf.scenarios[self._open]
        if not card.problem:
            self.session.start(card.path, self.side, self.level, None)


def _pick(
    sheet: Sheet, name: str, x: float, y: float, label: str, act: object, is_chosen: bool, position: int
) -> float:
    """One of several exclusive options on paper; returns its width."""
    kind = theme.BODY_BOLD if is_chosen else theme.BODY_MEDIUM
    width = sheet.measure(label, theme.BODY_BOLD) + 24 + (20 if position >= 0 else 0)
    rect = Rect(x, y, width, 36)
    is_hover = sheet.control(name, rect, act, label, is_on_paper=True)  # type: ignore[arg-type]
    sheet.box(
        rect,
        "#FFFAEF" if is_chosen or is_hover else theme.PAPER,
        theme.PRINT if is_chosen else theme.RULE,
        width=2 if is_chosen else 1,
        radius=theme.RADIUS_CONTROL,
    )
    at = x + 12
    if position >= 0:
        figures.side_mark(sheet, at, y + 12, 12, position, on_paper=True)
        at += 20
    sheet.text(at, y + 8, label, kind, theme.PRINT)
    return width
