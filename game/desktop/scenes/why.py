"""Why a number is what it is: its causes one by one, each with its rule, adding up to the change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.desktop import art, figures, theme, widgets
from game.desktop.letters import Why
from game.desktop.marks import Rect
from game.desktop.scenes.panel import HEAD, Panel
from game.desktop.sheet import Sheet
from game.desktop.views import stories, values
from game.match.account import Cause
from game.match.figures import signed
from game.match.figures import text as number_text

if TYPE_CHECKING:
    from game.desktop.session import Session
    from game.desktop.stage import Stage

ROW = 50.0


class WhyPanel(Panel):
    """The causes of an own or shared value's change, last turn's or since the start."""

    size = (1000.0, 640.0)

    def __init__(self, stage: Stage, session: Session, variable: str) -> None:
        super().__init__(stage)
        self._session = session
        self._variable = variable
        self._span = "last"
        self._found: Why | None = None
        self._ask()

    def _ask(self) -> None:
        game = self._session.game
        self._found = None
        if game is None or game.desk.turn <= 1:
            return
        last = game.desk.turn - 1
        first = last if self._span == "last" else 1

        def got(found: Why) -> None:
            self._found = found

        self._session.why(self._variable, first, last, got)

    def heading(self, sheet: Sheet, rect: Rect) -> None:
        """Why did it rise: from, to, by how much."""
        game = self._session.game
        if game is None:
            return
        view = game.desk.variable(self._variable)
        found = self._found
        if found is None or found.account.change == 0:
            end = self.head_line(sheet, rect, view.icon or "circle", sheet.say("why.none", label=view.label))
            sheet.text(end + 16, rect.y + 17, view.text, theme.VALUE)
            return
        account = found.account
        key = "why.rise" if account.change > 0 else "why.fall"
        numbers = f"{number_text(account.start, account.digits)} → {number_text(account.end, account.digits)}"
        room = sheet.measure(numbers, theme.VALUE) + 110
        end = self.head_line(
            sheet, rect._replace(w=rect.w - room), view.icon or "circle", sheet.say(key, label=view.label)
        )
        x = end + 18
        start = number_text(account.start, account.digits)
        x += sheet.text(x, rect.y + 17, start, theme.VALUE, theme.TEXT2) + 10
        sheet.icon("forward", x, rect.y + 21, 16, theme.TEXT2)
        x += 26
        x += sheet.text(x, rect.y + 17, number_text(account.end, account.digits), theme.VALUE) + 14
        verdict = figures.is_good(account.change, account.good)
        size = number_text(abs(account.change), account.digits)
        figures.effect_chip(
            sheet, x, rect.y + HEAD / 2 - 10, "", size, 1 if account.change > 0 else -1, verdict
        )

    def body(self, sheet: Sheet, rect: Rect) -> None:
        """The rows, their bars on one scale, and the line that vouches for them."""
        game = self._session.game
        if game is None:
            return
        view = game.desk.variable(self._variable)
        y = rect.y
        if view.about:
            y = sheet.para(rect.x, y, rect.w, view.about, theme.LABEL, theme.TEXT2, most=3) + 8
        if game.desk.turn <= 1:
            sheet.text(rect.x, y + 4, sheet.say("why.first_turn"), theme.BODY, theme.TEXT2)
            return
        options = [
            ("last", sheet.say("why.last", label=game.desk.previous_label)),
            ("all", sheet.say("why.all")),
        ]
        with sheet.region("span"):
            widgets.segmented(sheet, "span", rect.x, y, options, self._span, self._choose)
        y += 44
        found = self._found
        if found is None:
            sheet.text(rect.x, y, sheet.say("why.asking"), theme.BODY, theme.TEXT3)
            return
        foot = 26.0
        self._rows(sheet, Rect(rect.x, y, rect.w, rect.bottom - y - foot), found)
        sheet.vector(Rect(rect.x, rect.bottom - 17, 12, 12), (24, 24), art.tick(theme.GOOD))
        sheet.text(rect.x + 22, rect.bottom - 20, found.tally, theme.CAPTION, theme.TEXT2, room=rect.w - 22)

    def _choose(self, span: str) -> None:
        if span != self._span:
            self._span = span
            self._ask()

    def _rows(self, sheet: Sheet, rect: Rect, found: Why) -> None:
        account = found.account
        points, at = [account.start], account.start
        for cause in account.causes:
            at += cause.amount
            points.append(at)
        low, high = min(points), max(points)
        spare = max((high - low) * 0.08, 1.0)
        scale = (low - spare, high + spare)
        has_bars = rect.w > 620
        with sheet.region("causes"), sheet.scroll("causes", rect) as inner:
            text_width = inner.w * 0.56 if has_bars else inner.w - 76
            plot = Rect(inner.x + text_width + 10, inner.y, inner.w - text_width - 100, 0)
            y = inner.y
            self._end_row(
                sheet,
                inner.x,
                y,
                inner.w,
                sheet.say("why.start", label=account.first_label),
                account.start,
                account.digits,
            )
            y += 34
            before = account.start
            for number, cause in enumerate(account.causes):
                self._cause(
                    sheet,
                    Rect(inner.x, y, inner.w, ROW),
                    number,
                    cause,
                    found.places[number],
                    text_width,
                    account.good,
                    account.digits,
                )
                if has_bars:
                    _bar(sheet, plot._replace(y=y, h=ROW), before, before + cause.amount, scale, account.good)
                before += cause.amount
                y += ROW
            sheet.rule(inner.x, y, inner.w, theme.TEXT3)
            self._end_row(
                sheet,
                inner.x,
                y,
                inner.w,
                sheet.say("why.end", label=account.last_label),
                account.end,
                account.digits,
            )
            y += 36
            for line in found.sources:
                figures.badge(sheet, inner.x, y + 2, line.badge, on_paper=False)
                y = (
                    sheet.para(
                        inner.x + 116, y + 2, inner.w - 116, stories.cited(line), theme.CAPTION, theme.TEXT2
                    )
                    + 6
                )
            inner.end = y

    def _end_row(
        self, sheet: Sheet, x: float, y: float, width: float, label: str, value: float, digits: int
    ) -> None:
        sheet.text(x, y + 7, label, theme.BODY_BOLD)
        sheet.text(x + width - 36, y + 5, number_text(value, digits), theme.VALUE, anchor="right")

    def _cause(
        self,
        sheet: Sheet,
        rect: Rect,
        number: int,
        cause: Cause,
        place: str,
        text_width: float,
        good: str,
        digits: int,
    ) -> None:
        def act() -> None:
            self._session.explain(f"order:{cause.order}")

        is_own_order = bool(cause.order) and self._has_card(cause.order)
        if is_own_order:
            widgets.row(
                sheet, f"cause.{number}", rect.inset(-6, 1), act, cause.title, why=f"order:{cause.order}"
            )
        sheet.rule(rect.x, rect.y, rect.w)
        self._glyph(sheet, rect.x, rect.y + 8, cause)
        title = cause.title if cause.is_known else sheet.say("why.unknown")
        sheet.text(rect.x + 28, rect.y + 6, title, theme.BODY_BOLD, room=text_width - 30)
        exact = signed(cause.exact, 2) if cause.amount == 0 and abs(cause.exact) >= 0.005 else ""
        parts = [part for part in (cause.detail, exact, place) if part]
        sheet.text(
            rect.x + 28, rect.y + 27, " · ".join(parts), theme.CAPTION, theme.TEXT3, room=text_width - 30
        )
        verdict = figures.is_good(cause.amount, good)
        y = rect.y + rect.h / 2
        sheet.text(rect.right - 36, y - 10, signed(cause.amount, digits), theme.STRONG, anchor="right")
        colour = {True: theme.GOOD, False: theme.BAD, None: theme.TEXT3}[verdict]
        figures.verdict_glyph(sheet, rect.right - 26, y - 9, verdict, colour, 12)

    def _has_card(self, order: str) -> bool:
        game = self._session.game
        return game is not None and any(card.id == order for card in game.desk.orders)

    def _glyph(self, sheet: Sheet, x: float, y: float, cause: Cause) -> None:
        game = self._session.game
        assert game is not None
        desk = game.desk
        if cause.actor == desk.side.id:
            figures.side_mark(sheet, x + 2, y + 2, 12, desk.side.position)
        elif cause.actor == desk.rival.id:
            figures.side_mark(sheet, x + 2, y + 2, 12, desk.rival.position)
        else:
            icon = {"event": "paper", "outcome": "plane", "limit": "locked", "unknown": "help"}.get(
                cause.kind, "scales"
            )
            sheet.icon(icon, x, y, 16, theme.TEXT2)


def _bar(sheet: Sheet, rect: Rect, start: float, end: float, scale: tuple[float, float], good: str) -> None:
    """A change as a bar from where it began to where it led: good ends round, bad in a point."""
    unit = rect.w / (scale[1] - scale[0])
    a, b = (start - scale[0]) * unit, (end - scale[0]) * unit
    left, width = min(a, b), max(abs(b - a), 2.0)
    verdict = figures.is_good(end - start, good)
    colour = {True: theme.GOOD, False: theme.BAD, None: theme.TEXT3}[verdict]
    height = 24.0
    tip = min(8.0, width / 2)
    if verdict is False:
        shape = (
            f"M0 0H{width - tip:.1f}L{width:.1f} 12L{width - tip:.1f} 24H0z"
            if b >= a
            else f"M{width:.1f} 0H{tip:.1f}L0 12L{tip:.1f} 24H{width:.1f}z"
        )
        body = f'<path d="{shape}" fill="{colour}"/>'
    else:
        body = f'<rect width="{width:.1f}" height="24" rx="{min(8.0, width / 2):.1f}" fill="{colour}"/>'
    sheet.vector(Rect(rect.x + left, rect.y + (rect.h - height) / 2, width, height), (width, height), body)


class EstimatePanel(Panel):
    """What is believed of a rival's value, and how far it can be trusted."""

    size = (620.0, 400.0)

    def __init__(self, stage: Stage, session: Session, variable: str) -> None:
        super().__init__(stage)
        self._session = session
        self._variable = variable

    def title(self, sheet: Sheet) -> str:
        """Whose value it is."""
        game = self._session.game
        if game is None:
            return ""
        view = next(e for e in game.desk.estimates if e.id == self._variable)
        return sheet.say("estimate.title", side=game.desk.rival.capital, label=view.label)

    def body(self, sheet: Sheet, rect: Rect) -> None:
        """The range on its scale, and what it means."""
        game = self._session.game
        if game is None:
            return
        desk = game.desk
        view = next(e for e in desk.estimates if e.id == self._variable)
        sheet.text(rect.x, rect.y + 2, values.estimate_words(view), theme.INDICATOR)
        figures.source_pips(sheet, rect.right, rect.y + 12, values.pips(view))
        figures.range_bar(
            sheet,
            Rect(rect.x, rect.y + 38, rect.w, 21),
            view.low,
            view.middle,
            view.high,
            (view.range_low, view.range_high),
            view.own,
            desk.rival.position,
        )
        y = rect.y + 74
        with sheet.scroll("estimate", Rect(rect.x, y, rect.w, rect.bottom - y)) as inner:
            y = inner.y
            lines = (
                ["estimate.known"]
                if view.is_known
                else ["estimate.band", "estimate.persists", "estimate.why"]
            )
            for key in lines:
                words = sheet.say(
                    key,
                    low=number_text(view.low, view.digits),
                    high=number_text(view.high, view.digits),
                    middle=number_text(view.middle, view.digits),
                    own=number_text(view.own, view.digits),
                )
                y = sheet.para(inner.x, y, inner.w, words, theme.BODY, theme.TEXT2) + 8
            inner.end = y
