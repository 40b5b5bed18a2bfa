"""Saved games as text, there and back."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.match import notation
from game.match.match import ScenarioText
from game.match.notation import NotationError, Saved, SavedSeat, SavedTurn
from game.match.seats import Sealed

WORDS = st.text(max_size=12)
IDS = st.text("abcdefghij_.@", min_size=1, max_size=10)
SHEETS = st.builds(
    Sealed,
    st.lists(IDS, max_size=3, unique=True).map(tuple),
    st.dictionaries(IDS, IDS, max_size=3),
)
REASONS = st.dictionaries(
    st.sampled_from(["north", "south"]), st.lists(WORDS, max_size=2).map(tuple), max_size=2
)
SEALED = st.fixed_dictionaries({"north": SHEETS, "south": SHEETS})


@st.composite
def saved_games(draw: st.DrawFn) -> Saved:
    scenario = ScenarioText(draw(WORDS), draw(st.text(max_size=200)))
    return Saved(
        title=draw(WORDS),
        label=draw(WORDS),
        saved_at="2026-11-23T10:00:00+00:00",
        rules_version=draw(st.integers(0, 9)),
        scenario=scenario,
        scenario_digest=scenario.digest,
        seed=draw(st.integers(0, 2**63)),
        seats=(
            SavedSeat("north", draw(WORDS), True),
            SavedSeat("south", draw(WORDS), False, draw(st.dictionaries(IDS, WORDS, max_size=2))),
        ),
        opening=draw(IDS),
        turns=tuple(draw(st.lists(st.builds(SavedTurn, SEALED, IDS, REASONS), max_size=4))),
        pending=draw(st.dictionaries(st.sampled_from(["north", "south"]), SHEETS, max_size=1)),
        drafts=draw(SEALED),
        forked_from=draw(st.integers(0, 5)),
        is_over=draw(st.booleans()),
    )


def a_game() -> Saved:
    text = ScenarioText("x.yaml", "format: 1")
    seats = (SavedSeat("north", "", True), SavedSeat("south", "analyst", False))
    return Saved("T", "Q1", "2026-11-23", 1, text, text.digest, 7, seats, "abc")


@given(saved_games())
def test_what_is_written_is_read_again(saved: Saved) -> None:
    assert notation.read(notation.write(saved)) == saved


@given(saved_games(), st.data())
def test_a_text_that_breaks_off_is_never_taken_for_a_game(saved: Saved, data: st.DataObject) -> None:
    text = notation.write(saved).rstrip()
    cut = text[: data.draw(st.integers(0, len(text) - 1))]
    with pytest.raises(NotationError):
        notation.read(cut)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "cut_off"),
        ("   \n", "cut_off"),
        ("hello", "foreign"),
        ("[1, 2]", "foreign"),
        ('{"format": "another"}', "foreign"),
        ("[" * 100_000, "foreign"),
        ('{"format": "bargaining-chips save", "version": "one"}', "damaged"),
        ('{"format": "bargaining-chips save", "version": 1, "game": {}}', "damaged"),
        ('{"format": "bargaining-chips save", "version": 2}', "newer"),
        ('{"format": "bargaining-chips save", "vers', "cut_off"),
    ],
)
def test_what_is_no_saved_game_is_told_by_kind(text: str, code: str) -> None:
    with pytest.raises(NotationError) as told:
        notation.read(text)
    assert told.value.code == code


def test_a_changed_letter_is_damage() -> None:
    envelope = json.loads(notation.write(a_game()))
    envelope["game"]["seed"] = 8
    with pytest.raises(NotationError) as told:
        notation.read(json.dumps(envelope))
    assert told.value.code == "damaged"


def test_line_ends_do_not_make_another_scenario() -> None:
    assert ScenarioText("a", "x\r\ny").digest == ScenarioText("b", "x\ny").digest
