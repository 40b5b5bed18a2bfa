"""Cards: orders as glass, what waits as paper. An order chosen bears an ivory border and a tick."""

from __future__ import annotations

from collections.abc import Sequence

from game.desktop import art, figures, theme
from game.desktop.letters import Forecast, Swing
from game.desktop.marks import Rect
from game.desktop.sheet import Action, Sheet
from game.match.desk import ImpactView, OrderCard, Question
from game.match.figures import text as number_text

WIDTH, HEIGHT = 208.0, 116.0
_KIND_ICONS = {"invitation": "envelope", "event": "paper", "accord": "handshake", "stance": "home"}


def swing_chip(
    sheet: Sheet,
    x: float,
    y: float,
    swing: Swing,
    *,
    on_paper: bool = False,
    room: float = 400.0,
    side: int = -1,
) -> float:
    """A likely change as a chip; returns its width."""
    direction, amount, verdict = swing_words(swing)
    return figures.effect_chip(
        sheet, x, y, swing.label, amount, direction, verdict, on_paper=on_paper, room=room, side=side
    )


def swing_words(swing: Swing) -> tuple[int, str, bool | None]:
    """Direction, amount in print, and whether it is for the good (None: unclear)."""
    low, middle, high = (round(value, swing.digits) for value in (swing.low, swing.middle, swing.high))
    if middle == 0:
        return 0, "= 0", None
    ends = sorted((abs(low), abs(high)))
    if low * high < 0:
        spread = sheet_range(low, high, swing.digits)
        return (1 if middle > 0 else -1), spread, None
    words = number_text(ends[1], swing.digits)
    if ends[0] != ends[1]:
        words = f"{number_text(ends[0], swing.digits)}–{words}"
    return (1 if middle > 0 else -1), words, figures.is_good(middle, swing.good)


def main_impacts(impacts: Sequence[ImpactView], own: str) -> list[ImpactView]:
    """What something does by itself, the side's own and shared values first, largest first."""
    return sorted(impacts, key=lambda impact: (impact.side not in ("", own), -abs(impact.amount)))


def impact_chip(sheet: Sheet, x: float, y: float, impact: ImpactView, *, room: float = 400.0) -> float:
    """A direct effect as a chip, with the time when it acts; returns its width."""
    when = sheet.say("impact.later", count=impact.after, turns=impact.after)
    if impact.when != "later":
        when = sheet.say("impact.each_turn") if impact.when != "now" else ""
    digits = 0 if impact.amount == round(impact.amount) else 1
    amount = number_text(abs(impact.amount), digits) + (f" {when}" if when else "")
    return figures.effect_chip(
        sheet, x, y, impact.label, amount, 1 if impact.amount > 0 else -1, impact.is_good, room=room
    )


def sheet_range(low: float, high: float, digits: int) -> str:
    """A range that crosses zero, in print."""
    return f"{number_text(low, digits)} … {number_text(high, digits)}"


def telling(forecast: Forecast | None, own: str) -> tuple[Swing | None, Swing | None]:
    """Of a forecast, the best and the worst for the side `own`."""
    if forecast is None:
        return None, None
    best: tuple[float, Swing | None] = (0.0, None)
    worst: tuple[float, Swing | None] = (0.0, None)
    for swing in forecast.swings:
        if swing.side not in ("", own):
            continue
        verdict = figures.is_good(round(swing.middle, swing.digits), swing.good)
        weight = abs(swing.middle)
        if verdict is True and weight > best[0]:
            best = (weight, swing)
        elif verdict is False and weight > worst[0]:
            worst = (weight, swing)
    return best[1], worst[1]


