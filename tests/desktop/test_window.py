"""The loop: it draws when something changed, and sleeps otherwise."""

from __future__ import annotations

import time

import pygame
import pytest

from game.desktop import app
from game.desktop.window import key_name
from tests.desktop.pilot import Pilot


def key(code: int, text: str = "", mod: int = 0) -> str:
    return key_name(pygame.event.Event(pygame.KEYDOWN, key=code, unicode=text, mod=mod))


def test_nothing_is_drawn_while_nothing_happens() -> None:
    with Pilot() as pilot:
        pilot.settle()
        before = pilot.window.drawings
        for _ in range(5):
            pilot.settle()
        assert pilot.window.drawings == before


def test_a_moving_pointer_draws_only_when_it_comes_to_a_control() -> None:
    with Pilot() as pilot:
        pilot.settle()
        before = pilot.window.drawings
        for x in range(5, 50, 5):
            pygame.event.post(
                pygame.event.Event(pygame.MOUSEMOTION, pos=(x, 5), rel=(5, 0), buttons=(0, 0, 0))
            )
            pilot.settle()
        assert pilot.window.drawings == before


def test_waiting_for_an_event_uses_hardly_any_processor() -> None:
    with Pilot() as pilot:
        pilot.settle()
        pygame.time.set_timer(pygame.USEREVENT + 7, 4000, 1)
        start = time.process_time()
        event = pilot.window.next_event()
        assert event.type == pygame.USEREVENT + 7
        assert time.process_time() - start < 0.4  # of four seconds


def test_an_answer_wakes_a_window_that_sleeps() -> None:
    with Pilot() as pilot:
        pilot.window._wake()
        start = time.perf_counter()
        assert pilot.window.next_event().type != pygame.NOEVENT
        assert time.perf_counter() - start < 1.0


def test_keys_have_names() -> None:
    assert key(pygame.K_RETURN) == "return"
    assert key(pygame.K_TAB, mod=pygame.KMOD_LSHIFT) == "shift+tab"
    assert key(pygame.K_z, "", pygame.KMOD_LCTRL) == "ctrl+z"
    assert key(pygame.K_w, "W", pygame.KMOD_LSHIFT) == "w"
    assert key(pygame.K_KP_ENTER) == "return"
    assert key(pygame.K_F4, "", pygame.KMOD_LALT) == ""


def test_a_window_that_is_made_larger_is_drawn_at_its_real_size() -> None:
    with Pilot() as pilot:
        pilot.window._window.size = (1600, 900)
        pygame.event.post(pygame.event.Event(pygame.WINDOWSIZECHANGED, x=1600, y=900))
        pilot.settle()
        assert pilot.window.stage.zoom == pytest.approx(1.25)
        assert pilot.window.picture().get_size() == (1600, 900)


def test_without_a_screen_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SDL_VIDEODRIVER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    with pytest.raises(app.NoScreenError):
        app.run()


def test_a_screen_that_does_not_answer_counts_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_VIDEODRIVER", "no-such-driver")
    with pytest.raises(app.NoScreenError):
        app.run()


def test_a_display_that_is_named_but_not_there_counts_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SDL_VIDEODRIVER", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":9876")
    with pytest.raises(app.NoScreenError):
        app.run()
