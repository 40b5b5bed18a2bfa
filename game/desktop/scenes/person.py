"""Someone's file, over the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.desktop import figures, theme, widgets
from game.desktop.marks import Rect
from game.desktop.scene import Scene
from game.desktop.sheet import Sheet
from game.desktop.views import dossier
from game.desktop.views.lists import status_words

if TYPE_CHECKING:
    from game.desktop.session import Session
    from game.desktop.stage import Stage


class PersonPanel(Scene):
    """A sheet of paper over the desk, with orders that concern the person."""

    is_panel = True

    def __init__(self, stage: Stage, session: Session, person: str) -> None:
        super().__init__(stage)
        self._session = session
        self._person = person

    def draw(self, sheet: Sheet) -> None:
        """The file."""
        game = self._session.game
        if game is None:
            return
        desk, person = game.desk, game.desk.person(self._person)
        side = desk.side if person.side == desk.side.id else desk.rival
        width, height = min(460.0, sheet.width - 40), min(620.0, sheet.height - 32)
        rect = Rect((sheet.width - width) / 2, (sheet.height - height) / 2, width, height)
        sheet.paper(rect, is_lifted=True)
        inside = rect.inset(26, 22)
        orders = [
            card for card in desk.orders if card.person == person.id and (card.is_legal or card.is_chosen)
        ]
        foot = 46.0 * (len(orders) + 1)
        with sheet.region("file"), sheet.scroll("file", inside._replace(h=inside.h - foot)) as inner:
            y = dossier.heading(sheet, inner.x, inner.y, inner.w, person, side.position) + 14
            sheet.rule(inner.x, y, inner.w, theme.RULE)
            y = dossier.traits(sheet, inner.x, y + 12, inner.w, person)
            sheet.rule(inner.x, y, inner.w, theme.RULE)
            y += 10
            words = status_words(sheet, desk, person)
            lines = [words[:1].upper() + words[1:] + ".", dossier.where(sheet, desk, person), person.bio]
            for line in lines:
                if line:
                    y = sheet.para(inner.x, y, inner.w, line, theme.STORY, theme.PRINT) + 6
            if person.badge:
                figures.badge(sheet, inner.x, y + 4, person.badge)
                y += 28
            inner.end = y
        y = inside.bottom - foot + 8
        with sheet.region("orders"):
            for card in orders:
                key = "person.take_back" if card.is_chosen else "person.order"

                def act(name: str = card.id) -> None:
                    self._session.toggle(name)

                free = card.is_chosen or card.is_free_to_choose
                widgets.button(
                    sheet,
                    f"order.{card.id}",
                    Rect(inside.x, y, inside.w, 38),
                    sheet.say(key, order=card.title, cost=card.cost),
                    act if free else None,
                    kind=widgets.PAPER_PLAIN,
                    is_chosen=card.is_chosen,
                )
                y += 46
            words = sheet.say("panel.close")
            button = widgets.button_width(sheet, words)
            place = Rect(inside.right - button, y, button, 38)
            widgets.button(
                sheet, "close", place, words, lambda: self.stage.close(self), kind=widgets.PAPER_PRIMARY
            )
        sheet.key("return", lambda: self.stage.close(self))
