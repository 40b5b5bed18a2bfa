"""What the window costs: time to the first picture, idle processor time, frames while the computer thinks.

    python -m tests.bench.window [--display :97] [--size 1280x720]

Without a display the dummy driver is used; with one, the figures hold for a real window. Prints
one line a figure. Not a test: figures depend on the machine.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pygame

ROOT = Path(__file__).resolve().parents[2]


def first_picture(environment: dict[str, str], runs: int = 5) -> tuple[list[float], float]:
    """Seconds from the start of `python main.py` to its first picture; processor share when idle."""
    times, share = [], 0.0
    for run in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            trace = Path(folder) / "trace"
            start = time.perf_counter()
            with subprocess.Popen(
                [sys.executable, str(ROOT / "main.py")],
                env=environment | {"BARGAINING_CHIPS_TRACE": str(trace), "BARGAINING_CHIPS_HOME": folder},
                cwd=ROOT,
            ) as process:
                while not trace.exists() and process.poll() is None:
                    time.sleep(0.002)
                times.append(time.perf_counter() - start)
                if run == runs - 1:
                    time.sleep(5)
                    before = cpu_seconds(process.pid)
                    time.sleep(5)
                    share = (cpu_seconds(process.pid) - before) / 5
                process.terminate()
    return times, share


def cpu_seconds(pid: int) -> float:
    """What a process has used, of all its threads (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def frames(size: tuple[int, int], scenario: Path, seconds: float = 8.0) -> tuple[list[float], ...]:
    """Milliseconds of turns of the loop, of work in them, and from key to picture, while it thinks."""
    from tests.desktop.pilot import Pilot

    loops: list[float] = []
    work: list[float] = []
    pictures: list[float] = []
    with Pilot(size) as pilot:
        pilot.connect()
        pilot.session.start(str(scenario), "", "analyst", 5)
        pilot.wait_for("Briefing")
        window, step = pilot.window, pilot.window.step

        def timed(event: pygame.event.Event | None = None) -> None:
            start, worked = time.perf_counter(), time.thread_time()
            step(event)
            work.append((time.thread_time() - worked) * 1000)
            loops.append((time.perf_counter() - start) * 1000)

        window.step = timed  # type: ignore[method-assign]
        keys = ["tab", "right", "down", "left", "up"]
        end, number = time.monotonic() + seconds, 0
        while time.monotonic() < end:
            if pilot.scene == "DeskScene" and number % 40 == 39:
                pilot.session.seal()  # the next turn's thinking begins
            start = time.perf_counter()
            pilot.key("return" if pilot.scene != "DeskScene" else keys[number % len(keys)])
            pictures.append((time.perf_counter() - start) * 1000)
            number += 1
            time.sleep(0.01)
    return loops, work, pictures


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--display", default="")
    parser.add_argument("--size", default="1280x720")
    parser.add_argument("--scenario", type=Path, default=ROOT / "scenarios" / "grounded.yaml")
    chosen = parser.parse_args()
    environment = {key: value for key, value in os.environ.items() if key != "SDL_VIDEODRIVER"}
    if chosen.display:
        environment["DISPLAY"] = chosen.display
    else:
        environment["SDL_VIDEODRIVER"] = "dummy"
    times, share = first_picture(environment)
    print("first picture, s: " + " ".join(f"{seconds:.2f}" for seconds in times))
    print(f"idle at the title: {100 * share:.1f} per cent of a core")
    os.environ.update(environment)
    os.environ["BARGAINING_CHIPS_HOME"] = tempfile.mkdtemp()
    width, _, height = chosen.size.partition("x")
    figures = frames((int(width), int(height)), chosen.scenario)
    names = ("turns of the loop", "the same in processor time", "from key to picture")
    for name, values in zip(names, figures, strict=True):
        values.sort()
        middle, high, most = values[len(values) // 2], values[int(len(values) * 0.99)], values[-1]
        print(
            f"{name} while it thinks, ms: median {middle:.1f}, 99% {high:.1f}, most {most:.1f} "
            f"of {len(values)}, above 33: {sum(value > 33 for value in values)}"
        )


if __name__ == "__main__":
    main()
