"""Whole games in a window without a screen, with the back room in its own process."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from game.cli import debrief_of
from game.desktop import theme
from game.match.storage import saves_folder
from tests.desktop.pilot import Pilot

SMALL = Path(__file__).parents[1] / "scenario" / "small.yaml"


def begin(pilot: Pilot, side: str = "coast") -> None:
    """A game of the small scenario against luck alone, at the desk of its first turn."""
    pilot.session.start(str(SMALL), side, "random", 7)
    pilot.wait_for("Briefing")
    pilot.key("return")
    pilot.wait_for("Paper")
    pilot.key("return")
    pilot.wait_for("DeskScene")
    pilot.wait(lambda: bool(pilot.session.forecasts))


def turn_over(pilot: Pilot) -> None:
    """From a desk with its orders chosen to the next desk, or the ending, by Enter alone."""
    assert pilot.session.game is not None
    turn = pilot.session.game.desk.turn
    pilot.key("s")
    while not (pilot.scene == "DeskScene" and pilot.session.game.desk.turn > turn):
        if pilot.scene == "Ending":
            return
        if pilot.scene != "Sealed":
            pilot.key("return")
        pilot.wait(lambda: pilot.scene != "Sealed")


def test_a_whole_game_by_keyboard_alone(pilot: Pilot) -> None:
    begin(pilot)
    chosen = 0
    while pilot.scene != "Ending":
        assert pilot.session.game is not None
        desk = pilot.session.game.desk
        for family in desk.families:
            while pilot.window.stage.top.group != family.id:  # type: ignore[attr-defined]
                pilot.key("tab")
                focus = pilot.window.stage.top.interaction.focus
                if focus.startswith("family."):
                    pilot.key("down")
                    pilot.key("space")
                    break
            pilot.key("1")
            pilot.idle()
        chosen += pilot.session.game.desk.orders_chosen
        turn_over(pilot)
    assert chosen > 0
    pilot.key("tab")
    pilot.key("escape")
    assert pilot.scene == "Pause"


def test_a_whole_game_by_mouse_alone(pilot: Pilot) -> None:
    begin(pilot, "hills")
    while pilot.scene != "Ending":
        if pilot.scene == "DeskScene":
            assert pilot.session.game is not None
            for question in pilot.session.game.desk.questions:
                pilot.click("family.waiting")
                pilot.click(f"question.{question.id}")
                pilot.click(f"choice.{question.choices[0].id}")
                pilot.idle()
                pilot.click("back")
            pilot.click(f"family.{pilot.session.game.desk.families[0].id}")
            cards = [c.id for c in pilot.window.stage.sheet.controls if c.id.startswith("order.") and c.act]
            if cards:
                pilot.click(cards[0])
                pilot.idle()
            pilot.click("seal")
        elif pilot.scene == "SealCheck":
            pilot.click("go")
        elif pilot.scene in ("RevealScene", "Paper"):
            pilot.click("on")
        elif pilot.scene == "Notice":
            pilot.click("good")
        pilot.wait(lambda: pilot.scene != "Sealed")
    pilot.click("title")
    assert pilot.scene == "Title"


def test_an_order_is_chosen_undone_and_done_again(pilot: Pilot) -> None:
    begin(pilot)
    assert pilot.session.game is not None
    free = next(card.id for card in pilot.session.game.desk.orders if card.is_free_to_choose)
    pilot.session.toggle(free)
    pilot.idle()
    assert pilot.session.game.desk.order(free).is_chosen
    pilot.key("ctrl+z")
    pilot.idle()
    assert not pilot.session.game.desk.order(free).is_chosen
    pilot.key("ctrl+y")
    pilot.idle()
    assert pilot.session.game.desk.order(free).is_chosen


def test_a_window_closed_in_mid_turn_loses_nothing() -> None:
    with Pilot() as pilot:
        begin(pilot.connect())
        assert pilot.session.game is not None
        free = next(card.id for card in pilot.session.game.desk.orders if card.is_free_to_choose)
        pilot.session.toggle(free)
        pilot.idle()
        name = pilot.session.game.save_name
    with Pilot() as again:
        again.connect().session.load(str(saves_folder() / name))
        again.wait_for("DeskScene")
        assert again.session.game is not None
        assert again.session.game.desk.order(free).is_chosen


def test_the_title_offers_to_go_on_with_the_last_game(pilot: Pilot) -> None:
    begin(pilot)
    pilot.session.to_title()
    pilot.wait(lambda: pilot.session.shelf is not None and bool(pilot.session.shelf.saves))
    pilot.idle()
    pilot.settle()
    pilot.click("menu.continue")
    pilot.wait_for("DeskScene")


def test_going_back_to_a_turn_opens_another_game(pilot: Pilot) -> None:
    begin(pilot)
    turn_over(pilot)
    assert pilot.session.game is not None
    first = pilot.session.game.save_name
    pilot.session.back(1)
    pilot.wait(lambda: pilot.session.game is not None and pilot.session.game.desk.turn == 1)
    assert pilot.session.game.save_name != first


def test_a_number_opens_into_causes_that_add_up(pilot: Pilot) -> None:
    begin(pilot)
    turn_over(pilot)
    assert pilot.session.game is not None
    moved = next(v for v in pilot.session.game.desk.variables if v.change)
    pilot.session.explain(f"variable:{moved.id}")
    pilot.idle()
    found = pilot.window.stage.top._found  # type: ignore[attr-defined]
    assert sum(cause.amount for cause in found.account.causes) == pytest.approx(moved.change)
    pilot.key("escape")
    assert pilot.scene == "DeskScene"


def test_what_is_behind_an_invitation_is_told_by_stance(pilot: Pilot) -> None:
    begin(pilot)
    assert pilot.session.game is not None
    for _ in range(5):
        invitation = next((q for q in pilot.session.game.desk.questions if q.kind == "invitation"), None)
        if invitation is not None:
            break
        turn_over(pilot)
    assert invitation is not None
    pilot.session.open_question(invitation.id)
    pilot.wait(lambda: invitation.id in pilot.session.prospects)
    by_choice = pilot.session.prospects[invitation.id]
    assert set(by_choice) == {choice.id for choice in invitation.choices}
    pilot.key("1")
    pilot.idle()
    question = pilot.session.question(invitation.id)
    assert question is not None
    assert question.is_answered


def test_a_scenario_that_cannot_be_read_is_told_and_the_title_stays(pilot: Pilot, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("format: 1\ntitle: Nothing else\n", encoding="utf-8")
    pilot.session.start(str(broken), "", "random", 1)
    pilot.wait_for("Notice")
    pilot.key("escape")
    assert pilot.scene == "Title"
    assert not pilot.session.is_opening


def test_a_damaged_save_is_told(pilot: Pilot, tmp_path: Path) -> None:
    path = tmp_path / "damaged.save.json"
    path.write_text("{}", encoding="utf-8")
    pilot.session.load(str(path))
    pilot.wait_for("Notice")


@pytest.mark.skipif(os.name != "posix", reason="the process is ended by a signal")
def test_a_lost_back_room_is_told(pilot: Pilot) -> None:
    begin(pilot)
    assert pilot.window.courier is not None
    process = pilot.window.courier._process
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    pilot.wait_for("Notice")
    pilot.key("return")
    assert pilot.scene == "DeskScene"


def test_the_size_of_text_is_kept(pilot: Pilot) -> None:
    pilot.key("ctrl+=")
    assert pilot.window.stage.text == theme.TEXT_SIZES[1]
    kept = json.loads(pilot.window.settings.path().read_text(encoding="utf-8"))
    assert kept["text"] == theme.TEXT_SIZES[1]
    pilot.key("ctrl+-")
    assert pilot.window.stage.text == 1.0


def test_the_debrief_is_made_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER", "true")  # a program that does nothing
    with Pilot() as pilot:
        begin(pilot.connect(debrief_of))
        while pilot.scene != "Ending":
            turn_over(pilot)
        pilot.click("debrief")
        pilot.wait_for("Notice")
        pages = list(saves_folder().glob("*-debrief.html"))
        assert len(pages) == 1
        assert "<html" in pages[0].read_text(encoding="utf-8")[:500]


def test_without_a_way_to_make_it_the_debrief_is_told_as_a_command(pilot: Pilot) -> None:
    begin(pilot)
    while pilot.scene != "Ending":
        turn_over(pilot)
    pilot.click("debrief")
    pilot.wait_for("Notice")


def test_two_at_one_machine_never_see_each_others_desk(pilot: Pilot) -> None:
    pilot.session.start(str(SMALL), "coast", "person", 7)
    pilot.wait_for("Briefing")
    seen = []
    while pilot.scene != "Ending":
        if pilot.scene == "HandoverScene":
            assert pilot.session.game is None
            assert not pilot.session.reveals
            pilot.click("ready")
            pilot.wait(lambda: pilot.scene != "HandoverScene")
        elif pilot.scene == "DeskScene":
            assert pilot.session.game is not None
            seen.append((pilot.session.game.desk.turn, pilot.session.game.desk.side.id))
            pilot.key("s")
            pilot.wait(lambda: pilot.scene != "Sealed")
        else:
            pilot.key("return")
            pilot.wait(lambda: pilot.scene != "Sealed")
    turns = max(turn for turn, _ in seen)
    assert seen == [(turn, side) for turn in range(1, turns + 1) for side in ("coast", "hills")]


def test_a_game_for_two_is_opened_with_the_screen_of_neither(pilot: Pilot) -> None:
    pilot.session.start(str(SMALL), "coast", "person", 7)
    pilot.wait_for("Briefing")
    assert pilot.session.game is not None
    name = pilot.session.game.save_name
    pilot.session.to_desk()
    pilot.session.seal()
    pilot.wait_for("HandoverScene")
    pilot.session.to_title()
    pilot.session.load(str(saves_folder() / name))
    pilot.wait_for("HandoverScene")
    pilot.click("ready")
    pilot.wait(lambda: pilot.session.game is not None)
    assert pilot.session.game.desk.side.id == "hills"
