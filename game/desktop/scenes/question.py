"""What waits for an answer: the travel desk for invitations, a sheet and its choices for the rest.

A choice is taken as soon as it is pressed, and can be changed until the seal. Nothing here tells
the odds of what the rival will choose: a choice is not luck.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.desktop import art, figures, theme, widgets
from game.desktop.letters import Prospect
from game.desktop.marks import Rect
from game.desktop.scene import Scene
from game.desktop.scenes.title import backdrop
from game.desktop.sheet import Sheet
from game.desktop.views import letter, matrix
from game.desktop.views.header import side_chip
from game.desktop.views.tray import main_swings
from game.match.desk import ChoiceView, Desk, Question
from game.match.figures import signed

if TYPE_CHECKING:
    from game.desktop.session import Session
    from game.desktop.stage import Stage
    from game.news.model import BackgroundLine

WIDE, MIDDLE = 1100.0, 800.0


class QuestionScene(Scene):
    """One question and its choices."""

    def __init__(self, stage: Stage, session: Session, slot: str) -> None:
        super().__init__(stage)
        self._session = session
        self._slot = slot

    def entered(self) -> None:
        """What the rival did before is shown: it is asked for."""
        self._session.read_log()

    def escape(self) -> None:
        """Back to the desk."""
        self.stage.close(self)

    def draw(self, sheet: Sheet) -> None:
        """The sheet at the left, the choices at the right; one above the other where it is narrow."""
        backdrop(sheet)
        game, question = self._session.game, self._session.question(self._slot)
        if game is None or question is None:
            return
        desk = game.desk
        margin = theme.WIDE_MARGIN if sheet.width >= WIDE else 14.0
        top = self._head(sheet, desk, question, margin)
        foot = 58.0
        body = Rect(margin, top, sheet.width - 2 * margin, sheet.height - top - foot - 6)
        if sheet.width >= MIDDLE:
            width = 396.0 if sheet.width >= WIDE else 262.0
            paper = body._replace(w=width, h=body.h + (foot - 30 if sheet.width >= WIDE else 0))
            sheet.paper(paper, is_lifted=True)
            with (
                sheet.region("sheet"),
                sheet.scroll("sheet", paper.inset(24 if width > 300 else 16, 18)) as inner,
            ):
                inner.end = letter.letter(
                    sheet, Rect(inner.x, inner.y, inner.w, 0), desk, question, self._facts(question)
                )
            self._choices(
                sheet, Rect(paper.right + 28, top, body.right - paper.right - 28, body.h), desk, question
            )
        else:
            self._narrow(sheet, body, desk, question)
        self._foot(sheet, Rect(margin, sheet.height - foot, sheet.width - 2 * margin, foot), question)

    def _head(self, sheet: Sheet, desk: Desk, question: Question, margin: float) -> float:
        icon = (
            "plane"
            if question.kind == "invitation"
            else "handshake"
            if question.kind == "accord"
            else "paper"
        )
        compact = sheet.height < 520
        y = 10.0 if compact else 24.0
        sheet.icon(icon, margin, y + 4, 24, theme.TEXT)
        title = sheet.say(f"question.head_{question.kind}")
        kind = theme.SUBTITLE if compact else theme.SCREEN
        x = margin + 36 + sheet.text(margin + 36, y, title, kind)
        sheet.text(x + 20, y + 7, desk.label, theme.BODY, theme.TEXT2)
        width = sheet.measure(desk.side.capital, theme.BODY_BOLD) + 45
        side_chip(sheet, sheet.width - margin - width, y, desk.side.capital, desk.side.position)
        return y + (42 if compact else 54)

    def _facts(self, question: Question) -> tuple[BackgroundLine, ...]:
        """The facts that the question or its background cites."""
        background = question.background.cites if question.background is not None else ()
        return self._session.facts(tuple(dict.fromkeys([*question.cites, *background])))

    # The choices

    def _choices(self, sheet: Sheet, rect: Rect, desk: Desk, question: Question) -> None:
        lead = self._lead(sheet, question)
        y = sheet.para(rect.x, rect.y - 2, rect.w, lead, theme.SUBTITLE if rect.w > 600 else theme.STRONG) + 2
        sheet.text(rect.x, y, sheet.say("question.legend"), theme.LABEL, theme.TEXT2, room=rect.w)
        y += 26
        count = len(question.choices)
        columns = self._columns = max(1, min(count, int((rect.w + 12) // 200), 4))
        gap = 12.0
        frame = Rect(rect.x - 8, y - 2, rect.w + 16, rect.bottom - y + 2)
        width = (rect.w - 8 - gap * (columns - 1)) / columns
        with sheet.region("choices"), sheet.scroll("choices", frame) as inner:
            at = inner.y + 8
            for start in range(0, count, columns):
                row = question.choices[start : start + columns]
                height = max(self._card_height(sheet, width, question, choice) for choice in row)
                for column, choice in enumerate(row):
                    cell = Rect(rect.x + column * (width + gap), at, width, height)
                    self._card(sheet, cell, desk, question, choice)
                at += height + 12
            if columns == count:
                cells = [Rect(rect.x + n * (width + gap), at, width, 0) for n in range(count)]
                at = self._matrix(sheet, Rect(rect.x, at, rect.w - 8, 0), cells, desk, question)
            at = self._rival_before(sheet, Rect(rect.x, at, rect.w - 8, 0), desk, question)
            inner.end = at + 8

    def _matrix(self, sheet: Sheet, rect: Rect, cells: list[Rect], desk: Desk, question: Question) -> float:
        """What comes of the answers by the rival's stance, and where the best one changes."""
        prospects = [self._prospects(question, choice) for choice in question.choices]
        if not any(prospects):
            return rect.y
        y = matrix.matrix(sheet, rect, cells, prospects, desk.rival.capital, desk.rival.position) + 10
        return self._turning(sheet, rect._replace(y=y), desk, question)

    def _turning(self, sheet: Sheet, rect: Rect, desk: Desk, question: Question) -> float:
        worth = {
            choice.label: {prospect.stance: prospect.worth for prospect in self._prospects(question, choice)}
            for choice in question.choices
            if choice.is_legal
        }
        point = matrix.turning_point(worth) if all(worth.values()) else None
        if point is None:
            return rect.y
        words = sheet.say(
            "matrix.turning",
            rival=desk.rival.capital,
            stance=point.stance,
            odds=point.in_100,
            above=point.above,
            below=point.below,
        )
        return sheet.para(rect.x, rect.y, rect.w, words, theme.LABEL, theme.TEXT) + 12

    def _narrow(self, sheet: Sheet, rect: Rect, desk: Desk, question: Question) -> None:
        self._columns = 1
        with sheet.region("choices"), sheet.scroll("all", rect.inset(-6, 0)) as inner:
            y, x, width = inner.y + 8, inner.x + 6, inner.w - 8
            paper_y = y
            height = self._paper_height
            sheet.paper(Rect(x, y, width, height))
            end = letter.slim_letter(sheet, Rect(x + 16, y + 14, width - 32, 0), desk, question) + 14
            if abs(end - paper_y - height) > 1:
                self._paper_height = end - paper_y
                self.is_unsettled = True
            y = end + 12
            for choice in question.choices:
                cell = Rect(x, y, width, self._card_height(sheet, width, question, choice))
                self._card(sheet, cell, desk, question, choice)
                y = cell.bottom + 12
            y = self._turning(sheet, Rect(x, y, width, 0), desk, question)
            y = self._rest(sheet, Rect(x, y, width, 0), desk, question)
            inner.end = self._rival_before(sheet, Rect(x, y, width, 0), desk, question) + 8

    _paper_height = 200.0
    _rest_height = 300.0

    def _rest(self, sheet: Sheet, rect: Rect, desk: Desk, question: Question) -> float:
        """What the sheet says beside the letter: after the choices, where there is little room."""
        sheet.paper(rect._replace(h=self._rest_height))
        inner = Rect(rect.x + 16, rect.y + 14, rect.w - 32, 0)
        end = letter.letter(sheet, inner, desk, question, self._facts(question)) + 8
        if abs(end - rect.y - self._rest_height) > 1:
            self._rest_height = end - rect.y
            self.is_unsettled = True
        return end + 12

    def _lead(self, sheet: Sheet, question: Question) -> str:
        if question.kind == "invitation" and question.person is not None:
            key = {"she": "question.asks_she", "he": "question.asks_he"}.get(
                question.person.pronoun, "question.asks_they"
            )
            return sheet.say(key)
        return sheet.say(f"question.lead_{question.kind}")

    def _swings(self, question: Question, choice: ChoiceView) -> list[object]:
        forecast = self._session.forecasts.get(f"{question.id}={choice.id}")
        game = self._session.game
        if forecast is None or game is None:
            return []
        return list(main_swings(forecast, game.desk.side.id, 5))

    def _prospects(self, question: Question, choice: ChoiceView) -> tuple[Prospect, ...]:
        return self._session.prospects.get(question.id, {}).get(choice.id, ())

    def _card_height(self, sheet: Sheet, width: float, question: Question, choice: ChoiceView) -> float:
        height = 50 + sheet.height_of(choice.text, theme.LABEL, width - 30)
        swings = self._swings(question, choice)
        height += 22 + 22 * len(swings) if swings else 0
        if not choice.is_legal and choice.reasons:
            height += 6 + sheet.height_of(choice.reasons[0].text, theme.LABEL, width - 52)
        if self._is_stacked(question):
            height += sum(32 + 24 * len(prospect.fates[:3]) for prospect in self._prospects(question, choice))
        return max(height + 16, 108.0)

    def _is_stacked(self, question: Question) -> bool:
        """Whether the answers stand one under the other, each with its own prospects."""
        return self._columns < len(question.choices)

    _columns = 1

    def _card(self, sheet: Sheet, rect: Rect, desk: Desk, question: Question, choice: ChoiceView) -> None:
        is_free = choice.is_legal or choice.is_chosen

        def act() -> None:
            if choice.is_chosen and question.is_answered:
                self.stage.close(self)
            else:
                self._session.answer(question.id, choice.id)

        hint = "" if is_free or not choice.reasons else choice.reasons[0].text
        is_hover = sheet.control(
            f"choice.{choice.id}",
            rect,
            act if is_free else None,
            choice.label,
            hint=hint,
            radius=theme.RADIUS_PANEL,
        )
        is_taken = choice.is_chosen and question.is_answered
        border = theme.PAPER if is_taken else theme.LINE2 if is_free else theme.LINE
        fill = theme.INK3 if is_hover and is_free else theme.INK2 if is_free else theme.INK1
        sheet.box(rect, fill, border, width=2 if is_taken else 1, radius=theme.RADIUS_PANEL)
        key = str(choice.index + 1)
        if is_free:
            sheet.key(key, act)
        x, right, y = rect.x + 15, rect.right - 15, rect.y + 12
        taken = figures.cost(sheet, right, y + 3, choice.cost)
        if is_taken:
            sheet.vector(Rect(x, y + 4, 14, 14), (24, 24), art.tick(theme.GOOD))
            x += 21
        colour = theme.TEXT if is_free else theme.TEXT3
        sheet.text(x, y, choice.label, theme.CARD_TITLE, colour, room=right - x - taken - 10)
        x, y = rect.x + 15, y + 26
        y = sheet.para(x, y, rect.w - 30, choice.text, theme.LABEL, theme.TEXT2)
        if choice.is_default and not question.is_answered:
            sheet.text(
                right,
                rect.bottom - 24,
                sheet.say("question.default"),
                theme.CAPTION,
                theme.TEXT3,
                anchor="right",
                room=rect.w - 30,
            )
        if not is_free and choice.reasons:
            sheet.icon("locked", x, y + 8, 15, theme.TEXT3)
            sheet.para(x + 22, y + 6, rect.w - 52, choice.reasons[0].text, theme.LABEL, theme.TEXT2)
            return
        y = self._effects(sheet, x, y, rect.w - 30, question, choice)
        for prospect in self._prospects(question, choice) if self._is_stacked(question) else ():
            y = self._prospect(sheet, x, y, rect.w - 30, prospect)

    def _effects(
        self, sheet: Sheet, x: float, y: float, width: float, question: Question, choice: ChoiceView
    ) -> float:
        forecast = self._session.forecasts.get(f"{question.id}={choice.id}")
        game = self._session.game
        if forecast is None or game is None:
            return y + 6
        swings = main_swings(forecast, game.desk.side.id, 5)
        if not swings:
            return y + 6
        y += 10
        sheet.rule(x, y, width)
        y += 8
        every = [
            swing
            for other in question.choices
            if (found := self._session.forecasts.get(f"{question.id}={other.id}")) is not None
            for swing in main_swings(found, game.desk.side.id, 5)
        ]
        reach = max((max(abs(s.low), abs(s.high)) for s in every), default=1.0) or 1.0
        for swing in swings:
            figures.forecast_row(
                sheet,
                Rect(x, y, width, 22),
                swing.label,
                swing.low,
                swing.middle,
                swing.high,
                swing.good,
                swing.digits,
                reach,
                label_width=min(110.0, width * 0.42),
            )
            y += 22
        return y + 4

    def _prospect(self, sheet: Sheet, x: float, y: float, width: float, prospect: Prospect) -> float:
        """What may befall the traveller if the host takes one stance."""
        sheet.rule(x, y + 4, width)
        y += 10
        words = sheet.say(
            "question.if", stance=prospect.stance, worth=signed(round(prospect.worth, 1) + 0.0, 1)
        )
        sheet.text(x, y, words, theme.CAPTION_BOLD, theme.TEXT2, room=width)
        y += 20
        for told in prospect.fates[:3]:
            matrix.fate(sheet, Rect(x, y, width, 22), told)
            y += 24
        return y + 2

    def _rival_before(self, sheet: Sheet, rect: Rect, desk: Desk, question: Question) -> float:
        """How the rival received guests so far, as far as it is known."""
        if question.kind not in ("invitation", "stance"):
            return rect.y
        known = [
            (reveal.label, reveal.sides[desk.rival.position].stance)
            for reveal in self._session.reveals
            if reveal.sides[desk.rival.position].stance
        ]
        counts: dict[str, int] = {}
        for _, stance in known:
            counts[stance] = counts.get(stance, 0) + 1
        words = ", ".join(
            f"{stance} {count}" for stance, count in sorted(counts.items(), key=lambda kv: -kv[1])
        )
        text = sheet.say("question.before", stances=words) if words else sheet.say("question.before_unknown")
        title = sheet.say("question.rival_host", rival=desk.rival.capital)
        height = 44 + sheet.height_of(text, theme.LABEL, rect.w - 32)
        cell = rect._replace(h=height)
        sheet.panel(cell)
        figures.side_mark(sheet, cell.x + 16, cell.y + 15, 12, desk.rival.position)
        sheet.text(cell.x + 38, cell.y + 11, title, theme.BODY_BOLD, room=cell.w - 52)
        sheet.para(cell.x + 16, cell.y + 35, cell.w - 32, text, theme.LABEL, theme.TEXT2)
        return cell.bottom

    # The foot

    def _foot(self, sheet: Sheet, rect: Rect, question: Question) -> None:
        with sheet.region("foot"):
            back = sheet.say("question.back")
            width = widgets.button_width(sheet, back, has_icon=True)
            place = Rect(rect.right - width, rect.y + 6, width, 42)

            def close() -> None:
                self.stage.close(self)

            if question.is_answered:
                words = sheet.say("question.clear")
                clear_width = widgets.button_width(sheet, words)
                cell = Rect(place.x - clear_width - 12, rect.y + 6, clear_width, 42)
                widgets.button(
                    sheet, "clear", cell, words, lambda: self._session.clear(question.id), kind=widgets.GHOST
                )
            widgets.button(sheet, "back", place, back, close, kind=widgets.PRIMARY, icon_after="forward")
        sheet.key("return", close)
        sheet.key("backspace", close)
