"""What `doctor` looks at on this machine, each by itself: a finding, and what to do if it is amiss.

Imports stand in the examinations, since what is examined may be what is broken.
"""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

PACKAGE = "bargaining-chips"
LIBRARIES = ("numpy", "pygame-ce", "pydantic", "pyyaml", "platformdirs")
FINE, NOTE, BROKEN = "fine", "note", "broken"
LEAST_ROOM = 50 * 2**20  # bytes; a saved game and its debrief take some hundred thousand
PATIENCE_SECONDS = 30.0  # for a window that may be slow to open, over a network for one
_EXTRA = re.compile(r"^([\w.-]+).*extra\s*==\s*['\"]([\w.-]+)['\"]")
_SHOWN = "–—’“”…·×é"  # what the game's texts use beyond plain letters
_AGAIN = "Install the game again: pip install --force-reinstall " + PACKAGE


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `state` is FINE, NOTE (worth knowing, the game can be played) or BROKEN.

    `advice` is one sentence on what to do, "" if there is nothing to do. `facts` are for machines.
    """

    name: str
    state: str
    text: str
    advice: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


def versions() -> Finding:
    """The game, its rules and its format, and all that it stands on."""
    from typing import get_args

    from game.engine.turn import RULES_VERSION
    from game.scenario.format.document import Document

    form = get_args(Document.model_fields["format"].annotation)[0]
    found = {library: _version(library) for library in LIBRARIES}
    facts = {
        "game": _version(PACKAGE),
        "rules": RULES_VERSION,
        "format": form,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "processor": platform.machine(),
        "libraries": found,
    }
    game = facts["game"] or "(a checkout that is not installed)"
    lines = (
        f"game {game}, rules {RULES_VERSION}, scenario format {form}",
        f"Python {facts['python']} on {facts['platform']}",
        ", ".join(f"{library} {version or 'missing'}" for library, version in found.items()),
    )
    return Finding("versions", FINE, "\n".join(lines), facts=facts)


def _version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def executor() -> Finding:
    """Which executor plays the games, and why."""
    from game.engine.executors import COMPILED, VARIABLE, executor_in_use

    used = executor_in_use()
    facts = {"executor": used.name, "reason": used.reason, "detail": used.detail}
    if used.name == COMPILED:
        return Finding("executor", FINE, "compiled", facts=facts)
    if used.reason == "wanted":
        advice = f"Take {VARIABLE} out of the environment to let the compiled one run."
        return Finding("executor", NOTE, f"numpy, because {VARIABLE} asks for it", advice, facts)
    text = f"numpy, for the compiled one is not there ({used.detail}): all works, but thinking takes longer"
    advice = "To think faster, install a C compiler and then the game again."
    return Finding("executor", NOTE, text, advice, facts)


def scenarios() -> Finding:
    """Whether the shipped scenarios are there and can be played."""
    from game.match.opening import program_of
    from game.scenario import catalogue
    from game.scenario.reading import load

    names = catalogue.names()
    opens = catalogue.default()
    program_of(load(catalogue.find(opens)))
    facts = {"folder": str(catalogue.folder()), "names": list(names), "opens": opens}
    return Finding("scenarios", FINE, f"{', '.join(names)}, in {catalogue.folder()}", facts=facts)


def files() -> Finding:
    """Where saved games and settings lie, and whether there is leave and room to write them."""
    from game.match import storage

    home = storage.home()
    facts: dict[str, Any] = {"home": str(home), "saves": str(storage.saves_folder())}
    elsewhere = f"Make it writable, or set {storage.HOME_VARIABLE} to a folder that is."
    for folder in (home, storage.saves_folder()):
        place = next(part for part in (folder, *folder.parents) if part.exists())
        try:
            with tempfile.TemporaryDirectory(prefix=".doctor.", dir=place) as trial:
                storage.write_whole(Path(trial) / "trial", "written")
        except (OSError, storage.StorageError) as error:
            why = error.detail if isinstance(error, storage.StorageError) else error.strerror
            text = f"{folder} cannot be written ({why}): no game would be saved"
            return Finding("files", BROKEN, text, elsewhere, facts | {"can_be_written": False})
    free = shutil.disk_usage(place).free
    facts |= {"can_be_written": True, "free_bytes": free}
    text = f"settings and saved games lie in {home}, which can be written; {free / 2**30:,.1f} GiB free"
    if free < LEAST_ROOM:
        advice = f"Make room there, or set {storage.HOME_VARIABLE} to a folder on a disk with room."
        return Finding("files", BROKEN, text, advice, facts)
    return Finding("files", FINE, text, facts=facts)


def window(trial: Sequence[str], patience_seconds: float = PATIENCE_SECONDS) -> Finding:
    """Whether a window opens, tried by a child process; `trial` is its command."""
    found, failure = _tried(trial, patience_seconds)
    facts = {"opens": bool(found.get("is_there")), "detail": failure or found.get("detail", "")}
    if failure:
        text = f"opening it {failure}"
        advice = "Play in the terminal, with `bargaining-chips play --text`, or renew the display driver."
        return Finding("window", BROKEN, text, advice, facts)
    if not found["is_there"]:
        text = f"none can open here ({found['detail']}): the game is played in the terminal"
        advice = "To play in a window, start the game from a desktop session."
        return Finding("window", NOTE, text, advice, facts)
    if not found["is_seen"]:
        text = f"it opens where nobody sees it ({found['detail']})"
        return Finding("window", NOTE, text, "Take SDL_VIDEODRIVER out of the environment to see it.", facts)
    return Finding("window", FINE, f"opens ({found['detail']})", facts=facts)


def sound(trial: Sequence[str], patience_seconds: float = PATIENCE_SECONDS) -> Finding:
    """Whether sound can play, tried in the same way. The game needs none."""
    found, failure = _tried(trial, patience_seconds)
    facts = {"plays": bool(found.get("is_there")), "detail": failure or found.get("detail", "")}
    if facts["plays"]:
        return Finding("sound", FINE, f"can play ({found['detail']})", facts=facts)
    why = f"trying it {failure}" if failure else found["detail"]
    return Finding("sound", NOTE, f"none ({why}); the game is whole without it", facts=facts)


def _tried(command: Sequence[str], patience_seconds: float) -> tuple[dict[str, Any], str]:
    """What a trial told, and how it failed if it did not come to tell anything."""
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"BARGAINING_CHIPS_HOME": home, "PYTHONPATH": _path_to_the_game()}
        try:
            done = subprocess.run(
                command, env=environment, capture_output=True, text=True, errors="replace",
                stdin=subprocess.DEVNULL, timeout=patience_seconds, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return {}, f"hung: nothing came of it in {patience_seconds:g} seconds"
    if done.returncode == 0:
        try:
            told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        except (IndexError, ValueError):
            return {}, "told nothing"
        return told, ""
    if done.returncode < 0:
        return {}, f"crashed with signal {-done.returncode}"
    last = (done.stderr.strip().splitlines() or ["nothing was said"])[-1]
    return {}, f"failed with exit code {done.returncode}: {last}"


def _path_to_the_game() -> str:
    """So that a child finds the package in a checkout that is not installed, too."""
    from game.datafiles import data_root

    checkout = str(data_root()) if (data_root() / "game").is_dir() else ""
    return os.pathsep.join(path for path in (checkout, os.environ.get("PYTHONPATH", "")) if path)


def terminal(stdin: TextIO, stdout: TextIO) -> Finding:
    """Whether somebody types and reads, and in which letters."""
    encoding = stdout.encoding or "unknown"
    facts = {
        "stdin_is_a_terminal": stdin.isatty(),
        "stdout_is_a_terminal": stdout.isatty(),
        "encoding": encoding,
        "columns": shutil.get_terminal_size().columns,
    }
    ends = (("in", stdin.isatty()), ("out", stdout.isatty()))
    text = ", ".join(f"std{name} is {'a' if is_terminal else 'no'} terminal" for name, is_terminal in ends)
    text += f", {encoding}, {facts['columns']} columns"
    try:
        _SHOWN.encode(encoding)
    except (LookupError, UnicodeEncodeError):
        advice = "Set PYTHONUTF8=1 in the environment, or use a terminal that shows UTF-8."
        return Finding("terminal", NOTE, f"{text}; some letters of the game cannot be shown", advice, facts)
    return Finding("terminal", FINE, text, facts=facts)


def extras() -> Finding:
    """Which optional parts are installed."""
    from importlib.metadata import PackageNotFoundError, requires

    try:
        wanted = [match.groups() for line in requires(PACKAGE) or () if (match := _EXTRA.match(line))]
    except PackageNotFoundError:
        return Finding("extras", FINE, "unknown in a checkout that is not installed")
    missing: dict[str, list[str]] = {extra: [] for _, extra in wanted}
    for library, extra in wanted:
        if not _version(library):
            missing[extra].append(library)
    told = (f"{extra} without {', '.join(gone)}" if gone else extra for extra, gone in missing.items())
    return Finding("extras", FINE, "; ".join(told), facts={"missing": missing})


def speed(seconds: float) -> Finding:
    """How fast the shipped scenario is played here."""
    from game.lab.pace import pace
    from game.match.opening import program_of
    from game.scenario import catalogue
    from game.scenario.reading import load

    scenario = catalogue.default()
    found = pace(program_of(load(catalogue.find(scenario))), seconds)
    facts = {
        "scenario": scenario,
        "game_turns_a_second": round(found.game_turns_a_second),
        "seconds_a_decision": round(found.seconds_a_decision, 3),
    }
    text = (
        f"{found.game_turns_a_second:,.0f} game-turns of {scenario} a second at random play; "
        f"{found.seconds_a_decision:.2f} s for a decision of the analyst"
    )
    return Finding("speed", FINE, text, facts=facts)


def reinstall(name: str, error: Exception) -> Finding:
    """The finding where an examination itself could not be made."""
    return Finding(name, BROKEN, f"{type(error).__name__}: {error}", f"{_AGAIN}.")
