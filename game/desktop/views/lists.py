"""Pages of the desk that are lists: people, what is in force, and what has been done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.desktop import figures, portraits, theme, widgets
from game.desktop.marks import Rect
from game.desktop.sheet import Sheet
from game.match.account import OrderShown, Reveal
from game.match.desk import AccordCard, Desk, OrderCard, PersonView

TOLD_SHOWN = 4  # happenings of a turn in the log; the reveal has them all
_STATUS_ICONS = {"home": "home", "abroad": "plane", "held": "held", "gone": "forward"}


def people(sheet: Sheet, rect: Rect, desk: Desk, open_person: Callable[[str], None]) -> None:
    """Both rosters: own people at the left, the rival's as far as they are known."""
    with sheet.region("people"), sheet.scroll("people", rect) as inner:
        columns = 2 if rect.w >= 560 else 1
        ends: list[float] = []
        sides = [(desk.side, "people.own"), (desk.rival, "people.rival")]
        width = (rect.w - 12) / columns
        y = inner.y
        for number, (side, title) in enumerate(sides):
            x = rect.x + (number % columns) * width
            top = y if columns == 2 or number == 0 else ends[-1] + 8
            figures.side_mark(sheet, x + 14, top + 13, 11, side.position)
            sheet.text(x + 33, top + 8, sheet.say(title, side=side.capital), theme.LABEL_BOLD, theme.TEXT)
            top += 34
            for person in desk.people:
                if person.side == side.id:
                    _person(sheet, Rect(x + 8, top, width - 12, 50), desk, person, open_person)
                    top += 54
            ends.append(top)
        inner.end = max(ends, default=y) + 4


def status_words(sheet: Sheet, desk: Desk, person: PersonView) -> str:
    """Where a person is, and since when or for how long."""
    where = next((place.label for place in desk.places if place.id == person.where), "")
    if person.status == "held":
        return sheet.say("people.held", place=where or "?", count=person.turns_held, turns=person.turns_held)
    if person.status == "abroad":
        return sheet.say("people.abroad", place=where) if where else sheet.say("people.abroad_somewhere")
    if person.trip == "booked":
        return sheet.say("people.booked", place=where) if where else sheet.say("people.booked_somewhere")
    return sheet.say(f"people.{person.status}")


def _person(
    sheet: Sheet, rect: Rect, desk: Desk, person: PersonView, open_person: Callable[[str], None]
) -> None:
    def act() -> None:
        open_person(person.id)

    widgets.row(sheet, f"person.{person.id}", rect, act, person.name)
    picture = Rect(rect.x + 5, rect.y + 4, 34, 42)
    sheet.vector(picture, portraits.GRID, portraits.portrait(person.id, person.pronoun))
    x = picture.right + 10
    colour = theme.BAD_TEXT if person.status == "held" else theme.TEXT2
    words = status_words(sheet, desk, person)
    room = rect.right - x - 8
    sheet.text(x, rect.y + 4, person.name, theme.BODY_BOLD, theme.TEXT, room=room * 0.55)
    taken = min(sheet.measure(words, theme.CAPTION), room * 0.5)
    sheet.text(rect.right - 8, rect.y + 6, words, theme.CAPTION, colour, anchor="right", room=room * 0.5)
    icon = _STATUS_ICONS.get(person.status)
    if icon is not None and room > 220:
        sheet.icon(icon, rect.right - 8 - taken - 20, rect.y + 6.5, 14, colour)
    traits = "  ".join(f"{sheet.say(f'trait.{name}')} {value}" for name, value in person.traits)
    width = sheet.measure(traits, theme.CAPTION)
    is_wide = sheet.measure(person.role, theme.CAPTION) + width + 20 < room
    sheet.text(
        x, rect.y + 26, person.role, theme.CAPTION, theme.TEXT3, room=room - (width + 12 if is_wide else 0)
    )
    if is_wide:
        sheet.text(rect.right - 8, rect.y + 26, traits, theme.CAPTION, theme.TEXT3, anchor="right")


