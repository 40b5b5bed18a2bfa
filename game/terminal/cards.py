"""Orders, questions, accords and people in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.match.desk import (
    AccordCard,
    Background,
    ChoiceView,
    Desk,
    ImpactView,
    OrderCard,
    PersonView,
    Question,
    RefusalView,
)
from game.news.words import listed, signed
from game.terminal.wording import BADGES, short


def first_word(card: OrderCard) -> str:
    """When the first effects of an order come: at once, if it works, if it is agreed."""
    if card.kind == "offer":
        return "If it is agreed"
    return f"If it succeeds, {card.odds_in_100} times in 100" if card.odds_in_100 >= 0 else "At once"


def turns_of(count: int) -> str:
    """A number of turns in words."""
    return "one turn" if count == 1 else f"{count} turns"


def order_line(card: OrderCard) -> str:
    """An order in one line: number, title, price, visibility, and whether it can be chosen."""
    line = f"{card.number}. {card.title}"
    if card.is_in_force:
        line = f"{card.number}. Lift: {card.title} (in force)"
    facts = [f"costs {card.cost}", card.visibility]
    if not card.is_on_table and card.cost > card.base_cost:
        facts[0] += f" (off the table, {card.cost - card.base_cost} more)"
    if card.is_policy and not card.is_in_force:
        facts.append(f"stays in force, upkeep {card.upkeep}" if card.upkeep else "stays in force")
    line += ": " + ", ".join(facts) + "."
    if card.is_chosen:
        line += " Chosen."
    elif not card.is_free_to_choose and card.reasons:
        line += f" {not_now(card.reasons[0])}"
    return line


def closed_lines(closed: Sequence[OrderCard]) -> Iterator[str]:
    """Orders that cannot be given now, one line for all persons whom the same one could concern."""
    by_rule: dict[str, list[OrderCard]] = {}
    for card in closed:
        by_rule.setdefault(card.rule, []).append(card)
    for same in by_rule.values():
        first, last = same[0], same[-1]
        if len(same) == 1:
            yield order_line(first)
        else:
            others = "and one like it" if len(same) == 2 else f"and {len(same) - 1} like it"
            yield f"{first.number} to {last.number}. {first.title}, {others}. {not_now(first.reasons[0])}"


def impact_line(impacts: Sequence[ImpactView], desk: Desk, first: str = "At once") -> str:
    """Direct effects in a sentence for each time at which they come; "" if there are none.

    Own and shared values come first; what is the same for both sides is told once.
    """
    told = {(i.when, i.after, i.variable, i.amount) for i in impacts if i.side == desk.side.id}
    same = {(i.when, i.after, i.variable, i.amount) for i in impacts if i.side == desk.rival.id} & told
    groups: dict[str, list[str]] = {}
    for impact in impacts:
        is_same = (impact.when, impact.after, impact.variable, impact.amount) in same
        if is_same and impact.side == desk.rival.id:
            continue
        whose = "both sides: " if is_same and impact.side else ""
        if impact.side == desk.rival.id:
            whose = f"{short(desk.rival)}: "
        when = {"now": first, "each turn": "Each turn"}.get(impact.when, f"In {turns_of(impact.after)}")
        groups.setdefault(when, []).append(f"{whose}{impact.label} {signed(impact.amount)}")
    return " ".join(f"{when}: {', '.join(said)}." for when, said in groups.items())


def order_detail(card: OrderCard, desk: Desk) -> Iterator[str]:
    """All there is to know about an order."""
    yield order_line(card)
    yield card.text
    if impacts := impact_line(card.impacts, desk, first_word(card)):
        yield f"What it does by itself, as far as you know. {impacts}"
    if card.person:
        yield f"It concerns {desk.person(card.person).name}."
    if card.odds_in_100 >= 0:
        yield f"It may fail: it succeeds about {card.odds_in_100} times in 100, as far as you can tell."
    if card.term > 1:
        yield f"Once ordered it stays for at least {turns_of(card.term)}."
    if card.visibility != "public":
        yield {
            "quiet": "Quiet: the rival is not told, but it may leak.",
            "covert": "Covert: it is denied, and costs more if it comes to light.",
        }[card.visibility]
    if card.is_seen and card.visibility != "public":
        yield f"{short(desk.rival)} knows of it."
    if card.since > 0:
        yield f"It last took effect {turns_of(card.since)} ago."
    yield from refusal_lines(card.reasons if not card.is_chosen else ())
    yield from origin_lines(card.badge, card.cites, card.background)


def not_now(reason: RefusalView) -> str:
    """A refusal after what is refused."""
    return f"Not now: {reason.text}"


def refusal_lines(reasons: tuple[RefusalView, ...]) -> Iterator[str]:
    """Why not."""
    for reason in reasons:
        yield not_now(reason)


def origin_lines(badge: str, cites: tuple[str, ...], background: Background | None) -> Iterator[str]:
    """Whence something is: its badge, its facts, and what it recalls."""
    if badge:
        yield f"This is {BADGES.get(badge, badge)}{facts(cites)}."
    if background is not None:
        yield f"Background ({BADGES.get(background.badge, background.badge)}{facts(background.cites)}): " + (
            background.text
        )


def facts(cites: tuple[str, ...]) -> str:
    """Cited facts by id."""
    if not cites:
        return ""
    return f", {'fact' if len(cites) == 1 else 'facts'} {listed(list(cites))}"


def question_line(question: Question) -> str:
    """A question in one line, with what stands for it now."""
    chosen = next(choice for choice in question.choices if choice.is_chosen)
    who = f", for {question.person.name}" if question.person is not None else ""
    if question.is_answered:
        return f"{question.number}. {question.title}{who}. Your answer: {chosen.label}."
    return f"{question.number}. {question.title}{who}. Not answered; silence means: {chosen.label}."


def question_lines(question: Question, desk: Desk) -> Iterator[str]:
    """A question whole, without its choices."""
    yield question.text
    if question.person is not None:
        yield from person_lines(question.person, desk)
    if question.place is not None:
        host = {desk.side.id: "you host it", desk.rival.id: f"{short(desk.rival)} hosts it"}
        length = f"{turns_of(question.turns)} long" if question.turns else ""
        lead = f"departure in {turns_of(question.lead)}" if question.lead else ""
        parts = [question.place.label, host.get(question.place.host, "on neutral ground"), length, lead]
        yield "Where: " + ", ".join(part for part in parts if part) + "."
    yield from origin_lines(question.badge, question.cites, question.background)


def choice_line(choice: ChoiceView, desk: Desk) -> str:
    """One answer: number, label, price, what it is, and whether it can be given."""
    line = f"{choice.index + 1}. {choice.label}"
    line += f" (costs {choice.cost})." if choice.cost else " (free)."
    if choice.text:
        line += f" {choice.text}"
    if choice.odds_in_100 >= 0:
        line += f" It succeeds {choice.odds_in_100} times in 100."
    if impacts := impact_line(choice.impacts, desk):
        line += f" {impacts}"
    if choice.travels:
        line += " The journey may bring more, good or bad."
    if choice.is_default:
        line += " This is what silence means."
    if choice.is_chosen:
        line += " Chosen now."
    if choice.reasons:
        line += f" {not_now(choice.reasons[0])}"
    return line


def accord_lines(card: AccordCard, desk: Desk) -> Iterator[str]:
    """An accord: how it stands, and what each side gives."""
    status = {
        "none": "not in force",
        "offered_by_us": "you offered it; the rival may agree this turn",
        "offered_by_rival": f"{short(desk.rival)} offers it; see what waits",
        "in_force": f"in force for {turns_of(card.age)}"
        + (f", {turns_of(card.turns_left)} left" if card.turns_left else ", until it is broken"),
    }[card.status]
    yield f"{card.title}: {status}."
    yield card.text
    if card.gives_own:
        yield f"{short(desk.side)}: {card.gives_own}"
    if card.gives_rival:
        yield f"{short(desk.rival)}: {card.gives_rival}"
    numbers = {
        "To offer it": card.offer_order,
        "To break it": card.break_order,
        "To breach it covertly": card.cheat_order,
    }
    for what, order in numbers.items():
        for option in desk.orders:
            if option.id == order and (option.is_legal or what == "To offer it"):
                yield f"{what}: order {option.number}, costs {option.cost}."


def person_line(person: PersonView, desk: Desk) -> str:
    """Someone in one line: name, role, and where they are."""
    return f"{person.name}, {person.role}: {whereabouts(person, desk)}."


def person_lines(person: PersonView, desk: Desk) -> Iterator[str]:
    """Someone whole."""
    zh = f" ({person.name_zh})" if person.name_zh else ""
    yield f"{person.name}{zh}, {person.role}: {whereabouts(person, desk)}."
    yield "Of 10: " + ", ".join(f"{label} {value}" for label, value in person.traits) + "."
    if person.bio:
        yield person.bio


def whereabouts(person: PersonView, desk: Desk) -> str:
    """Where someone is, as this side knows."""
    labels = {place.id: place.label for place in desk.places}
    where = labels.get(person.where, "")
    left = f", {turns_of(person.turns_left)} more" if person.turns_left else ""
    if person.status == "abroad":
        return f"abroad{', ' + where if where else ''}{left}"
    if person.status == "held":
        return f"held{', ' + where if where else ''}, for {turns_of(person.turns_held)}"
    if person.status == "gone":
        return "gone for good"
    if person.trip == "booked":
        return f"at home, booked for {where or person.occasion}"
    return "at home" if person.status == "home" else "whereabouts not known"
