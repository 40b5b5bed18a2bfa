"""A Dask cluster of separate processes gives the same figures, also when one of them is killed."""

import contextlib
import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from game.lab.cluster import Cluster
from game.lab.crew import CrewError, finish
from game.lab.finished import Finished, pieces
from game.lab.parts import Piece, Run, Stage
from tests.lab.results import figures, joined, unsplit

LONGEST_SECONDS = 60
Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts Python processes that end with the test."""
    with contextlib.ExitStack() as started:

        def start(*arguments: str) -> subprocess.Popen[bytes]:
            quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            process = subprocess.Popen([sys.executable, *arguments], **quiet)
            started.callback(process.wait)
            started.callback(process.kill)
            return process

        yield start


@pytest.fixture
def scheduler(start: Start, tmp_path: Path) -> tuple[str, subprocess.Popen[bytes]]:
    """A scheduler on the loopback: its address and its process."""
    told = tmp_path / "scheduler.json"
    place = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(told))
    process = start("-m", "distributed.cli.dask_scheduler", *place)
    end = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < end:
        with contextlib.suppress(OSError, ValueError):
            return str(json.loads(told.read_text(encoding="utf-8"))["address"]), process
        time.sleep(0.1)
    raise AssertionError("the scheduler does not begin")


WORKER = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")


def start_worker(start: Start, address: str) -> subprocess.Popen[bytes]:
    return start("-m", "distributed.cli.dask_worker", address, *WORKER)


def wait_for_workers(address: str, count: int) -> None:
    from distributed import Client

    with Client(address) as client:
        client.wait_for_workers(count, timeout=LONGEST_SECONDS)


@pytest.mark.long
def test_a_worker_that_is_killed_in_the_middle_changes_no_figure(
    start: Start, scheduler: tuple[str, subprocess.Popen[bytes]], stage: Stage, thought_out: Run
) -> None:
    address, _ = scheduler
    workers = [start_worker(start, address) for _ in range(2)]
    wait_for_workers(address, 2)
    with Cluster(address) as crew:
        assert crew.hands == 2
        playing = crew.play(thought_out, pieces([Piece(0, 40)], 2))
        parts = [next(playing), next(playing)]
        workers[0].kill()
        workers[0].wait()
        parts += playing
        assert crew.hands == 1
    assert len(parts) == 20
    assert joined(parts) == unsplit(stage, thought_out, 40)


@pytest.mark.long
def test_games_by_chance_and_a_worker_that_joins_later(
    start: Start, scheduler: tuple[str, subprocess.Popen[bytes]], stage: Stage, by_chance: Run
) -> None:
    address, _ = scheduler
    start_worker(start, address)
    finished = Finished()
    with Cluster(address) as crew:
        playing = finish(by_chance, 8000, crew, finished)
        next(playing)
        start_worker(start, address)
        for _ in playing:
            pass
    assert figures(finished.stretches[0]) == unsplit(stage, by_chance, 8000)


@pytest.mark.long
def test_a_scheduler_that_goes_away_is_told_and_what_was_finished_is_kept(
    start: Start, scheduler: tuple[str, subprocess.Popen[bytes]], stage: Stage, thought_out: Run
) -> None:
    address, process = scheduler
    start_worker(start, address)
    finished = Finished()
    with Cluster(address) as crew:
        playing = finish(thought_out, 400, crew, finished)
        next(playing)
        process.kill()
        with pytest.raises(CrewError, match="is gone"):
            list(playing)
    assert 0 < finished.games < 400
    assert figures(finished.stretches[0]) == unsplit(stage, thought_out, finished.stretches[0].games)


@pytest.mark.long
def test_a_worker_without_the_game_is_told_before_anything_is_played(
    start: Start, scheduler: tuple[str, subprocess.Popen[bytes]]
) -> None:
    address, _ = scheduler
    script = "import sys; sys.modules['game'] = None; from distributed.cli.dask_worker import main; main()"
    start("-c", script, address, *WORKER)
    with pytest.raises(CrewError, match=r"1 of 1 workers .* no such game"), Cluster(address):
        pass


@pytest.mark.long
def test_a_worker_with_another_version_plays_nothing(
    start: Start, scheduler: tuple[str, subprocess.Popen[bytes]], by_chance: Run
) -> None:
    address, _ = scheduler
    start_worker(start, address)
    script = (
        "import game.engine.turn; game.engine.turn.RULES_VERSION = 99;"
        "from distributed.cli.dask_worker import main; main()"
    )
    with Cluster(address) as crew:
        start("-c", script, address, *WORKER)  # which comes too late to be asked for its version
        wait_for_workers(address, 2)
        with pytest.raises(CrewError, match="rules version 99"):
            list(crew.play(by_chance, pieces([Piece(0, 2000)], 10)))
    with pytest.raises(CrewError, match=r"1 of 2 workers .* rules version 99"), Cluster(address):
        pass


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense", "foo://bar:1", ""])
def test_an_address_where_nothing_answers_is_told_in_a_sentence(address: str) -> None:
    with pytest.raises(CrewError, match=r"^No Dask scheduler answers at .*\.$"), Cluster(address):
        pass


def test_whoever_listens_and_is_no_scheduler_is_told_soon() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        began = time.monotonic()
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(CrewError, match="No Dask scheduler answers"), Cluster(address):
            pass
        assert time.monotonic() - began < 15.0


def test_without_dask_the_command_that_installs_it_is_told() -> None:
    script = """
import sys
sys.modules["distributed"] = None
from game.cli import main
raise SystemExit(main(["simulate", "grounded", "--games", "1", "--cluster", "tcp://127.0.0.1:9"]))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert 'pip install "bargaining-chips[cluster]"' in done.stderr
    assert done.stderr.count("\n") == 1
