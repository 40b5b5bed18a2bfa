"""Reads a scenario file: values, structure, names, sense; every problem in one pass."""

from __future__ import annotations

from pathlib import Path

from game.scenario.checks import check
from game.scenario.citing import check_texts
from game.scenario.facts import facts_beside, read_facts
from game.scenario.lowering.pieces import Pieces
from game.scenario.lowering.whole import lowered
from game.scenario.problems import Findings, Problem, ScenarioError
from game.scenario.scenario import Scenario
from game.scenario.source import Source, parse_source, read_source
from game.scenario.structure import read_document


def read(path: Path | str) -> tuple[Scenario | None, list[Problem]]:
    """The scenario, if it can be played, and all that is wrong or doubtful in its file."""
    findings = Findings(str(path))
    source = read_source(Path(path), findings)
    return _read(source, Path(path), findings)


def read_text(text: str, path: Path | str) -> tuple[Scenario | None, list[Problem]]:
    """The same for a text; `path` is told in problems, and is where facts are looked for."""
    findings = Findings(str(path))
    source = parse_source(text, findings)
    return _read(source, Path(path), findings)


def load(path: Path | str) -> Scenario:
    """The scenario of a file. Raises ScenarioError, with all problems, if it cannot be played."""
    return _playable(*read(path))


def load_text(text: str, path: Path | str) -> Scenario:
    """The scenario that a text holds. Raises ScenarioError."""
    return _playable(*read_text(text, path))


def _playable(scenario: Scenario | None, problems: list[Problem]) -> Scenario:
    if scenario is None:
        raise ScenarioError(problems)
    return scenario


def _read(source: Source | None, path: Path, findings: Findings) -> tuple[Scenario | None, list[Problem]]:
    document = read_document(source, findings) if source else None
    if source is None or document is None:
        return None, findings.problems()
    facts, faults = read_facts(facts_beside(path))
    findings.adopt(faults)
    scenario = Scenario.of(document, source, facts)
    pieces = Pieces(scenario, source, scenario.names(), findings)
    lowered(pieces)
    check(scenario, pieces)
    check_texts(scenario, pieces)
    pieces.tell_doubts()
    problems = findings.problems()
    return None if findings.has_errors else scenario, problems
