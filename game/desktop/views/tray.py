"""The orders tray: slips of paper, the likely outcome of the whole, and the seal."""

from __future__ import annotations

from collections.abc import Callable

from game.desktop import art, figures, theme
from game.desktop.letters import Forecast, Swing
from game.desktop.marks import Rect
from game.desktop.sheet import Action, Sheet
from game.desktop.views.cards import swing_chip
from game.match.desk import Desk, OrderCard

_COMPACT = 330.0  # units of width; below it the tray is a column


def tray(
    sheet: Sheet,
    rect: Rect,
    desk: Desk,
    forecast: Forecast | None,
    take_back: Callable[[str], None],
    seal: Action | None,
) -> None:
    """All of it, in a panel."""
    sheet.panel(rect)
    x, right = rect.x + 12, rect.right - 12
    chosen = [card for card in desk.orders if card.is_chosen]
    title = sheet.say("tray.title")
    at = x + sheet.text(x, rect.y + 7, title, theme.BODY_BOLD) + 8
    count = sheet.say("tray.count", chosen=len(chosen), allowed=desk.orders_allowed)
    spent = sheet.say("tray.spent", spent=desk.purse.committed, left=desk.purse.left)
    at += sheet.text(at, rect.y + 8, count, theme.LABEL, theme.TEXT2, room=right - at)
    if at + 12 + sheet.measure(spent, theme.CAPTION) < right:
        sheet.text(right, rect.y + 9, spent, theme.CAPTION, theme.TEXT2, anchor="right")
    inner = Rect(rect.x + 10, rect.y + 34, rect.w - 20, rect.h - 44)
    with sheet.region("tray"):
        if rect.w < _COMPACT or rect.h < 230:
            _column(sheet, inner, desk, chosen, forecast, take_back, seal)
        else:
            _wide(sheet, inner, desk, chosen, forecast, take_back, seal)


def _wide(
    sheet: Sheet,
    rect: Rect,
    desk: Desk,
    chosen: list[OrderCard],
    forecast: Forecast | None,
    take_back: Callable[[str], None],
    seal: Action | None,
) -> None:
    cells = rect.top(66).columns(*[1.0] * max(1, desk.orders_allowed), gap=8)
    for number, cell in enumerate(cells):
        if number < len(chosen):
            _slip(sheet, cell, chosen[number], take_back)
        else:
            _empty(sheet, cell, number)
    rest = rect.below(76)
    width = min(146.0, rest.w * 0.36)
    _envelope(sheet, Rect(rest.right - width, rest.y, width, rest.h), desk, seal)
    _forecast(sheet, Rect(rest.x + 2, rest.y, rest.w - width - 16, rest.h), desk, forecast)


def _slip(sheet: Sheet, rect: Rect, card: OrderCard, take_back: Callable[[str], None]) -> None:
    def act() -> None:
        take_back(card.id)

    sheet.control(
        f"slip.{card.id}",
        rect,
        act,
        card.title,
        hint=sheet.say("tray.take_back", order=card.title),
        why=f"order:{card.id}",
        radius=theme.RADIUS_PAPER,
        is_on_paper=True,
    )
    sheet.box(rect, theme.PAPER, radius=theme.RADIUS_PAPER)
    words = sheet.say("tray.lift", order=card.title) if card.is_in_force else card.title
    sheet.para(rect.x + 10, rect.y + 6, rect.w - 18, words, theme.SLIP, theme.PRINT, most=2)
    taken = figures.cost(sheet, rect.right - 8, rect.bottom - 21, card.cost, size=14, on_paper=True)
    if taken + 90 < rect.w:
        icon_x = rect.x + 10
        sheet.icon(card.visibility, icon_x, rect.bottom - 22, 14, theme.PRINT_MUTED)
        sheet.text(
            icon_x + 19,
            rect.bottom - 23,
            sheet.say(f"visibility.{card.visibility}"),
            theme.CAPTION,
            theme.PRINT_MUTED,
        )


def _empty(sheet: Sheet, rect: Rect, number: int) -> None:
    sheet.box(rect, "", theme.LINE2, width=1.5, radius=theme.RADIUS_PAPER, is_dashed=True)
    ordinal = sheet.say(f"tray.slot_{min(number + 1, 4)}")
    y = rect.y + rect.h / 2
    sheet.text(
        rect.x + rect.w / 2, y - 18, ordinal, theme.LABEL, theme.TEXT2, anchor="middle", room=rect.w - 8
    )
    sheet.text(
        rect.x + rect.w / 2,
        y,
        sheet.say("tray.optional"),
        theme.CAPTION,
        theme.TEXT3,
        anchor="middle",
        room=rect.w - 8,
    )


def main_swings(forecast: Forecast, own: str, most: int) -> list[Swing]:
    """What a forecast says of the side's own and shared values, largest first."""
    mine = [swing for swing in forecast.swings if swing.side in ("", own)]
    mine.sort(key=lambda swing: -max(abs(swing.low), abs(swing.high), 2 * abs(swing.middle)))
    return mine[:most]


