"""Where the matrix plays: this environment, trees with a C executor built otherwise, and fresh
virtual environments with other versions of numpy and Python. All of it in a temporary folder.
"""

from __future__ import annotations

import ast
import functools
import os
import platform
import shlex
import shutil
import subprocess
import sys
import sysconfig
import threading
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PARTS = ("game", "scenarios", "seeds", "tests/__init__.py", "tests/engine", "tests/golden", "tests/matrix")
NEEDS = ("pydantic", "pyyaml", "platformdirs")  # to read scenarios
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
THIS_PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
# a function in the C that is compiled for several processors at once is then compiled for one
ONE_PROCESSOR = "-Dtarget_clones(...)=noinline"
_ONE_AT_A_TIME = threading.Lock()


class UnavailableError(Exception):
    """Something that this machine has not got; the message says what."""


@dataclass(frozen=True)
class Place:
    """A Python, and the tree that it plays."""

    python: str
    tree: Path


def here() -> Place:
    """This environment and this tree."""
    return Place(sys.executable, ROOT)


def copied_tree(folder: Path) -> Path:
    """The parts of the tree that games need, in a new folder."""
    for part in PARTS:
        source, target = ROOT / part, folder / part
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "window"))
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    (folder / "tests" / "scenario").mkdir()
    for scenario in (ROOT / "tests" / "scenario").glob("*.yaml"):
        shutil.copy2(scenario, folder / "tests" / "scenario")
    return folder


def rebuilt(folder: Path, flags: tuple[str, ...]) -> Place:
    """A tree whose compiled executor was built with these flags besides its own."""
    compiler = sysconfig.get_config_var("CC")
    if sys.platform == "win32" or not compiler or shutil.which(shlex.split(compiler)[0]) is None:
        raise UnavailableError("no C compiler")
    tree = copied_tree(folder)
    engine = tree / "game" / "engine"
    for built in engine.glob("_native.*.so"):
        built.unlink()
    target = engine / "_native.abi3.so"
    command = [
        *shlex.split(compiler), "-shared", "-fPIC", f"-I{sysconfig.get_path('include')}",
        *_own_flags(), ONE_PROCESSOR, *flags, str(engine / "_native.c"), "-o", str(target),
    ]  # fmt: skip
    if sys.platform == "darwin":
        command += ["-undefined", "dynamic_lookup"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise UnavailableError(f"{compiler} said: {_last_line(done.stderr)}")
    if b"arch_x86_64_v" in target.read_bytes():
        raise UnavailableError("the C chooses by processor in a way that cannot be switched off from outside")
    return Place(sys.executable, tree)


def _own_flags() -> list[str]:
    """The flags without which other bits are allowed, as the build has them."""
    for node in ast.parse((ROOT / "hatch_build.py").read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "STRICT":
            return list(ast.literal_eval(node.value))
    raise UnavailableError("hatch_build.py has no list STRICT of its flags")


def levels() -> tuple[str, ...]:
    """The levels of this kind of processor that compilers know, the lowest first."""
    if platform.machine().lower() in ("x86_64", "amd64"):
        return ("x86-64", "x86-64-v2", "x86-64-v3", "x86-64-v4")
    return ()


@functools.cache
def python_called(version: str) -> str:
    """The path of a Python of a version such as 3.12."""
    names = [f"python{version}", *_by_pyenv(version)]
    if version == THIS_PYTHON:
        names.insert(0, sys.executable)
    for name in names:
        found = shutil.which(name)
        if found and _run([found, "-c", "import venv, ensurepip"]).returncode == 0:
            return found
    raise UnavailableError(f"no Python {version}")


def _by_pyenv(version: str) -> list[str]:
    if shutil.which("pyenv") is None:
        return []
    listed = _run(["pyenv", "versions", "--bare"]).stdout.split()
    ours = [name for name in listed if name.startswith(f"{version}.")]
    return [str(Path(_run(["pyenv", "prefix", name]).stdout.strip()) / "bin" / "python") for name in ours]


def environment(folder: Path, version: str, numpy: str) -> Place:
    """A fresh virtual environment with a Python of this version, and a numpy such as `==2.0.*`.

    It plays a copy of this tree with the C executor as it was built here, if it was.
    """
    folder.mkdir(parents=True)
    _must_run([python_called(version), "-m", "venv", str(folder / "env")])
    python = folder / "env" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    with _ONE_AT_A_TIME:  # so that what one fetches, the next finds in pip's cache
        _must_run(
            [
                str(python),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--retries",
                "1",
                "--timeout",
                "20",
                "--only-binary",
                ":all:",
                f"numpy{numpy}",
                *NEEDS,
            ]
        )
    return Place(str(python), copied_tree(folder / "tree"))


def _must_run(command: list[str]) -> None:
    done = _run(command)
    if done.returncode:
        raise UnavailableError(_last_line(done.stderr) or f"{command[0]} failed")


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    except (OSError, subprocess.TimeoutExpired) as problem:
        return subprocess.CompletedProcess(command, 1, "", str(problem))


def _last_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip() and "WARNING" not in line]
    return lines[-1].strip() if lines else ""
