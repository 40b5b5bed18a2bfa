"""What is chosen and not yet sealed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.orders import judge_set
from game.match.draft import Draft
from game.match.seats import to_decisions
from tests.match.conftest import play, start

EDITS = st.lists(
    st.tuples(
        st.sampled_from(["add", "remove", "toggle", "answer", "clear", "undo", "redo"]),
        st.integers(0, 100),
        st.integers(0, 5),
    ),
    max_size=25,
)


def content(draft: Draft) -> tuple:
    return draft.orders, dict(draft.answers)


def edit(draft: Draft, what: str, number: int, choice: int) -> None:
    orders = [slot.order.id for slot in draft.program.orders if slot.order.side == draft.side]
    slots = [slot for slot in draft.program.answers if slot.side == draft.side]
    slot = slots[number % len(slots)]
    order = orders[number % len(orders)]
    match what:
        case "add" | "remove" | "toggle":
            getattr(draft, what)(order)
        case "answer":
            draft.answer(slot.id, slot.choices[choice % len(slot.choices)])
        case "clear":
            draft.clear(slot.id)
        case _:
            getattr(draft, what)()


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 300), turn=st.integers(0, 4), edits=EDITS)
def test_whatever_is_changed_the_draft_can_be_sealed(seed: int, turn: int, edits: list) -> None:
    draft = play(start(seed), turn).draft("coast")
    for step in edits:
        edit(draft, *step)
        decisions = to_decisions(draft.program, {"coast": draft.sheet()})
        assert judge_set(draft.state, "coast", decisions[:, 0]).is_legal


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 300), edits=EDITS)
def test_undo_leads_back_step_by_step_and_redo_forth_again(seed: int, edits: list) -> None:
    draft = start(seed).draft("hills")
    course = [content(draft)]
    for step in edits:
        if step[0] in ("undo", "redo"):
            continue
        edit(draft, *step)
        if content(draft) != course[-1]:
            course.append(content(draft))
    for before in reversed(course[:-1]):
        assert draft.undo()
        assert content(draft) == before
    assert not draft.undo()
    for after in course[1:]:
        assert draft.redo()
        assert content(draft) == after
    assert not draft.redo()


def test_one_order_too_many_is_refused_with_its_reason() -> None:
    draft = start().draft("coast")
    draft.add("open_day")
    draft.add("grind_lenses@coast")
    refused = draft.add("offer_ferry_pass@coast")
    assert [refusal.code for refusal in refused] == ["count"]
    assert "offer_ferry_pass@coast" not in draft.orders


def test_of_two_orders_that_exclude_each_other_the_later_choice_is_refused() -> None:
    draft = start().draft("coast")
    draft.add("open_day")
    refused = draft.add("blackout@coast")
    assert [(refusal.code, refusal.detail) for refusal in refused] == [("excluded", "open_day")]
    assert draft.orders == ("open_day",)


def test_a_price_is_told_against_what_is_left() -> None:
    match = start()
    draft = match.draft("hills")
    draft.answer("stance:hills", "hold")
    draft.add("grind_lenses@hills")
    refused = draft.trial(order="listen")
    assert [refusal.code for refusal in refused] == ["cost"]
    cost, left = refused[0].numbers
    assert left == 6 - draft.cost
    assert cost > left


def test_nobody_answers_what_was_not_asked() -> None:
    draft = start().draft("hills")
    assert [refusal.code for refusal in draft.answer("event:reporters:hills", "deny")] == ["unasked"]
    assert not draft.answers
