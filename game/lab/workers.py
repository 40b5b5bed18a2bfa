"""Workers: processes on this machine that play pieces, each asked through a line of its own.

A worker may die, for want of memory or because somebody ends it. Its piece is then played again
by a new one, and nothing else is lost. The line breaks with either process, so a worker whose
asker is gone goes as well.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import threading
import traceback
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any

from game.lab.crew import CrewError
from game.lab.parts import Part, Piece, Run, play_plain

_MOST_DEATHS = 3  # of workers over one piece
_LOOK_SECONDS = 1.0  # how often Ctrl-C is looked for, on systems where waiting does not notice it


class Workers:
    """So many processes that play pieces; a `Crew`."""

    def __init__(self, hands: int) -> None:
        self.hands = hands

    def play(self, run: Run, pieces: Iterable[Piece]) -> Generator[Part]:
        """See `Crew`. Raises CrewError when one piece has cost several workers."""
        todo = _Todo(pieces)
        team: list[_Worker] = []
        try:
            while True:
                while len(team) < self.hands and (piece := todo.next()) is not None:
                    team.append(_Worker.hired(run, piece))
                if not team:
                    return
                ready = wait([worker.line for worker in team], _LOOK_SECONDS)
                for worker in [each for each in team if each.line in ready]:
                    part = worker.answer()
                    if part is None:
                        todo.lost(worker.piece)
                    if part is None or not worker.ask(todo.next()):
                        team.remove(worker)
                        worker.dismiss()
                    if part is not None:
                        yield part
        finally:
            for worker in team:
                worker.process.terminate()
                worker.dismiss()


class _Todo:
    """Pieces to be played: those that were lost with a worker before those that come."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._coming = iter(pieces)
        self._again: list[Piece] = []
        self._deaths: Counter[Piece] = Counter()

    def next(self) -> Piece | None:
        """The next, or None if there is none at present."""
        return self._again.pop() if self._again else next(self._coming, None)

    def lost(self, piece: Piece) -> None:
        """A worker died over it. Raises CrewError if that is too much."""
        self._deaths[piece] += 1
        if self._deaths[piece] >= _MOST_DEATHS:
            raise CrewError(
                f"{_MOST_DEATHS} worker processes died, one after another, while playing games {piece}; "
                "if memory is short, ask for fewer --workers."
            )
        self._again.append(piece)


@dataclass
class _Worker:
    process: SpawnProcess
    line: Connection
    piece: Piece

    @classmethod
    def hired(cls, run: Run, piece: Piece) -> _Worker:
        """A new process, asked to play a piece."""
        ours, theirs = multiprocessing.Pipe()
        process = multiprocessing.get_context("spawn").Process(target=_work, args=(theirs,), daemon=True)
        with _ctrl_c_ignored():  # by the child as well, from its first moment on
            process.start()
        theirs.close()
        worker = cls(process, ours, piece)
        with contextlib.suppress(OSError):  # if it is gone already, the answer tells
            ours.send(run.as_data())
        worker.ask(piece)
        return worker

    def ask(self, piece: Piece | None) -> bool:
        """Asks for a piece, if there is one; whether there was."""
        if piece is None:
            return False
        self.piece = piece
        with contextlib.suppress(OSError):
            self.line.send(piece)
        return True

    def answer(self) -> Part | None:
        """What came of the piece, or None if the worker died over it."""
        try:
            is_played, content = self.line.recv()
        except (EOFError, OSError):
            return None
        if not is_played:
            raise RuntimeError(f"a worker could not play games {self.piece}:\n{content}")
        return Part.of_data(content)

    def dismiss(self) -> None:
        """Lets it go, and waits until it is gone."""
        self.line.close()
        self.process.join()


def _work(line: Connection) -> None:
    """What a worker does until its line breaks: first comes the run, then one piece after another."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the asker, which ends its workers
    with contextlib.suppress(EOFError, OSError):
        run: dict[str, Any] = line.recv()
        while True:
            piece: Piece = line.recv()
            try:
                answer: tuple[bool, Any] = (True, play_plain(run, *piece))
            except Exception:  # a defect of the game: the asker tells where it is
                answer = (False, traceback.format_exc())
            line.send(answer)


@contextlib.contextmanager
def _ctrl_c_ignored() -> Iterator[None]:
    """A process that is started meanwhile ignores Ctrl-C too; only the main thread can see to that."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
