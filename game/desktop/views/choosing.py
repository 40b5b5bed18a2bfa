"""The panel of orders: what waits and the families at the left, their cards at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from game.desktop import theme, widgets
from game.desktop.letters import Forecast
from game.desktop.marks import Rect
from game.desktop.sheet import Action, Sheet
from game.desktop.views import cards
from game.match.desk import Desk, OrderCard, Question

WAITING = "waiting"
LEAST_CARD = 260.0  # units of width
_ICONS = ("people", "chip", "shield", "talks", "globe", "scales")


@dataclass(frozen=True, slots=True)
class Choosing:
    """What the panel can do."""

    pick: Callable[[str], None]  # a family
    toggle: Callable[[str], None]  # an order
    open: Callable[[str], None]  # a question


def waiting(desk: Desk) -> list[Question]:
    """All that waits for an answer, the stance last."""
    return [*desk.questions, *([desk.stance] if desk.stance is not None else [])]


def shown_orders(desk: Desk, family: str) -> list[OrderCard]:
    """The cards of a family: those that can be ordered first, those at their price before the others.

    What concerns a person or an accord is left out while it makes no sense: nobody to recall,
    nothing to break. The order is the same all through a turn.
    """
    in_force = {accord.id for accord in desk.accords if accord.status == "in_force"}
    found = []
    for card in desk.orders:
        is_moot = not card.is_legal and not card.is_in_force and not card.is_chosen
        if card.family != family or (is_moot and (card.person or card.kind in ("break", "cheat"))):
            continue
        if card.kind == "offer" and card.accord in in_force:
            continue
        found.append(card)
    return sorted(found, key=lambda card: (not card.is_legal, not card.is_on_table, card.number))


def groups(sheet: Sheet, desk: Desk) -> list[widgets.Tab]:
    """The groups of cards: what waits first, if anything does."""
    found = []
    count = len(waiting(desk))
    if count:
        found.append(widgets.Tab(WAITING, sheet.say("desk.waiting"), "envelope", str(count)))
    for number, family in enumerate(desk.families):
        size = len(shown_orders(desk, family.id))
        if size:
            found.append(widgets.Tab(family.id, family.label, _ICONS[number % len(_ICONS)], str(size)))
    return found


def choosing(
    sheet: Sheet,
    rect: Rect,
    desk: Desk,
    group: str,
    forecasts: Mapping[str, Forecast],
    acts: Choosing,
) -> None:
    """All of it, in a panel."""
    sheet.panel(rect)
    pages = groups(sheet, desk)
    if rect.w >= 640 and rect.h >= 210:
        side = Rect(rect.x + 8, rect.y + 10, 138, rect.h - 20)
        _families(sheet, side, pages, group, acts.pick)
        _cards(
            sheet,
            Rect(side.right + 6, rect.y + 6, rect.right - side.right - 10, rect.h - 12),
            desk,
            group,
            forecasts,
            acts,
        )
    else:
        with sheet.region("families"):
            widgets.tabs(sheet, "family", Rect(rect.x + 4, rect.y, rect.w - 8, 40), pages, group, acts.pick)
        sheet.rule(rect.x + 1, rect.y + 40, rect.w - 2)
        _cards(sheet, Rect(rect.x + 4, rect.y + 42, rect.w - 8, rect.h - 46), desk, group, forecasts, acts)


def _families(
    sheet: Sheet, rect: Rect, pages: Sequence[widgets.Tab], group: str, pick: Callable[[str], None]
) -> None:
    sheet.text(rect.x + 10, rect.y, sheet.say("desk.choose"), theme.BODY_BOLD)
    height = min(44.0, max(theme.TARGET, (rect.h - 28) / max(1, len(pages)) - 2))
    y = rect.y + 28
    with sheet.region("families"):
        for page in pages:
            cell = Rect(rect.x, y, rect.w, height)

            def act(name: str = page.id) -> None:
                pick(name)

            is_chosen = page.id == group
            is_hover = sheet.control(f"family.{page.id}", cell, act, page.label, radius=4)
            if is_chosen or is_hover:
                sheet.box(cell, theme.INK3 if is_chosen else theme.INK2, radius=5)
            if is_chosen:
                sheet.box(Rect(cell.x, cell.y, 3, cell.h), theme.TEXT)
            colour = theme.TEXT if is_chosen else theme.TEXT2
            kind = theme.BODY_BOLD if is_chosen else theme.BODY_MEDIUM
            middle = y + height / 2
            sheet.icon(page.icon, cell.x + 11, middle - 9, 18, colour)
            sheet.text(cell.x + 37, middle - 10, page.label, kind, colour, room=cell.w - 37 - 18)
            sheet.text(cell.right - 8, middle - 8, page.count, theme.CAPTION, theme.TEXT3, anchor="right")
            y += height + 2


def _cards(
    sheet: Sheet,
    rect: Rect,
    desk: Desk,
    group: str,
    forecasts: Mapping[str, Forecast],
    acts: Choosing,
) -> None:
    columns = max(1, int((rect.w - 24 + 8) // (LEAST_CARD + 8)))
    gap = 8.0
    width = (rect.w - 10 - 14 - gap * (columns - 1)) / columns
    two_rows = rect.h / 2 - 10
    height = two_rows if two_rows >= 108 else cards.HEIGHT
    height = min(height, 140.0, max(rect.h - 12, 96.0))
    shown: Sequence[OrderCard | Question] = waiting(desk) if group == WAITING else shown_orders(desk, group)
    with sheet.region("cards"), sheet.scroll(f"cards.{group}", rect) as inner:
        for number, item in enumerate(shown):
            row, column = divmod(number, columns)
            cell = Rect(
                inner.x + 6 + column * (width + gap), inner.y + 5 + row * (height + 10), width, height
            )
            hotkey = str(number + 1) if number < 9 else ""
            if isinstance(item, OrderCard):
                act = _chooser(item, acts)
                cards.order_card(sheet, cell, item, forecasts.get(item.id), desk.side.id, hotkey, act)
                if hotkey and act is not None:
                    sheet.key(hotkey, act)
            else:
                _question(sheet, cell, item, hotkey, acts)
        rows = -(-len(shown) // columns)
        inner.end = inner.y + 5 + rows * (height + 10) - 5


def _chooser(card: OrderCard, acts: Choosing) -> Action | None:
    if not (card.is_chosen or card.is_free_to_choose):
        return None

    def act() -> None:
        acts.toggle(card.id)

    return act


def _question(sheet: Sheet, rect: Rect, question: Question, hotkey: str, acts: Choosing) -> None:
    def act() -> None:
        acts.open(question.id)

    cards.question_card(sheet, rect, question, hotkey, act)
    if hotkey:
        sheet.key(hotkey, act)
