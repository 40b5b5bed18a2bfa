"""Plays the golden games in every way that this machine can, and compares their digests.

    python -m tests.matrix [--quick]

Varied are the executor, how many games are played together and by how many threads, vector
instructions, Python's hash seed, how the C was compiled, and the versions of Python and numpy.
`--quick` leaves out what needs a compiler or a new environment. Ends with 1 if any digest
differs; what cannot be had here is "not run".
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.engine.executors import VARIABLE
from tests.matrix.games import first_difference, goldens
from tests.matrix.places import UnavailableError
from tests.matrix.plan import Process, Row, quick, whole

EQUAL, DIFFERENT, NOT_RUN = "equal", "different", "not run"


@dataclass(frozen=True)
class Result:
    """What came of a row; `words` tell the first difference, or why it was not run."""

    row: Row
    kind: str  # EQUAL, DIFFERENT, NOT_RUN
    words: str = ""
    accounts: Mapping[str, Mapping[str, Any]] | None = None


def play(process: Process) -> list[Result]:
    """Runs a process, and holds its rows against the goldens."""
    try:
        place = process.place()
    except UnavailableError as problem:
        return [Result(row, NOT_RUN, str(problem)) for row in process.rows]
    tasks = [{"executor": r.executor, "batch": r.batch, "threads": r.threads} for r in process.rows]
    inherited = {name: value for name, value in os.environ.items() if name != VARIABLE}
    done = subprocess.run(
        [place.python, "-m", "tests.matrix.player", json.dumps(tasks)],
        cwd=place.tree,
        env={**inherited, "PYTHONDONTWRITEBYTECODE": "1", **process.variables},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    if lines and (why := process.check(lines[0])):
        return [Result(row, NOT_RUN, why) for row in process.rows]
    answers = lines[1:]
    results = [judged(row, answer) for row, answer in zip(process.rows, answers, strict=False)]
    for row in process.rows[len(answers) :]:
        if os.name != "nt" and done.returncode == -signal.SIGILL:
            results.append(Result(row, NOT_RUN, "this processor has not got these instructions"))
        else:
            said = done.stderr.strip().splitlines() or [f"it ended with {done.returncode}"]
            results.append(Result(row, DIFFERENT, f"it broke: {said[-1]}"))
    return results


def judged(row: Row, answer: Mapping[str, Any]) -> Result:
    """An answer of the player, held against the goldens."""
    if "unavailable" in answer:
        return Result(row, NOT_RUN, answer["unavailable"])
    expected = goldens()["turns"]
    for name in expected.keys() | answer.keys():
        if name not in expected or name not in answer:
            return Result(row, DIFFERENT, f"{name}: only {'played' if name in answer else 'expected'}")
        told = first_difference(name, expected[name], answer[name]["turns"])
        if told:
            return Result(row, DIFFERENT, told)
    return Result(row, EQUAL, accounts=answer)


def with_equal_notes(results: Iterable[Result]) -> list[Result]:
    """Results whose records are also held against each other: they must note what the first notes."""
    first: Mapping[str, Mapping[str, Any]] | None = None
    found: list[Result] = []
    for result in results:
        if result.accounts is not None:
            first = first or result.accounts
            for name, account in result.accounts.items():
                told = first_difference(f"what is noted in {name}", first[name]["notes"], account["notes"])
                if told:
                    result = Result(result.row, DIFFERENT, told)
                    break
        found.append(result)
    return found


def table(results: Sequence[Result]) -> list[str]:
    """The results as lines of text."""
    first = max(len(result.row.varied) for result in results)
    second = max(len(result.row.value) for result in results)
    return [
        f"{r.row.varied:{first}}  {r.row.value:{second}}  {r.kind}{': ' if r.words else ''}{r.words}"
        for r in results
    ]


def run(processes: Iterable[Process], tell: Callable[[str], None]) -> int:
    """Plays all, tells the table and a closing line, and gives the exit code."""
    with ThreadPoolExecutor(max_workers=min(os.cpu_count() or 1, 4)) as pool:
        results = with_equal_notes(result for part in pool.map(play, processes) for result in part)
    for line in table(results):
        tell(line)
    count = {kind: sum(r.kind == kind for r in results) for kind in (EQUAL, DIFFERENT, NOT_RUN)}
    tell(", ".join(f"{number} {kind}" for kind, number in count.items()))
    return 1 if count[DIFFERENT] or not count[EQUAL] else 0


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.matrix", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="no compiler, no new environments")
    chosen = parser.parse_args(arguments)
    if chosen.quick:
        return run(quick(), print)
    with tempfile.TemporaryDirectory(prefix="matrix-") as folder:
        return run(whole(Path(folder)), print)


if __name__ == "__main__":
    sys.exit(main())
