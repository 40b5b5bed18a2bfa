"""The facts that scenarios cite: those of the house, and those a scenario brings along."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from game.scenario.format import Fact
from game.scenario.format.parts import FactId
from game.scenario.problems import Findings, Problem
from game.scenario.source import read_source

Facts = Mapping[str, Fact]

_FACTS = TypeAdapter(dict[FactId, Fact])


def facts_beside(scenario: Path) -> Path:
    """Where the facts of the house are, seen from a scenario's file: `../seeds/facts.yaml`."""
    return scenario.resolve().parent.parent / "seeds" / "facts.yaml"


def read_facts(path: Path) -> tuple[Facts, list[Problem]]:
    """The facts of a file, by id; none if there is no such file."""
    findings = Findings(str(path))
    if not path.is_file():
        return {}, []
    source = read_source(path, findings)
    if source is None:
        return {}, findings.problems()
    try:
        return _FACTS.validate_python(source.data), findings.problems()
    except ValidationError as error:
        for defect in error.errors(include_url=False, include_input=False):
            trail = tuple(step for step in defect["loc"] if step != "[key]")
            mark = source.value_mark(trail)
            findings.add("error", "wrong-value", mark.line, mark.column, f"{trail[-1]}: {defect['msg']}.")
        return {}, findings.problems()
