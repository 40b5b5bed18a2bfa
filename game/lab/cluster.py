"""A Dask cluster that plays pieces: the only module that knows `distributed`, and only when asked.

Pieces travel as plain data and name the game's own function, so that the game must be installed
wherever a worker runs, in the same version. A worker that dies has its piece played by another;
more workers may join at any time.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import CancelledError
from itertools import islice
from types import TracebackType
from typing import Any, Self

from game.lab.crew import CrewError
from game.lab.parts import Part, Piece, Run, play_plain
from game.lab.versions import versions

_KNOCK_SECONDS = 3.0  # until whoever is there has answered
_CONNECT_SECONDS = 10.0
_FETCH_SECONDS = 10.0
_WORKERS_SECONDS = 30.0  # how long a cluster may be without a single worker
_LOOK_SECONDS = 1.0
_PIECES_A_WORKER = 3  # asked for at a time: one is played while the others are on their way
_INSTALL = 'pip install "bargaining-chips[cluster]"'


class Cluster:
    """The workers of the scheduler at `address`; a `Crew`, and open while its context lasts."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._client: Any = None

    def __enter__(self) -> Self:
        """Connects. Raises CrewError if nothing answers, if nobody works there, or not the same game."""
        try:
            from distributed import Client
        except ImportError:
            raise CrewError(f"--cluster needs Dask: {_INSTALL}") from None
        _hush()
        connect: Any = Client  # which has no types
        try:
            asyncio.run(_knock(self.address))
            self._client = connect(self.address, timeout=_CONNECT_SECONDS)
        except (OSError, ValueError, TimeoutError) as error:
            raise CrewError(
                f"No Dask scheduler answers at {self.address}; start one with `dask scheduler` and give "
                "the address that it tells, such as tcp://127.0.0.1:8786."
            ) from error
        try:
            self._wait_for_workers()
            self._compare_versions()
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    @property
    def hands(self) -> int:
        """How many workers there are now; 1 if there are none."""
        return max(self._workers(), 1)

    def play(self, run: Run, pieces: Iterable[Piece]) -> Generator[Part]:
        """See `Crew`. Raises CrewError if the cluster goes away or cannot play."""
        plain = run.as_data()
        coming = iter(pieces)
        asked: dict[Any, Piece] = {}
        try:
            while True:
                room = self.hands * _PIECES_A_WORKER - len(asked)
                for piece in islice(coming, max(room, 0)):
                    asked[self._client.submit(play_plain, plain, *piece, pure=False)] = piece
                if not asked:
                    return
                for future in self._finished(list(asked)):
                    part = self._part(future, asked[future])
                    if part is not None:
                        del asked[future]
                        yield part
        finally:
            with contextlib.suppress(Exception):  # the cluster may be gone, and is not ours to mend
                self._client.cancel(list(asked), force=True)

    def _finished(self, futures: list[Any]) -> list[Any]:
        """Waits until some are finished. Raises CrewError if nobody is left to finish any."""
        from distributed import wait

        wait_for: Any = wait  # which has no types
        seen = time.monotonic()  # a worker, for the last time
        while True:
            with contextlib.suppress(TimeoutError, CancelledError):
                wait_for(futures, timeout=_LOOK_SECONDS, return_when="FIRST_COMPLETED")
            done = [future for future in futures if future.status != "pending"]
            if done:
                return done
            if self._client.status != "running":
                raise self._gone()
            if self._workers():
                seen = time.monotonic()
            elif time.monotonic() - seen > _WORKERS_SECONDS:
                raise self._nobody()

    def _part(self, future: Any, piece: Piece) -> Part | None:
        """What came of a piece; None if it was lost on its way and is being played again.

        Raises CrewError.
        """
        if future.status == "error":
            error = future.exception()
            told = " ".join(f"{type(error).__name__}: {error}".split())
            raise CrewError(f"The cluster cannot play games {piece} ({told}).")
        if future.status != "finished":
            raise self._gone()
        try:
            return Part.of_data(future.result(timeout=_FETCH_SECONDS))
        except (OSError, TimeoutError, CancelledError):
            if self._client.status != "running":
                raise self._gone() from None
            return None

    # -- the cluster -----------------------------------------------------------------------------

    def _workers(self) -> int:
        """How many there are; none if the scheduler is gone."""
        try:
            return len(self._client.nthreads())
        except (OSError, ValueError, TimeoutError):
            return 0

    def _wait_for_workers(self) -> None:
        with contextlib.suppress(TimeoutError):
            self._client.wait_for_workers(1, timeout=_WORKERS_SECONDS)
        if not self._workers():
            raise self._nobody()

    def _compare_versions(self) -> None:
        """Tells, before anything is played, which workers have not the same game."""
        mine = str(versions())
        told = self._client.run(_asked_for_versions(), on_error="ignore")
        others = {worker: its for worker, its in sorted(told.items()) if its != mine}
        if others:
            worker, its = next(iter(others.items()))
            raise CrewError(
                f"{len(others)} of {len(told)} workers of the cluster cannot play the same games: "
                f"{worker} has {its}, and this is {mine}; install the same everywhere."
            )

    def _gone(self) -> CrewError:
        return CrewError(f"The Dask scheduler at {self.address} is gone, or has dropped what it was asked.")

    def _nobody(self) -> CrewError:
        return CrewError(
            f"The cluster at {self.address} has had no worker for {_WORKERS_SECONDS:.0f} s; start some with "
            f"`dask worker {self.address} --nthreads 1 --nworkers auto`, where the game is installed."
        )

    def _close(self) -> None:
        with contextlib.suppress(Exception):
            self._client.close(timeout=_CONNECT_SECONDS)


async def _knock(address: str) -> None:
    """Sees whether a scheduler answers. Raises OSError or ValueError; a client would try for long."""
    from distributed import Security
    from distributed.comm.core import connect

    ways: Any = Security  # which has no types
    knock: Any = connect
    answer = knock(address, timeout=_KNOCK_SECONDS, **ways().get_connection_args("client"))
    comm = await asyncio.wait_for(answer, _KNOCK_SECONDS)  # also for whoever listens, and is no scheduler
    comm.abort()


def _hush() -> None:
    """Dask's own log stays silent: what matters is told in sentences."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL)


def _asked_for_versions() -> Callable[[], str]:
    """A question that also a worker without the game understands: being local, it travels as code."""

    def answer() -> str:
        try:
            from game.lab.versions import versions
        except ImportError:
            return "no such game, or a much older one"
        return str(versions())

    return answer
