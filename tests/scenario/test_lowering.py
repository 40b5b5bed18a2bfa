"""From the small scenario to rules: what stands for which side, and what names come to mean there."""

import numpy as np
import pytest

from game.engine.compiler import compile_rules
from game.engine.expressions import Binary, Choose, Const, Curve, Read
from game.engine.turn import no_decisions, open_games, play_turn
from game.scenario.lowering import lower
from game.scenario.problems import ScenarioError
from game.scenario.reading import load_text, read_text


def rule(rules, id_):
    return next(one for one in rules if one.id == id_)


def reads_in(thing):
    """All reads in a rule."""
    if isinstance(thing, Read):
        return {thing}
    parts = (
        thing if isinstance(thing, tuple) else [getattr(thing, n) for n in getattr(thing, "__slots__", ())]
    )
    return set().union(*(reads_in(part) for part in parts), set())


def test_a_flow_of_an_each_variable_stands_for_both_sides(small_rules):
    learning = [flow for flow in small_rules.flows if flow.source.id == "learning"]
    assert [flow.side for flow in learning] == ["coast", "hills"]
    assert Read("count", "abroad", "coast") in reads_in(learning[0].change)
    assert Read("count", "abroad", "hills") in reads_in(learning[1].change)


def test_a_definition_is_read_from_each_side_in_turn(small_rules):
    coast, hills = (ending for ending in small_rules.endings if ending.id.startswith("first_light@"))
    lead = Binary("sub", Read("variable", "light", "coast"), Read("variable", "light", "hills"))
    swapped = Binary("sub", lead.right, lead.left)
    assert coast.when.expr.right == Binary("ge", lead, Const(15.0))
    assert hills.when.expr.right == Binary("ge", swapped, Const(15.0))


def test_a_flow_with_a_condition_changes_nothing_where_it_fails(small_rules):
    easing = next(flow for flow in small_rules.flows if flow.source.id == "easing")
    assert isinstance(easing.change, Choose)
    assert easing.change.otherwise == Const(0.0)
    assert (easing.variable, easing.side, easing.actor) == ("strain", "", "")


def test_orders_stand_once_for_each_side_and_person(small_rules):
    ids = [order.id for order in small_rules.orders]
    assert len(ids) == len(set(ids))
    assert {"grind_lenses@coast", "grind_lenses@hills", "open_day", "night_school"} <= set(ids)
    assert {i for i in ids if i.startswith("call_home.")} == {
        "call_home.ada_quill", "call_home.tom_reed", "call_home.ida_stone", "call_home.max_fell",
    }  # fmt: skip


def test_a_target_of_the_rivals_belongs_to_the_other_side(small_rules):
    own, rivals = (
        rule(small_rules.orders, "call_home.ada_quill"),
        rule(small_rules.orders, "let_go.ada_quill"),
    )
    assert (own.side, own.person) == ("coast", "ada_quill")
    assert (rivals.side, rivals.person) == ("hills", "ada_quill")
    assert rivals.needs[0].expr == Read("status", "held")


def test_a_target_that_can_never_fit_makes_no_order(small_text):
    text = small_text.replace("target: person where abroad", "target: person where abroad and fame >= 8")
    ids = {order.id for order in lower(load_text(text, "a.yaml")).orders}
    assert {i for i in ids if i.startswith("call_home.")} == {"call_home.tom_reed"}


def test_an_accord_brings_its_orders(small_rules):
    accord = small_rules.accords[0]
    assert accord.offers == ("offer_ferry_pass@coast", "offer_ferry_pass@hills")
    assert accord.breaks == ("break_ferry_pass@coast", "break_ferry_pass@hills")
    assert accord.cheats == ("cheat_ferry_pass@coast", "cheat_ferry_pass@hills")
    cheat = rule(small_rules.orders, "cheat_ferry_pass@hills")
    assert (cheat.visibility, cheat.needs[0].expr) == ("covert", Read("accord", "ferry_pass"))
    assert Read("variable", "trust", "coast") in reads_in(accord.cheat_odds[1])


def test_what_changes_both_sides_is_read_for_each_as_its_own(small_text):
    text = small_text.replace("effects: {strain: -3, both.trust: 1}", "effects: {both.trust: 0.1 * exposure}")
    effects = lower(load_text(text, "a.yaml")).accords[0].effects
    assert [(effect.side, *reads_in(effect.change)) for effect in effects] == [
        ("coast", Read("variable", "exposure", "coast")),
        ("hills", Read("variable", "exposure", "hills")),
    ]


