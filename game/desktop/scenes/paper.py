"""The morning paper: a front page in one to three columns, by the room there is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from game.desktop import figures, theme, widgets
from game.desktop.marks import Rect
from game.desktop.scene import Scene
from game.desktop.sheet import Sheet
from game.desktop.views import stories

if TYPE_CHECKING:
    from game.desktop.session import Session
    from game.desktop.stage import Stage
    from game.news.model import FrontPage, Story

WIDEST = 1160.0


class Paper(Scene):
    """One page; `on` is where it leads."""

    def __init__(self, stage: Stage, session: Session, page: FrontPage, on: Callable[[], None]) -> None:
        super().__init__(stage)
        self._session, self._page, self._on = session, page, on

    def escape(self) -> None:
        """Lays it aside."""
        self._on()

    def draw(self, sheet: Sheet) -> None:
        """The page, and the way on below it."""
        foot = 56.0
        width = min(max(WIDEST, sheet.width * 0.9 - 40), sheet.width - (120 if sheet.width > 1200 else 28))
        width = min(width, 1500.0)
        rect = Rect((sheet.width - width) / 2, 12, width, sheet.height - foot - 16)
        sheet.box(rect._replace(x=rect.x + 8, y=rect.y + 6), theme.SHADOW)
        sheet.box(rect._replace(x=rect.x + 5, y=rect.y + 4), theme.PAPER3)
        sheet.box(rect, theme.PAPER)
        pad = 34.0 if width > 900 else 18.0
        with sheet.region("page"), sheet.scroll("page", rect.inset(pad - 10, 6)) as inner:
            frame = Rect(rect.x + pad, inner.y + 8, width - 2 * pad, 0)
            y = self._masthead(sheet, frame)
            y = self._columns(sheet, frame._replace(y=y))
            inner.end = y + 10
        with sheet.region("on"):
            words = sheet.say("paper.on")
            button = widgets.button_width(sheet, words, has_icon=True)
            place = Rect(rect.right - button, sheet.height - 48, button, 40)
            widgets.button(sheet, "on", place, words, self._on, kind=widgets.PRIMARY, icon_after="forward")
        sheet.text(
            place.x - 14, place.y + 12, sheet.say("key.enter"), theme.CAPTION, theme.TEXT3, anchor="right"
        )
        note = sheet.say("paper.note")
        if rect.x + sheet.measure(note, theme.LABEL) < place.x - 70:
            sheet.text(rect.x, place.y + 11, note, theme.LABEL, theme.TEXT2)
        sheet.key("return", self._on)
        sheet.key("space", self._on)

    def _masthead(self, sheet: Sheet, rect: Rect) -> float:
        page = self._page
        kinds = (theme.MASTHEAD, theme.Type(theme.SERIF_BLACK, 42, 48), theme.Type(theme.SERIF_BLACK, 30, 36))
        has_boxes = rect.w >= 900
        room = rect.w - (2 * 216 if has_boxes else 0)
        kind = next((kind for kind in kinds if sheet.measure(page.masthead, kind) <= room), kinds[-1])
        height = max(kind.line + 6, 74.0 if has_boxes else 0.0)
        sheet.text(
            rect.x + rect.w / 2,
            rect.y + (height - kind.line) / 2,
            page.masthead,
            kind,
            theme.PRINT,
            anchor="middle",
            room=room,
        )
        if has_boxes:
            if page.weather is not None:
                stories.small_box(
                    sheet, Rect(rect.x, rect.y + 3, 196, 68), page.weather.title, page.weather.text
                )
            stories.small_box(
                sheet, Rect(rect.right - 196, rect.y + 3, 196, 68), page.price.title, page.price.text
            )
        y = rect.y + height + 8
        sheet.rule(rect.x, y, rect.w, theme.PRINT, weight=3)
        y += 4
        label = theme.Type(theme.MEDIUM, 13, 26)
        left = sheet.text(rect.x, y, page.edition, label, theme.PRINT)
        right = sheet.text(rect.right, y, page.number, label, theme.PRINT, anchor="right")
        motto = theme.Type(theme.SERIF_ITALIC, 15, 26)
        if sheet.measure(page.motto, motto) < rect.w - 2 * max(left, right) - 30:
            sheet.text(rect.x + rect.w / 2, y, page.motto, motto, theme.PRINT, anchor="middle")
        sheet.rule(rect.x, y + 27, rect.w, theme.RULE)
        return y + 28

    def _columns(self, sheet: Sheet, rect: Rect) -> float:
        page = self._page
        if rect.w >= 860:
            lead, *others = rect.columns(1.9, 0.92, 0.92, gap=38)
        elif rect.w >= 560:
            lead, *others = rect.columns(1.25, 0.9, gap=32)
        else:
            lead, others = rect, []
        top = rect.y + 14
        y = self._lead(sheet, lead._replace(y=top), page.lead)
        if not others:
            return self._fill(sheet, [lead], [y + 8])
        ends = self._fill(
            sheet,
            others,
            [top] * len(others),
        )
        bottom = max(y, ends)
        for column in others:
            sheet.bar(column.x - 19 if len(others) > 1 else column.x - 16, top, bottom - top, theme.RULE)
        return bottom

    def _fill(self, sheet: Sheet, columns: Sequence[Rect], starts: Sequence[float]) -> float:
        """The other stories, chart and boxes, each into the shortest column."""
        page, ends = self._page, list(starts)
        last = len(columns) - 1

        def put(draw: Callable[[Rect], float], at: int = -1) -> None:
            column = at if at >= 0 else min(range(len(ends)), key=lambda n: ends[n])
            if ends[column] > starts[column]:
                sheet.rule(columns[column].x, ends[column] + 2, columns[column].w, theme.RULE)
                ends[column] += 12
            ends[column] = draw(columns[column]._replace(y=ends[column])) + 8

        chart = page.chart
        if chart is not None:
            put(lambda rect: stories.chart(sheet, rect, chart), last)
        for story in page.stories:
            put(lambda rect, story=story: stories.story(sheet, rect, story, self._position(story.side)))  # type: ignore[misc]
        if page.correction is not None:
            box = page.correction
            put(lambda rect: stories.boxed(sheet, rect, box.title, box.text))
        if page.briefs:
            put(lambda rect: stories.briefs(sheet, rect, page.briefs))
        if page.declined:
            put(lambda rect: stories.declined(sheet, rect, page.declined))
        return max(ends)

    def _position(self, side: str) -> int:
        game = self._session.game
        if game is None or not side:
            return -1
        if side == game.desk.side.id:
            return game.desk.side.position
        return game.desk.rival.position if side == game.desk.rival.id else -1

    def _lead(self, sheet: Sheet, rect: Rect, story: Story) -> float:
        height = min(178.0, rect.w * 0.36, max(90.0, sheet.height * 0.26))
        sheet.illustration(Rect(rect.x, rect.y, rect.w, height), story.picture or "city")
        y = rect.y + height + 12
        taken = figures.badge(sheet, rect.x, y, story.badge)
        sheet.text(
            rect.x + taken + 8, y + 1, story.source, theme.CAPTION, theme.PRINT_MUTED, room=rect.w - taken - 8
        )
        y += 25
        kind = theme.HEADLINE if rect.w >= 470 else theme.HEADLINE_SMALL if rect.w >= 300 else theme.SUBTITLE
        if len(sheet.lines(story.headline, kind, rect.w)) > 2:
            kind = theme.HEADLINE_SMALL if rect.w >= 300 else theme.STORY_HEAD
        y = sheet.para(rect.x, y, rect.w, story.headline, kind, theme.PRINT, most=4) + 6
        if story.standfirst:
            y = sheet.para(rect.x, y, rect.w, story.standfirst, theme.DECK, theme.PRINT_MUTED) + 10
        text = "\n".join(story.paragraphs)
        y = stories.two_columns(sheet, Rect(rect.x, y, rect.w, 0), text)
        y = stories.effects(sheet, rect.x, y + 10, rect.w, story, self._position) + 4
        return stories.backgrounds(sheet, rect.x, y + 4, rect.w, story.backgrounds)
