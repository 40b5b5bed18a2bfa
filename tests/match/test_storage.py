"""Files written whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from game.match import storage
from game.match.storage import StorageError


def test_a_file_is_replaced_by_its_new_text(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "a.txt"
    storage.write_whole(path, "first")
    storage.write_whole(path, "第二")
    assert path.read_text(encoding="utf-8") == "第二"
    assert [entry.name for entry in path.parent.iterdir()] == ["a.txt"]


def test_a_write_that_fails_leaves_the_file_before_it_and_no_scrap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    storage.write_whole(path, "first")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageError) as told:
        storage.write_whole(path, "second")
    assert told.value.code == "full"
    assert path.read_text(encoding="utf-8") == "first"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]


def test_a_file_where_a_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(StorageError):
        storage.write_whole(tmp_path / "taken" / "a.txt", "x")


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "big").write_bytes(b"x" * 100)
    with pytest.raises(StorageError) as told:
        storage.read_whole(tmp_path / "big", 99)
    assert told.value.code == "large"


def test_the_folder_can_be_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(storage.HOME_VARIABLE, str(tmp_path))
    assert storage.saves_folder() == tmp_path / "saves"
