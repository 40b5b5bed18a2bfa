"""Typed lines: from a terminal with editing and history, or from whatever stands in for one."""

from __future__ import annotations

import contextlib
import sys
from typing import TextIO


class Keyboard:
    """Asks for lines."""

    def __init__(self, stdin: TextIO, stdout: TextIO) -> None:
        self._stdin = stdin
        self._stdout = stdout
        self._first: str | None = None  # a line read to see whether anyone is there
        self._is_terminal = stdin is sys.stdin and stdin.isatty() and stdout is sys.stdout
        if self._is_terminal:
            with contextlib.suppress(ImportError):
                import readline  # noqa: F401 - arrows and history for `input`

    def is_there(self) -> bool:
        """Whether anything can be typed: a terminal, or a stream with at least one line."""
        if self._is_terminal or self._stdin.isatty():
            return True
        try:
            self._first = self._stdin.readline()
        except (OSError, ValueError):
            return False
        return bool(self._first)

    def pause(self, prompt: str) -> None:
        """Waits for Enter, at a terminal only: what is piped in holds commands alone."""
        if self._is_terminal and self.ask(prompt) is None:
            raise EOFError

    def ask(self, prompt: str) -> str | None:
        """The next line without its end; None at the end of input."""
        if self._is_terminal:
            try:
                return input(prompt)
            except EOFError:
                return None
        self._stdout.write(prompt)
        self._stdout.flush()
        line, self._first = self._first if self._first is not None else self._stdin.readline(), None
        if not line:
            return None
        if not self._stdin.isatty():
            self._stdout.write(line if line.endswith("\n") else line + "\n")
        return line.rstrip("\r\n")
