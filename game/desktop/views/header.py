"""The top of the desk: when it is, whose desk it is, what there is to spend, gauge and balance.

Parts that do not fit are left out from the right; each of them can be found elsewhere too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.desktop import art, figures, theme, widgets
from game.desktop.marks import Rect
from game.desktop.sheet import Action, Sheet
from game.match.desk import BalanceView, Desk, GaugeView, PurseView
from game.match.figures import text as number_text

HEIGHT = 58.0
_ICON = 36.0


@dataclass(frozen=True, slots=True)
class Acts:
    """What the icons at the right do; None where it cannot be done now."""

    undo: Action | None
    redo: Action | None
    help: Action
    pause: Action


def header(sheet: Sheet, rect: Rect, desk: Desk, acts: Acts, explain: Callable[[str], None]) -> None:
    """All of it, in `rect`."""
    sheet.box(rect, theme.INK1)
    sheet.rule(rect.x, rect.bottom - 1, rect.w)
    with sheet.region("header"):
        right = _icons(sheet, rect, acts)
        x = rect.x + 12
        sheet.vector(Rect(x, rect.y + 12, 34, 34), (100, 100), art.logo(theme.PAPER, theme.INK1))
        x += 46
        turn = sheet.say("desk.turn", turn=min(desk.turn, desk.turns), turns=desk.turns)
        sheet.text(x, rect.y + 8, desk.label, theme.VALUE)
        sheet.text(x, rect.y + 33, turn, theme.CAPTION, theme.TEXT3)
        x += max(sheet.measure(desk.label, theme.VALUE), sheet.measure(turn, theme.CAPTION)) + 22
        x = (
            side_chip(sheet, x, rect.y + 12, desk.side.capital, desk.side.position, sheet.say("desk.you"))
            + 22
        )
        x = _purse(sheet, x, rect, desk.purse, right, explain)
        if desk.gauge is not None:
            x = _gauge(sheet, x, rect, desk.gauge, right, explain)
        if desk.balance is not None:
            _balance(sheet, x, rect, desk, desk.balance, right, explain)


def side_chip(sheet: Sheet, x: float, y: float, capital: str, position: int, note: str = "") -> float:
    """Whose desk it is; returns its right end."""
    width = 12 + 13 + 8 + sheet.measure(capital, theme.BODY_BOLD) + 12
    if note:
        width += sheet.measure(note, theme.CAPTION) + 8
    sheet.box(Rect(x, y, width, 34), theme.SIDES[position].tint, radius=theme.RADIUS_CONTROL)
    figures.side_mark(sheet, x + 12, y + 10.5, 13, position)
    at = x + 33 + sheet.text(x + 33, y + 7, capital, theme.BODY_BOLD)
    if note:
        sheet.text(at + 8, y + 9, note, theme.CAPTION, theme.TEXT2)
    return x + width


def _icons(sheet: Sheet, rect: Rect, acts: Acts) -> float:
    """Undo, redo, help, pause; returns their left end. Drawn in reading order."""
    entries: list[tuple[str, Action | None, str]] = [
        ("undo", acts.undo, "ctrl+z"),
        ("redo", acts.redo, "ctrl+y"),
        ("help", acts.help, "f1"),
        ("settings", acts.pause, ""),
    ]
    x = rect.right - 12 - _ICON * len(entries)
    left = x
    for icon, act, key in entries:
        cell = Rect(x, rect.y + 11, _ICON - 2, _ICON)
        widgets.icon_button(sheet, f"header.{icon}", cell, icon, sheet.say(f"desk.{icon}"), act, key=key)
        x += _ICON
    return left


def _purse(
    sheet: Sheet, x: float, rect: Rect, purse: PurseView, right: float, explain: Callable[[str], None]
) -> float:
    label = purse.name
    value = sheet.say("desk.purse", left=purse.left, value=purse.value)
    tokens = min(purse.value, 12)
    width = sheet.measure(label, theme.CAPTION) + 6 + sheet.measure(value, theme.CAPTION_BOLD)
    is_wide = x + max(width, tokens * 22) + 24 < right and rect.w > 1100
    if not is_wide:
        words = sheet.say("desk.purse_short", left=purse.left, value=purse.value)
        width = 34 + max(sheet.measure(words, theme.STRONG), 50)
        if x + width > right:
            return x
        cell = Rect(x - 6, rect.y + 8, width + 12, 42)
        _number(sheet, "header.purse", cell, purse.name, purse.id, explain)
        body = art.token(theme.TEXT, theme.INK1)
        sheet.vector(Rect(x, rect.y + 17, 26, 26), (24, 24), body)
        sheet.text(x + 34, rect.y + 9, words, theme.STRONG)
        sheet.text(x + 34, rect.y + 31, sheet.say("desk.purse_unit"), theme.CAPTION, theme.TEXT3)
        return x + width + 24
    cell = Rect(x - 6, rect.y + 4, max(width, tokens * 22) + 12, 50)
    _number(sheet, "header.purse", cell, purse.name, purse.id, explain)
    at = x + sheet.text(x, rect.y + 10, label, theme.CAPTION, theme.TEXT3) + 6
    sheet.text(at, rect.y + 10, value, theme.CAPTION_BOLD)
    full = art.token(theme.TEXT, theme.INK1)
    empty = art.token(theme.LINE2, theme.INK1, is_empty=True)
    for number in range(tokens):
        sheet.vector(
            Rect(x + number * 22, rect.y + 29, 18, 18), (24, 24), full if number < purse.left else empty
        )
    return x + max(width, tokens * 22) + 26


def _gauge(
    sheet: Sheet, x: float, rect: Rect, gauge: GaugeView, right: float, explain: Callable[[str], None]
) -> float:
    value = number_text(gauge.value, 0)
    if gauge.next_mark:
        missing = number_text(gauge.next_mark_at - gauge.value, 0)
        note = sheet.say(
            "desk.below_mark", missing=missing, mark=gauge.next_mark, at=number_text(gauge.next_mark_at, 0)
        )
    else:
        note = (
            sheet.say("desk.past_mark", mark=gauge.mark, at=number_text(gauge.mark_at, 0))
            if gauge.mark
            else ""
        )
    first = (
        sheet.measure(gauge.label, theme.CAPTION)
        + 6
        + sheet.measure(value, theme.VALUE)
        + 6
        + sheet.measure(gauge.mark, theme.LABEL_BOLD)
    )
    width = 110 + max(first, sheet.measure(note, theme.CAPTION))
    is_short = x + width > right - 8
    if is_short:
        width = 110 + first
    if x + width > right - 8:
        return x
    _number(sheet, "header.gauge", Rect(x - 4, rect.y + 3, width + 8, 52), gauge.label, gauge.id, explain)
    sheet.vector(
        Rect(x, rect.y + 2, 100, 52),
        (100, 52),
        art.gauge(gauge.value, gauge.low, gauge.high, tuple(at for at, _ in gauge.marks)),
    )
    at = x + 110
    y = rect.y + (16 if is_short else 8)
    end = at + sheet.text(at, y + 5, gauge.label, theme.CAPTION, theme.TEXT3) + 6
    end += sheet.text(end, y, value, theme.VALUE) + 6
    if gauge.mark:
        sheet.text(end, y + 4, gauge.mark, theme.LABEL_BOLD)
    if not is_short:
        sheet.text(at, rect.y + 33, note, theme.CAPTION, theme.TEXT3)
    return x + width + 26


def balance_words(sheet: Sheet, desk: Desk, balance: BalanceView) -> tuple[str, str]:
    """Who is ahead by how much, and the range."""
    ahead = desk.side.capital if balance.middle > 0 else desk.rival.capital
    size = number_text(abs(balance.middle), 0)
    words = sheet.say("desk.even") if size == "0" else sheet.say("desk.ahead", side=ahead, points=size)
    sign = 1 if balance.middle >= 0 else -1
    ends = sorted((sign * balance.low, sign * balance.high))
    return words, sheet.say("desk.range", low=number_text(ends[0], 0), high=number_text(ends[1], 0))


def _balance(
    sheet: Sheet,
    x: float,
    rect: Rect,
    desk: Desk,
    balance: BalanceView,
    right: float,
    explain: Callable[[str], None],
) -> None:
    words, span = balance_words(sheet, desk, balance)
    label = sheet.say("desk.lead", label=balance.label)
    first = sheet.measure(label, theme.CAPTION) + 6 + sheet.measure(words, theme.CAPTION_BOLD)
    second = sheet.measure(span, theme.CAPTION) + 6
    has_span = x + first + second < right - 8
    width = first + (second if has_span else 0)
    if x + width > right - 8:
        return
    _number(sheet, "header.balance", Rect(x - 4, rect.y + 4, width + 8, 50), label, balance.id, explain)
    at = x + sheet.text(x, rect.y + 8, label, theme.CAPTION, theme.TEXT3) + 6
    at += sheet.text(at, rect.y + 8, words, theme.CAPTION_BOLD) + 6
    if has_span:
        sheet.text(at, rect.y + 8, span, theme.CAPTION, theme.TEXT3)
    sheet.vector(Rect(x, rect.y + 27, width, 24), (width, 24), balance_bar(desk, balance, width))


def balance_bar(desk: Desk, balance: BalanceView, width: float) -> str:
    """The balance as a line between the sides' glyphs, the first side at the left. Grid: width by 24."""
    reach = max(30.0, abs(balance.low), abs(balance.high))
    start, end = 18.0, width - 18.0
    unit = (end - start) / (2 * reach)
    middle = (start + end) / 2
    towards = -1 if desk.side.position == 0 else 1  # own lead is towards the own glyph
    ticks = "".join(
        f'<path d="M{start + (end - start) * n / 6:.1f} 9V15" stroke="{theme.LINE2}" stroke-width="1.5"/>'
        for n in range(7)
    )
    ends = sorted((middle + towards * balance.low * unit, middle + towards * balance.high * unit))
    at = middle + towards * balance.middle * unit
    leader = desk.side if balance.middle > 0 else desk.rival
    colour = theme.SIDES[leader.position].glass
    return (
        f'<path d="M{start} 12H{end:.1f}" stroke="{theme.LINE2}" stroke-width="2"/>{ticks}'
        f'<path d="M{middle:.1f} 4V20" stroke="{theme.TEXT3}" stroke-width="1.5"/>'
        f'<rect x="{ends[0]:.1f}" y="7.5" width="{max(1.0, ends[1] - ends[0]):.1f}" height="9" '
        f'fill="{colour}" fill-opacity=".32"/>'
        f'<path d="M{at:.1f} 3V21" stroke="{theme.TEXT}" stroke-width="3"/>'
        f'<g transform="translate(0.5 6)">{art.side_glyph(0)}</g>'
        f'<g transform="translate({width - 12.5:.1f} 6)">{art.side_glyph(1)}</g>'
    )


def _number(
    sheet: Sheet, name: str, rect: Rect, label: str, variable: str, explain: Callable[[str], None]
) -> None:
    """A number that opens into its causes."""

    def act() -> None:
        explain(f"variable:{variable}")

    is_hover = sheet.control(name, rect, act, label, why=f"variable:{variable}")
    if is_hover:
        sheet.box(rect, theme.INK3, radius=theme.RADIUS_CONTROL)
