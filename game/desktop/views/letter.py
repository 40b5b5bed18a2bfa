"""The sheet beside a question: the person's file, the letter that asks, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.desktop import figures, theme
from game.desktop.marks import Rect
from game.desktop.sheet import Sheet
from game.desktop.views import dossier, stories
from game.match.desk import Desk, Question

if TYPE_CHECKING:
    from game.news.model import BackgroundLine


def letter(
    sheet: Sheet, rect: Rect, desk: Desk, question: Question, facts: Sequence[BackgroundLine]
) -> float:
    """Who is asked to what, with everything that is known of it; returns the y below."""
    x, y, width = rect.x, rect.y, rect.w
    person = question.person
    if person is not None:
        side = desk.side if person.side == desk.side.id else desk.rival
        y = dossier.heading(sheet, x, y + 4, width, person, side.position) + 14
        sheet.rule(x, y, width, theme.RULE)
        y = dossier.traits(sheet, x, y + 12, width, person)
        if person.bio:
            y = sheet.para(x, y, width, person.bio, theme.STORY, theme.PRINT) + 8
        sheet.rule(x, y, width, theme.RULE)
        y += 14
    else:
        picture = {"stance": "door", "accord": "handshake"}.get(question.kind, "envelope")
        frame = Rect(x, y + 4, width, width * 0.36)
        sheet.illustration(frame, picture)
        sheet.box(frame, "", theme.PRINT, width=1.5)
        y = frame.bottom + 16
    y = occasion(sheet, Rect(x, y, width, 0), question) + 14
    if question.badge:
        figures.badge(sheet, x, y, question.badge)
        y += 26
    if question.background is not None:
        taken = figures.badge(sheet, x, y + 1, question.background.badge)
        if width - taken > 180:
            words = question.background.text
            y = sheet.para(x + taken + 8, y, width - taken - 8, words, theme.CAPTION, theme.PRINT_MUTED) + 6
        else:
            y = sheet.para(x, y + 22, width, question.background.text, theme.CAPTION, theme.PRINT_MUTED) + 6
    for line in facts:
        y = sheet.para(x, y, width, stories.cited(line), theme.CAPTION, theme.PRINT_MUTED) + 4
    return y + 6


def slim_letter(sheet: Sheet, rect: Rect, desk: Desk, question: Question) -> float:
    """The same in little room: the person in two lines, and the letter itself."""
    x, y, width = rect.x, rect.y, rect.w
    if question.person is not None:
        is_own = question.person.side == desk.side.id
        position = desk.side.position if is_own else desk.rival.position
        y = dossier.slim(sheet, x, y, width, question.person, position) + 12
    return occasion(sheet, Rect(x, y, width, 0), question)


def occasion(sheet: Sheet, rect: Rect, question: Question) -> float:
    """The letter itself, framed."""
    x, y, width = rect.x, rect.y, rect.w
    inner = width - 32
    parts: list[tuple[str, theme.Type, str, float]] = [(question.title, theme.SHEET_TITLE, theme.PRINT, 3.0)]
    where = question.place.label if question.place is not None else ""
    if question.kind == "invitation":
        when = sheet.say("question.trip", count=question.turns, turns=question.turns)
        if question.lead:
            when += " " + sheet.say("question.lead", count=question.lead, turns=question.lead)
        where = f"{where}. {when}" if where else when
    if where:
        parts.append((where, theme.BODY, theme.PRINT, 7.0))
    if question.text:
        italic = theme.STORY_ITALIC if question.kind == "invitation" else theme.STORY
        parts.append((question.text, italic, theme.PRINT, 0.0))
    height = 28 + sum(sheet.height_of(text, kind, inner) + gap for text, kind, _, gap in parts)
    sheet.box(Rect(x, y, width, height), "", theme.PRINT, width=1.5)
    at = y + 14
    for text, kind, colour, gap in parts:
        at = sheet.para(x + 16, at, inner, text, kind, colour) + gap
    return y + height
