"""The turn played back in four steps: orders, effects, chance, and how the world reacts.

Everything of the steps up to the present one is shown. Both sides' slips stand side by side, first
side at the left; the rival's quiet orders only if they came to light.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.desktop import art, figures, theme, widgets
from game.desktop.marks import Rect
from game.desktop.scene import Scene
from game.desktop.sheet import Sheet
from game.desktop.views import chances, revealed
from game.match.account import Move, Reveal, SideShown
from game.match.desk import Desk
from game.match.figures import text as number_text

if TYPE_CHECKING:
    from game.desktop.session import Session
    from game.desktop.stage import Stage

STEPS = ("orders", "effects", "chance", "world")


class RevealScene(Scene):
    """One turn. `before` is the desk of the side as it was, for names and order texts."""

    def __init__(
        self, stage: Stage, session: Session, reveal: Reveal, before: Desk, *, is_again: bool = False
    ) -> None:
        super().__init__(stage)
        self._session, self._reveal, self._desk = session, reveal, before
        self._is_again = is_again
        self._steps = [step for step in STEPS if step != "chance" or reveal.chances]
        self._step = len(self._steps) - 1 if is_again else 0
        self._is_new = False

    def escape(self) -> None:
        """Back to the desk, where it was opened from there; else to the pause."""
        if self._is_again:
            self.stage.close(self)
        else:
            self._session.show_pause()

    def explain(self, why: str) -> None:
        """Opens the causes of a number."""
        self._session.explain(why)

    @property
    def _has_effects(self) -> bool:
        return self._step >= 1

    @property
    def _beheld(self) -> revealed.Beheld:
        """What the pieces need to know."""
        explain = self._session.explain if self._session.game is not None else None
        return revealed.Beheld(
            self._desk, explain, self._has_effects, self._has_effects and not self._is_again
        )

    def draw(self, sheet: Sheet) -> None:
        """Heading, both sides, chances and happenings, the way on."""
        margin = theme.WIDE_MARGIN if sheet.width >= 1000 else 14.0
        top = self._head(sheet, margin)
        foot = 64.0 if sheet.height >= 520 else 52.0
        body = Rect(margin - 6, top, sheet.width - 2 * margin + 12, sheet.height - top - foot)
        with sheet.region("reveal"), sheet.scroll("reveal", body) as inner:
            x, width = inner.x + 6, inner.w - 4
            y = start = self._both(sheet, Rect(x, inner.y, width, 0)) + 14
            shown = self._steps[: self._step + 1]
            if "chance" in shown:
                y = self._chances(sheet, Rect(x, y, width, 0)) + 8
            if "world" in shown:
                start = start if shown[-1] == "chance" else y
                y = self._world(sheet, Rect(x, y, width, 0))
            inner.end = y + 8
        self._follow(start - inner.y, inner.end - inner.y, body.h)
        self._foot(sheet, Rect(margin, sheet.height - foot, sheet.width - 2 * margin, foot))

    def _follow(self, start: float, end: float, room: float) -> None:
        """Scrolls to what the last step added, if it cannot be seen."""
        if not self._is_new:
            return
        self._is_new = False
        scroll = self.interaction.scrolls["reveal"]
        if self._step >= 2 and end > room:
            scroll.offset = min(start - 8, end - room)
        elif self._step < 2:
            scroll.offset = 0.0
        self.is_unsettled = True

    def _head(self, sheet: Sheet, margin: float) -> float:
        y = 12.0 if sheet.height < 520 else 22.0
        title = sheet.say("reveal.title")
        x = margin + sheet.text(margin, y, title, theme.SCREEN) + 14
        x += sheet.text(x, y + 7, self._reveal.label, theme.BODY, theme.TEXT2) + 24
        labels = [sheet.say(f"reveal.step_{step}") for step in self._steps]
        total = sum(30 + sheet.measure(label, theme.BODY_BOLD) for label in labels) + 50 * (len(labels) - 1)
        is_short = x + total > sheet.width - margin
        if is_short:
            total = 22.0 * len(labels) + 26 * (len(labels) - 1)
        at = sheet.width - margin - total
        for number, label in enumerate(labels):
            is_here, is_past = number == self._step, number < self._step
            circle = Rect(at, y + 6, 22, 22)
            colour = theme.TEXT if is_here else theme.TEXT2 if is_past else theme.TEXT3
            sheet.box(circle, theme.PAPER if is_here else "", "" if is_here else colour, width=1.5, radius=11)
            if is_past:
                sheet.vector(Rect(at + 5, y + 11, 12, 12), (24, 24), art.tick(colour))
            else:
                ink = theme.PRINT if is_here else colour
                sheet.text(at + 11, y + 9, str(number + 1), theme.CAPTION_BOLD, ink, anchor="middle")
            at += 30
            if not is_short:
                kind = theme.BODY_BOLD if is_here else theme.BODY_MEDIUM
                at += sheet.text(at, y + 7, label, kind, colour) + 12
            else:
                at -= 4
            if number < len(labels) - 1:
                sheet.rule(at, y + 17, 20 if is_short else 26, theme.LINE2)
                at += 22 if is_short else 38
        return y + 44

    # Both sides

    def _both(self, sheet: Sheet, rect: Rect) -> float:
        if rect.w >= 900:
            columns = rect.columns(1.0, 1.75, 1.75, 1.0, gap=20)
            left, right = columns[1], columns[2]
        else:
            left, right = rect.columns(1.0, 1.0, gap=12)
        ends = [
            self._side(sheet, place, shown, position)
            for position, (place, shown) in enumerate(zip((left, right), self._reveal.sides, strict=True))
        ]
        if rect.w >= 900:
            moves = self._moves_by_position()
            ends.append(self._moves(sheet, columns[0], moves[0], 0))
            ends.append(self._moves(sheet, columns[3], moves[1], 1))
            return max(ends)
        y = max(ends) + 10
        moves = self._moves_by_position()
        return max(
            self._moves(sheet, left._replace(y=y), moves[0], 0),
            self._moves(sheet, right._replace(y=y), moves[1], 1),
        )

    def _position(self, side: str) -> int:
        return revealed.position_of(self._desk, side)

    def _capital(self, position: int) -> str:
        return self._desk.side.capital if self._desk.side.position == position else self._desk.rival.capital

    def _moves_by_position(self) -> tuple[list[Move], list[Move]]:
        found: tuple[list[Move], list[Move]] = ([], [])
        for move in self._reveal.moves:
            position = self._position(move.side)
            if position >= 0 and move.variable != self._desk.purse.id:
                found[position].append(move)
        return found

    def _side(self, sheet: Sheet, rect: Rect, shown: SideShown, position: int) -> float:
        figures.side_mark(sheet, rect.x, rect.y + 7, 15, position)
        kind = theme.Type(theme.BOLD, 18, 26)
        sheet.text(rect.x + 25, rect.y + 1, self._capital(position), kind)
        spent = sheet.say(
            "reveal.chips",
            count=round(sum(order.cost for order in shown.orders)),
            chips=round(sum(order.cost for order in shown.orders)),
        )
        sheet.text(rect.right, rect.y + 5, spent, theme.LABEL, theme.TEXT2, anchor="right")
        y = rect.y + 34
        for number, order in enumerate(shown.orders):
            name = f"slip.{position}.{number}"
            y = revealed.slip(sheet, rect._replace(y=y), order, position, name, self._beheld) + 10
        notes = []
        if shown.stance:
            notes.append(sheet.say("reveal.stance", stance=shown.stance))
        notes += [
            sheet.say("reveal.answer", title=answer.title, label=answer.label) for answer in shown.answers
        ]
        if not shown.is_all:
            notes.append(sheet.say("reveal.perhaps"))
        elif not shown.orders:
            notes.append(sheet.say("reveal.no_orders"))
        for note in notes:
            height = sheet.height_of(note, theme.LABEL, rect.w - 28) + 14
            cell = Rect(rect.x, y, rect.w, height)
            sheet.box(
                cell,
                "",
                theme.LINE2,
                radius=theme.RADIUS_PAPER,
                is_dashed=note == notes[-1] and not shown.is_all,
            )
            sheet.para(cell.x + 14, y + 7, rect.w - 28, note, theme.LABEL, theme.TEXT2)
            y += height + 8
        return y

    def _moves(self, sheet: Sheet, rect: Rect, moves: list[Move], position: int) -> float:
        y = rect.y + 30
        for move in moves:
            cell = Rect(rect.x, y, rect.w, 46)
            revealed.move_box(sheet, cell, move, f"move.{position}.{move.variable}", self._beheld)
            y += 51
        return y

    # Chance, and the world

    def _chances(self, sheet: Sheet, rect: Rect) -> float:
        sheet.text(rect.x, rect.y, sheet.say("reveal.step_chance"), theme.STRONG)
        columns = max(1, min(3, int((rect.w + 20) // 340)))
        cells = rect._replace(y=rect.y + 28, h=chances.HEIGHT).columns(*[1.0] * columns, gap=16)
        y = rect.y + 28
        for number, chance in enumerate(self._reveal.chances):
            cell = cells[number % columns]._replace(y=y + (number // columns) * (chances.HEIGHT + 12))
            chances.chance_card(sheet, cell, chance, self._position(chance.side))
        rows = -(-len(self._reveal.chances) // columns)
        return y + rows * (chances.HEIGHT + 12)

    def _world(self, sheet: Sheet, rect: Rect) -> float:
        y = rect.y
        sheet.text(rect.x, y, sheet.say("reveal.step_world"), theme.STRONG)
        y += 30
        if not self._reveal.told:
            sheet.text(rect.x, y, sheet.say("reveal.quiet"), theme.BODY, theme.TEXT2)
            return y + 26
        columns = 2 if rect.w >= 760 else 1
        cells = rect.columns(*[1.0] * columns, gap=16)
        ends = [y] * columns
        for told in self._reveal.told:
            column = min(range(columns), key=lambda at: ends[at])
            cell = cells[column]._replace(y=ends[column])
            ends[column] = revealed.told_card(sheet, cell, told, self._position(told.side)) + 12
        return max(ends)

    # The foot

    def _foot(self, sheet: Sheet, rect: Rect) -> None:
        sheet.rule(rect.x, rect.y, rect.w, theme.LINE)
        y = rect.y + (rect.h - 42) / 2
        is_last = self._step == len(self._steps) - 1
        if self._is_again:
            words = sheet.say("panel.close")
        elif is_last:
            words = sheet.say("reveal.on_ending" if self._reveal.ending is not None else "reveal.on_paper")
        else:
            words = sheet.say(f"reveal.step_{self._steps[self._step + 1]}")
        with sheet.region("foot"):
            width = widgets.button_width(sheet, words, has_icon=True)
            place = Rect(rect.right - width, y, width, 42)
            left = place.x
            if not self._is_again and self._step > 0:
                again = sheet.say("reveal.replay")
                replay = widgets.button_width(sheet, again, has_icon=True)
                cell = Rect(place.x - replay - 12, y + 2, replay, 38)
                widgets.button(sheet, "replay", cell, again, self._replay, kind=widgets.GHOST, icon="undo")
                left = cell.x
            widgets.button(sheet, "on", place, words, self._on, kind=widgets.PRIMARY, icon_after="forward")
        self._gauge(sheet, rect, left)
        sheet.key("return", self._on)
        sheet.key("space", self._on)

    def _gauge(self, sheet: Sheet, rect: Rect, right: float) -> None:
        gauge = self._desk.gauge
        move = next((m for m in self._reveal.moves if gauge is not None and m.variable == gauge.id), None)
        if gauge is None or move is None or right - rect.x < 250:
            return
        value = move.after if self._has_effects else move.before
        y = rect.y + (rect.h - 46) / 2
        sheet.vector(
            Rect(rect.x, y, 88, 46),
            (100, 52),
            art.gauge(value, gauge.low, gauge.high, tuple(at for at, _ in gauge.marks)),
        )
        x = rect.x + 102
        x += sheet.text(x, y + 14, move.label, theme.CAPTION, theme.TEXT3) + 8
        x += sheet.text(x, y + 9, number_text(move.before, move.digits), theme.VALUE) + 8
        if self._has_effects:
            sheet.icon("forward", x, y + 14, 14, theme.TEXT2)
            x += 22
            x += sheet.text(x, y + 9, number_text(move.after, move.digits), theme.VALUE) + 12
            figures.change(sheet, x, y + 13, move.change, move.digits, move.good)

    def _replay(self) -> None:
        self._step = 0
        self._is_new = True

    def _on(self) -> None:
        if self._is_again:
            self.stage.close(self)
        elif self._step < len(self._steps) - 1:
            self._step += 1
            self._is_new = True
            self.stage.touch()
        else:
            self._session.after_reveal()
