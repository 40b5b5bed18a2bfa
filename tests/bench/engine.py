"""How fast the engine is here, where its time goes, and how it stands beside other libraries: one table.

    python tests/bench/engine.py [SCENARIO] [--quick] [--seconds 3] [--json | --markdown]

Figures hold for one machine and one moment; compare those of one run with each other. What each row
means is told in tests/bench/README.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.bench.table import Section

ROOT = Path(__file__).resolve().parents[2]
QUICK_SECONDS = 0.05
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def main() -> None:
    """Measures, and prints the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("scenario", nargs="?", help="a shipped scenario's name, or a file")
    parser.add_argument("--seconds", type=float, default=3.0, help="for each figure (default 3)")
    parser.add_argument("--quick", action="store_true", help="a look in a minute, to be trusted less")
    parser.add_argument("--json", action="store_true", help="for machines")
    parser.add_argument("--markdown", action="store_true", help="as in the README")
    chosen = parser.parse_args()
    _keep_to_one_core()

    from game.scenario import catalogue
    from tests.bench import table

    scenario = catalogue.find(chosen.scenario or catalogue.default())
    seconds = QUICK_SECONDS if chosen.quick else chosen.seconds
    sections = list(measured(scenario, seconds, chosen.quick))
    facts = machine() | {"scenario": scenario.stem, "seconds": seconds}
    if chosen.json:
        print(json.dumps({"machine": facts, "sections": table.as_data(sections)}, indent=2))
        return
    print(", ".join(f"{name} {fact}" for name, fact in facts.items()))
    print()
    for line in table.as_markdown(sections) if chosen.markdown else table.as_text(sections):
        print(line)


def measured(scenario: Path, seconds: float, is_quick: bool) -> Iterator[Section]:
    """Every section, in the order of the table. A further one is a line here."""
    from game.engine.executors import COMPILED, NUMPY, executor_in_use
    from tests.bench import growth, limit, memory, phases, turns
    from tests.bench.peers.sections import sections as peer_sections

    is_compiled = executor_in_use().reason == "built"
    executors = (NUMPY, COMPILED) if is_compiled else (NUMPY,)
    if not is_compiled:
        print("The compiled executor is not built here: its column stays empty.", file=sys.stderr)
    _tell("peers")
    ratios, *others = peer_sections(scenario, executors, seconds, is_quick)
    yield ratios
    _tell("turns")
    reached = turns.reached(scenario, executors, seconds, is_quick)
    yield turns.section(reached, is_quick)
    _tell("the limit")
    yield limit.section(scenario, seconds, is_quick, reached)
    _tell("one game")
    yield turns.waiting_section(scenario, executors, seconds)
    _tell("memory")
    yield memory.section(scenario, executors, is_quick)
    _tell("growth")
    yield growth.section(scenario, executors, seconds, is_quick)
    _tell("phases")
    yield phases.section(scenario, executors, seconds, is_quick)
    yield from others


def _tell(what: str) -> None:
    """Says what is being measured, for whoever waits."""
    print(f"measuring {what} ...", file=sys.stderr, flush=True)


def machine() -> dict[str, Any]:
    """Where the figures come from."""
    from importlib.metadata import version

    return {
        "system": platform.platform(terse=True),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "Python": platform.python_version(),
        "numpy": version("numpy"),
        "load": f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown",
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def _keep_to_one_core() -> None:
    """Before numpy is imported, here and in the processes to come: no library starts threads of its own."""
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    os.environ.pop("BARGAINING_CHIPS_EXECUTOR", None)
    if not __package__:  # run as a script, whose own folder would stand first on the path
        sys.path[0] = str(ROOT)


if __name__ == "__main__":
    main()
