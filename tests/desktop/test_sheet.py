"""The sheet: wrapping, fitting, clipping and lists that scroll. The ruler here counts letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.datafiles import data_root
from game.desktop import theme
from game.desktop.marks import Clip, Rect, Text
from game.desktop.sheet import Interaction, ScrollState, Sheet
from game.desktop.words import Words


class TenALetter:
    """Every letter is ten units wide."""

    def width(self, text: str, kind: theme.Type, zoom: float) -> float:
        return 10.0 * len(text)


RULER = TenALetter()


def new_sheet(interaction: Interaction | None = None) -> Sheet:
    words = Words(data_root() / "assets" / "words" / "en.json")
    return Sheet(400, 300, 1.0, RULER, words, interaction or Interaction())


def test_a_paragraph_breaks_at_spaces() -> None:
    assert new_sheet().lines("one two three", theme.BODY, 75) == ("one two", "three")


def test_a_word_that_is_too_long_is_broken() -> None:
    assert new_sheet().lines("abcdefgh", theme.BODY, 50) == ("abcde", "fgh")


def test_chinese_breaks_between_characters() -> None:
    assert new_sheet().lines("一二三四五", theme.BODY, 30) == ("一二三", "四五")


@given(st.text(alphabet="ab 一\n", max_size=60), st.integers(20, 200))
def test_no_line_is_wider_than_the_paragraph_and_no_letter_is_lost(text: str, width: int) -> None:
    lines = new_sheet().lines(text, theme.BODY, width)
    assert all(10 * len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_text_with_too_little_room_ends_in_an_ellipsis() -> None:
    sheet = new_sheet()
    assert sheet.fitted("a long name", theme.BODY, 60) == "a lon…"
    assert sheet.fitted("short", theme.BODY, 60) == "short"


def test_a_paragraph_with_too_many_lines_says_so() -> None:
    sheet = new_sheet()
    end = sheet.para(0, 0, 70, "one two three four", theme.BODY, most=2)
    texts = [mark.text for mark in sheet.marks if isinstance(mark, Text)]
    assert end == 2 * theme.BODY.line
    assert len(texts) == 2
    assert texts[1].endswith("…")


def test_what_a_clip_hides_of_a_control_cannot_be_pressed() -> None:
    sheet = new_sheet()
    with sheet.clip(Rect(0, 0, 100, 50)):
        sheet.control("half", Rect(80, 0, 40, 20), None, "half")
    control = sheet.control_named("half")
    assert control is not None
    assert control.rect == Rect(80, 0, 20, 20)
    assert control.whole == Rect(80, 0, 40, 20)
    assert isinstance(sheet.marks[0], Clip)


def test_a_sheet_that_is_not_live_has_no_controls() -> None:
    sheet = new_sheet()
    sheet.is_live = False
    sheet.control("a", Rect(0, 0, 10, 10), None, "a")
    sheet.key("a", lambda: None)
    assert not sheet.controls
    assert not sheet.keys


def test_a_list_scrolls_within_its_content() -> None:
    state = ScrollState(0.0, 500.0, 200.0)
    assert state.move(100)
    assert state.offset == 100
    assert state.move(1000)
    assert state.offset == 300
    assert not state.move(10)
    assert state.move(-1000)
    assert state.offset == 0


def test_a_list_learns_how_high_it_is() -> None:
    interaction = Interaction()
    sheet = new_sheet(interaction)
    with sheet.scroll("list", Rect(0, 0, 100, 50)) as inner:
        inner.end = inner.y + 120
    assert interaction.scrolls["list"].height == pytest.approx(120)
    assert sheet.frames["list"] == Rect(0, 0, 100, 50)
