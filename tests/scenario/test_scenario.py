"""Texts by id, and the place of everything."""

from game.scenario.reading import load, read
from game.scenario.scenario import OrderText


def test_an_order_instance_is_told_by_its_side_and_person(small):
    assert small.order_text("blackout@hills").title == "Keep the workshop dark"
    assert small.order_text("open_day").side == "coast"
    assert small.order_text("let_go.ada_quill") == OrderText(
        "let_go", "order", "hills", "ada_quill", "diplomacy", "Let Ada Quill go", ""
    )


def test_an_accords_orders_are_told_by_the_accord(small):
    assert small.order_text("offer_ferry_pass@coast").title == "A ferry pass"
    assert small.order_text("cheat_ferry_pass@hills") == OrderText(
        "ferry_pass", "cheat", "hills", "", "diplomacy", "Search the luggage", ""
    )


def test_a_rules_place_is_that_of_its_key(small, small_text):
    line, column = small.where("orders", "grind_lenses")
    assert small_text.splitlines()[line - 1][column - 1 :] == "grind_lenses:"


def test_turns_have_names(small):
    assert [small.turn_label(turn) for turn in (1, 2, 3)] == ["Q3 1901", "Q4 1901", "Q1 1902"]


def test_a_scenarios_own_facts_can_be_asked_for(small):
    assert small.fact("C1").date == "1901-05-01"
    assert small.fact("Z9") is None


def test_facts_of_the_house_stand_beside_the_folder_of_scenarios(tmp_path, small_text):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "scenarios").mkdir()
    facts = tmp_path / "seeds" / "facts.yaml"
    facts.write_text("Q7: {claim: A claim., date: 1900, source: A paper, kind: reported}\n", encoding="utf-8")
    file = tmp_path / "scenarios" / "citing.yaml"
    file.write_text(small_text.replace("cites: C1", "cites: [C1, Q7]"), encoding="utf-8")
    assert load(file).fact("Q7").date == "1900"
    facts.write_text("Q7: {claim: A claim., kind: rumour}\n", encoding="utf-8")
    told = {(problem.file, problem.line) for problem in read(file)[1] if problem.code != "unknown-fact"}
    assert told == {(str(facts), 1)}
