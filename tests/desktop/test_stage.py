"""The stage: scenes, keys and the pointer, without a screen."""

from __future__ import annotations

import pytest

from game.datafiles import data_root
from game.desktop import theme
from game.desktop.marks import Rect
from game.desktop.scene import Scene
from game.desktop.sheet import Sheet
from game.desktop.stage import Stage
from game.desktop.words import Words
from tests.desktop.test_sheet import RULER


class Buttons(Scene):
    """Two regions, a list that scrolls, and a count of what was pressed."""

    def __init__(self, stage: Stage, *, is_panel: bool = False) -> None:
        super().__init__(stage)
        self.is_panel = is_panel
        self.pressed: list[str] = []
        self.explained: list[str] = []
        self.shown = ["a", "b"]

    def draw(self, sheet: Sheet) -> None:
        with sheet.region("top"):
            for number, name in enumerate(self.shown):
                place = Rect(20 + 60 * number, 20, 40, 40)
                sheet.control(
                    name, place, lambda name=name: self.pressed.append(name), name, why=f"why {name}"
                )
        with sheet.region("list"), sheet.scroll("list", Rect(20, 100, 200, 100)) as inner:
            for number in range(10):
                sheet.control(f"row{number}", Rect(20, inner.y + 40 * number, 180, 36), None, "row")
            inner.end = inner.y + 400
        sheet.key("x", lambda: self.pressed.append("x"))

    def explain(self, why: str) -> None:
        self.explained.append(why)


@pytest.fixture
def stage() -> Stage:
    return Stage(RULER, Words(data_root() / "assets" / "words" / "en.json"), (1280, 720))


@pytest.fixture
def scene(stage: Stage) -> Buttons:
    scene = Buttons(stage)
    stage.open(scene)
    stage.draw()
    return scene


def click(stage: Stage, x: float, y: float) -> None:
    stage.press(x, y)
    stage.release(x, y)


def test_a_click_presses_what_is_under_it(stage: Stage, scene: Buttons) -> None:
    click(stage, 40, 40)
    assert scene.pressed == ["a"]


def test_a_button_that_is_left_before_release_is_not_pressed(stage: Stage, scene: Buttons) -> None:
    stage.press(40, 40)
    stage.release(100, 40)
    assert scene.pressed == []


def test_enter_and_space_press_what_has_the_ring(stage: Stage, scene: Buttons) -> None:
    for key in ("tab", "right", "return", "space"):
        stage.key(key)
    assert scene.pressed == ["b", "b"]


def test_a_key_of_the_scene_does_what_it_says(stage: Stage, scene: Buttons) -> None:
    stage.key("x")
    assert scene.pressed == ["x"]


def test_w_explains_what_has_the_ring_or_the_pointer(stage: Stage, scene: Buttons) -> None:
    stage.point(40, 40)
    stage.key("w")
    stage.key("tab")
    stage.key("right")
    stage.key("w")
    assert scene.explained == ["why a", "why b"]


def test_the_ring_is_hidden_after_a_click(stage: Stage, scene: Buttons) -> None:
    stage.key("tab")
    assert scene.interaction.is_focus_shown
    click(stage, 40, 40)
    assert not scene.interaction.is_focus_shown


def test_focus_goes_on_when_what_had_it_is_gone(stage: Stage, scene: Buttons) -> None:
    stage.key("tab")
    stage.key("right")
    scene.shown = ["a"]
    stage.touch()
    stage.draw()
    assert scene.interaction.focus == "a"


def test_a_list_follows_the_focus(stage: Stage, scene: Buttons) -> None:
    stage.key("tab")
    stage.key("tab")
    for _ in range(6):
        stage.key("down")
    sheet = stage.draw()
    control = sheet.control_named("row6")
    assert control is not None
    assert control.rect.h == pytest.approx(36)


def test_the_wheel_scrolls_the_list_under_it_only(stage: Stage, scene: Buttons) -> None:
    stage.wheel(50, 30, -1)
    assert scene.interaction.scrolls["list"].offset == 0
    stage.wheel(50, 150, -1)
    assert scene.interaction.scrolls["list"].offset > 0


def test_what_lies_under_a_panel_cannot_be_pressed(stage: Stage, scene: Buttons) -> None:
    panel = Buttons(stage, is_panel=True)
    stage.open(panel)
    click(stage, 40, 40)
    assert scene.pressed == []
    assert panel.pressed == ["a"]
    stage.key("escape")
    click(stage, 40, 40)
    assert scene.pressed == ["a"]


def test_asking_what_stands_where_leaves_the_picture_to_be_painted(stage: Stage, scene: Buttons) -> None:
    """A click that changed the scene was not painted when the pointer had moved in the same moment."""
    other = Buttons(stage)
    stage.press(40, 40)
    stage.replace(other)
    stage.point(45, 45)
    assert stage.is_dirty


def test_text_grows_by_steps_and_not_beyond(stage: Stage, scene: Buttons) -> None:
    for _ in range(5):
        stage.key("ctrl+=")
    assert stage.text == theme.TEXT_SIZES[-1]
    assert stage.zoom == pytest.approx(1.5)
    for _ in range(5):
        stage.key("ctrl+-")
    assert stage.text == theme.TEXT_SIZES[0]
