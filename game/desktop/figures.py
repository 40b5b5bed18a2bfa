"""Numbers in pictures: changes, effect chips, costs, gauges, ranges, forecasts, badges.

Direction is a triangle and a number. Value is shape and glyph before it is colour: good is a
pill with a tick, bad a bar with a cut corner and a bang, unclear an outline.
"""

from __future__ import annotations

from game.desktop import art, theme
from game.desktop.marks import Rect
from game.desktop.sheet import Sheet
from game.match.figures import signed
from game.match.figures import text as number_text

BADGES = ("fact", "estimate", "fiction")


def side_mark(
    sheet: Sheet, x: float, y: float, size: float, position: int, *, on_paper: bool = False
) -> None:
    """A side's glyph."""
    sheet.vector(Rect(x, y, size, size), (12, 12), art.side_glyph(position, on_paper=on_paper))


def is_good(change: float, good: str) -> bool | None:
    """Whether a change is for the good; None if it is neither."""
    if change == 0 or good == "none":
        return None
    return (change > 0) == (good == "high")


def verdict_colour(verdict: bool | None, *, on_paper: bool = False) -> str:
    """The colour of text that tells of a change."""
    if verdict is None:
        return theme.PRINT_MUTED if on_paper else theme.TEXT2
    if on_paper:
        return theme.GOOD_PAPER if verdict else theme.BAD_PAPER
    return theme.GOOD_TEXT if verdict else theme.BAD_TEXT


def verdict_glyph(
    sheet: Sheet, x: float, y: float, verdict: bool | None, colour: str, size: float = 10
) -> float:
    """Tick or bang, in a line of 18; returns its width."""
    if verdict is True:
        sheet.vector(Rect(x, y + 9 - size / 2, size, size), (24, 24), art.tick(colour))
        return size
    if verdict is False:
        sheet.vector(Rect(x, y + 9 - size / 2, size / 2, size), (5, 10), art.bang(colour))
        return size / 2
    return 0.0


def change(sheet: Sheet, x: float, y: float, amount: float, digits: int, good: str) -> float:
    """A change since last turn in a line of 18: triangle, number, tick or bang."""
    verdict = is_good(amount, good)
    colour = verdict_colour(verdict)
    if amount == 0:
        return sheet.text(x, y, "= " + sheet.say("figure.no_change"), theme.CAPTION, theme.TEXT3)
    sheet.vector(Rect(x, y + 5, 8, 8), (8, 8), art.triangle(colour, is_up=amount > 0))
    width = sheet.text(x + 13, y, number_text(abs(amount), digits), theme.LABEL_BOLD, colour)
    at = x + 13 + width + 6
    return at + verdict_glyph(sheet, at, y, verdict, colour) - x


def effect_chip(
    sheet: Sheet,
    x: float,
    y: float,
    label: str,
    amount: str,
    direction: int,
    verdict: bool | None,
    *,
    on_paper: bool = False,
    room: float = 400.0,
    side: int = -1,
) -> float:
    """An effect in a chip 20 high; returns its width. `direction` is 1, -1 or 0."""
    extra = 9 + 9 + (14 if verdict is not None else 0) + (16 if side >= 0 else 0)
    tail = (13 if direction else 5) + sheet.measure(amount, theme.CHIP)
    shown = sheet.fitted(label, theme.CHIP, max(20.0, room - extra - tail))
    width = extra + sheet.measure(shown, theme.CHIP) + tail
    rect = Rect(x, y, width, 20)
    if verdict is True:
        fill = theme.GOOD_PAPER_CHIP if on_paper else theme.GOOD_CHIP
        colour = theme.GOOD_PAPER_TEXT if on_paper else theme.GOOD_TEXT
        sheet.box(rect, fill, radius=10)
        sheet.vector(Rect(x + 7, y + 5, 10, 10), (24, 24), art.tick(colour))
        at = x + 21
    elif verdict is False:
        fill = theme.BAD_PAPER_CHIP if on_paper else theme.BAD_CHIP
        colour = theme.BAD_PAPER_TEXT if on_paper else theme.BAD_TEXT
        sheet.vector(rect, (width, 20), art.cut_chip(width, 20, fill))
        sheet.vector(Rect(x + 7, y + 5, 5, 10), (5, 10), art.bang(colour))
        at = x + 17
    else:
        border, colour = (theme.RULE, theme.PRINT_MUTED) if on_paper else (theme.LINE2, theme.TEXT2)
        sheet.box(rect, "", border, radius=4)
        at = x + 8
    if side >= 0:
        side_mark(sheet, at, y + 5, 10, side, on_paper=on_paper)
        at += 14
    at += sheet.text(at, y + 2, shown, theme.CHIP, colour) + 4
    if direction:
        sheet.vector(Rect(at, y + 6, 8, 8), (8, 8), art.triangle(colour, is_up=direction > 0))
        at += 12
    sheet.text(at, y + 2, amount, theme.CHIP, colour)
    return width


