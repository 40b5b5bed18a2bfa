"""Screens look as they did when somebody last looked at them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from tests.desktop.goldens import FOLDER, PICTURES, SHARE, differing, picture


@pytest.fixture(autouse=True)
def fonts_and_display(no_screen: None) -> Iterator[None]:
    pygame.display.init()
    pygame.font.init()
    yield
    pygame.quit()


@pytest.mark.parametrize("name", PICTURES)
def test_a_screen_looks_as_it_did(name: str, tmp_path: Path) -> None:
    golden = pygame.image.load(FOLDER / f"{name}.png")
    drawn = picture(name)
    share = differing(drawn, golden)
    if share > SHARE:
        pygame.image.save(drawn, tmp_path / f"{name}.png")
    assert share <= SHARE, f"{100 * share:.2f} % of the pixels differ; the new picture is in {tmp_path}"


def test_a_changed_picture_is_noticed() -> None:
    one, other = pygame.Surface((100, 100)), pygame.Surface((100, 100))
    other.fill("white", (0, 0, 10, 10))
    assert differing(one, other) == pytest.approx(0.01)
    other.fill((8, 8, 8), (0, 0, 10, 10))
    assert differing(one, other) == 0