def in_force(sheet: Sheet, rect: Rect, desk: Desk, explain: Callable[[str], None]) -> None:
    """Own policies, what is known of the rival's, and agreements."""
    own = [card for card in desk.orders if card.is_in_force]
    with sheet.region("in_force"), sheet.scroll("in_force", rect) as inner:
        columns = 2 if rect.w >= 560 else 1
        width = (rect.w - 12) / columns
        y = inner.y
        left = _own_policies(sheet, Rect(rect.x, y, width, 0), desk, own, explain)
        second = Rect(rect.x + width, y, width, 0) if columns == 2 else Rect(rect.x, left + 6, width, 0)
        right = _rival_policies(sheet, second, desk)
        bottom = max(left, right) + 8
        sheet.text(rect.x + 14, bottom, sheet.say("in_force.accords"), theme.LABEL_BOLD)
        bottom += 26
        for accord in desk.accords:
            bottom = _accord(sheet, Rect(rect.x + 8, bottom, rect.w - 24, 0), desk, accord, explain)
        if not desk.accords:
            sheet.text(rect.x + 14, bottom, sheet.say("in_force.none"), theme.LABEL, theme.TEXT3)
            bottom += 24
        inner.end = bottom + 4


def _own_policies(
    sheet: Sheet, rect: Rect, desk: Desk, cards: Sequence[OrderCard], explain: Callable[[str], None]
) -> float:
    x, y = rect.x + 14, rect.y + 8
    figures.side_mark(sheet, x, y + 5, 11, desk.side.position)
    upkeep = desk.purse.upkeep
    sheet.text(x + 19, y, sheet.say("in_force.own", side=desk.side.capital), theme.LABEL_BOLD)
    sheet.text(
        rect.right - 12,
        y + 1,
        sheet.say("in_force.upkeep", amount=upkeep),
        theme.CAPTION,
        theme.TEXT3,
        anchor="right",
    )
    y += 26
    for card in cards:
        cell = Rect(rect.x + 8, y, rect.w - 12, theme.TARGET)

        def act(name: str = card.id) -> None:
            explain(f"order:{name}")

        widgets.row(sheet, f"in_force.{card.id}", cell, act, card.title, why=f"order:{card.id}")
        sheet.icon(card.visibility, cell.x + 7, cell.y + 10, 15, theme.TEXT2)
        taken = figures.cost(sheet, cell.right - 8, cell.y + 10, card.upkeep, size=14)
        sheet.text(cell.x + 30, cell.y + 7, card.title, theme.BODY, theme.TEXT, room=cell.w - taken - 50)
        y += theme.TARGET + 2
    if not cards:
        sheet.text(x, y, sheet.say("in_force.none"), theme.LABEL, theme.TEXT3)
        y += 24
    return y


def _rival_policies(sheet: Sheet, rect: Rect, desk: Desk) -> float:
    x, y = rect.x + 14, rect.y + 8
    figures.side_mark(sheet, x, y + 5, 11, desk.rival.position)
    sheet.text(x + 19, y, sheet.say("in_force.rival", side=desk.rival.capital), theme.LABEL_BOLD)
    y += 26
    for policy in desk.rival_policies:
        sheet.icon(policy.visibility, x + 1, y + 3, 15, theme.TEXT2)
        sheet.text(x + 24, y, policy.title, theme.BODY, theme.TEXT, room=rect.w - 60)
        y += 20
        y = sheet.para(x + 24, y, rect.w - 56, policy.text, theme.CAPTION, theme.TEXT3, most=2) + 6
    if not desk.rival_policies:
        sheet.text(x, y, sheet.say("in_force.none_known"), theme.LABEL, theme.TEXT3, room=rect.w - 28)
        y += 24
    return y


