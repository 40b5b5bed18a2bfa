"""The map: cities and who travels between them. It marks places, and endorses no boundary.

Line and dart tell the side: first solid, second dashed, third parties dotted and hollow.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable

from game.desktop import art, theme
from game.desktop.geography import project, window
from game.desktop.marks import Rect
from game.desktop.sheet import Sheet
from game.match.desk import Desk, PlaceView, Question, TripView

_DASHES = ("", 'stroke-dasharray="5 4"')


def world_map(
    sheet: Sheet,
    rect: Rect,
    desk: Desk,
    open_question: Callable[[str], None],
    open_person: Callable[[str], None],
) -> None:
    """The map in `rect`, with its controls."""
    placed = {place.id: project(*place.at) for place in desk.places if place.at is not None}
    view = window(rect.w, rect.h, list(placed.values()))
    scale = rect.w / view.w

    def at(point: tuple[float, float]) -> tuple[float, float]:
        return rect.x + (point[0] - view.x) * scale, rect.y + (point[1] - view.y) * scale

    spots = {id_: at(point) for id_, point in placed.items()}
    with sheet.clip(rect), sheet.region("map"):
        sheet.land(rect, view, theme.SEA, theme.LAND, theme.GRID)
        _trips(sheet, rect, desk, spots)
        taken = _cities(sheet, rect, desk, spots)
        _badges(sheet, rect, desk, spots, taken, open_question, open_person)
        _legend(sheet, rect, desk)


def _position(desk: Desk, side: str) -> int:
    if side == desk.side.id:
        return desk.side.position
    return desk.rival.position if side == desk.rival.id else -1


def _trips(sheet: Sheet, rect: Rect, desk: Desk, spots: dict[str, tuple[float, float]]) -> None:
    pairs = Counter(
        (trip.origin, trip.destination, trip.side) for trip in desk.trips if trip.status != "held"
    )
    for (origin, destination, side), count in pairs.items():
        if origin not in spots or destination not in spots or origin == destination:
            continue
        start, end = spots[origin], spots[destination]
        _arc(sheet, rect, start, end, _position(desk, side), count)


def _arc(
    sheet: Sheet, rect: Rect, start: tuple[float, float], end: tuple[float, float], position: int, count: int
) -> None:
    """A bent line with darts, drawn in a box no larger than it needs: large ones are slow."""
    length = math.hypot(end[0] - start[0], end[1] - start[1])
    bend = (-0.2 if position != 1 else 0.14) * length
    top = max(rect.y + 8, (start[1] + end[1]) / 2 + bend)
    left, upper = min(start[0], end[0]) - 8, min(start[1], end[1], top) - 8
    frame = Rect(left, upper, max(start[0], end[0]) + 8 - left, max(start[1], end[1], top) + 8 - upper)
    (x, y), (a, b) = (start[0] - left, start[1] - upper), (end[0] - left, end[1] - upper)
    cx, cy = (x + a) / 2, top - upper
    colour = theme.SIDES[position].glass if position >= 0 else theme.THIRD
    dashes = _DASHES[position] if position >= 0 else 'stroke-dasharray="1.5 3.5"'
    parts = [
        f'<path d="M{x:.1f} {y:.1f}Q{cx:.1f} {cy:.1f} {a:.1f} {b:.1f}" fill="none" stroke="{colour}" '
        f'stroke-opacity=".6" stroke-width="1.2" {dashes}/>'
    ]
    darts = min(8, max(1, count * 2 - 1 if length > 90 else count))
    for number in range(darts):
        t = (number + 1) / (darts + 1)
        px = (1 - t) ** 2 * x + 2 * t * (1 - t) * cx + t * t * a
        py = (1 - t) ** 2 * y + 2 * t * (1 - t) * cy + t * t * b
        dx = 2 * (1 - t) * (cx - x) + 2 * t * (a - cx)
        dy = 2 * (1 - t) * (cy - y) + 2 * t * (b - cy)
        parts.append(art.dart(px, py, math.degrees(math.atan2(dy, dx)), colour, is_hollow=position < 0))
    sheet.vector(frame, (frame.w, frame.h), "".join(parts))


def _cities(sheet: Sheet, rect: Rect, desk: Desk, spots: dict[str, tuple[float, float]]) -> list[Rect]:
    """Cities with their names, each where it hides no other; returns what is taken."""
    taken: list[Rect] = [Rect(x - 6, y - 6, 12, 12) for x, y in spots.values()]
    places = [place for place in desk.places if place.id in spots]
    busy = {question.place.id for question in desk.questions if question.place is not None}
    busy |= {trip.destination for trip in desk.trips} | {trip.origin for trip in desk.trips}
    places.sort(key=lambda place: (not place.is_capital_of, place.id not in busy))
    for place in places:
        x, y = spots[place.id]
        position = _position(desk, place.host)
        kind = theme.CAPTION_BOLD if position >= 0 else theme.CAPTION
        colour = theme.TEXT if position >= 0 else theme.TEXT2
        width = sheet.measure(place.label, kind)
        label = _free_place(rect, x, y, width, taken, is_left=position == 0)
        if label is not None:
            taken.append(label)
            sheet.text(label.x, label.y, place.label, kind, colour, halo=theme.INK0)
        _city(sheet, x, y, position)
    return taken


def _city(sheet: Sheet, x: float, y: float, position: int) -> None:
    if position == 0:
        sheet.vector(Rect(x - 5, y - 5, 10, 10), (12, 12), art.side_glyph(0))
    elif position == 1:
        sheet.vector(Rect(x - 5, y - 5, 10, 10), (12, 12), art.side_glyph(1))
    else:
        body = (
            f'<circle cx="4" cy="4" r="2.6" fill="{theme.INK1}" stroke="{theme.THIRD}" stroke-width="1.3"/>'
        )
        sheet.vector(Rect(x - 4, y - 4, 8, 8), (8, 8), body)


def _free_place(
    rect: Rect, x: float, y: float, width: float, taken: list[Rect], *, is_left: bool
) -> Rect | None:
    """Where a name may stand beside its city; None if nowhere."""
    right, left = Rect(x + 9, y - 8, width, 16), Rect(x - 9 - width, y - 8, width, 16)
    choices = [left, right] if is_left else [right, left]
    choices += [
        Rect(x - width / 2, y + 6, width, 16),
        Rect(x - width / 2, y - 22, width, 16),
        right._replace(y=y + 2),
        right._replace(y=y - 18),
        left._replace(y=y + 2),
        left._replace(y=y - 18),
    ]
    frame = rect.inset(4)
    for place in choices:
        cut = place.cut(frame)
        fits = cut.w >= place.w - 0.5 and cut.h >= place.h - 0.5
        if fits and not any(_overlap(place, other) for other in taken):
            return place
    return None


def _overlap(one: Rect, other: Rect) -> bool:
    cut = one.cut(other)
    return cut.w > 1 and cut.h > 1


def _badges(
    sheet: Sheet,
    rect: Rect,
    desk: Desk,
    spots: dict[str, tuple[float, float]],
    taken: list[Rect],
    open_question: Callable[[str], None],
    open_person: Callable[[str], None],
) -> None:
    """Invitations, and people who are held, as small plates near their place."""
    by_place: dict[str, list[Question]] = {}
    for question in desk.questions:
        if question.kind == "invitation" and question.place is not None and question.place.id in spots:
            by_place.setdefault(question.place.id, []).append(question)
    for place_id, waiting in by_place.items():
        first = waiting[0].id

        def act(first: str = first) -> None:
            open_question(first)

        words = sheet.say("map.invitation", person=", ".join(q.person.name for q in waiting if q.person))
        plate = _plate(rect, spots[place_id], taken)
        _badge(sheet, f"map.{first}", plate, "envelope", len(waiting), words, act, theme.PAPER, theme.PRINT)
    held: dict[tuple[str, str], list[TripView]] = {}
    for trip in desk.trips:
        if trip.status == "held" and trip.destination in spots:
            held.setdefault((trip.destination, trip.side), []).append(trip)
    for (place_id, side), trips in held.items():
        person = trips[0].person

        def show(person: str = person) -> None:
            open_person(person)

        names = ", ".join(trip.name for trip in trips)
        colour = theme.SIDES[max(0, _position(desk, side))].glass
        plate = _plate(rect, spots[place_id], taken)
        words = sheet.say("map.held", person=names)
        _badge(sheet, f"map.held.{person}", plate, "held", len(trips), words, show, theme.INK0, colour)


def _plate(rect: Rect, spot: tuple[float, float], taken: list[Rect]) -> Rect:
    x, y = spot
    frame = rect.inset(4)
    size = (44.0, 24.0)
    choices = [(x + 8, y + 10), (x - 52, y + 10), (x + 8, y - 36), (x - 52, y - 36), (x - 22, y + 26)]
    plates = [Rect(a, b, *size) for a, b in choices]
    free = [p for p in plates if p.cut(frame).w >= p.w - 1 and not any(_overlap(p, other) for other in taken)]
    plate = free[0] if free else plates[0]
    plate = plate._replace(
        x=min(max(plate.x, frame.x), frame.right - plate.w),
        y=min(max(plate.y, frame.y), frame.bottom - plate.h),
    )
    taken.append(plate)
    return plate


def _badge(
    sheet: Sheet,
    name: str,
    rect: Rect,
    icon: str,
    count: int,
    hint: str,
    act: Callable[[], None],
    fill: str,
    colour: str,
) -> None:
    sheet.control(name, rect, act, hint, hint=hint, radius=4)
    sheet.box(rect, fill, colour if fill == theme.INK0 else "", width=1.5, radius=4)
    sheet.icon(icon, rect.x + 6, rect.y + 4, 16, colour)
    sheet.text(rect.x + 28, rect.y + 3, str(count), theme.LABEL_BOLD, colour)


def _legend(sheet: Sheet, rect: Rect, desk: Desk) -> None:
    if rect.w < 420 or rect.h < 150:
        return
    entries = [
        ("plane", sheet.say("map.travelling")),
        ("held", sheet.say("map.held_word")),
        ("envelope", sheet.say("map.invitation_word")),
    ]
    x = rect.right - 14
    y = rect.bottom - 26
    for icon, words in reversed(entries):
        width = sheet.measure(words, theme.CAPTION)
        sheet.text(x, y, words, theme.CAPTION, theme.TEXT2, anchor="right", halo=theme.SEA)
        sheet.icon(icon, x - width - 19, y + 1, 14, theme.TEXT2)
        x -= width + 34
    words = sheet.say("title.map")
    if rect.x + 14 + sheet.measure(words, theme.CAPTION) < x - 20:
        sheet.text(rect.x + 14, y, words, theme.CAPTION, theme.TEXT3, halo=theme.SEA)


def place_of(desk: Desk, place_id: str) -> PlaceView | None:
    """A place by id."""
    return next((place for place in desk.places if place.id == place_id), None)
