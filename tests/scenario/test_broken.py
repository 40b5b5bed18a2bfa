"""Broken files: each is named by the problem it holds, and its first line tells code and place."""

from pathlib import Path

import pytest

from game.scenario.problems import ScenarioError, rendered
from game.scenario.reading import load, read

FOLDER = Path(__file__).parent / "broken"
FILES = sorted(FOLDER.glob("*.yaml"))


def told(path):
    return "; ".join(f"{p.code} {p.line}:{p.column}" for p in read(path)[1])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_broken_file_is_told_by_code_line_and_column(path):
    first_line = path.read_text(encoding="utf-8").splitlines()[0]
    assert first_line == f"# {told(path)}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_warning_leaves_a_scenario_playable_and_an_error_does_not(path):
    scenario, problems = read(path)
    assert (scenario is not None) == path.stem.startswith("warns_of_")
    assert (scenario is None) == any(problem.is_error for problem in problems)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_problem_is_a_sentence_about_a_place_in_the_file(path):
    text = path.read_text(encoding="utf-8")
    for problem in read(path)[1]:
        assert problem.message.endswith(".")
        assert 1 <= problem.line <= len(text.splitlines())
        assert 1 <= problem.column <= len(text.splitlines()[problem.line - 1]) + 1
        caret = rendered(problem, text).splitlines()[2]
        assert caret.endswith("^")


def test_a_problem_for_machines_has_exactly_seven_fields():
    problem = read(FOLDER / "unknown_key.yaml")[1][0]
    fields = ["code", "severity", "file", "line", "column", "message", "hint"]
    assert list(problem.as_dict()) == fields
    assert problem.as_dict()["hint"] == "Did you mean `side`?"


def test_many_kinds_of_problems_are_told_in_one_pass():
    codes = {problem.code for problem in read(FOLDER / "many_at_once.yaml")[1]}
    assert codes == {
        "wrong-type", "unknown-name", "unknown-key", "unknown-place", "formula-syntax",
    }  # fmt: skip


def test_what_refers_to_a_broken_part_is_not_told_again(tmp_path):
    text = (FOLDER / "warns_of_odds.yaml").read_text(encoding="utf-8")
    broken = text.replace("title: Protest\n", "titel: Protest\n").replace(
        "odds: 50", "odds: 0.1 * times(protest)"
    )
    file = tmp_path / "broken.yaml"
    file.write_text(broken, encoding="utf-8")
    assert {problem.code for problem in read(file)[1]} == {"unknown-key", "missing-key"}


def test_loading_a_broken_file_raises_all_its_problems():
    with pytest.raises(ScenarioError) as caught:
        load(FOLDER / "many_at_once.yaml")
    assert len(caught.value.problems) == 6


def test_a_near_name_is_guessed():
    hints = {
        name: read(FOLDER / f"{name}.yaml")[1][0].hint
        for name in ("unknown_variable_in_formula", "unknown_side", "unknown_place", "unknown_outcome")
    }
    assert hints == {
        "unknown_variable_in_formula": "Did you mean `trust`?",
        "unknown_side": "Did you mean `south`?",
        "unknown_place": "Did you mean `fair`?",
        "unknown_outcome": "Did you mean `held`?",
    }