def order_card(
    sheet: Sheet,
    rect: Rect,
    card: OrderCard,
    forecast: Forecast | None,
    own: str,
    hotkey: str,
    act: Action | None,
) -> None:
    """One order. It can be chosen, or says what it lacks."""
    is_free = card.is_chosen or card.is_free_to_choose
    hint = "" if is_free or not card.reasons else card.reasons[0].text
    is_hover = sheet.control(
        f"order.{card.id}",
        rect,
        act,
        card.title,
        hint=hint,
        why=f"order:{card.id}",
        radius=theme.RADIUS_PANEL,
    )
    border, width = (theme.PAPER, 2.0) if card.is_chosen else (theme.LINE2 if is_free else theme.LINE, 1.0)
    fill = theme.INK3 if is_hover and is_free else theme.INK2 if is_free else theme.INK1
    sheet.box(rect, fill, border, width=width, radius=theme.RADIUS_PANEL)
    x, right, y = rect.x + 12, rect.right - 11, rect.y + 9
    taken = figures.cost(sheet, right, y + 3, card.cost, is_dim=not is_free)
    if card.is_chosen:
        _corner_tick(sheet, rect)
        x += 16
    colour = theme.TEXT if is_free else theme.TEXT3
    sheet.text(x, y, card.title, theme.BODY_BOLD, colour, room=right - taken - 8 - x)
    x = rect.x + 12
    y += 20
    text_lines = max(1, int((rect.bottom - 53 - y) // theme.CAPTION.line))
    words = card.text
    if card.is_in_force:
        words = sheet.say("desk.lift", since=card.since) if card.since > 0 else sheet.say("desk.lift_now")
    sheet.para(
        x, y, rect.w - 23, words, theme.CAPTION, theme.TEXT2 if is_free else theme.TEXT3, most=text_lines
    )
    _card_foot(sheet, rect, card, forecast, own, hotkey, is_free=is_free)


def _card_foot(
    sheet: Sheet,
    rect: Rect,
    card: OrderCard,
    forecast: Forecast | None,
    own: str,
    hotkey: str,
    *,
    is_free: bool,
) -> None:
    x, right = rect.x + 12, rect.right - 11
    upper, lower = rect.bottom - 53, rect.bottom - 28
    if hotkey:
        sheet.text(right - 7, upper + 2, hotkey, theme.CAPTION, theme.TEXT3, anchor="middle")
    seen = figures.visibility(sheet, right, lower + 2, card.visibility, colour="" if is_free else theme.TEXT3)
    if not is_free:
        sheet.icon("locked", x, upper + 2, 15, theme.TEXT3)
        reason = card.reasons[0].text if card.reasons else sheet.say("desk.locked")
        sheet.text(x + 21, upper + 2, reason, theme.CAPTION, theme.TEXT2, room=right - x - 40)
        return
    best, worst = telling(forecast, own)
    if forecast is None:
        sheet.text(x, upper + 2, sheet.say("desk.thinking"), theme.CAPTION, theme.TEXT3)
        return
    rows = [swing for swing in (best, worst) if swing is not None]
    if not rows and card.impacts:
        room = right - x - 20
        for number, impact in enumerate(main_impacts(card.impacts, own)[:2]):
            impact_chip(sheet, x, upper if number == 0 else lower, impact, room=room)
            room = right - x - seen - 8
    elif not rows:
        sheet.text(x, upper + 2, sheet.say("desk.no_effect"), theme.CAPTION, theme.TEXT3, room=right - x - 20)
    for number, swing in enumerate(rows):
        room = right - x - (20 if number == 0 else seen + 8)
        swing_chip(sheet, x, upper if number == 0 else lower, swing, room=room)


def _corner_tick(sheet: Sheet, rect: Rect) -> None:
    sheet.box(Rect(rect.x, rect.y, 24, 22), theme.PAPER, radius=5)
    sheet.vector(Rect(rect.x + 5, rect.y + 4, 14, 14), (24, 24), art.tick(theme.PRINT))


def order_strip(sheet: Sheet, rect: Rect, card: OrderCard, hotkey: str, act: Action | None) -> None:
    """An order in one line, for the narrowest windows."""
    is_free = card.is_chosen or card.is_free_to_choose
    sheet.control(f"order.{card.id}", rect, act, card.title, why=f"order:{card.id}")
    border = theme.PAPER if card.is_chosen else theme.LINE2
    sheet.box(rect, theme.INK2 if is_free else theme.INK1, border, radius=theme.RADIUS_CONTROL)
    taken = figures.cost(sheet, rect.right - 10, rect.y + rect.h / 2 - 7, card.cost, is_dim=not is_free)
    sheet.text(
        rect.x + 10,
        rect.y + rect.h / 2 - 10,
        card.title,
        theme.BODY_BOLD,
        theme.TEXT if is_free else theme.TEXT3,
        room=rect.w - taken - 44,
    )
    sheet.text(
        rect.right - taken - 22, rect.y + rect.h / 2 - 8, hotkey, theme.CAPTION, theme.TEXT3, anchor="right"
    )


def question_card(sheet: Sheet, rect: Rect, question: Question, hotkey: str, act: Action) -> None:
    """Something that waits for an answer, on paper."""
    is_hover = sheet.control(
        f"question.{question.id}",
        rect,
        act,
        question.title,
        why=f"question:{question.id}",
        radius=theme.RADIUS_PAPER,
        is_on_paper=True,
    )
    sheet.box(rect, "#FFFAEF" if is_hover else theme.PAPER, radius=theme.RADIUS_PAPER)
    x, right, y = rect.x + 12, rect.right - 11, rect.y + 8
    sheet.icon(_KIND_ICONS.get(question.kind, "paper"), right - 16, y + 2, 16, theme.PRINT_MUTED)
    width = right - 24 - x
    y = sheet.para(x, y, width, question.title, theme.SLIP, theme.PRINT, most=2) + 2
    who = question.person.name if question.person is not None else ""
    where = question.place.label if question.place is not None else ""
    line = ", ".join(part for part in (who, where) if part) or sheet.say(f"question.{question.kind}")
    if y + 16 < rect.bottom - 30:
        sheet.text(x, y, line, theme.CAPTION, theme.PRINT_MUTED, room=right - x)
    chosen = next((choice for choice in question.choices if choice.is_chosen), None)
    label = chosen.label if chosen is not None else ""
    foot = rect.bottom - 28
    sheet.rule(x, foot - 5, rect.w - 23, theme.RULE)
    if hotkey:
        sheet.text(right, foot, hotkey, theme.CAPTION, theme.PRINT_MUTED, anchor="right")
    if question.is_answered:
        sheet.vector(Rect(x, foot + 3, 11, 11), (24, 24), art.tick(theme.GOOD_PAPER))
        sheet.text(x + 18, foot, label, theme.CAPTION_BOLD, theme.PRINT, room=right - x - 34)
    else:
        words = sheet.say("question.silence", choice=label)
        sheet.text(x, foot, words, theme.CAPTION, theme.PRINT_MUTED, room=right - x - 16)
