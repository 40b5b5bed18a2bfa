"""Where this player's files lie, and how one is written so that nothing is ever lost.

A file is written beside its place under another name, brought to the disk, and only then put
in its place: whoever pulls the plug finds either the old file or the new one, whole.
"""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path

import platformdirs

HOME_VARIABLE = "BARGAINING_CHIPS_HOME"
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


class StorageError(Exception):
    """A file could not be written or read; `code` is full, forbidden, missing or failed."""

    def __init__(self, code: str, path: Path, detail: str = "") -> None:
        super().__init__(code, path, detail)
        self.code = code
        self.path = path
        self.detail = detail


def home() -> Path:
    """The user's folder for this game: `BARGAINING_CHIPS_HOME`, or what the system says."""
    chosen = os.environ.get(HOME_VARIABLE, "").strip()
    if chosen:
        return Path(chosen).expanduser()
    return platformdirs.user_data_path("bargaining-chips", appauthor=False)


def saves_folder() -> Path:
    """Where saved games lie."""
    return home() / "saves"


def write_whole(path: Path, text: str) -> None:
    """Writes `path`, whole or not at all. Raises StorageError; the file before it then stays."""
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(text.encode())
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
        temporary = None
        _sync_folder(path.parent)
    except OSError as error:
        raise StorageError(code_of(error), path, error.strerror or str(error)) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()


def read_whole(path: Path, limit_bytes: int) -> bytes:
    """The file's bytes. Raises StorageError; code `large` if it holds more than `limit_bytes`."""
    try:
        with path.open("rb") as stream:
            content = stream.read(limit_bytes + 1)
    except OSError as error:
        raise StorageError(code_of(error), path, error.strerror or str(error)) from error
    if len(content) > limit_bytes:
        raise StorageError("large", path)
    return content


def code_of(error: OSError) -> str:
    """What kind of trouble an operating system error is."""
    if error.errno in _FULL:
        return "full"
    if error.errno in _FORBIDDEN:
        return "forbidden"
    return "missing" if error.errno in {errno.ENOENT, errno.ENOTDIR} else "failed"


def _sync_folder(folder: Path) -> None:
    """Brings the new name to the disk, where the system can (Windows cannot)."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
