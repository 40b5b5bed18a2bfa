"""The desk: everything one side sees in a turn, and where it decides.

Three layouts by the room there is, in units: full (own values, map, rival), medium (the rival
becomes a tab), compact (cards in a row, own values beside or as a tab).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.desktop import theme, widgets
from game.desktop.marks import Rect
from game.desktop.scene import Scene
from game.desktop.sheet import Sheet
from game.desktop.views import choosing, header, lists, values, worldmap
from game.desktop.views.score import score
from game.desktop.views.tray import tray
from game.desktop.views.trends import trends

if TYPE_CHECKING:
    from game.desktop.session import Session
    from game.desktop.stage import Stage

FULL, MEDIUM = (1180.0, 660.0), (1000.0, 560.0)
BESIDE = 800.0  # a compact desk this wide keeps the own values beside


class DeskScene(Scene):
    """The turn to be decided."""

    def __init__(self, stage: Stage, session: Session) -> None:
        super().__init__(stage)
        self.session = session
        self.page = "map"
        self.group = ""

    def draw(self, sheet: Sheet) -> None:
        """All of it, in the layout that fits."""
        game = self.session.game
        if game is None:
            return
        desk = game.desk
        top = sheet.area.top(header.HEIGHT)
        acts = header.Acts(
            self.session.undo if game.can_undo else None,
            self.session.redo if game.can_redo else None,
            self.session.show_help,
            self.session.show_pause,
        )
        header.header(sheet, top, desk, acts, self.explain)
        self._choose_group(sheet)
        rest = Rect(
            theme.MARGIN, top.bottom + 8, sheet.width - 2 * theme.MARGIN, sheet.height - top.bottom - 18
        )
        if sheet.width >= FULL[0] and sheet.height >= FULL[1]:
            self._full(sheet, rest)
        elif sheet.width >= MEDIUM[0] and sheet.height >= MEDIUM[1]:
            self._medium(sheet, rest)
        else:
            self._compact(sheet, rest)
        sheet.key("s", self._seal)
        sheet.key("return", self._seal)
        sheet.key("ctrl+s", self.session.save)
        for number, tab in enumerate(self._pages(sheet)):
            sheet.key(f"ctrl+{number + 1}", lambda name=tab.id: self._show(name))  # type: ignore[misc]

    def escape(self) -> None:
        """The pause."""
        self.session.show_pause()

    def explain(self, why: str) -> None:
        """Opens the causes of a number, or an order's page."""
        self.session.explain(why)

    # Layouts

    def _full(self, sheet: Sheet, rect: Rect) -> None:
        game = self.session.game
        assert game is not None
        below = 264.0 if rect.h < 760 else 264.0 + (rect.h - 760) * 0.4
        upper = rect.top(rect.h - below - theme.GUTTER)
        lower = rect.below(upper.h + theme.GUTTER)
        side = 222.0
        values.own_panel(sheet, upper._replace(w=side), game.desk, self.explain)
        middle = Rect(upper.x + side + 8, upper.y, upper.w - 2 * side - 16, upper.h)
        self._tabs(sheet, middle)
        values.rival_panel(sheet, upper._replace(x=upper.right - side, w=side), game.desk, self.explain)
        self._lower(sheet, lower, 446.0)

    def _medium(self, sheet: Sheet, rect: Rect) -> None:
        game = self.session.game
        assert game is not None
        below = 248.0
        upper = rect.top(rect.h - below - theme.GUTTER)
        lower = rect.below(upper.h + theme.GUTTER)
        side = 206.0
        values.own_panel(sheet, upper._replace(w=side), game.desk, self.explain)
        self._tabs(sheet, Rect(upper.x + side + 8, upper.y, upper.w - side - 8, upper.h))
        self._lower(sheet, lower, 372.0)

    def _compact(self, sheet: Sheet, rect: Rect) -> None:
        game = self.session.game
        assert game is not None
        if sheet.width >= BESIDE:
            side = 194.0
            values.own_panel(sheet, rect._replace(w=side), game.desk, self.explain)
            rect = Rect(rect.x + side + 8, rect.y, rect.w - side - 8, rect.h)
        below = min(206.0, rect.h * 0.54)
        upper = rect.top(rect.h - below - theme.GUTTER)
        self._tabs(sheet, upper)
        self._lower(sheet, rect.below(upper.h + theme.GUTTER), 206.0)

    def _lower(self, sheet: Sheet, rect: Rect, tray_width: float) -> None:
        session = self.session
        assert session.game is not None
        left = rect._replace(w=rect.w - tray_width - theme.GUTTER)
        right = Rect(rect.right - tray_width, rect.y, tray_width, rect.h)
        acts = choosing.Choosing(self._pick, session.toggle, session.open_question)
        choosing.choosing(sheet, left, session.game.desk, self.group, session.forecasts, acts)
        tray(sheet, right, session.game.desk, session.forecasts.get(""), session.toggle, self._seal)

    # The middle

    def _pages(self, sheet: Sheet) -> list[widgets.Tab]:
        game = self.session.game
        assert game is not None
        pages = []
        if any(place.at is not None for place in game.desk.places):
            pages.append(widgets.Tab("map", sheet.say("desk.map"), "map"))
        is_full = sheet.width >= FULL[0] and sheet.height >= FULL[1]
        if sheet.width < BESIDE:
            pages.append(widgets.Tab("own", sheet.say("desk.own_tab"), side=game.desk.side.position))
        if not is_full:
            pages.append(widgets.Tab("rival", sheet.say("desk.rival_tab"), side=game.desk.rival.position))
        if game.desk.people:
            pages.append(widgets.Tab("people", sheet.say("desk.people"), "people"))
        pages += [
            widgets.Tab("in_force", sheet.say("desk.in_force"), "scales"),
            widgets.Tab("score", sheet.say("desk.score"), "teach"),
            widgets.Tab("trends", sheet.say("desk.trends"), "trends"),
            widgets.Tab("paper", sheet.say("desk.paper"), "paper"),
            widgets.Tab("log", sheet.say("desk.log"), "list"),
        ]
        return pages

    def _tabs(self, sheet: Sheet, rect: Rect) -> None:
        session = self.session
        assert session.game is not None
        desk = session.game.desk
        sheet.panel(rect)
        pages = self._pages(sheet)
        page = self.page if any(tab.id == self.page for tab in pages) else pages[0].id
        with sheet.region("tabs"):
            widgets.tabs(sheet, "tab", Rect(rect.x + 4, rect.y, rect.w - 8, 38), pages, page, self._show)
        sheet.rule(rect.x + 1, rect.y + 38, rect.w - 2)
        inner = Rect(rect.x + 1, rect.y + 39, rect.w - 2, rect.h - 41)
        if page == "map":
            worldmap.world_map(sheet, inner, desk, session.open_question, session.open_person)
        elif page == "own":
            self._own_list(sheet, inner)
        elif page == "rival":
            columns = max(1, min(3, int(inner.w // 280)))
            values.rival_list(sheet, inner, desk, self.explain, columns=columns)
        elif page == "people":
            lists.people(sheet, inner, desk, session.open_person)
        elif page == "in_force":
            lists.in_force(sheet, inner, desk, self.explain)
        elif page == "score":
            score(sheet, inner, desk)
        elif page == "trends":
            trends(sheet, inner, desk, self.explain)
        else:
            lists.log(sheet, inner, desk, session.reveals, session.open_reveal)

    def _own_list(self, sheet: Sheet, rect: Rect) -> None:
        assert self.session.game is not None
        desk = self.session.game.desk
        shown = values.own_values(desk)
        columns = max(1, min(3, int(rect.w // 220)))
        rows = -(-len(shown) // columns)
        height = max(values.LEAST_ROW, min(values.ROW, rect.h / max(1, rows)))
        width = rect.w / columns
        with sheet.region("own"), sheet.scroll("own_tab", rect) as inner:
            for number, view in enumerate(shown):
                column, row = divmod(number, rows)
                cell = Rect(rect.x + column * width, inner.y + row * height, width, height)
                values.own_row(sheet, cell, view, self.explain, has_line=width >= 210)
            inner.end = inner.y + rows * height

    def _show(self, page: str) -> None:
        if page == "paper":
            self.session.show_paper()
        else:
            self.page = page
            self.stage.touch()
            if page == "log":
                self.session.read_log()

    # Choosing

    def _choose_group(self, sheet: Sheet) -> None:
        """Opens on what waits, if anything does, else on the first family."""
        assert self.session.game is not None
        names = [tab.id for tab in choosing.groups(sheet, self.session.game.desk)]
        if self.group not in names:
            self.group = names[0] if names else ""

    def _pick(self, group: str) -> None:
        self.group = group
        self.stage.touch()

    def _seal(self) -> None:
        self.session.ask_to_seal()
