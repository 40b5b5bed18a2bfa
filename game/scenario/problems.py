"""What is wrong with a scenario file: where, how bad, what was expected, and what may be meant.

Every reader and check adds to one `Findings`, so that all defects of a file are told in one pass.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

Severity = Literal["error", "warning"]

MOST_PROBLEMS = 300  # of one file; what comes after adds nothing for its author
MOST_GUESSES = 100  # nearest names looked up for one file: a hostile file must not take long


@dataclass(frozen=True, slots=True)
class Problem:
    """One defect. `line` and `column` count from 1; 0 means the file as a whole."""

    code: str
    severity: Severity
    file: str
    line: int
    column: int
    message: str
    hint: str = ""

    @property
    def is_error(self) -> bool:
        return self.severity == "error"

    def __str__(self) -> str:
        return heading(self)

    def as_dict(self) -> dict[str, str | int]:
        """For machines: exactly the seven fields."""
        return asdict(self)


class ScenarioError(Exception):
    """A scenario that cannot be played, with all its problems."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        errors = [problem for problem in self.problems if problem.is_error]
        super().__init__("\n".join(heading(problem) for problem in errors))


class Findings:
    """Collects the problems of one file, each once."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._problems: dict[Problem, None] = {}
        self._guesses = 0

    def add(
        self, severity: Severity, code: str, line: int, column: int, message: str, hint: str = ""
    ) -> None:
        """Notes a problem; the same one again, or more than anyone reads, is left out."""
        if len(self._problems) < MOST_PROBLEMS:
            self._problems[Problem(code, severity, self.file, line, column, message, hint)] = None

    def adopt(self, problems: Iterable[Problem]) -> None:
        """Takes over problems found elsewhere."""
        for problem in problems:
            self._problems.setdefault(problem)

    def nearest(self, name: str, known: Iterable[str]) -> str:
        """The known name that is most like `name`, or "" if none is."""
        self._guesses += 1
        if self._guesses > MOST_GUESSES or len(name) > 60:
            return ""
        return nearest(name, known)

    @property
    def has_errors(self) -> bool:
        return any(problem.is_error for problem in self._problems)

    def problems(self) -> list[Problem]:
        """All of them, from the top of the file to its end."""
        return sorted(self._problems, key=lambda p: (p.file != self.file, p.file, p.line, p.column))


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that is most like `name`, or "" if none is."""
    folded = {other.casefold(): other for other in known}
    found = difflib.get_close_matches(name.casefold(), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else ""


def meant(name: str) -> str:
    """The hint for a name that is probably meant ("" if there is none)."""
    return f"Did you mean `{name}`?" if name else ""


def heading(problem: Problem) -> str:
    """One line: place, severity, message, code."""
    place = problem.file
    if problem.line:
        place += f":{problem.line}:{problem.column}"
    return f"{place}: {problem.severity}: {problem.message} [{problem.code}]"


def rendered(problem: Problem, text: str = "") -> str:
    """For people: the heading, the line of `text` (the file's) with a caret, and the hint."""
    lines = [heading(problem)]
    source = text.splitlines()
    if 0 < problem.line <= len(source):
        line = source[problem.line - 1].replace("\t", " ")
        start = max(0, problem.column - 70)  # a window of the line that holds the caret
        shown = line[start : start + 100].rstrip()
        number = f"{problem.line:>5} | "
        lines.append(number + shown)
        lines.append(" " * (len(number) - 2) + "| " + " " * (problem.column - 1 - start) + "^")
    if problem.hint:
        lines.append(f"        {problem.hint}")
    return "\n".join(lines)
