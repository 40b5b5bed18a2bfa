"""One order in full: what it says, what it would do, what it needs, and what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.desktop import figures, theme, widgets
from game.desktop.marks import Rect
from game.desktop.scenes.panel import Panel
from game.desktop.sheet import Sheet
from game.desktop.views import cards, stories
from game.desktop.views.tray import main_swings
from game.match.desk import OrderCard

if TYPE_CHECKING:
    from game.desktop.session import Session
    from game.desktop.stage import Stage


class OrderPanel(Panel):
    """A card turned over."""

    size = (760.0, 560.0)

    def __init__(self, stage: Stage, session: Session, order: str) -> None:
        super().__init__(stage)
        self._session = session
        self._order = order

    @property
    def _card(self) -> OrderCard:
        assert self._session.game is not None
        return self._session.game.desk.order(self._order)

    def title(self, sheet: Sheet) -> str:
        """The order's."""
        return self._card.title

    def body(self, sheet: Sheet, rect: Rect) -> None:
        """Text, facts, forecast, sources, and the button that chooses it."""
        card = self._card
        with sheet.region("order"), sheet.scroll("order", Rect(rect.x, rect.y, rect.w, rect.h - 50)) as inner:
            y = sheet.para(inner.x, inner.y, inner.w, card.text, theme.STORY_LARGE, theme.TEXT) + 10
            y = self._facts(sheet, inner.x, y, inner.w) + 8
            y = self._impacts(sheet, inner.x, y, inner.w)
            y = self._forecast(sheet, inner.x, y, inner.w)
            y = self._reasons(sheet, inner.x, y, inner.w)
            y = self._sources(sheet, inner.x, y, inner.w)
            inner.end = y
        is_free = card.is_chosen or card.is_free_to_choose
        with sheet.region("choose"):
            key = (
                "order.take_back" if card.is_chosen else "order.lift" if card.is_in_force else "order.choose"
            )
            words = sheet.say(key)
            width = widgets.button_width(sheet, words)
            place = Rect(rect.right - width, rect.bottom - 38, width, 38)
            widgets.button(
                sheet, "choose", place, words, self._toggle if is_free else None, kind=widgets.PRIMARY
            )
            figures.cost(sheet, place.x - 14, place.y + 12, card.cost)
        if is_free:
            sheet.key("return", self._toggle)

    def _toggle(self) -> None:
        self.leave()
        self._session.toggle(self._order)

    def _facts(self, sheet: Sheet, x: float, y: float, width: float) -> float:
        card = self._card
        lines = [(card.visibility, sheet.say(f"order.{card.visibility}"))]
        if card.is_seen:
            lines.append(("public", sheet.say("order.seen")))
        if card.odds_in_100 >= 0:
            lines.append(("dice", sheet.say("order.odds", odds=card.odds_in_100)))
        if card.is_policy:
            key = "order.policy_term" if card.term > 1 else "order.policy"
            lines.append(("clock", sheet.say(key, upkeep=card.upkeep, term=card.term)))
        if card.is_in_force:
            lines.append(
                ("tick", sheet.say("order.in_force", count=max(card.since, 1), turns=max(card.since, 1)))
            )
        if not card.is_on_table and card.cost > card.base_cost:
            lines.append(("capital", sheet.say("order.off_table", base=card.base_cost, cost=card.cost)))
        for icon, words in lines:
            sheet.icon(icon, x, y + 2, 15, theme.TEXT2)
            y = sheet.para(x + 26, y, width - 26, words, theme.LABEL, theme.TEXT2) + 5
        return y

    def _impacts(self, sheet: Sheet, x: float, y: float, width: float) -> float:
        """What it does by itself, as the scenario says."""
        game, card = self._session.game, self._card
        if not card.impacts or game is None:
            return y
        sheet.text(x, y, sheet.say("order.impacts"), theme.LABEL_BOLD, room=width)
        y += 22
        at = x
        for impact in cards.main_impacts(card.impacts, game.desk.side.id):
            if at > x and x + width - at < 190:
                at, y = x, y + 25
            at += cards.impact_chip(sheet, at, y, impact, room=x + width - at) + 6
        return y + 34

    def _forecast(self, sheet: Sheet, x: float, y: float, width: float) -> float:
        game = self._session.game
        assert game is not None
        forecast = self._session.forecasts.get(self._order)
        if forecast is None:
            return y
        sheet.text(x, y, sheet.say("order.forecast", count=forecast.futures), theme.LABEL_BOLD, room=width)
        y += 24
        swings = main_swings(forecast, game.desk.side.id, 8)
        reach = max((max(abs(s.low), abs(s.high)) for s in swings), default=1.0) or 1.0
        for swing in swings:
            figures.forecast_row(
                sheet,
                Rect(x, y, min(width, 520.0), 24),
                swing.label,
                swing.low,
                swing.middle,
                swing.high,
                swing.good,
                swing.digits,
                reach,
                label_width=190.0,
            )
            y += 24
        if not swings:
            sheet.text(x, y, sheet.say("desk.no_effect"), theme.LABEL, theme.TEXT3)
            y += 22
        return y + 10

    def _reasons(self, sheet: Sheet, x: float, y: float, width: float) -> float:
        card = self._card
        if card.is_chosen or card.is_free_to_choose or not card.reasons:
            return y
        sheet.text(x, y, sheet.say("order.lacks"), theme.LABEL_BOLD)
        y += 22
        for reason in card.reasons:
            sheet.icon("locked", x, y + 2, 15, theme.TEXT2)
            y = sheet.para(x + 26, y, width - 26, reason.text, theme.LABEL, theme.TEXT2) + 4
        return y + 8

    def _sources(self, sheet: Sheet, x: float, y: float, width: float) -> float:
        card = self._card
        if card.badge:
            figures.badge(sheet, x, y, card.badge, on_paper=False)
            y += 26
        if card.background is not None:
            taken = figures.badge(sheet, x, y + 1, card.background.badge, on_paper=False)
            y = (
                sheet.para(
                    x + taken + 10, y, width - taken - 10, card.background.text, theme.LABEL, theme.TEXT2
                )
                + 8
            )
        cites = tuple(dict.fromkeys([*card.cites, *(card.background.cites if card.background else ())]))
        for line in self._session.facts(cites):
            y = sheet.para(x, y, width, stories.cited(line), theme.CAPTION, theme.TEXT3) + 5
        return y
