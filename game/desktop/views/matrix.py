"""What comes of each answer to an invitation, by the stance that the rival takes as host.

Rows are stances, columns answers. No odds are given for the stances: a choice is not luck. What
can be told is where the best answer changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from game.desktop import art, figures, theme
from game.desktop.letters import Fate, Prospect
from game.desktop.marks import Rect
from game.desktop.sheet import Sheet
from game.match.figures import signed

FATES = 2  # shown in a cell
LEAST = 0.5  # points by which an answer must be better to count as such
ROW = 22 + 23.0 * FATES


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """Above `in_100` for one stance, the others alike, `above` is better than `below`."""

    stance: str
    in_100: int
    below: str
    above: str


def turning_point(worth: Mapping[str, Mapping[str, float]]) -> TurningPoint | None:
    """The belief at which the best answer changes, for the stance that matters most; None if none does.

    `worth` is by answer, then stance.
    """
    answers = list(worth)
    stances = list(next(iter(worth.values()), {}))
    found: list[tuple[float, TurningPoint]] = []
    for stance in stances:
        others = [each for each in stances if each != stance]
        if not others:
            continue
        without = {a: sum(worth[a][s] for s in others) / len(others) for a in answers}
        below = max(answers, key=lambda a: without[a])
        above = max(answers, key=lambda a: worth[a][stance])
        gain, loss = worth[above][stance] - worth[below][stance], without[below] - without[above]
        if below == above or min(gain, loss) < LEAST:
            continue
        share = loss / (gain + loss)
        point = TurningPoint(stance, min(99, max(1, round(100 * share))), below, above)
        spread = max(worth[a][stance] for a in answers) - min(worth[a][stance] for a in answers)
        found.append((spread, point))
    return max(found, key=lambda pair: pair[0])[1] if found else None


def height_of(stances: int) -> float:
    """How high the matrix is."""
    return 40 + (ROW + 22) * stances


def matrix(
    sheet: Sheet,
    rect: Rect,
    columns: Sequence[Rect],
    prospects: Sequence[tuple[Prospect, ...]],
    rival: str,
    position: int,
) -> float:
    """All of it; `columns` are the answers' cards above. Returns the y below."""
    stances = [prospect.stance for prospect in next((p for p in prospects if p), ())]
    cell = rect._replace(h=height_of(len(stances)))
    sheet.panel(cell)
    figures.side_mark(sheet, cell.x + 15, cell.y + 14, 12, position)
    title = sheet.say("matrix.title", rival=rival)
    width = sheet.text(cell.x + 36, cell.y + 10, title, theme.BODY_BOLD, room=cell.w - 50)
    note = sheet.say("matrix.note")
    if 36 + width + 30 + sheet.measure(note, theme.CAPTION) < cell.w:
        sheet.text(cell.right - 15, cell.y + 12, note, theme.CAPTION, theme.TEXT3, anchor="right")
    y = cell.y + 38
    for number, stance in enumerate(stances):
        sheet.rule(cell.x + 1, y, cell.w - 2)
        sheet.text(cell.x + 15, y + 4, stance, theme.LABEL_BOLD, theme.TEXT2, room=cell.w - 30)
        for column, every in zip(columns, prospects, strict=True):
            if number < len(every):
                _cell(sheet, Rect(column.x + 15, y + 24, column.w - 30, ROW), every[number])
        y += ROW + 22
    return cell.bottom


def _cell(sheet: Sheet, rect: Rect, prospect: Prospect) -> None:
    verdict = None if abs(prospect.worth) < 0.5 else prospect.worth > 0
    words = signed(round(prospect.worth, 1) + 0.0, 1)
    x = rect.x + sheet.text(rect.x, rect.y, words, theme.BODY_BOLD) + 6
    colour = {True: theme.GOOD, False: theme.BAD, None: theme.TEXT3}[verdict]
    x += figures.verdict_glyph(sheet, x, rect.y + 1, verdict, colour, 11) + 6
    sheet.text(x, rect.y + 1, sheet.say("matrix.points"), theme.LABEL, theme.TEXT3, room=rect.right - x)
    y = rect.y + 22
    for told in prospect.fates[:FATES]:
        fate(sheet, Rect(rect.x, y, rect.w, 22), told)
        y += 23


def fate(sheet: Sheet, rect: Rect, told: Fate) -> None:
    """Of a hundred such trips, in how many something befalls the traveller."""
    x = rect.x
    if rect.w > 190:
        sheet.vector(Rect(x, rect.y + 3, 64, 16), (114, 29), art.frequency_dots(told.in_100))
        x += 68
    number = sheet.measure("100", theme.BODY_BOLD)
    sheet.text(x + number, rect.y, str(told.in_100), theme.BODY_BOLD, anchor="right")
    sheet.text(
        x + number + 8, rect.y + 1, told.label, theme.LABEL, theme.TEXT2, room=rect.right - x - number - 8
    )
