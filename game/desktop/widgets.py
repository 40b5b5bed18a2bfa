"""Controls: buttons, tabs, switches and lists. Each writes its marks and a control on a sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from game.desktop import art, theme
from game.desktop.marks import Rect
from game.desktop.sheet import Action, Sheet

PLAIN, PRIMARY, GHOST, PAPER_PLAIN, PAPER_PRIMARY = "plain", "primary", "ghost", "paper", "paper-primary"

# kind: (fill, fill when pointed at, border, text)
_LOOKS = {
    PLAIN: (theme.INK3, "#2F4248", theme.LINE2, theme.TEXT),
    PRIMARY: (theme.PAPER, "#FFFAEF", theme.PAPER, theme.PRINT),
    GHOST: (theme.INK0, theme.INK3, theme.LINE, theme.TEXT2),
    PAPER_PLAIN: (theme.PAPER, "#FFFAEF", theme.RULE, theme.PRINT),
    PAPER_PRIMARY: (theme.PRINT, "#3A342B", theme.PRINT, theme.PAPER),
}


def button(
    sheet: Sheet,
    name: str,
    rect: Rect,
    label: str,
    act: Action | None,
    *,
    kind: str = PLAIN,
    icon: str = "",
    icon_after: str = "",
    hint: str = "",
    key: str = "",
    is_off: bool = False,
    is_chosen: bool = False,
) -> None:
    """A button. Without an action, or `is_off`, it says why in its hint when it has focus."""
    is_paper = kind in (PAPER_PLAIN, PAPER_PRIMARY)
    is_dead = is_off or act is None
    is_hover = sheet.control(name, rect, None if is_dead else act, label, hint=hint, is_on_paper=is_paper)
    fill, bright, border, colour = _LOOKS[kind]
    if is_dead:
        colour = theme.PRINT_MUTED if kind in (PRIMARY, PAPER_PLAIN) else theme.TEXT3
        fill = theme.PAPER3 if kind == PRIMARY else fill
    width = 1.0
    if is_chosen:
        border, width = (theme.PRINT if is_paper else theme.TEXT), 2.0
    sheet.box(
        rect,
        bright if is_hover and not is_dead else fill,
        border,
        width=width,
        radius=theme.RADIUS_CONTROL,
    )
    kind_of_text = theme.BODY_BOLD if kind in (PRIMARY, PAPER_PRIMARY) or is_chosen else theme.BODY_MEDIUM
    room = rect.w - 20 - (24 if icon else 0) - (24 if icon_after else 0)
    shown = sheet.fitted(label, kind_of_text, room)
    width_text = sheet.measure(shown, kind_of_text)
    total = width_text + (24 if icon else 0) + (24 if icon_after else 0)
    x, middle = rect.x + (rect.w - total) / 2, rect.y + rect.h / 2
    if icon:
        sheet.icon(icon, x, middle - 8, 16, colour)
        x += 24
    sheet.text(x, middle - kind_of_text.line / 2, shown, kind_of_text, colour)
    if icon_after:
        sheet.icon(icon_after, x + width_text + 8, middle - 8, 16, colour)
    if key and not is_dead:
        sheet.key(key, act or (lambda: None))


def button_width(sheet: Sheet, label: str, *, has_icon: bool = False) -> float:
    """How wide a button must be for its label."""
    return max(sheet.measure(label, theme.BODY_BOLD) + 32 + (24 if has_icon else 0), 72)


def icon_button(
    sheet: Sheet, name: str, rect: Rect, icon: str, hint: str, act: Action | None, *, key: str = ""
) -> None:
    """An icon alone, with its words in a hint."""
    is_hover = sheet.control(name, rect, act, hint, hint=hint)
    if is_hover and act is not None:
        sheet.box(rect, theme.INK3, radius=theme.RADIUS_CONTROL)
    x, y = rect.centre
    sheet.icon(icon, x - 10, y - 10, 20, theme.TEXT2 if act is not None else theme.LINE2)
    if key and act is not None:
        sheet.key(key, act)


@dataclass(frozen=True, slots=True)
class Tab:
    """One of several pages."""

    id: str
    label: str
    icon: str = ""
    count: str = ""
    side: int = -1  # position of a side whose glyph it bears


def tabs(
    sheet: Sheet, name: str, rect: Rect, pages: Sequence[Tab], chosen: str, choose: Callable[[str], None]
) -> None:
    """Tabs in a row; where there is not room for all words, only the chosen one keeps its own."""

    def width(page: Tab, *, is_short: bool) -> float:
        has_glyph = bool(page.icon) or page.side >= 0
        words = 0.0 if is_short and has_glyph else sheet.measure(page.label, theme.BODY_BOLD)
        count = sheet.measure(page.count, theme.CAPTION) + 6 if page.count else 0.0
        return 28 + (16 if has_glyph else 0) + (7 + words if words else 0) + count

    is_short = sum(width(page, is_short=False) for page in pages) > rect.w
    x = rect.x
    for page in pages:
        is_chosen = page.id == chosen
        bare = is_short and not is_chosen
        cell = Rect(x, rect.y, width(page, is_short=bare), rect.h)
        pick = page.id

        def act(pick: str = pick) -> None:
            choose(pick)

        is_hover = sheet.control(
            f"{name}.{page.id}", cell.inset(3, 3), act, page.label, hint=page.label if bare else ""
        )
        colour = theme.TEXT if is_chosen or is_hover else theme.TEXT3
        at = cell.x + 14
        middle = rect.y + rect.h / 2 - 1
        if page.side >= 0:
            sheet.vector(Rect(at + 2, middle - 6, 12, 12), (12, 12), art.side_glyph(page.side))
            at += 16
        elif page.icon:
            sheet.icon(page.icon, at, middle - 8, 16, colour)
            at += 16
        if not (bare and at > cell.x + 14):
            kind = theme.BODY_BOLD if is_chosen else theme.BODY_MEDIUM
            at += 7 + sheet.text(at + 7, middle - 10, page.label, kind, colour)
        if page.count:
            sheet.text(at + 6, middle - 8, page.count, theme.CAPTION, colour)
        if is_chosen:
            sheet.box(Rect(cell.x, rect.bottom - 3, cell.w, 3), theme.TEXT)
        x += cell.w


def segmented(
    sheet: Sheet,
    name: str,
    x: float,
    y: float,
    options: Sequence[tuple[str, str]],
    chosen: str,
    choose: Callable[[str], None],
    *,
    height: float = theme.TARGET,
) -> float:
    """A few exclusive options side by side; returns the width."""
    start = x
    widths = [sheet.measure(label, theme.BODY_BOLD) + 28 for _, label in options]
    sheet.box(Rect(x, y, sum(widths), height), theme.INK1, theme.LINE2, radius=theme.RADIUS_CONTROL)
    for (pick, label), width in zip(options, widths, strict=True):
        cell = Rect(x, y, width, height)

        def act(pick: str = pick) -> None:
            choose(pick)

        is_chosen = pick == chosen
        is_hover = sheet.control(f"{name}.{pick}", cell, act, label)
        if is_chosen or is_hover:
            sheet.box(cell.inset(2), theme.PAPER if is_chosen else theme.INK3, radius=4)
        sheet.text(
            cell.x + width / 2,
            y + height / 2 - 10,
            label,
            theme.BODY_BOLD if is_chosen else theme.BODY_MEDIUM,
            theme.PRINT if is_chosen else theme.TEXT2,
            anchor="middle",
        )
        x += width
    return x - start


def row(
    sheet: Sheet,
    name: str,
    rect: Rect,
    act: Action | None,
    label: str,
    *,
    hint: str = "",
    why: str = "",
    is_chosen: bool = False,
    is_on_paper: bool = False,
) -> bool:
    """The ground of a row of a list that can be chosen; whether the pointer is over it."""
    is_hover = sheet.control(name, rect, act, label, hint=hint, why=why, radius=4, is_on_paper=is_on_paper)
    if is_on_paper:
        if is_hover or is_chosen:
            sheet.box(rect, "#FFFAEF" if is_hover else theme.PAPER2, radius=4)
    elif is_hover or is_chosen:
        sheet.box(rect, theme.INK3 if is_chosen else theme.INK2, radius=4)
    return is_hover


def hint_box(sheet: Sheet, beside: Rect, text: str) -> None:
    """Words beside a control, kept on the sheet."""
    width = min(300.0, sheet.measure(text, theme.CAPTION) + 4)
    lines = sheet.lines(text, theme.CAPTION, width)
    width = max(sheet.measure(line, theme.CAPTION) for line in lines) + 20
    height = len(lines) * theme.CAPTION.line + 12
    x = min(max(4.0, beside.x + beside.w / 2 - width / 2), sheet.width - width - 4)
    y = beside.bottom + 8
    if y + height > sheet.height - 4:
        y = max(4.0, beside.y - height - 8)
    rect = Rect(x, y, width, height)
    sheet.box(rect, theme.INK3, theme.LINE2, radius=theme.RADIUS_CONTROL)
    for number, line in enumerate(lines):
        sheet.text(x + 10, y + 6 + number * theme.CAPTION.line, line, theme.CAPTION, theme.TEXT)


def ring(
    sheet: Sheet, rect: Rect, *, radius: float = theme.RADIUS_CONTROL, is_on_paper: bool = False
) -> None:
    """The mark of focus: ivory, with a dark gap that shows on paper too."""
    gap = rect.inset(-theme.RING_GAP)
    outer = gap.inset(-theme.RING)
    dark = theme.PRINT if is_on_paper else theme.INK0
    sheet.box(gap, "", dark, width=theme.RING_GAP, radius=radius + theme.RING_GAP)
    sheet.box(outer, "", theme.TEXT, width=theme.RING, radius=radius + theme.RING_GAP + theme.RING)