def cost(
    sheet: Sheet,
    right: float,
    y: float,
    amount: float,
    *,
    size: float = 15,
    on_paper: bool = False,
    is_dim: bool = False,
) -> float:
    """What something costs, in chips, its right end at `right`; returns the width."""
    fill = theme.PRINT if on_paper else theme.TEXT3 if is_dim else theme.TEXT
    ground = theme.PAPER if on_paper else theme.INK2
    if amount <= 0:
        words = sheet.say("figure.free")
        return sheet.text(
            right,
            y + size / 2 - 8,
            words,
            theme.CAPTION,
            theme.PRINT_MUTED if on_paper else theme.TEXT3,
            anchor="right",
        )
    body = art.token(fill, ground)
    if amount > 4 or amount != int(amount):
        width = sheet.text(right, y + size / 2 - 8, f"{amount}", theme.CAPTION_BOLD, fill, anchor="right")
        sheet.vector(Rect(right - width - 4 - size, y, size, size), (24, 24), body)
        return width + 4 + size
    for number in range(int(amount)):
        sheet.vector(Rect(right - size - number * (size + 2), y, size, size), (24, 24), body)
    return amount * (size + 2) - 2


def badge(sheet: Sheet, x: float, y: float, kind: str, *, on_paper: bool = True) -> float:
    """Where something comes from: fact solid, estimate outlined, fiction dashed. 18 high."""
    if kind not in BADGES:
        return 0.0
    words = sheet.say(f"badge.{kind}")
    ink, ground = (theme.PRINT, theme.PAPER) if on_paper else (theme.TEXT2, theme.INK1)
    width = sheet.measure(words, theme.CAPTION_BOLD) + 29
    rect = Rect(x, y, width, 18)
    colour = ink
    if kind == "fact":
        sheet.box(rect, ink)
        colour = ground
    else:
        border = ink if kind == "estimate" or not on_paper else theme.PRINT_MUTED
        sheet.box(rect, "", border, is_dashed=kind == "fiction")
    sheet.icon(kind, x + 5, y + 3, 12, colour)
    sheet.text(x + 22, y + 1, words, theme.CAPTION_BOLD, colour)
    return width


def visibility(
    sheet: Sheet, right: float, y: float, kind: str, *, on_paper: bool = False, colour: str = ""
) -> float:
    """Who sees an order: an open, half or shut eye with its word, its right end at `right`."""
    ink = colour or (theme.PRINT_MUTED if on_paper else theme.TEXT2)
    words = sheet.say(f"visibility.{kind}")
    width = sheet.measure(words, theme.CAPTION)
    sheet.text(right, y, words, theme.CAPTION, ink, anchor="right")
    sheet.icon(kind, right - width - 20, y + 0.5, 15, ink)
    return width + 20


def sparkline(sheet: Sheet, rect: Rect, history: tuple[float, ...]) -> None:
    """The course of a value."""
    body = art.sparkline(history[-12:], rect.w, rect.h)
    if body:
        sheet.vector(rect, (rect.w, rect.h), body)


