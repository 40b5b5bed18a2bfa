"""The end: which side did better, what kind of world came of it, and the way to the debrief."""

from __future__ import annotations

import threading
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

from game.desktop import figures, theme, widgets
from game.desktop.letters import Finale
from game.desktop.marks import Rect
from game.desktop.scene import Scene
from game.desktop.scenes.title import backdrop
from game.desktop.sheet import Sheet
from game.match.figures import text as number_text

if TYPE_CHECKING:
    from game.desktop.session import Session
    from game.desktop.stage import Stage


class Ending(Scene):
    """Both results side by side, the world between them."""

    def __init__(self, stage: Stage, session: Session, finale: Finale) -> None:
        super().__init__(stage)
        self._session, self._finale = session, finale
        self._is_making = False
        self._page = ""

    def escape(self) -> None:
        """The pause."""
        self._session.show_pause()

    def draw(self, sheet: Sheet) -> None:
        """Title, results, words, and what to do next."""
        backdrop(sheet)
        game, finale = self._session.game, self._finale
        if game is None:
            return
        margin = theme.WIDE_MARGIN if sheet.width >= 1000 else 16.0
        foot = 64.0
        frame = Rect(margin - 6, 10, sheet.width - 2 * margin + 12, sheet.height - foot - 10)
        with sheet.region("ending"), sheet.scroll("ending", frame) as inner:
            x, width, y = inner.x + 6, inner.w - 6, inner.y + 12
            played = sheet.say(
                "ending.played", scenario=game.title, count=game.desk.turn - 1, turns=game.desk.turn - 1
            )
            sheet.text(x, y, played, theme.LABEL, theme.TEXT2, room=width)
            kind = theme.HEADLINE if width > 700 else theme.HEADLINE_SMALL
            y = sheet.para(x, y + 22, width, finale.title, kind, theme.PAPER)
            y = sheet.para(x, y + 4, min(width, 900.0), finale.text, theme.LEAD, theme.TEXT2) + 18
            y = self._results(sheet, Rect(x, y, width, 0)) + 14
            y = self._words(sheet, Rect(x, y, width, 0))
            inner.end = y + 8
        self._foot(sheet, Rect(margin, sheet.height - foot, sheet.width - 2 * margin, foot))

    def _results(self, sheet: Sheet, rect: Rect) -> float:
        game, ending = self._session.game, self._finale.ending
        assert game is not None
        desk = game.desk
        first, second = (desk.side, desk.rival) if desk.side.position == 0 else (desk.rival, desk.side)
        columns = 3 if rect.w >= 600 else 1
        cells = [rect._replace(w=w.w, x=w.x) for w in rect.columns(*[1.0] * columns, gap=12)]
        y = rect.y
        rows = [
            (0, first.capital, number_text(ending.payoffs[0], 1), ending.winner == first.id),
            (-1, sheet.say("ending.world"), number_text(ending.world, 0), False),
            (1, second.capital, number_text(ending.payoffs[1], 1), ending.winner == second.id),
        ]
        height = 96.0
        for number, (position, name, value, is_winner) in enumerate(rows):
            cell = cells[number % columns]._replace(y=y + (number // columns) * (height + 8), h=height)
            sheet.box(
                cell,
                theme.INK1,
                theme.PAPER if is_winner else theme.LINE,
                width=2 if is_winner else 1,
                radius=theme.RADIUS_PANEL,
            )
            if position >= 0:
                figures.side_mark(sheet, cell.x + 17, cell.y + 17, 13, position)
            else:
                sheet.icon("globe", cell.x + 15, cell.y + 15, 18, theme.TEXT2)
            sheet.text(cell.x + 42, cell.y + 13, name, theme.BODY_BOLD, room=cell.w - 56)
            big = theme.Type(theme.BOLD, 34, 40)
            width = sheet.text(cell.x + 17, cell.y + 42, value, big)
            note = "ending.of_100" if position < 0 else "ending.ahead" if is_winner else "ending.points"
            sheet.text(
                cell.x + 17 + width + 14,
                cell.y + 57,
                sheet.say(note),
                theme.LABEL,
                theme.TEXT2,
                room=cell.w - width - 44,
            )
        return y + -(-3 // columns) * (height + 8)

    def _words(self, sheet: Sheet, rect: Rect) -> float:
        finale = self._finale
        columns = rect.columns(1.0, 1.0, gap=14) if rect.w >= 760 else [rect, rect]
        left = [part for part in (finale.better, finale.world, finale.blame) if part]
        questions = finale.ending.questions[:4]
        height = 26 + sum(sheet.height_of(part, theme.STORY_LARGE, columns[0].w - 40) + 8 for part in left)
        cell = columns[0]._replace(h=height)
        sheet.paper(cell)
        y = cell.y + 14
        for part in left:
            y = sheet.para(cell.x + 20, y, cell.w - 40, part, theme.STORY_LARGE, theme.PRINT) + 8
        end = cell.bottom + 12
        if questions:
            top = rect.y if len(columns) > 1 and columns[1].x != columns[0].x else end
            end = max(end, self._discuss(sheet, columns[1]._replace(y=top), questions))
        return self._reasons(sheet, rect._replace(y=end))

    def _discuss(self, sheet: Sheet, rect: Rect, questions: tuple[str, ...]) -> float:
        inner = rect.w - 72
        height = 44 + sum(sheet.height_of(text, theme.STORY_LARGE, inner) + 6 for text in questions)
        sheet.paper(rect._replace(h=height))
        sheet.text(rect.x + 20, rect.y + 12, sheet.say("ending.discuss"), theme.LABEL_BOLD, theme.PRINT_MUTED)
        y = rect.y + 36
        for number, text in enumerate(questions):
            sheet.text(rect.x + 20, y, str(number + 1), theme.CARD_SERIF, theme.PRINT)
            y = sheet.para(rect.x + 46, y, inner, text, theme.STORY_LARGE, theme.PRINT) + 6
        return rect.y + height + 12

    def _reasons(self, sheet: Sheet, rect: Rect) -> float:
        """What the computer thought, turn by turn."""
        game = self._session.game
        told = self._finale.reasons
        if game is None or not told:
            return rect.y
        y = rect.y
        words = sheet.say("ending.reasons", rival=game.desk.rival.capital)
        sheet.text(rect.x, y, words, theme.STRONG, room=rect.w)
        y += 28
        for label, reasons in told:
            sheet.text(rect.x, y, label, theme.LABEL_BOLD, theme.TEXT2)
            y = sheet.para(rect.x + 90, y, rect.w - 90, " ".join(reasons), theme.LABEL, theme.TEXT2) + 6
        return y

    def _foot(self, sheet: Sheet, rect: Rect) -> None:
        with sheet.region("foot"):
            title = sheet.say("ending.title_screen")
            width = widgets.button_width(sheet, title, has_icon=True)
            y = rect.y + 12
            widgets.button(
                sheet,
                "title",
                Rect(rect.x, y, width, 40),
                title,
                self._session.to_title,
                kind=widgets.GHOST,
                icon="home",
            )
            key = "ending.making" if self._is_making else "ending.open" if self._page else "ending.debrief"
            words = sheet.say(key)
            wide = widgets.button_width(sheet, words, has_icon=True)
            act = None if self._is_making else self._debrief
            widgets.button(
                sheet,
                "debrief",
                Rect(rect.right - wide, y, wide, 40),
                words,
                act,
                kind=widgets.PRIMARY,
                icon="print",
            )
        sheet.key("return", self._debrief)

    def _debrief(self) -> None:
        if self._is_making:
            return
        if self._page:
            _show_page(self._page)
            return
        self._is_making = True
        self._session.debrief(self._made)

    def _made(self, path: str) -> None:
        from game.desktop.scenes.notice import Notice

        self._is_making = False
        say = self.stage.words.say
        if not path:
            text = say("ending.by_command", path=self._finale.save_path)
            self.stage.open(Notice(self.stage, say("ending.debrief"), text))
            return
        self._page = path
        _show_page(path)
        self.stage.open(Notice(self.stage, say("ending.made_title"), say("ending.made", path=path)))


def _show_page(path: str) -> None:
    """Opens the page in the player's browser, without waiting for it."""
    address = Path(path).resolve().as_uri()
    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
