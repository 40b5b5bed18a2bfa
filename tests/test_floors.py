"""The floors hold: imports run one way, each library has one home, and importing does nothing."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

from game.datafiles import data_root
from game.scenario import catalogue
from game.scenario.reading import load

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "game").rglob("*.py"))
# words of the format, the engine and the faces (icons, phrases) that a shipped scenario also uses as ids
OWN_WORDS = {"ahead", "capital", "lead", "standing", "stayed", "tension"}
HOMES = {  # library: its only home
    "pygame": "game/desktop/",
    "yaml": "game/scenario/source.py",
    "distributed": "game/lab/cluster.py",
}


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> Iterator[str]:
    """The top-level names of all that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield (node.module or "").split(".")[0]


def test_imports_run_one_way(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.syspath_prepend(str(ROOT))
    code = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert code == 0, capsys.readouterr().out


@pytest.mark.parametrize("library", HOMES)
def test_a_library_is_known_in_its_home_only(library: str) -> None:
    strangers = [
        place(path)
        for path in MODULES
        if library in imported(path) and not place(path).startswith(HOMES[library])
    ]
    assert strangers == []


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_a_module_only_defines_when_it_is_imported(path: Path) -> None:
    definitions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign, ast.Assert)
    allowed = (ast.Import, ast.ImportFrom, *definitions)
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        is_guard = isinstance(node, ast.If) and ast.unparse(node.test) in (
            "TYPE_CHECKING",
            "__name__ == '__main__'",
        )
        assert isinstance(node, allowed) or is_docstring or is_guard, (
            f"line {node.lineno} does something at import time"
        )


def test_importing_everything_opens_no_file_and_no_connection() -> None:
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in MODULES
    ]
    script = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
data = [{str(data_root())!r} + "/" + folder for folder in ("scenarios", "seeds", "assets")]
def watch(event, arguments):
    if event.startswith("socket.") and event != "socket.__new__":
        raise SystemExit(f"import did {{event}}")
    if event == "open":
        name, mode = str(arguments[0]), str(arguments[1])
        is_written = bool(set(mode) & set("wax+")) and ".pyc" not in name
        if is_written or any(name.startswith(folder) for folder in data):
            raise SystemExit(f"import opened {{name}}")
sys.addaudithook(watch)
import importlib
for name in {names!r}:
    importlib.import_module(name)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_asking_for_help_imports_nothing_heavy() -> None:
    script = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
import game.cli
heavy = {{"numpy", "pygame", "pydantic", "yaml", "distributed"}} & set(sys.modules)
raise SystemExit(", ".join(sorted(heavy)) or 0)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def ids_of_shipped_scenarios() -> dict[str, str]:
    """What only a scenario may know by name: its sides, variables, orders and so on; id to scenario."""
    found: dict[str, str] = {}
    for path in catalogue.files():
        if path.parent != catalogue.folder():
            continue
        scenario = load(path)
        parts = (
            scenario.sides,
            scenario.variables,
            scenario.orders,
            scenario.accords,
            scenario.people,
            scenario.places,
            scenario.invitations,
            scenario.events,
            scenario.definitions,
            scenario.flows,
            {path.stem: scenario},
        )
        for part in parts:
            found.update(dict.fromkeys(part, path.stem))
    return found


def names_in(path: Path) -> Iterator[tuple[int, str]]:
    """Every word of a module's strings that are names rather than sentences, with its line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " not in node.value:
            for word in re.findall(r"\w+", node.value):
                yield node.lineno, word


def test_no_module_knows_a_name_of_a_shipped_scenario() -> None:
    known = ids_of_shipped_scenarios()
    assert len(known) > 50
    told = [
        f"{place(path)}:{line}: {word} is an id of {known[word]}"
        for path in MODULES
        for line, word in names_in(path)
        if word in known and word not in OWN_WORDS
    ]
    assert told == []
