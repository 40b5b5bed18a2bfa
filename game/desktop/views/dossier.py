"""A person's file on paper: portrait, name, role, traits, and where they are."""

from __future__ import annotations

from game.desktop import figures, portraits, theme
from game.desktop.marks import Rect
from game.desktop.sheet import Sheet
from game.match.desk import Desk, PersonView

TRAIT_MOST = 10


def picture(sheet: Sheet, rect: Rect, person: PersonView) -> None:
    """The portrait in its frame."""
    sheet.vector(rect, portraits.GRID, portraits.portrait(person.id, person.pronoun))
    sheet.box(rect, "", theme.PRINT, width=1.5)


def heading(sheet: Sheet, x: float, y: float, width: float, person: PersonView, position: int) -> float:
    """Portrait, name and role; returns the y below."""
    is_wide = width > 260
    size = Rect(x, y, 150 if width > 320 else 100, 185 if width > 320 else 124)
    picture(sheet, size, person)
    at, room = size.right + 18, x + width - size.right - 18
    top = y
    if is_wide:
        name = theme.Type(theme.SERIF_BOLD, 27, 30) if width > 320 else theme.STORY_HEAD
        top = sheet.para(at, top - 2, room, person.name, name, theme.PRINT, most=3)
        if person.name_zh:
            sheet.text(at, top + 2, person.name_zh, theme.Type(theme.SERIF_SEMI, 16, 22), theme.PRINT_MUTED)
            top += 24
        top = sheet.para(at, top + 8, room, _upper(person.role), theme.BODY, theme.PRINT, most=4) + 8
        figures.side_mark(sheet, at, top + 4, 11, position, on_paper=True)
        words = sheet.say(f"person.{person.badge}") if person.badge else ""
        sheet.text(at + 18, top, words, theme.LABEL, theme.PRINT, room=room - 18)
        return max(size.bottom, top + 20)
    top = sheet.para(x, size.bottom + 8, width, person.name, theme.STORY_HEAD, theme.PRINT, most=2)
    return sheet.para(x, top + 2, width, _upper(person.role), theme.BODY, theme.PRINT, most=3)


def slim(sheet: Sheet, x: float, y: float, width: float, person: PersonView, position: int) -> float:
    """The same in little room: a small portrait, name and role beside it."""
    size = Rect(x, y, 58, 72)
    picture(sheet, size, person)
    at, room = size.right + 14, x + width - size.right - 14
    end = x + sheet.text(at, y, person.name, theme.STORY_HEAD, theme.PRINT, room=room - 20) + size.w + 14
    figures.side_mark(sheet, end + 8, y + 7, 11, position, on_paper=True)
    below = sheet.para(at, y + 25, room, _upper(person.role), theme.BODY, theme.PRINT, most=2)
    words = "  ".join(f"{sheet.say(f'trait.{name}')} {value}" for name, value in person.traits)
    sheet.text(at, below, words, theme.CAPTION, theme.PRINT_MUTED, room=room)
    return max(size.bottom, below + 18)


def traits(sheet: Sheet, x: float, y: float, width: float, person: PersonView) -> float:
    """Traits as rows of squares with what they mean; returns the y below."""
    for name, value in person.traits:
        label_width = min(94.0, width * 0.3)
        sheet.text(
            x, y, _upper(sheet.say(f"trait.{name}")), theme.BODY_BOLD, theme.PRINT, room=label_width - 4
        )
        room = width - label_width - 34
        step = min(13.7, room / TRAIT_MOST)
        side = step - 3.2
        body = "".join(
            f'<rect x="{0.7 + n * step:.1f}" y=".7" width="{side:.1f}" height="{side:.1f}" '
            f'fill="{theme.PRINT if n < value else "none"}" '
            f'stroke="{theme.PRINT if n < value else theme.RULE}" stroke-width="1.3"/>'
            for n in range(TRAIT_MOST)
        )
        strip = Rect(x + label_width, y + 4, step * TRAIT_MOST, step)
        sheet.vector(strip, (strip.w, strip.h), body)
        sheet.text(strip.right + 26, y, str(value), theme.BODY_BOLD, theme.PRINT, anchor="right")
        key = f"trait.{name}_note"
        y += 20
        y = (
            sheet.para(
                x + label_width, y, width - label_width, sheet.say(key), theme.CAPTION, theme.PRINT_MUTED
            )
            + 8
        )
    return y


def where(sheet: Sheet, desk: Desk, person: PersonView) -> str:
    """A line on where the person is, for a panel."""
    if person.occasion and person.turns_left:
        return sheet.say(
            "person.trip", occasion=person.occasion, count=person.turns_left, turns=person.turns_left
        )
    if person.occasion:
        return sheet.say("person.occasion", occasion=person.occasion)
    return ""


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
