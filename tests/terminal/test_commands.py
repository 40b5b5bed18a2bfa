"""Typed lines and what they ask for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.terminal.commands import COMMANDS, understand


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_is_understood_by_its_name_and_its_synonyms(command) -> None:
    for name in (command.name, *command.synonyms):
        assert understand(name).name == command.name
        assert understand(name.upper() + " 3 x").words == ("3", "x")


@given(st.text())
def test_no_line_whatever_makes_it_stumble(line: str) -> None:
    asked = understand(line)
    assert asked.name != "?" or asked.problem


def test_a_bare_number_is_a_number() -> None:
    assert understand(" 3. ").name == "number"
    assert understand("3").words == ("3",)


def test_a_misspelt_word_is_told_the_nearest() -> None:
    assert "forecast" in understand("forcast").problem


def test_a_beginning_that_fits_two_words_names_both() -> None:
    problem = understand("re").problem
    assert "read" in problem
    assert "redo" in problem
