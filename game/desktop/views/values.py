"""Lists of values: one's own with their course, and the rival's as ranges."""

from __future__ import annotations

from collections.abc import Callable

from game.desktop import figures, theme
from game.desktop.marks import Rect
from game.desktop.sheet import Sheet
from game.match.desk import Desk, EstimateView, VariableView
from game.match.figures import text as number_text

ROW = 48.0
LEAST_ROW = 38.0


def own_values(desk: Desk) -> tuple[VariableView, ...]:
    """What the list shows: all but the purse and the gauge, which the header has."""
    apart = {desk.purse.id, desk.gauge.id if desk.gauge else ""}
    return tuple(variable for variable in desk.variables if variable.id not in apart)


def rival_values(desk: Desk) -> tuple[EstimateView, ...]:
    """The estimates in the order of the own values, the purse last."""
    order = [variable.id for variable in own_values(desk)]
    return tuple(sorted(desk.estimates, key=lambda e: order.index(e.id) if e.id in order else len(order)))


def own_panel(sheet: Sheet, rect: Rect, desk: Desk, explain: Callable[[str], None]) -> None:
    """The side's own values in a panel."""
    sheet.panel(rect)
    figures.side_mark(sheet, rect.x + 13, rect.y + 12, 11, desk.side.position)
    width = sheet.text(rect.x + 32, rect.y + 7, sheet.say("desk.own"), theme.BODY_BOLD, room=rect.w - 44)
    since = sheet.say("desk.since", label=desk.previous_label) if desk.previous_label else ""
    if 32 + width + 10 + sheet.measure(since, theme.CAPTION) + 13 > rect.w:
        since = sheet.say("desk.since_last") if since else ""
    if 32 + width + 10 + sheet.measure(since, theme.CAPTION) + 13 <= rect.w:
        sheet.text(rect.right - 13, rect.y + 9, since, theme.CAPTION, theme.TEXT3, anchor="right")
    values = own_values(desk)
    with sheet.region("own"), sheet.scroll("own", rect.below(33).inset(1, 0)) as inner:
        height = max(LEAST_ROW, min(ROW + 12, (rect.h - 34) / max(1, len(values))))
        y = inner.y
        has_line = rect.w >= 200
        for variable in values:
            own_row(sheet, Rect(rect.x + 1, y, rect.w - 2, height), variable, explain, has_line=has_line)
            y += height
        inner.end = y


def own_row(
    sheet: Sheet, rect: Rect, view: VariableView, explain: Callable[[str], None], *, has_line: bool
) -> None:
    """One own value: name, change, course, number."""

    def act() -> None:
        explain(f"variable:{view.id}")

    if sheet.control(
        f"own.{view.id}", rect.inset(4, 2), act, view.label, hint=_about(view), why=f"variable:{view.id}"
    ):
        sheet.box(rect.inset(1, 1), theme.INK2)
    sheet.rule(rect.x, rect.y, rect.w)
    y = rect.y + (rect.h - 38) / 2
    width = sheet.measure(view.text, theme.INDICATOR)
    sheet.text(rect.right - 12, rect.y + rect.h / 2 - 13, view.text, theme.INDICATOR, anchor="right")
    line = Rect(rect.right - 12 - max(width, 34) - 46, rect.y + rect.h / 2 - 13, 42, 26)
    whole = rect.w - width - 12 - 34 - 8
    is_long = sheet.measure(view.label, theme.LABEL) > line.x - rect.x - 34
    sheet.text(rect.x + 34, y, view.label, theme.LABEL, theme.TEXT2, room=whole)
    if has_line:
        figures.sparkline(sheet, line._replace(y=y + 16, h=22) if is_long else line, view.history)
    sheet.icon(view.icon or "circle", rect.x + 12, y + 1.5, 15, theme.TEXT2)
    figures.change(sheet, rect.x + 34, y + 19, view.change, view.digits, view.good)


def _about(view: VariableView) -> str:
    return f"{view.label}. {view.about}" if view.about else ""


def rival_panel(sheet: Sheet, rect: Rect, desk: Desk, explain: Callable[[str], None]) -> None:
    """The rival's values as this side believes them, in a panel."""
    sheet.panel(rect)
    figures.side_mark(sheet, rect.x + 13, rect.y + 12, 11, desk.rival.position)
    you = sheet.say("desk.you")
    room = rect.w - 36 - sheet.measure(you, theme.CAPTION) - 30
    sheet.text(rect.x + 32, rect.y + 7, sheet.say("desk.rival"), theme.BODY_BOLD, room=room)
    width = sheet.text(rect.right - 13, rect.y + 9, you, theme.CAPTION, theme.TEXT3, anchor="right")
    figures.side_mark(sheet, rect.right - 26 - width, rect.y + 13, 8, desk.side.position)
    rival_list(sheet, rect.below(33).inset(1, 0), desk, explain)


def rival_list(
    sheet: Sheet, rect: Rect, desk: Desk, explain: Callable[[str], None], *, columns: int = 1
) -> None:
    """The rows of the rival's values, in as many columns."""
    estimates = rival_values(desk)
    rows = -(-len(estimates) // columns)
    with sheet.region("rival"), sheet.scroll("rival", rect) as inner:
        height = max(LEAST_ROW, min(ROW + 12, (rect.h - 1) / max(1, rows)))
        for number, view in enumerate(estimates):
            column, row = divmod(number, rows)
            width = rect.w / columns
            cell = Rect(rect.x + column * width, inner.y + row * height, width, height)
            rival_row(sheet, cell, view, desk, explain)
        inner.end = inner.y + rows * height


def rival_row(
    sheet: Sheet, rect: Rect, view: EstimateView, desk: Desk, explain: Callable[[str], None]
) -> None:
    """One estimate: name, range on its scale, numbers, how good the sources are."""

    def act() -> None:
        explain(f"estimate:{view.id}")

    if sheet.control(f"rival.{view.id}", rect.inset(4, 2), act, view.label, why=f"estimate:{view.id}"):
        sheet.box(rect.inset(1, 1), theme.INK2)
    sheet.rule(rect.x, rect.y, rect.w)
    words = estimate_words(view)
    y = rect.y + (rect.h - 40) / 2
    room = rect.w - 34 - 12 - sheet.measure(words, theme.STRONG) - 8
    sheet.icon(view.icon or "circle", rect.x + 12, y + 1.5, 15, theme.TEXT2)
    sheet.text(rect.x + 33, y, view.label, theme.LABEL, theme.TEXT2, room=room)
    sheet.text(rect.right - 12, y - 1, words, theme.STRONG, anchor="right")
    figures.range_bar(
        sheet,
        Rect(rect.x + 12, y + 19, max(60.0, rect.w - 58), 21),
        view.low,
        view.middle,
        view.high,
        (view.range_low, view.range_high),
        view.own,
        desk.rival.position,
    )
    figures.source_pips(sheet, rect.right - 12, y + 24, pips(view))


def estimate_words(view: EstimateView) -> str:
    """The range in print."""
    low, high = number_text(view.low, view.digits), number_text(view.high, view.digits)
    return low if low == high else f"{low}–{high}"


def pips(view: EstimateView) -> int:
    """How good the sources are, by the width of the band: 3 exact or nearly, 1 wide."""
    span = (view.range_high - view.range_low) or 1.0
    share = (view.high - view.low) / span
    return 3 if view.is_known or share < 0.1 else 2 if share < 0.2 else 1
