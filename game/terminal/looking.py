"""What the desk shows when it is asked for: values, people, the rival, the map, accords, the score."""

from __future__ import annotations

from game.match.desk import Desk
from game.news.words import listed
from game.terminal import cards, wording
from game.terminal.page import Page


def show_desk(page: Page, desk: Desk) -> None:
    """The side's own values, as one sees them on taking the chair."""
    page.heading(wording.header(desk))
    if desk.gauge is not None:
        page.line(wording.gauge_line(desk.gauge), 2)
    if desk.balance is not None:
        page.line(wording.balance_line(desk.balance, desk), 2)
    page.line(wording.purse_line(desk.purse), 2)
    since = f" (change since {desk.previous_label})" if desk.previous_label else ""
    page.heading(f"Your indicators{since}")
    skipped = (desk.purse.id, desk.gauge.id if desk.gauge else "")
    page.items(wording.variable_line(view) for view in desk.variables if view.id not in skipped)


def show_people(page: Page, desk: Desk, name: str) -> None:
    """Both rosters in a line each, or those whose name is asked for, whole."""
    if not desk.people:
        page.line("Nobody is in play by name in this scenario.")
        return
    if name:
        found = [person for person in desk.people if name.lower() in person.name.lower()]
        for person in found:
            page.heading(person.name)
            page.items(cards.person_lines(person, desk))
        if not found:
            page.line(f"Nobody of that name: {name}.")
        return
    for side in (desk.side, desk.rival):
        page.heading(f"People of {wording.short(side)}")
        page.items(cards.person_line(person, desk) for person in desk.people if person.side == side.id)
    page.line("people with a name tells more.")


def show_rival(page: Page, desk: Desk, _name: str) -> None:
    """Estimates of the rival's values, and its policies as far as they are known."""
    page.heading(f"{desk.rival.name}, as you believe (the truth lies between 80 times in 100)")
    page.items(wording.estimate_line(view) for view in desk.estimates)
    page.heading(f"Policies of {wording.short(desk.rival)} that you know of")
    page.items(
        f"{policy.title}, in force since turn {policy.turn}. {policy.text}" for policy in desk.rival_policies
    )
    if not desk.rival_policies:
        page.line("None.", 2)


def show_map(page: Page, desk: Desk, _name: str) -> None:
    """Who is on the way or away, and the places with their hosts."""
    if not desk.places:
        page.line("There are no places in this scenario.")
        return
    labels = {place.id: place.label for place in desk.places}
    names = {side.id: wording.short(side) for side in (desk.side, desk.rival)}
    page.heading("On the way or away")
    page.items(
        f"{trip.name} of {names[trip.side]}: {trip.status}, "
        f"{labels.get(trip.origin, 'home')} to {labels.get(trip.destination, 'a place not known')}."
        for trip in desk.trips
    )
    if not desk.trips:
        page.line("Nobody, as far as you know.", 2)
    page.heading("Places")
    for host, of_whom in (
        (desk.side.id, "Yours"),
        (desk.rival.id, f"{names[desk.rival.id]}'s"),
        ("", "Neutral"),
    ):
        places = [place.label for place in desk.places if place.host == host]
        if places:
            page.line(f"{of_whom}: {listed(places)}.", 2)


def show_accords(page: Page, desk: Desk, _name: str) -> None:
    """What both sides could agree on, and what holds."""
    page.heading("Accords")
    for card in desk.accords:
        first, *rest = cards.accord_lines(card, desk)
        page.line(first, 2)
        page.items(rest, 4)
    if not desk.accords:
        page.line("There are none in this scenario.", 2)


def show_score(page: Page, desk: Desk, _name: str) -> None:
    """The standing, part by part."""
    page.heading("Standing")
    page.items(wording.standing_lines(desk.standing, desk))
