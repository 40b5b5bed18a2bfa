"""Lines of text on their way to a terminal: wrapped, indented, and nothing else.

Meaning never hangs on colour or on drawn boxes: a heading is a line of its own after an empty
one (bold where the terminal can), what belongs to it is indented. A screen reader reads the
same as an eye.
"""

from __future__ import annotations

import os
import shutil
import textwrap
from collections.abc import Iterable
from typing import TextIO

WIDEST = 88


class Heading(str):
    """A line that begins something; what belongs to it is indented after it."""

    __slots__ = ()


class Page:
    """Writes lines to a stream."""

    def __init__(self, stream: TextIO, width: int = 0) -> None:
        """`width` in characters; 0 takes the terminal's, up to what is easy to read."""
        self.stream = stream
        self.width = width or max(40, min(WIDEST, shutil.get_terminal_size((80, 24)).columns - 1))
        self.is_terminal = stream.isatty()
        self._is_bold = (
            self.is_terminal
            and os.environ.get("TERM", "") not in ("", "dumb")
            and "NO_COLOR" not in os.environ
        )

    def blank(self) -> None:
        """An empty line."""
        self.stream.write("\n")

    def heading(self, text: str) -> None:
        """A heading, after an empty line."""
        self.blank()
        self.stream.write(f"\x1b[1m{text}\x1b[0m\n" if self._is_bold else f"{text}\n")

    def line(self, text: str, indent: int = 0) -> None:
        """A paragraph, wrapped; lines after its first are indented two more.

        Spaces at the beginning of `text` indent it further; a `Heading` is set as one.
        """
        if isinstance(text, Heading):
            self.heading(text)
            return
        indent += len(text) - len(text.lstrip(" "))
        start = " " * indent
        for paragraph in text.strip().split("\n"):
            wrapped = textwrap.wrap(
                " ".join(paragraph.split()),
                self.width,
                initial_indent=start,
                subsequent_indent=start + ("  " if indent else ""),
                break_long_words=False,
                break_on_hyphens=False,
            )
            self.stream.write("\n".join(wrapped or [""]) + "\n")

    def items(self, texts: Iterable[str], indent: int = 2) -> None:
        """One indented paragraph for each text."""
        for text in texts:
            self.line(text, indent)

    def flush(self) -> None:
        """Brings what was written to the terminal."""
        self.stream.flush()
