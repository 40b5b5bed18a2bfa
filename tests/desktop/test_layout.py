"""What must hold of every screen at every size of window and text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pygame
import pytest

from game.datafiles import data_root
from game.desktop import focus, theme
from game.desktop.fonts import Fonts
from game.desktop.marks import Box, Clip, Mark, Rect, Text
from game.desktop.sheet import Control, Sheet
from game.desktop.stage import Stage
from game.desktop.words import Words
from tests.desktop.stages import SCREENS, show

ASSETS = data_root() / "assets"
SIZES = [(1024, 640), (1280, 720), (2560, 1080), (1024, 1400)]
TEXTS = theme.TEXT_SIZES
SLACK = 1.5  # units by which a text may leave its frame: the overhang of italics


@pytest.fixture(scope="module")
def fonts() -> Iterator[Fonts]:
    pygame.font.init()
    yield Fonts(ASSETS / "fonts")
    pygame.font.quit()


@pytest.fixture(scope="module")
def words() -> Words:
    return Words(ASSETS / "words" / "en.json")


@cache
def sheet_of(name: str, fonts: Fonts, words: Words, size: tuple[int, int], text: float) -> Sheet:
    """A screen as data; drawn once for all that is asked of it."""
    stage = Stage(fonts, words, size, text)
    show(stage, name)
    return stage.draw()


def texts(marks: Sequence[Mark], frame: Rect) -> Iterator[tuple[Text, Rect]]:
    """Every text with the frame that it is cut at."""
    for mark in marks:
        if isinstance(mark, Clip):
            yield from texts(mark.marks, frame.cut(mark.rect))
        elif isinstance(mark, Text):
            yield mark, frame


def top_of(marks: Sequence[Mark]) -> Sequence[Mark]:
    """The marks of the scene on top: those after the last veil."""
    veils = [at for at, mark in enumerate(marks) if isinstance(mark, Box) and mark.alpha < 1]
    return marks[veils[-1] + 1 :] if veils else marks


def inked(mark: Text) -> tuple[float, float]:
    """Top and bottom of the letters in a line: from ascenders to the base line, about."""
    middle = mark.y + mark.type.line / 2
    return middle - 0.42 * mark.type.size, middle + 0.4 * mark.type.size


def extent(mark: Text, width: float) -> tuple[float, float]:
    """Left and right of a text."""
    left = mark.x - {"left": 0.0, "middle": width / 2, "right": width}[mark.anchor]
    return left, left + width


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", SCREENS)
class TestEveryScreen:
    def test_no_text_is_under_twelve_pixels_or_leaves_its_frame_at_the_side(
        self, name: str, size: tuple[int, int], text: float, fonts: Fonts, words: Words
    ) -> None:
        sheet = sheet_of(name, fonts, words, size, text)
        for mark, frame in texts(sheet.marks, sheet.area):
            assert fonts.pixels(mark.type, sheet.zoom) >= 12, mark
            left, right = extent(mark, fonts.width(mark.text, mark.type, sheet.zoom))
            assert left >= frame.x - SLACK, (mark, frame)
            assert right <= frame.right + SLACK, (mark, frame)

    def test_no_text_is_cut_above_or_below_but_in_lists_that_scroll(
        self, name: str, size: tuple[int, int], text: float, fonts: Fonts, words: Words
    ) -> None:
        sheet = sheet_of(name, fonts, words, size, text)
        frames = set(sheet.frames.values())
        for mark, frame in texts(top_of(sheet.marks), sheet.area):
            if any(frame.cut(list_frame) == frame for list_frame in frames):
                continue
            ink = inked(mark)
            assert ink[0] >= frame.y - SLACK, (mark, frame)
            assert ink[1] <= frame.bottom + SLACK, (mark, frame)

    def test_no_text_covers_another(
        self, name: str, size: tuple[int, int], text: float, fonts: Fonts, words: Words
    ) -> None:
        sheet = sheet_of(name, fonts, words, size, text)
        placed = []
        for mark, frame in texts(top_of(sheet.marks), sheet.area):
            left, right = extent(mark, fonts.width(mark.text, mark.type, sheet.zoom))
            top, bottom = inked(mark)
            seen = Rect(left, top, right - left, bottom - top).cut(frame)
            if seen.w > 2 and seen.h > 2:
                placed.append((seen, mark))
        for number, (one, mark) in enumerate(placed):
            for other, second in placed[number + 1 :]:
                cut = one.cut(other)
                assert not (cut.w > 1.5 and cut.h > 1.5), (mark, second)

    def test_controls_lie_in_the_window_and_do_not_cover_each_other(
        self, name: str, size: tuple[int, int], text: float, fonts: Fonts, words: Words
    ) -> None:
        sheet = sheet_of(name, fonts, words, size, text)
        seen = [control for control in sheet.controls if control.rect.w > 0 and control.rect.h > 0]
        for control in seen:
            cut = control.rect.cut(sheet.area)
            assert (cut.w, cut.h) == pytest.approx((control.rect.w, control.rect.h), abs=0.5), control
        for number, one in enumerate(seen):
            for other in seen[number + 1 :]:
                assert not overlap(one, other), (one.id, other.id)

    def test_every_control_is_reached_by_tab_and_arrows(
        self, name: str, size: tuple[int, int], text: float, fonts: Fonts, words: Words
    ) -> None:
        sheet = sheet_of(name, fonts, words, size, text)
        assert reached(sheet.controls) == {control.id for control in sheet.controls}

    def test_controls_have_names_of_their_own(
        self, name: str, size: tuple[int, int], text: float, fonts: Fonts, words: Words
    ) -> None:
        names = [control.id for control in sheet_of(name, fonts, words, size, text).controls]
        assert len(names) == len(set(names))


def overlap(one: Control, other: Control) -> bool:
    """Whether two controls cover each other, unless one is the ground of the other on purpose."""
    grounds = ("scenario.",)
    if one.id.startswith(grounds) or other.id.startswith(grounds):
        return False
    cut = one.rect.cut(other.rect)
    return cut.w > 0.5 and cut.h > 0.5


def reached(controls: Sequence[Control]) -> set[str]:
    """What Tab and the arrows come to, from anywhere that they have come to already."""
    if not controls:
        return set()
    found: set[str] = set()
    waiting = [focus.tab(controls, "", {})]
    while waiting:
        here = waiting.pop()
        if here in found:
            continue
        found.add(here)
        waiting += [focus.step(controls, here, way) for way in focus.DIRECTIONS]
        waiting += [focus.tab(controls, here, {}), focus.tab(controls, here, {}, is_backwards=True)]
    return found


def test_every_letter_of_every_language_is_in_the_fonts(fonts: Fonts) -> None:
    missing = set()
    for path in sorted((ASSETS / "words").glob("*.json")):
        words = Words(path)
        for key in words.keys():  # noqa: SIM118 - not a dict
            for letter in words.text(key):
                for kind in (theme.BODY, theme.STORY, theme.BODY_BOLD, theme.DECK):
                    if not fonts.has(letter, kind):
                        missing.add(letter)
    assert missing == set()


def test_chinese_characters_have_glyphs_in_every_face(fonts: Fonts) -> None:
    assert all(
        fonts.has(letter, kind) for letter in "温乔逸镓" for kind in (theme.BODY, theme.SLIP, theme.STRONG)
    )


def test_shipped_scenarios_can_be_printed(fonts: Fonts) -> None:
    letters = set().union(
        *(set(path.read_text(encoding="utf-8")) for path in Path(data_root() / "scenarios").glob("*.yaml"))
    )
    printable = {letter for letter in letters if letter.isprintable() and letter != " "}
    assert {letter for letter in printable if not fonts.has(letter, theme.BODY)} == set()
