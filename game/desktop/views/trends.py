"""Courses of all values: own as known, the rival's as believed, one small chart for each."""

from __future__ import annotations

from collections.abc import Callable

from game.desktop import theme
from game.desktop.marks import Rect
from game.desktop.sheet import Sheet
from game.match.desk import Desk, VariableView
from game.match.figures import text as number_text

_DASHES = ("", 'stroke-dasharray="5 3"')
LEAST_WIDTH, LEAST_HEIGHT = 180.0, 96.0


def trends(sheet: Sheet, rect: Rect, desk: Desk, explain: Callable[[str], None]) -> None:
    """The charts in a grid."""
    shown = [variable for variable in desk.variables if variable.id != desk.purse.id]
    columns = max(1, int(rect.w // LEAST_WIDTH))
    columns = min(columns, 4)
    rows = -(-len(shown) // columns)
    height = max(LEAST_HEIGHT, (rect.h - 8) / max(1, rows))
    width = (rect.w - 20) / columns
    rivals = {estimate.id: estimate.history for estimate in desk.estimates}
    with sheet.region("trends"), sheet.scroll("trends", rect) as inner:
        for number, variable in enumerate(shown):
            row, column = divmod(number, columns)
            cell = Rect(rect.x + 6 + column * width, inner.y + 4 + row * height, width, height)
            _chart(sheet, cell.inset(6, 5), variable, rivals.get(variable.id, ()), desk, explain)
        inner.end = inner.y + 8 + rows * height


def _chart(
    sheet: Sheet,
    rect: Rect,
    variable: VariableView,
    rival: tuple[float, ...],
    desk: Desk,
    explain: Callable[[str], None],
) -> None:
    def act() -> None:
        explain(f"variable:{variable.id}")

    if sheet.control(f"trend.{variable.id}", rect, act, variable.label, why=f"variable:{variable.id}"):
        sheet.box(rect, theme.INK2, radius=4)
    sheet.text(rect.x + 4, rect.y + 1, variable.label, theme.LABEL, theme.TEXT2, room=rect.w - 56)
    own = "" if variable.is_shared else desk.side.id
    colour = theme.SIDES[desk.side.position].glass if own else theme.TEXT
    sheet.text(rect.right - 4, rect.y, variable.text, theme.BODY_BOLD, theme.TEXT, anchor="right")
    plot = Rect(rect.x + 4, rect.y + 22, rect.w - 40, rect.h - 28)
    values = [*variable.history, *rival]
    low, high = min(values), max(values)
    room = max(high - low, 6.0)
    middle = (low + high) / 2
    low, high = middle - room / 2, middle + room / 2
    turns = max(2, len(variable.history))

    def line(history: tuple[float, ...], ink: str, dashes: str, width: float) -> str:
        points = [
            (plot.w * n / (turns - 1), 3 + (plot.h - 6) * (1 - (value - low) / (high - low)))
            for n, value in enumerate(history)
        ]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        x, y = points[-1]
        return (
            f'<polyline points="{path}" fill="none" stroke="{ink}" stroke-width="{width}" {dashes} '
            f'stroke-linejoin="round"/><circle cx="{x:.1f}" cy="{y:.1f}" r="2.6" fill="{ink}"/>'
        )

    body = f'<path d="M0 {plot.h:.1f}H{plot.w:.1f}M0 0H{plot.w:.1f}" stroke="{theme.LINE}" stroke-width="1"/>'
    if rival:
        body += line(rival, theme.SIDES[desk.rival.position].glass, _DASHES[desk.rival.position], 1.4)
    own_dashes = _DASHES[desk.side.position] if own else ""
    body += line(variable.history, colour, own_dashes, 2.0)
    sheet.vector(plot, (plot.w, plot.h), body)
    sheet.text(rect.right - 4, plot.y - 4, number_text(high, 0), theme.CAPTION, theme.TEXT3, anchor="right")
    sheet.text(
        rect.right - 4, plot.bottom - 12, number_text(low, 0), theme.CAPTION, theme.TEXT3, anchor="right"
    )