def _forecast(sheet: Sheet, rect: Rect, desk: Desk, forecast: Forecast | None) -> None:
    sheet.text(rect.x, rect.y, sheet.say("tray.forecast"), theme.LABEL_BOLD, room=rect.w)
    if forecast is None:
        sheet.text(rect.x, rect.y + 26, sheet.say("desk.thinking"), theme.LABEL, theme.TEXT3, room=rect.w)
        return
    rows = max(1, int((rect.h - 18 - 18) // 23))
    swings = main_swings(forecast, desk.side.id, rows)
    reach = max((max(abs(s.low), abs(s.high)) for s in swings), default=1.0) or 1.0
    y = rect.y + 21
    for swing in swings:
        figures.forecast_row(
            sheet,
            Rect(rect.x, y, rect.w, 23),
            swing.label,
            swing.low,
            swing.middle,
            swing.high,
            swing.good,
            swing.digits,
            reach,
            label_width=min(150.0, rect.w * 0.48),
        )
        y += 23
    if not swings:
        sheet.text(rect.x, y, sheet.say("desk.no_effect"), theme.LABEL, theme.TEXT3, room=rect.w)
    sheet.text(rect.x, rect.bottom - 15, sheet.say("tray.legend"), theme.CAPTION, theme.TEXT3, room=rect.w)


def _envelope(sheet: Sheet, rect: Rect, desk: Desk, seal: Action | None) -> None:
    label = sheet.say("tray.seal")
    is_hover = sheet.control("seal", rect, seal, label, is_on_paper=True)
    sheet.box(rect, "#FFFAEF" if is_hover else theme.PAPER, radius=theme.RADIUS_CONTROL)
    sheet.vector(rect, (rect.w, rect.h), art.envelope_flap(rect.w, rect.h))
    size = min(54.0, rect.h - 66)
    cx = rect.x + rect.w / 2
    y = rect.y + max(8.0, (rect.h - size - 52) * 0.75)
    sheet.vector(Rect(cx - size / 2, y, size, size), (64, 64), art.seal())
    kind = theme.Type(theme.BOLD, 18, 22)
    if sheet.measure(label, kind) > rect.w - 12:
        kind = theme.BODY_BOLD
    sheet.text(cx, rect.bottom - 48, label, kind, theme.PRINT, anchor="middle", room=rect.w - 8)
    sheet.text(cx, rect.bottom - 25, seal_key(sheet), theme.CAPTION, theme.PRINT_MUTED, anchor="middle")


def seal_key(sheet: Sheet) -> str:
    """The key that seals now: Enter unless it would press something else."""
    is_free = not (sheet.now.is_focus_shown and sheet.now.focus not in ("", "seal"))
    return sheet.say("key.enter" if is_free else "key.seal")


def _column(
    sheet: Sheet,
    rect: Rect,
    desk: Desk,
    chosen: list[OrderCard],
    forecast: Forecast | None,
    take_back: Callable[[str], None],
    seal: Action | None,
) -> None:
    """Slips one under the other, the forecast as chips, the seal as a wide button."""
    button = 46.0 if rect.h > 130 else theme.TARGET
    foot = Rect(rect.x, rect.bottom - button, rect.w, button)
    y = rect.y
    for card in chosen:
        cell = Rect(rect.x, y, rect.w, theme.TARGET)
        if cell.bottom > foot.y - 4:
            break

        def act(name: str = card.id) -> None:
            take_back(name)

        sheet.control(
            f"slip.{card.id}",
            cell,
            act,
            card.title,
            hint=sheet.say("tray.take_back", order=card.title),
            why=f"order:{card.id}",
            radius=theme.RADIUS_PAPER,
            is_on_paper=True,
        )
        sheet.box(cell, theme.PAPER, radius=theme.RADIUS_PAPER)
        taken = figures.cost(sheet, cell.right - 8, cell.y + 10, card.cost, size=14, on_paper=True)
        sheet.text(cell.x + 9, cell.y + 8, card.title, theme.SLIP, theme.PRINT, room=cell.w - taken - 26)
        y += theme.TARGET + 4
    if forecast is not None and y + 42 <= foot.y:
        sheet.text(rect.x, y + 2, sheet.say("tray.forecast"), theme.CAPTION, theme.TEXT2, room=rect.w)
        y += 20
        x = rect.x
        for swing in main_swings(forecast, desk.side.id, 4):
            room = rect.right - x
            width = swing_chip(sheet, x, y, swing, room=min(room, 170.0)) if room > 90 else 0.0
            if not width:
                break
            x += width + 4
            if x + 100 > rect.right:
                x, y = rect.x, y + 24
                if y + 22 > foot.y:
                    break
    label = sheet.say("tray.seal")
    is_hover = sheet.control("seal", foot, seal, label, is_on_paper=True)
    sheet.box(foot, "#FFFAEF" if is_hover else theme.PAPER, radius=theme.RADIUS_CONTROL)
    size = foot.h - 8
    sheet.vector(Rect(foot.x + 10, foot.y + 4, size, size), (64, 64), art.seal())
    sheet.text(
        foot.x + size + 22,
        foot.y + foot.h / 2 - 11,
        label,
        theme.CARD_TITLE,
        theme.PRINT,
        room=foot.w - size - 28,
    )
