from hypothesis import given
from hypothesis import strategies as st

from game.news import words
from game.news.phrases import CHARTS, CORRECTIONS, DECLINED, PRICES, STORIES

NAMES = st.text(st.characters(categories=["L"]), min_size=1, max_size=12)


def test_a_name_that_ends_in_s_takes_an_apostrophe_only() -> None:
    assert words.possessive("Washington") == "Washington’s"
    assert words.possessive("Texas") == "Texas’"


def test_counts_agree_with_their_noun() -> None:
    assert words.count(1, "quarter") == "one quarter"
    assert words.count(2, "quarter") == "two quarters"
    assert words.count(14, "day") == "14 days"
    assert words.count(3, "century") == "three centuries"


def test_ordinals_go_on_beyond_the_twelfth() -> None:
    assert [words.ordinal(number) for number in (1, 2, 12, 13, 21, 22, 111)] == [
        "first", "second", "twelfth", "13th", "21st", "22nd", "111th",
    ]  # fmt: skip


def test_headlines_are_in_title_case_with_small_words_small() -> None:
    assert words.title_case("a model trained for a fraction of the cost") == (
        "A Model Trained for a Fraction of the Cost"
    )
    assert words.title_case("Paris writes a statement; two pens stay capped") == (
        "Paris Writes a Statement; Two Pens Stay Capped"
    )
    assert words.title_case("what AI leaders run on") == "What AI Leaders Run On"
    assert words.title_case("tension at 58: the line") == "Tension at 58: The Line"
    assert words.title_case("a go-between for deep-sea chips.") == "A Go-Between for Deep-Sea Chips"
    assert words.title_case("iPhone makers and McKinsey") == "iPhone Makers and McKinsey"
    assert words.title_case("Leung Kwok-hei is seen") == "Leung Kwok-hei Is Seen"


@given(st.text(max_size=60))
def test_title_case_changes_no_letter_but_its_case(headline: str) -> None:
    assert words.title_case(words.title_case(headline)) == words.title_case(headline)


def test_pronouns_and_verbs_agree() -> None:
    told = "{They} {was|were} met by {their} friends, who like {them}."
    assert words.phrase(told, {}, "she") == "She was met by her friends, who like her."
    assert words.phrase(told, {}, "he") == "He was met by his friends, who like him."
    assert words.phrase(told, {}, "they") == "They were met by their friends, who like them."


def test_slots_take_capitals_and_possessives() -> None:
    values = {"actor": "the Guild", "other": "Paris"}
    assert words.phrase("{Actor} reads {other's} mail.", values) == "The Guild reads Paris’ mail."


def test_a_value_is_never_read_as_a_slot() -> None:
    assert words.phrase("{title} holds.", {"title": "{their}"}, "she") == "{their} holds."


def test_print_has_its_own_apostrophes_quotation_marks_and_minus_signs() -> None:
    assert words.typeset("China's \"plan\" isn't 'new', it is -3.") == (
        "China’s “plan” isn’t ‘new’, it is −3."
    )
    assert words.typeset("2024-25 and a go-between") == "2024-25 and a go-between"


@given(st.floats(-1e6, 1e6))
def test_numbers_have_one_decimal_at_most_and_a_true_minus_sign(value: float) -> None:
    said = words.signed(value)
    assert "-" not in said
    assert said == "0" or said[0] in "+−"
    assert len(said.partition(".")[2]) <= 1


@given(st.lists(NAMES, max_size=5))
def test_a_list_names_everything_once(names: list[str]) -> None:
    said = words.listed(names)
    assert said.count(",") == max(len(names) - 2, 0)


def test_own_phrasings_avoid_the_words_that_the_game_avoids() -> None:
    avoided = (
        "the chinese", "the americans", "regime", "spy", "spies", "steal", "stole", "poach", "defect",
        "loyal", "bait", "trophy", "win the race",
    )  # fmt: skip
    texts = [text for told in STORIES.values() for phrasing in told for text in phrasing]
    for group in (CHARTS, DECLINED, CORRECTIONS):
        texts += [text for told in group.values() for text in told]
    texts += PRICES
    for text in texts:
        assert not [word for word in avoided if word in text.lower()], text


def test_every_story_told_the_first_time_can_be_told() -> None:
    for key in STORIES:
        kind, _, when = key.rpartition(".")
        if when == "again":
            assert f"{kind}.first" in STORIES, key
