"""What the commands `check`, `schema` and `new` do: values in, text and an exit code out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from game.datafiles import data_root
from game.scenario import catalogue
from game.scenario.problems import Problem, rendered
from game.scenario.reading import read
from game.scenario.schema import schema_text

_NAME = re.compile(r"[a-z][a-z0-9_-]{0,47}\Z")
_SHOWN_FROM = 1_000_000  # characters: a longer file is not opened again to show its lines


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command says, and its exit code: 0 done, 1 a defect was told, 2 bad arguments."""

    text: str
    code: int = 0


def check(names: Iterable[str], as_json: bool = False) -> Answer:
    """Reads scenarios, by path or name, and all in a folder; tells what is wrong. 1 on errors."""
    files: list[Path] = []
    for name in names:
        path = Path(name)
        if path.is_dir():
            files += sorted(file for file in path.iterdir() if file.suffix in (".yaml", ".yml"))
        elif path.suffix or path.exists():
            files.append(path)
        else:
            try:
                files.append(catalogue.find(name))
            except catalogue.UnknownScenarioError as error:
                return Answer(str(error), 2)
    if not files:
        return Answer("There is no scenario file to check.", 2)
    found = {file: read(file)[1] for file in files}
    problems = [problem for each in found.values() for problem in each]
    code = 1 if any(problem.is_error for problem in problems) else 0
    if as_json:
        return Answer(json.dumps([p.as_dict() for p in problems], indent=1, ensure_ascii=False), code)
    return Answer("\n".join(_report(file, each) for file, each in found.items()), code)


def _report(file: Path, problems: list[Problem]) -> str:
    if not problems:
        return f"{file}: no problems."
    texts: dict[str, str] = {}
    for name in {problem.file for problem in problems}:
        path = Path(name)
        is_shown = path.is_file() and path.stat().st_size <= _SHOWN_FROM
        texts[name] = path.read_text(encoding="utf-8-sig", errors="replace") if is_shown else ""
    errors = sum(problem.is_error for problem in problems)
    lines = [rendered(problem, texts[problem.file]) for problem in problems]
    lines.append(f"{file}: {_count(errors, 'error')}, {_count(len(problems) - errors, 'warning')}.")
    return "\n".join(lines)


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def schema() -> Answer:
    """The JSON Schema of the format."""
    return Answer(schema_text().rstrip())


def new(name: str, folder: Path) -> Answer:
    """Writes a small, commented, working scenario to start from."""
    stem = name.removesuffix(".yaml")
    if not _NAME.match(stem):
        return Answer("A name has small letters, digits, - and _, and begins with a letter.", 2)
    path = folder / f"{stem}.yaml"
    template = data_root() / "scenarios" / "templates" / "new.yaml"
    text = template.read_text(encoding="utf-8")
    title = stem.replace("_", " ").replace("-", " ").capitalize()
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text.replace("title: A new scenario", f"title: {title}"))
    except FileExistsError:
        return Answer(f"{path} is there already.", 1)
    except OSError as error:
        return Answer(f"{path} cannot be written: {error.strerror or error}.", 1)
    return Answer(f"Wrote {path}. Next: check {path}")
