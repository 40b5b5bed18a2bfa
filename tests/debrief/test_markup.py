import re

from hypothesis import given
from hypothesis import strategies as st

from game.debrief.markup import Markup, join, tag


def test_plain_text_is_escaped_and_markup_is_not() -> None:
    assert tag("p", "1 < 2 & <b>", tag("b", "x")) == "<p>1 &lt; 2 &amp; &lt;b&gt;<b>x</b></p>"


def test_attributes_are_escaped_and_none_leaves_them_out() -> None:
    assert tag("p", class_='a" onclick="x', id=None) == '<p class="a&quot; onclick=&quot;x"></p>'


def test_figures_of_drawings_have_one_decimal() -> None:
    assert tag("circle", cx=1.0, cy=2.25, stroke_width=2) == '<circle cx="1" cy="2.2" stroke-width="2"/>'


def test_lists_are_joined_and_nothing_is_left_out() -> None:
    assert join(["a", None, [tag("br"), 3]]) == "a<br>3"


@given(st.text())
def test_no_text_ever_opens_a_tag_or_leaves_an_attribute(text: str) -> None:
    made = tag("p", text, title=text)
    assert isinstance(made, Markup)
    assert len(re.findall(r"[<>]", made)) == 4
    assert made.count('"') == 2


@given(st.text())
def test_characters_that_turn_the_reading_direction_are_dropped(text: str) -> None:
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00]", join([text, "\u202e"]))
