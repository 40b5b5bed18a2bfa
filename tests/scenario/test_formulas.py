"""Formulas as text: what they mean, how they are refused, and that they go there and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.scenario.formulas import (
    Call,
    Conditional,
    FormulaError,
    Infix,
    Name,
    Number,
    Prefix,
    formula_text,
    parse_formula,
)

WORDS = st.sampled_from(["trust", "tension", "x1", "turn", "größe"])
TREES = st.recursive(
    st.builds(Number, st.floats(0, 1e9).map(lambda x: x + 0.0))
    | st.builds(Name, st.sampled_from(["", "rival", "north"]), WORDS),
    lambda inner: (
        st.builds(Prefix, st.sampled_from(["-", "not"]), inner)
        | st.builds(
            Infix,
            st.sampled_from(["+", "-", "*", "/", "<", "<=", ">", ">=", "==", "!=", "and", "or"]),
            inner,
            inner,
        )
        | st.builds(Conditional, inner, inner, inner)
        | st.builds(Call, st.just(""), WORDS, st.lists(inner, max_size=3).map(tuple))
    ),
    max_leaves=20,
)


@given(TREES)
def test_a_tree_comes_back_from_its_text(tree):
    assert parse_formula(formula_text(tree)) == tree


@given(st.text(max_size=80) | st.text(alphabet="ab1.+-*/()<>=, ifelsnotrd", max_size=80))
def test_any_text_is_a_formula_or_refused_at_a_character(text):
    refusal = None
    try:
        tree = parse_formula(text)
    except FormulaError as error:
        refusal = error
    if refusal is None:
        assert parse_formula(formula_text(tree)) == tree
    else:
        assert 0 <= refusal.at <= len(text)
        assert refusal.message


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("a + b * c", "a + (b * c)"),
        ("a - b - c", "(a - b) - c"),
        ("-a * b", "(-a) * b"),
        ("not a == b and c", "(not (a == b)) and c"),
        ("a or b and c", "a or (b and c)"),
        ("a if b else c if d else e", "a if b else (c if d else e)"),
        ("a if b or c else d", "a if (b or c) else d"),
        ("+a", "a"),
    ],
)
def test_operators_bind_as_in_python(text, same):
    assert parse_formula(text) == parse_formula(same)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("", 0), ("1 +", 3), ("(1", 2), ("1)", 1), ("a b", 2), ("a = b", 2), ("2 ** 3", 2), ("a < b < c", 6),
        ("min(1,", 6), ("a.", 2), ("a.b.c", 3), ("1 if 2", 6), ("'a'", 0), ("a[0]", 1), ("lambda: 0", 6),
        ("1e999", 0), ("and", 0),
    ],
)  # fmt: skip
def test_a_wrong_formula_is_refused_at_its_character(text, at):
    with pytest.raises(FormulaError) as caught:
        parse_formula(text)
    assert caught.value.at == at


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1" * 2001, "formula-too-long"), ("(" * 100 + "1" + ")" * 100, "formula-too-deep"),
        ("1" + "+1" * 100, "formula-too-deep"), ("-" * 100 + "1", "formula-too-deep"),
        ("1 if 1 else " * 100 + "1", "formula-too-deep"), ("f(" * 60 + ")" * 60, "formula-too-deep"),
        ("1e10", "number-too-large"),
    ],
)  # fmt: skip
def test_too_much_is_refused(text, code):
    with pytest.raises(FormulaError) as caught:
        parse_formula(text)
    assert caught.value.code == code
