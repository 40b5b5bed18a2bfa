"""Names become files, and wrong names get the nearest right one."""

from pathlib import Path

import pytest

from game.scenario import catalogue


def test_every_shipped_name_has_a_file() -> None:
    assert catalogue.names()
    for name in catalogue.names():
        assert catalogue.find(name).is_file()


def test_the_default_is_a_shipped_scenario() -> None:
    assert catalogue.default() in catalogue.names()


def test_a_path_is_taken_as_it_is(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("format: 1\n", encoding="utf-8")
    assert catalogue.find(str(own)) == own


def test_a_misspelt_name_is_told_with_the_nearest() -> None:
    name = catalogue.default()
    with pytest.raises(catalogue.UnknownScenarioError) as caught:
        catalogue.find(name[:-1])
    assert caught.value.nearest == name


def test_the_players_own_scenarios_come_after_the_shipped_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("XDG_DATA_HOME", "HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(tmp_path))
    own = catalogue.own_folder() / "mine.yaml"
    if not own.is_relative_to(tmp_path):
        pytest.skip("this system keeps the player's folder elsewhere")
    own.parent.mkdir(parents=True)
    own.write_text("format: 1\n", encoding="utf-8")
    assert catalogue.files()[-1] == own
    assert catalogue.find("mine") == own
