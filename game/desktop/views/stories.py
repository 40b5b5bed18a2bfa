"""Pieces of the front page: stories, chart, boxes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from game.desktop import figures, theme
from game.desktop.marks import Rect
from game.desktop.sheet import Sheet
from game.match.figures import text as number_text

if TYPE_CHECKING:
    from game.news.model import BackgroundLine, ChartStory, Story

_VERDICTS = {"good": True, "bad": False}


def story(sheet: Sheet, rect: Rect, told: Story, position: int) -> float:
    """One of the smaller stories; returns the y below."""
    figures.badge(sheet, rect.x, rect.y, told.badge)
    if position >= 0:
        figures.side_mark(sheet, rect.right - 14, rect.y + 3, 12, position, on_paper=True)
    y = sheet.para(rect.x, rect.y + 23, rect.w, told.headline, theme.STORY_HEAD, theme.PRINT, most=4) + 4
    if told.standfirst:
        y = sheet.para(rect.x, y, rect.w, told.standfirst, theme.STORY_ITALIC, theme.PRINT_MUTED) + 4
    for paragraph in told.paragraphs:
        y = sheet.para(rect.x, y, rect.w, paragraph, theme.STORY, theme.PRINT) + 4
    y = effects(sheet, rect.x, y + 2, rect.w, told, lambda _: -1)
    y = backgrounds(sheet, rect.x, y + 2, rect.w, told.backgrounds)
    note = sheet.say("paper.confidential") if told.is_confidential else told.source
    return sheet.para(rect.x, y, rect.w, note, theme.CAPTION, theme.PRINT_MUTED) + 2


def effects(
    sheet: Sheet, x: float, y: float, width: float, told: Story, position: Callable[[str], int]
) -> float:
    """What a story changed in this game, as chips in rows."""
    if not told.effects:
        return y
    words = sheet.say("paper.in_game")
    label = sheet.measure(words, theme.CAPTION)
    at = x
    if width > 320:
        sheet.text(x, y + 2, words, theme.CAPTION, theme.PRINT_MUTED)
        at = x + label + 10
    start = at
    for effect in told.effects:
        verdict = _VERDICTS.get(effect.value)
        size = effect.text.lstrip("+−-")
        if not effect.amount:
            continue
        room = x + width - at
        probe = sheet.measure(effect.label, theme.CHIP) + sheet.measure(size, theme.CHIP) + 62
        if at > start and probe > room:
            at, y = start, y + 24
            room = x + width - at
        direction = 1 if effect.amount > 0 else -1
        owner = position(effect.side) if effect.side else -1
        at += 6 + figures.effect_chip(
            sheet, at, y, effect.label, size, direction, verdict, on_paper=True, room=room, side=owner
        )
    return y + 26


def backgrounds(sheet: Sheet, x: float, y: float, width: float, lines: Sequence[BackgroundLine]) -> float:
    """What a story recalls of the world, each line with its own badge and source."""
    for line in lines:
        figures.badge(sheet, x, y + 2, line.badge)
        y += 24
        y = sheet.para(x, y, width, cited(line), theme.CAPTION, theme.PRINT_MUTED) + 4
    return y


def cited(line: BackgroundLine) -> str:
    """A line with its source and date, each told once."""
    return f"{line.text} ({line.origin})" if line.origin else line.text


def two_columns(sheet: Sheet, rect: Rect, text: str) -> float:
    """Running text in two columns where they are wide enough."""
    if not text:
        return rect.y
    if rect.w < 460 or len(sheet.lines(text, theme.STORY, rect.w)) < 4:
        return sheet.para(rect.x, rect.y, rect.w, text, theme.STORY, theme.PRINT)
    width = (rect.w - 20) / 2
    lines = sheet.lines(text, theme.STORY, width)
    half = -(-len(lines) // 2)
    for number, line in enumerate(lines):
        column, row = divmod(number, half)
        at = rect.x + column * (width + 20)
        sheet.text(at, rect.y + row * theme.STORY.line, line, theme.STORY, theme.PRINT)
    return rect.y + half * theme.STORY.line


def small_box(sheet: Sheet, rect: Rect, title: str, text: str) -> None:
    """Weather or price, in a frame of that size."""
    sheet.box(rect, "", theme.PRINT)
    sheet.text(rect.x + 12, rect.y + 6, title, theme.CAPTION_BOLD, theme.PRINT)
    kind = theme.Type(theme.SERIF_ITALIC, 14, 18)
    if len(sheet.lines(text, kind, rect.w - 22)) > 2:
        kind = theme.Type(theme.SERIF_ITALIC, 12, 14)
    sheet.para(
        rect.x + 12, rect.y + 22, rect.w - 22, text, kind, theme.PRINT, most=2 if kind.size > 12 else 3
    )


def boxed(sheet: Sheet, rect: Rect, title: str, text: str) -> float:
    """A correction in a frame as high as it needs."""
    kind = theme.Type(theme.SERIF_ITALIC, 14, 18)
    height = 32 + sheet.height_of(text, kind, rect.w - 24)
    sheet.box(rect._replace(h=height), "", theme.PRINT)
    sheet.text(rect.x + 12, rect.y + 7, title, theme.CAPTION_BOLD, theme.PRINT)
    sheet.para(rect.x + 12, rect.y + 23, rect.w - 24, text, kind, theme.PRINT)
    return rect.y + height


def briefs(sheet: Sheet, rect: Rect, told: Sequence[Story]) -> float:
    """What found no room, in a line each."""
    sheet.text(rect.x, rect.y, sheet.say("paper.briefs"), theme.CAPTION_BOLD, theme.PRINT)
    y = rect.y + 20
    for brief in told:
        y = (
            sheet.para(rect.x, y, rect.w, brief.headline, theme.Type(theme.SERIF_SEMI, 14, 18), theme.PRINT)
            + 4
        )
    return y


def declined(sheet: Sheet, rect: Rect, text: str) -> float:
    """Who declined to comment, between double rules."""
    height = sheet.height_of(text, theme.STORY_ITALIC, rect.w) + 16
    for y in (rect.y, rect.y + 3, rect.y + height - 4, rect.y + height - 1):
        sheet.rule(rect.x, y, rect.w, theme.PRINT)
    sheet.para(rect.x, rect.y + 8, rect.w, text, theme.STORY_ITALIC, theme.PRINT, anchor="middle")
    return rect.y + height


def chart(sheet: Sheet, rect: Rect, told: ChartStory) -> float:
    """The value that moved most, as a line with its band."""
    figures.badge(sheet, rect.x, rect.y, told.badge)
    y = sheet.para(rect.x, rect.y + 23, rect.w, told.headline, theme.STORY_HEAD, theme.PRINT, most=3) + 2
    y = sheet.para(rect.x, y, rect.w, told.label, theme.CAPTION, theme.PRINT_MUTED) + 6
    plot = Rect(rect.x, y, rect.w - 34, 84)
    every = [*told.values, *told.lows, *told.highs]
    low, high = min(every), max(every)
    spare = max((high - low) * 0.12, 1.0)
    low, high = low - spare, high + spare
    count = max(2, len(told.values))

    def points(values: Sequence[float]) -> list[tuple[float, float]]:
        return [
            (6 + (plot.w - 16) * n / (count - 1), plot.h - (value - low) / (high - low) * plot.h)
            for n, value in enumerate(values)
        ]

    body = ""
    for share in (0.0, 0.5, 1.0):
        line = plot.h * (1 - share)
        body += f'<path d="M0 {line:.1f}H{plot.w:.1f}" stroke="{theme.RULE}" stroke-width="1"/>'
        value = number_text(low + (high - low) * share, told.digits)
        sheet.text(rect.right, y + line - 8, value, theme.CAPTION, theme.PRINT_MUTED, anchor="right")
    if told.lows and told.highs:
        band = points(told.highs) + points(told.lows)[::-1]
        path = " ".join(f"{x:.1f},{a:.1f}" for x, a in band)
        body += f'<polygon points="{path}" fill="{theme.PRINT}" fill-opacity=".16"/>'
    line_points = points(told.values)
    path = " ".join(f"{x:.1f},{a:.1f}" for x, a in line_points)
    x, a = line_points[-1]
    body += (
        f'<polyline points="{path}" fill="none" stroke="{theme.PRINT}" stroke-width="2.2" '
        f'stroke-linejoin="round"/><circle cx="{x:.1f}" cy="{a:.1f}" r="4" fill="{theme.PRINT}"/>'
    )
    sheet.vector(plot, (plot.w, plot.h), body)
    y = plot.bottom + 6
    sheet.text(rect.x, y, told.first_label, theme.CAPTION, theme.PRINT_MUTED)
    if len(told.values) > 1:
        sheet.text(plot.right, y, told.last_label, theme.CAPTION, theme.PRINT_MUTED, anchor="right")
    y += 18
    return (
        sheet.para(rect.x, y, rect.w, told.caption, theme.CAPTION, theme.PRINT_MUTED) if told.caption else y
    )