def test_a_needs_text_is_found_by_its_key(small, small_rules):
    texts = {
        small.need_text(need.text)
        for order in small_rules.orders
        for need in order.needs
        if order.id in ("night_school", "listen", "open_day", "offer_ferry_pass@coast", "let_go.ada_quill")
    }
    assert texts == {
        "Nobody would come to it.",
        "There is nothing to hear.",
        "It needs: strain < 80.",
        "This accord is in force already.",
        "Nobody would sign anything now.",
        "This cannot concern that person now.",
    }


def test_needs_of_stances_and_choices_have_texts_too(small, small_rules):
    hold = rule(small_rules.stances, "hold")
    accept = rule(rule(small_rules.invitations, "lecture").choices, "accept")
    assert small.need_text(hold.needs[0][0].text) == "The ferry pass forbids it."
    assert small.need_text(accept.needs[0].text) == "Nobody would let them leave."


def test_every_effect_knows_its_line(small, small_rules):
    lines = small.source.text.splitlines()
    for order in small_rules.orders:
        for effect in (*order.attempt.always, *order.attempt.success, *order.in_force, *order.exposed):
            line = lines[effect.source.line - 1][effect.source.column - 1 :]
            assert line.split(":")[0].rpartition(".")[2] == effect.variable


def test_a_policys_upkeep_term_and_lifting_are_kept(small_rules):
    blackout = rule(small_rules.orders, "blackout@hills")
    assert (blackout.is_policy, blackout.upkeep, blackout.minimum_term) == (True, 1.0, 2)
    assert [effect.variable for effect in blackout.lift] == ["trust"]
    assert blackout.excludes == ()
    assert rule(small_rules.orders, "blackout@coast").excludes == ("open_day",)


def test_estimates_leave_out_what_is_known(small_rules):
    assert {(e.observer, e.variable) for e in small_rules.estimates} == {
        (side, variable) for side in ("coast", "hills") for variable in ("light", "exposure")
    }


def test_shares_of_the_score_add_up_to_one(small_rules):
    assert small_rules.score.counts == ((3, 0.4), (6, 0.6))
    part = dict(small_rules.score.parts[1])["light"]
    assert isinstance(part, Curve)
    assert part.value == Read("variable", "light", "hills")


def test_the_reach_in_an_outcome_is_the_rivals(small_rules):
    held = rule(small_rules.outcomes, "held")
    assert Read("reach", "", "hills") in reads_in(held.when[0])
    assert Read("stance", "hold", "coast") in reads_in(held.when[1])
    assert [effect.actor for effect in held.effects[0]] == ["hills", "hills"]


def test_payoffs_are_read_by_who_gets_them(small_rules):
    ending = rule(small_rules.endings, "first_light@hills")
    assert ending.winner == "hills"
    assert ending.payoffs == (
        Binary("sub", Read("score", "", "coast"), Const(5.0)),
        Binary("add", Read("score", "", "hills"), Const(10.0)),
    )


def test_invitations_to_both_sides_stand_twice(small_rules):
    assert [one.id for one in small_rules.invitations] == ["regatta@coast", "regatta@hills", "lecture"]
    assert small_rules.invitations[0].default == 2
    assert small_rules.invitations[0].choices[1].care == (("leaks", 0.5), ("hired", 0.8))


def test_the_small_scenario_plays_to_its_end(small_rules):
    program = compile_rules(small_rules)
    state = open_games(program, np.arange(4, dtype=np.uint64))
    for _ in range(small_rules.turns):
        decisions = no_decisions(program, 4)
        decisions[: len(program.orders)] = 1.0
        state = play_turn(state, decisions)
    assert all(state.value("ended", game) > 0 for game in range(4))


def test_lowering_what_was_read_with_errors_is_not_possible(small_text):
    assert read_text(small_text.replace("trust / 10", "trsut / 10"), "a.yaml")[0] is not None
    scenario, problems = read_text(small_text.replace("exposure / 10 -", "exposed / 10 -"), "a.yaml")
    assert scenario is None
    assert problems[0].code == "unknown-name"
    with pytest.raises(ScenarioError):
        load_text(small_text.replace("exposure / 10 -", "exposed / 10 -"), "a.yaml")