def _accord(
    sheet: Sheet, rect: Rect, desk: Desk, accord: AccordCard, explain: Callable[[str], None]
) -> float:
    gives = [
        sheet.say("in_force.gives", side=side.capital, text=text)
        for side, text in ((desk.side, accord.gives_own), (desk.rival, accord.gives_rival))
        if text
    ]
    lines = [accord.text, *gives]
    height = 30 + sum(sheet.height_of(line, theme.CAPTION, rect.w - 52) for line in lines) + 8
    cell = rect._replace(h=height)
    order = accord.break_order or accord.offer_order

    def act() -> None:
        explain(f"order:{order}")

    widgets.row(
        sheet,
        f"accord.{accord.id}",
        cell,
        act if order else None,
        accord.title,
        why=f"order:{order}" if order else "",
    )
    sheet.icon("handshake", cell.x + 8, cell.y + 7, 18, theme.TEXT2)
    status = sheet.say(f"accord.{accord.status}", age=accord.age, count=accord.age)
    taken = sheet.measure(status, theme.CAPTION)
    sheet.text(cell.right - 8, cell.y + 7, status, theme.CAPTION, theme.TEXT2, anchor="right")
    sheet.text(cell.x + 36, cell.y + 5, accord.title, theme.BODY_BOLD, room=cell.w - 60 - taken)
    y = cell.y + 27
    for line in lines:
        y = sheet.para(cell.x + 36, y, cell.w - 52, line, theme.CAPTION, theme.TEXT3)
    return cell.bottom + 4


def log(
    sheet: Sheet, rect: Rect, desk: Desk, reveals: Sequence[Reveal], open_turn: Callable[[int], None]
) -> None:
    """Turn by turn, latest first: what both sides did as far as it is known, and what happened."""
    with sheet.region("log"), sheet.scroll("log", rect) as inner:
        y = inner.y + 6
        if not reveals:
            sheet.text(rect.x + 14, y + 4, sheet.say("log.empty"), theme.LABEL, theme.TEXT3)
            y += 30
        for reveal in reversed(reveals):
            y = _turn(sheet, Rect(rect.x + 8, y, rect.w - 24, 0), reveal, open_turn) + 6
        inner.end = y


def _turn(sheet: Sheet, rect: Rect, reveal: Reveal, open_turn: Callable[[int], None]) -> float:
    lines: list[tuple[int, str, str]] = []
    for position, side in enumerate(reveal.sides):
        orders = ", ".join(order_words(sheet, order) for order in side.orders)
        if not side.is_all:
            orders = orders + (", " if orders else "") + sheet.say("log.maybe_more")
        lines.append((position, orders or sheet.say("log.nothing"), theme.TEXT2))
    titles = [told.title for told in reveal.told if told.title]
    lines += [(-1, title, theme.TEXT3) for title in titles[:TOLD_SHOWN]]
    if len(titles) > TOLD_SHOWN:
        more = len(titles) - TOLD_SHOWN
        lines.append((-1, sheet.say("log.more", count=more, more=more), theme.TEXT3))
    width = rect.w - 48
    height = 32 + sum(sheet.height_of(words, theme.LABEL, width) for _, words, _ in lines) + 6
    cell = rect._replace(h=height)

    def act() -> None:
        open_turn(reveal.turn)

    widgets.row(sheet, f"log.{reveal.turn}", cell, act, reveal.label)
    sheet.text(cell.x + 8, cell.y + 6, reveal.label, theme.BODY_BOLD)
    y = cell.y + 29
    for position, words, colour in lines:
        if position >= 0:
            figures.side_mark(sheet, cell.x + 12, y + 4, 10, position)
        y = sheet.para(cell.x + 32, y, width, words, theme.LABEL, colour)
    return cell.bottom


def order_words(sheet: Sheet, order: OrderShown) -> str:
    """An order of a past turn in a few words."""
    key = f"verb.{order.verb}"
    return sheet.say(key, order=order.title) if order.verb != "ordered" else order.title