def forecast_row(
    sheet: Sheet,
    rect: Rect,
    label: str,
    low: float,
    middle: float,
    high: float,
    good: str,
    digits: int,
    reach: float,
    *,
    label_width: float = 98.0,
) -> None:
    """A likely change: bar of 80 per cent, mark in the middle, number, verdict; `reach` spans the axis."""
    number_width = 62.0
    axis = Rect(rect.x + label_width, rect.y, max(40.0, rect.w - label_width - number_width), rect.h)
    sheet.text(rect.x, rect.y + rect.h / 2 - 9, label, theme.LABEL, theme.TEXT2, room=label_width - 4)
    x0, unit = axis.x + axis.w / 2, axis.w / 2 / (reach or 1.0)
    sheet.bar(x0, rect.y, rect.h, theme.TEXT3)
    shown = round(middle, digits)
    verdict = is_good(shown, good)
    if low < 0 < high and abs(shown) <= 0.5 * 10**-digits:
        verdict = None
    colour = {True: theme.GOOD, False: theme.BAD, None: theme.TEXT3}[verdict]
    cy = rect.y + rect.h / 2
    left, right = (min(max(x0 + value * unit, axis.x), axis.right) for value in (low, high))
    body = f'<rect width="{max(2.0, right - left):.2f}" height="8" rx="{0 if verdict is False else 4}" '
    body += f'fill="{colour}" fill-opacity=".38"/>'
    sheet.vector(Rect(left, cy - 4, max(2.0, right - left), 8), (max(2.0, right - left), 8), body)
    at = min(max(x0 + middle * unit, axis.x), axis.right)
    if verdict is None:
        mark = f'<circle cx="5" cy="5" r="3.8" fill="{theme.INK0}" stroke="{colour}" stroke-width="1.6"/>'
    elif verdict:
        mark = f'<circle cx="5" cy="5" r="4.5" fill="{colour}"/>'
    else:
        mark = f'<rect x=".8" y=".5" width="8.4" height="9" fill="{colour}"/>'
    sheet.vector(Rect(at - 5, cy - 5, 10, 10), (10, 10), mark)
    sheet.text(
        rect.right - 22,
        cy - 10,
        signed(shown, digits if shown else 0),
        theme.BODY_BOLD,
        theme.TEXT,
        anchor="right",
    )
    verdict_glyph(sheet, rect.right - 14, cy - 9, verdict, colour, 12)


def range_bar(
    sheet: Sheet,
    rect: Rect,
    low: float,
    middle: float,
    high: float,
    scale: tuple[float, float],
    own: float | None,
    rival: int,
) -> None:
    """An estimate on its scale: line, band of 80 per cent, mark in the middle, own value below."""
    width, height = rect.w, rect.h
    start, end = scale
    unit = (width - 8) / ((end - start) or 1.0)

    def at(value: float) -> float:
        return 4 + (min(max(value, start), end) - start) * unit

    colours = theme.SIDES[rival]
    left, right = at(low), max(at(high), at(low) + 2)
    body = (
        f'<path d="M1 8H{width - 1:.1f}" stroke="{theme.LINE2}" stroke-width="1"/>'
        f'<rect x="{left:.1f}" y="3" width="{right - left:.1f}" height="10" fill="{colours.tint}"/>'
        f'<rect x="{left:.1f}" y="3" width="{right - left:.1f}" height="10" fill="{colours.glass}" '
        'fill-opacity=".5"/>'
        f'<path d="M{at(middle):.1f} 1V15" stroke="{theme.TEXT}" stroke-width="2"/>'
    )
    if own is not None:
        x, glyph = at(own), theme.SIDES[1 - rival].glass
        if rival == 1:
            body += f'<path d="M{x:.1f} 13l3.75 3.75-3.75 3.75-3.75-3.75z" fill="{glyph}"/>'
        else:
            body += f'<circle cx="{x:.1f}" cy="16.75" r="3.4" fill="{glyph}"/>'
    sheet.vector(rect, (width, height), body)


def source_pips(sheet: Sheet, right: float, y: float, count: int) -> None:
    """How good the sources are: 1 thin to 3 published."""
    body = "".join(
        f'<rect x="{0.6 + 7.5 * n}" y=".6" width="5.3" height="6.8" rx="1" '
        f'fill="{theme.TEXT2 if n < count else "none"}" stroke="{theme.TEXT3}" stroke-width="1"/>'
        for n in range(3)
    )
    sheet.vector(Rect(right - 22, y, 22, 8), (22, 8), body)
