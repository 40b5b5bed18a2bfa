"""What the matrix varies: rows of the table, and the processes that play them.

Each row plays the golden games with one thing changed. Rows that can share a process do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.matrix.games import GAMES
from tests.matrix.places import (
    PYTHONS,
    THIS_PYTHON,
    Place,
    UnavailableError,
    environment,
    here,
    levels,
    python_called,
    rebuilt,
)
from tests.matrix.player import simd_features

NUMPY, COMPILED = "numpy", "compiled"
BATCHES = (1, 2, 7, GAMES, 64, 1000, 4096)
NUMPYS = ("==1.26.*", "==2.0.*", "==2.2.*", ">=2.4")
OPTIMISATIONS = ("-O0", "-O1", "-O2")


@dataclass(frozen=True)
class Row:
    """One line of the table: what was varied, and how the games are played."""

    varied: str
    value: str
    executor: str = NUMPY
    batch: int = GAMES
    threads: int = 1


def _nothing_to_check(about: Mapping[str, object]) -> str:
    return ""


@dataclass(frozen=True)
class Process:
    """Rows that one process plays, in `place()`, which may raise UnavailableError.

    `check`, given what the process runs on, says why nothing was varied after all, or "".
    """

    place: Callable[[], Place]
    rows: tuple[Row, ...]
    variables: Mapping[str, str] = field(default_factory=dict)  # of the environment
    check: Callable[[Mapping[str, object]], str] = _nothing_to_check


def quick() -> Iterator[Process]:
    """What needs no new environment."""
    for executor in (NUMPY, COMPILED):
        yield Process(
            here,
            (
                Row("executor", executor, executor),
                *(Row(f"batch, {executor}", str(size), executor, size) for size in BATCHES if size != GAMES),
                *(Row(f"threads, {executor}", str(n), executor, 2000, n) for n in (2, 3)),
            ),
        )
    yield from _simd()
    for seed in ("0", "1", "4242"):
        yield Process(here, _both("PYTHONHASHSEED", seed), {"PYTHONHASHSEED": seed})
    yield Process(here, _both("OMP_NUM_THREADS", "4", 1000), {"OMP_NUM_THREADS": "4"})


def whole(folder: Path) -> Iterator[Process]:
    """Everything; new trees and environments are made in `folder`."""
    yield from quick()
    yield from _compilations(folder)
    yield from _versions(folder)


def _both(varied: str, value: str, batch: int = GAMES) -> tuple[Row, ...]:
    return tuple(Row(f"{varied}, {executor}", value, executor, batch) for executor in (NUMPY, COMPILED))


def _simd() -> Iterator[Process]:
    """numpy without some of the vector instructions that it would use here."""
    used = simd_features()["used"]
    wide = [name for name in used if name.startswith(("AVX512", "X86_V4"))]
    for value, off in (("without 512 bits", wide), ("baseline only", used)):
        row = Row("SIMD of numpy", value, NUMPY, 64)
        if off:
            yield Process(here, (row,), {"NPY_DISABLE_CPU_FEATURES": " ".join(off)}, _without(off))
        else:
            yield Process(_cannot("this processor has nothing to leave out"), (row,))


def _without(off: list[str]) -> Callable[[Mapping[str, object]], str]:
    def check(about: Mapping[str, object]) -> str:
        used = about["used"]
        assert isinstance(used, list)
        kept = sorted(set(off) & set(used))
        return f"numpy kept {', '.join(kept)}" if kept else ""

    return check


def _compilations(folder: Path) -> Iterator[Process]:
    """The C executor for older and newer processors, and with less done by the compiler."""
    flags = [("SIMD of the compiled", level, f"-march={level}") for level in levels()]
    flags += [("optimisation of the compiled", level, level) for level in OPTIMISATIONS]
    for varied, value, flag in flags:
        tree = folder / f"compiled{flag}"
        yield Process(
            lambda tree=tree, flag=flag: rebuilt(tree, (flag,)),  # type: ignore[misc]
            (Row(varied, value, COMPILED, 64),),
            check=lambda about, tree=tree: _from(tree, about),  # type: ignore[misc]
        )


def _from(tree: Path, about: Mapping[str, object]) -> str:
    built = str(about["compiled"])
    return "" if Path(built).is_relative_to(tree) else f"the executor came from {built or 'nowhere'}"


def _versions(folder: Path) -> Iterator[Process]:
    """Each Python that is there: this one with numpy of all times, the others with the ends of it."""
    for python in PYTHONS:
        try:
            python_called(python)
        except UnavailableError as problem:
            yield Process(_cannot(str(problem)), (Row("Python and numpy", python),))
            continue
        for numpy in NUMPYS if python == THIS_PYTHON else _ends(python):
            place = folder / f"python{python}numpy{numpy[2:].rstrip('.*')}"
            yield Process(
                lambda place=place, python=python, numpy=numpy: environment(place, python, numpy),  # type: ignore[misc]
                _both("Python and numpy", f"{python}, numpy{numpy}"),
                check=lambda about, python=python, numpy=numpy: _of_versions(python, numpy, about),  # type: ignore[misc]
            )


def _of_versions(python: str, numpy: str, about: Mapping[str, object]) -> str:
    """`numpy` is `==` and a beginning, or `>=` and the least."""
    found = tuple(int(part) for part in str(about["numpy"]).split(".")[:2])
    wanted = tuple(int(part) for part in numpy[2:].removesuffix(".*").split("."))
    is_right = found == wanted if numpy.startswith("==") else found >= wanted
    if is_right and str(about["python"]).startswith(f"{python}."):
        return ""
    return f"it ran on Python {about['python']} and numpy {about['numpy']}"


def _ends(python: str) -> tuple[str, str]:
    """The oldest and the newest numpy with a wheel for a Python."""
    oldest = {"3.12": "==1.26.*", "3.13": "==2.1.*"}.get(python, "==2.3.*")
    return oldest, NUMPYS[-1]


def _cannot(why: str) -> Callable[[], Place]:
    def place() -> Place:
        raise UnavailableError(why)

    return place
