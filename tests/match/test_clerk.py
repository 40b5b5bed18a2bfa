"""What lies on the desk."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from game.match.clerk import lay_desk
from game.match.seats import Sealed
from tests.match.conftest import GROUNDED, play, start


def test_the_first_desk_shows_own_values_exactly_and_the_rivals_as_estimates() -> None:
    match = start(5)
    desk = lay_desk(match, "coast")
    assert desk.label == "Q3 1901"
    assert desk.previous_label == ""
    assert desk.variable("light").value == 30
    light = next(view for view in desk.estimates if view.id == "light")
    assert light.low <= light.middle <= light.high
    assert light.high > light.low
    credit = next(view for view in desk.estimates if view.id == "credit")
    assert credit.is_known
    assert credit.low == credit.middle == credit.high == 6


def test_hidden_values_lie_on_no_desk() -> None:
    match = start(1, GROUNDED)
    hidden = {name for name, variable in match.scenario.variables.items() if variable.hidden}
    assert hidden
    desk = lay_desk(match, "us")
    assert not hidden & {view.id for view in (*desk.variables, *desk.estimates)}
    assert not hidden & {impact.variable for card in desk.orders for impact in card.impacts}


def test_what_is_chosen_shows_in_the_purse_and_on_the_cards() -> None:
    match = start(5)
    match.draft("coast").add("grind_lenses@coast")
    desk = lay_desk(match, "coast")
    card = desk.order("grind_lenses@coast")
    assert card.is_chosen
    assert not card.is_free_to_choose
    assert desk.purse.left == desk.purse.value - card.cost
    assert desk.orders_chosen == 1


def test_a_card_tells_what_its_order_does_by_itself() -> None:
    desk = lay_desk(start(5), "coast")
    lenses = desk.order("grind_lenses@coast")
    assert lenses.odds_in_100 == 65
    by_time = {(impact.label, impact.when): impact.amount for impact in lenses.impacts}
    assert by_time["Light", "now"] == 6
    assert by_time["Exposure", "now"] == 1
    assert by_time["Light", "later"] == 1.5
    dark = {(impact.label, impact.when): impact for impact in desk.order("blackout@coast").impacts}
    assert dark["Exposure", "each turn"].is_good
    assert dark["Trust", "each turn"].is_good is False


def test_an_offer_tells_what_the_accord_does_once_it_is_agreed() -> None:
    impacts = lay_desk(start(5), "coast").order("offer_ferry_pass@coast").impacts
    assert {(impact.side, impact.label, impact.when) for impact in impacts} >= {
        ("", "Strain", "now"),
        ("hills", "Light", "each turn"),
    }


def test_looking_ahead_on_the_desk_changes_nothing() -> None:
    match = start(5)
    before = match.state.digest()
    lay_desk(match, "coast")
    assert match.state.digest() == before


def test_an_order_that_cannot_be_given_says_why_in_the_scenarios_words() -> None:
    match = start(5, GROUNDED)
    desk = lay_desk(match, "china")
    hold = next(choice for choice in desk.stance.choices if choice.id == "hold")
    assert not hold.is_legal
    assert hold.reasons[0].text.startswith("Exit bans must be in force")


def test_a_policy_in_force_is_a_card_that_lifts_it_when_its_term_is_over() -> None:
    match = start(5)
    match.play({"coast": Sealed(("blackout@coast",)), "hills": Sealed()})
    card = lay_desk(match, "coast").order("blackout@coast")
    assert card.is_in_force
    assert [reason.code for reason in card.reasons] == ["term"]
    match.play({"coast": Sealed(), "hills": Sealed()})
    desk = lay_desk(match, "coast")
    assert desk.order("blackout@coast").is_legal
    assert desk.purse.upkeep == 1
    match.draft("coast").add("blackout@coast")
    assert lay_desk(match, "coast").purse.upkeep == 0


def test_an_offer_of_the_rival_waits_as_a_question_and_shows_on_the_accord() -> None:
    match = start(5)
    match.play({"coast": Sealed(), "hills": Sealed(("offer_ferry_pass@hills",))})
    desk = lay_desk(match, "coast")
    card = desk.accords[0]
    assert card.status == "offered_by_rival"
    assert card.question in {question.id for question in desk.questions}
    assert lay_desk(match, "hills").accords[0].status == "offered_by_us"


def test_a_journey_is_on_the_map_of_its_side_and_of_the_host() -> None:
    for seed in range(200):
        match = start(seed)
        match.play({"coast": Sealed(), "hills": Sealed()})
        waiting = {question.subject for question in lay_desk(match, "coast").questions}
        if "lecture" in waiting:
            match.play({"coast": Sealed(answers={"invitation:lecture": "accept"}), "hills": Sealed()})
            break
    own, rival = lay_desk(match, "coast"), lay_desk(match, "hills")
    assert [(trip.destination, trip.status) for trip in own.trips] == [("highfold", "abroad")]
    assert [trip.destination for trip in rival.trips] == ["highfold"]  # they host it


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 500), turns=st.integers(0, 16))
def test_a_desk_can_be_laid_in_every_turn_of_the_flagship(seed: int, turns: int) -> None:
    match = play(start(seed, GROUNDED), turns)
    for side in match.sides:
        desk = lay_desk(match, side)
        assert [card.number for card in desk.orders] == list(range(1, len(desk.orders) + 1))
        texts = [card.title + card.text for card in desk.orders]
        texts += [question.title + question.text for question in desk.questions]
        texts += [happening.title + happening.text for happening in desk.happenings]
        assert not any("{" in text for text in texts)
