"""The pieces of a reveal: orders on paper, values that moved, and what happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.desktop import figures, theme
from game.desktop.marks import Rect
from game.desktop.sheet import Sheet
from game.match.account import Move, OrderShown
from game.match.desk import Desk, Happening
from game.match.figures import text as number_text


@dataclass(frozen=True, slots=True)
class Beheld:
    """Who looks at a reveal, and how far it has been played back."""

    desk: Desk
    explain: Callable[[str], None] | None
    has_effects: bool  # whether effects are shown yet
    can_open: bool  # whether values open into their causes


def position_of(desk: Desk, side: str) -> int:
    """The position of a side; -1 for none."""
    if side == desk.side.id:
        return desk.side.position
    return desk.rival.position if side == desk.rival.id else -1


def slip(sheet: Sheet, rect: Rect, order: OrderShown, position: int, name: str, beheld: Beheld) -> float:
    """An order on paper with the colour of its side; returns the y below."""
    text_width = rect.w - 34
    title_lines = len(sheet.lines(order.title, theme.CARD_SERIF, text_width - 90))
    height = 20 + min(title_lines, 2) * theme.CARD_SERIF.line
    height += sheet.height_of(order.text, theme.LABEL, text_width - 80, 2)
    chips = [e for e in order.effects if round(e[2], 1)] if beheld.has_effects else []
    height += 32 if chips else 6
    cell = rect._replace(h=height)

    def act() -> None:
        if beheld.explain is not None:
            beheld.explain(f"order:{order.order}")

    is_own = any(card.id == order.order for card in beheld.desk.orders)
    sheet.control(
        name,
        cell,
        act if is_own and beheld.explain is not None else None,
        order.title,
        is_on_paper=True,
        radius=theme.RADIUS_PAPER,
    )
    sheet.box(cell, theme.PAPER, radius=theme.RADIUS_PAPER)
    edge = Rect(cell.x if position == 0 else cell.right - 5, cell.y, 5, height)
    sheet.box(edge, theme.SIDES[position].paper)
    x, y, right = cell.x + 18, cell.y + 10, cell.right - 16
    figures.side_mark(sheet, x, y + 5, 13, position, on_paper=True)
    figures.cost(sheet, right, y + 4, round(order.cost), on_paper=True)
    end = sheet.para(x + 22, y, text_width - 90, order.title, theme.CARD_SERIF, theme.PRINT, most=2)
    eye = figures.visibility(sheet, right, end + 1, order.visibility, on_paper=True)
    words = order.text if order.verb == "ordered" else sheet.say(f"reveal.verb_{order.verb}")
    sheet.para(x, end, text_width - eye - 8, words, theme.LABEL, theme.PRINT_MUTED, most=2)
    if chips:
        _chips(sheet, Rect(x, cell.bottom - 30, right - x, 20), chips, beheld.desk)
    return cell.bottom


def _chips(sheet: Sheet, rect: Rect, effects: list[tuple[str, str, float]], desk: Desk) -> None:
    x, y = rect.x, rect.y
    for variable, side, amount in sorted(effects, key=lambda e: -abs(e[2])):
        label, good = _naming(desk, variable)
        if not label:
            continue
        size = number_text(abs(round(amount, 1)), 0 if abs(amount) >= 1.5 or amount == round(amount) else 1)
        left = rect.right - x
        if left < 96:
            break
        owner = position_of(desk, side)
        x += 6 + figures.effect_chip(
            sheet,
            x,
            y,
            label,
            size,
            1 if amount > 0 else -1,
            figures.is_good(amount, good),
            on_paper=True,
            room=min(left, 190.0),
            side=owner,
        )


def _naming(desk: Desk, variable: str) -> tuple[str, str]:
    for view in desk.variables:
        if view.id == variable:
            return view.label, view.good
    return "", "none"


def move_box(sheet: Sheet, rect: Rect, move: Move, name: str, beheld: Beheld) -> None:
    """A value before the turn, and after it once effects are shown."""
    has_moved = beheld.has_effects and move.change != 0
    kind = "estimate" if move.is_estimate else "variable"

    def act() -> None:
        if beheld.explain is not None:
            beheld.explain(f"{kind}:{move.variable}")

    sheet.control(
        name,
        rect,
        act if beheld.can_open else None,
        move.label,
        why=f"{kind}:{move.variable}" if beheld.can_open else "",
    )
    sheet.box(
        rect,
        theme.INK2 if has_moved else theme.INK1,
        theme.LINE2 if has_moved else theme.LINE,
        radius=theme.RADIUS_CONTROL,
    )
    value = move.after if beheld.has_effects else move.before
    words = ("~" if move.is_estimate else "") + number_text(value, move.digits)
    kind_of_number = theme.VALUE
    width = sheet.text(rect.right - 11, rect.y + 11, words, kind_of_number, anchor="right")
    sheet.icon(move.icon or "circle", rect.x + 10, rect.y + 15, 16, theme.TEXT2)
    sheet.text(rect.x + 36, rect.y + 5, move.label, theme.LABEL, theme.TEXT2, room=rect.w - 36 - width - 18)
    if beheld.has_effects:
        figures.change(sheet, rect.x + 36, rect.y + 23, move.change, move.digits, move.good)


def told_card(sheet: Sheet, rect: Rect, told: Happening, position: int) -> float:
    """Something that happened, on paper; returns the y below."""
    inner = rect.w - 36
    height = 22 + sheet.height_of(told.title, theme.CARD_SERIF, inner - 24)
    height += sheet.height_of(told.text, theme.STORY, inner) if told.text else 0
    height += 26 if told.badge else 0
    cell = rect._replace(h=height)
    sheet.box(cell, theme.PAPER, radius=theme.RADIUS_PAPER)
    x, y = cell.x + 18, cell.y + 10
    if position >= 0:
        figures.side_mark(sheet, cell.right - 30, y + 5, 13, position, on_paper=True)
    y = sheet.para(x, y, inner - 24, told.title, theme.CARD_SERIF, theme.PRINT)
    if told.text:
        y = sheet.para(x, y, inner, told.text, theme.STORY, theme.PRINT) + 4
    if told.badge:
        figures.badge(sheet, x, y + 2, told.badge)
    return cell.bottom
