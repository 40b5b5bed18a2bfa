"""`doctor`: whether the game can be played on this machine, how well, and what to do if it cannot.

Everything is looked at, whatever was found before. The exit code is 0 where the game can be played,
in a window or in the terminal, and 1 where something is broken.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from typing import TextIO

from game.terminal import findings
from game.terminal.findings import BROKEN, FINE, NOTE, Finding

_MARKS = {FINE: " ", NOTE: "·", BROKEN: "!"}
_WIDTH = 11  # of the names


def run(trial: str, *, seconds: float, as_json: bool, stdin: TextIO, stdout: TextIO, stderr: TextIO) -> int:
    """Looks at everything and tells it; the exit code.

    `trial` is the module that tries the window and the sound. `seconds` are for the speed; 0: not asked.
    """
    if seconds > 1.0 and stderr.isatty():
        stderr.write(f"Looking around; the speed takes about {seconds:g} seconds.\n")
    found = []
    for finding in _examined(trial, seconds, stdin, stdout):
        found.append(finding)
        for line in _lines(finding) if not as_json else ():
            stdout.write(_plain(line, stdout) + "\n")
            stdout.flush()
    broken = [finding for finding in found if finding.state == BROKEN]
    if as_json:
        told = {"can_be_played": not broken, "findings": [asdict(finding) for finding in found]}
        stdout.write(json.dumps(told, indent=2) + "\n")
    else:
        stdout.write(_verdict(found) + "\n")
    return 1 if broken else 0


def _examined(trial: str, seconds: float, stdin: TextIO, stdout: TextIO) -> Iterator[Finding]:
    child = (sys.executable, "-m", trial)
    examinations: Sequence[tuple[str, Callable[[], Finding]]] = (
        ("versions", findings.versions),
        ("executor", findings.executor),
        ("scenarios", findings.scenarios),
        ("files", findings.files),
        ("window", lambda: findings.window((*child, "window"))),
        ("sound", lambda: findings.sound((*child, "sound"))),
        ("terminal", lambda: findings.terminal(stdin, stdout)),
        ("extras", findings.extras),
    )
    for name, examination in (
        *examinations,
        *((("speed", lambda: findings.speed(seconds)),) if seconds else ()),
    ):
        try:
            yield examination()
        except Exception as error:  # whatever is broken, the rest is looked at as well
            yield findings.reinstall(name, error)


def _lines(finding: Finding) -> Iterator[str]:
    first, *others = finding.text.splitlines() or [""]
    yield f"{_MARKS[finding.state]} {finding.name:{_WIDTH}}{first}"
    for line in (*others, *((finding.advice,) if finding.advice else ())):
        yield f"  {'':{_WIDTH}}{line}"


def _verdict(found: Sequence[Finding]) -> str:
    broken = [finding.name for finding in found if finding.state == BROKEN]
    if broken:
        return f"Not all is well: see {', '.join(broken)} above."
    in_window = any(finding.name == "window" and finding.state == FINE for finding in found)
    return f"The game can be played here, in {'a window' if in_window else 'the terminal'}."


def _plain(line: str, stdout: TextIO) -> str:
    """The line as far as the terminal has letters for it."""
    encoding = stdout.encoding or "ascii"
    return line.encode(encoding, "replace").decode(encoding)
