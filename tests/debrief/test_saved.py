from datetime import UTC, datetime
from pathlib import Path

import pytest

from game.debrief import write
from game.match.saving import SaveError, SaveFile
from tests.news.games import SAMPLES, new_game, play_on


def test_a_saved_game_gets_its_debrief_beside_it(tmp_path: Path) -> None:
    match = play_on(new_game(SAMPLES[0], 1))
    began = datetime(2025, 3, 1, tzinfo=UTC)
    save = SaveFile.of_new_game(match.scenario.title, began, tmp_path).write(match, match.label, began)
    path = write(save)
    assert path.parent == tmp_path
    assert match.scenario.title in path.read_text(encoding="utf-8")


def test_a_file_that_is_no_saved_game_is_told_so(tmp_path: Path) -> None:
    foreign = tmp_path / "letter.txt"
    foreign.write_text("Dear reader", encoding="utf-8")
    with pytest.raises(SaveError):
        write(foreign)
