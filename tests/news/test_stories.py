"""Single items as stories, and what they say."""

from __future__ import annotations

from functools import cache

from game.match.match import Match
from game.news.chronicle import Chronicle, Item
from game.news.phrases import STORIES
from game.news.stories import Writer, unit_of
from game.news.words import phrase
from tests.news.games import ROOT, new_game, play_on

SMALL = ROOT / "tests" / "scenario" / "small.yaml"
GROUNDED = ROOT / "scenarios" / "grounded.yaml"


@cache
def match() -> Match:
    return play_on(new_game(GROUNDED, 1), 3)


@cache
def writer() -> Writer:
    return Writer(match(), Chronicle(match(), match().sides[0]))


def person_of(side: str) -> str:
    return next(person.id for person in match().program.rules.people if person.side == side)


def held(count: int, side: str) -> Item:
    outcome = next(iter(match().scenario.travel.outcomes))
    return Item("held", outcome, outcome, side, 1, person_of(side), count=count)


def own_words(item: Item) -> tuple[str, str, str]:
    told = writer()
    chronicle = told.chronicle
    chronicle.turns[1] = (*chronicle.turns[1], item)
    try:
        return tuple(told.own_words(item, told.values(item)))
    finally:
        chronicle.turns[1] = chronicle.turns[1][:-1]


def test_a_second_arrest_is_not_told_like_the_first() -> None:
    first, second = (own_words(held(count, match().sides[0])) for count in (1, 2))
    assert first != second
    assert "second" in " ".join(second) or "two" in " ".join(second) or "before" in " ".join(second)


def test_stories_of_people_follow_their_pronoun() -> None:
    people = match().scenario.people
    told = " ".join(own_words(held(1, match().sides[0])))
    pronoun = people[person_of(match().sides[0])].pronoun
    others = {"she": (" his ", " him "), "he": (" her ",), "they": (" her ", " his ", " him ")}[pronoun]
    assert not [word for word in others if word in told]


def test_every_phrasing_of_our_own_can_be_filled_in() -> None:
    game = play_on(new_game(GROUNDED, 1), 1)
    told = Writer(game, Chronicle(game, game.sides[0]))
    order = game.program.orders[0].order.id
    accord = game.program.rules.accords[0].id
    people = [person.id for person in game.program.rules.people[:2]]
    place = next(iter(game.scenario.places))
    event = next(id_ for id_, event in game.scenario.events.items() if event.choices)
    choices = list(game.scenario.events[event].choices)
    invitation = next(iter(game.scenario.invitations))
    outcome = next(iter(game.scenario.travel.outcomes))
    stance = next(iter(game.scenario.travel.stances))
    gauge, balance = game.program.rules.gauge, game.scenario.roles.balance
    mark = f"{min(game.scenario.variables[gauge].marks):g}"
    items = {
        "order": Item("order", order, order, game.sides[0], 1),
        "accord": Item("accord.offered", accord, accord, game.sides[0], 1),
        "cheat": Item("cheat", game.program.rules.accords[0].cheats[0], accord, game.sides[0], 1),
        "event": Item("event", event, event, game.sides[0], 1, people[0]),
        "answer": Item("answer", event, event, game.sides[0], 1, people[0], "", choices[0]),
        "answers": Item("answers", event, event, game.sides[0], 1, people[0], "", choices[0], choices[-1]),
        "stance": Item("stance", stance, stance, game.sides[0], 1, detail=stance),
        "abroad": Item("abroad", invitation, invitation, game.sides[0], 1, people[0], place),
        "stayed": Item("stayed", invitation, invitation, game.sides[0], 1, people[0], place),
        "freed": Item("freed", accord, accord, game.sides[0], 1, people[0], detail=accord, number=2),
        "mark": Item("mark.up", gauge, gauge, "", 1, detail=mark, number=63),
        "lead": Item("lead.own", balance, balance, game.sides[0], 1, number=2.5),
        "quiet": Item("event", event, event, game.sides[0], 1),
    }
    for key, phrasings in STORIES.items():
        kind = key.split(".")[0]
        item = items.get(kind, Item(kind, outcome, outcome, game.sides[0], 1, people[0], place, number=3))
        for phrasing in phrasings:
            for text in phrasing:
                said = phrase(text, told.values(item), "they")
                assert "{" not in said


def test_a_paper_does_not_speak_to_the_player() -> None:
    told = Writer(match(), Chronicle(match(), ""))
    for items in told.chronicle.turns:
        for item in items:
            assert " your " not in f" {told.story(item).standfirst} "


def test_turns_are_called_as_the_calendar_calls_them() -> None:
    assert unit_of(new_game(GROUNDED, 1)) == "quarter"
    assert unit_of(new_game(SMALL.with_name("second.yaml"), 1)) == "season"


def test_effects_are_of_values_that_the_side_sees() -> None:
    for side in match().sides:
        told = Writer(match(), Chronicle(match(), side))
        for items in told.chronicle.turns:
            for item in items:
                assert all(effect.side in ("", side) for effect in told.effects(item))
