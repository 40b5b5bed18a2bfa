"""Lines on their way to a terminal."""

from __future__ import annotations

import io

from game.terminal.page import Page


def test_long_lines_are_wrapped_and_keep_their_indent() -> None:
    stream = io.StringIO()
    Page(stream, width=40).line("word " * 30, indent=2)
    lines = stream.getvalue().splitlines()
    assert all(len(line) <= 40 for line in lines)
    assert all(line.startswith("  ") for line in lines)


def test_nothing_but_plain_text_is_written_where_there_is_no_terminal() -> None:
    stream = io.StringIO()
    page = Page(stream)
    page.heading("Desk")
    page.items(["one", "two"])
    assert stream.getvalue() == "\nDesk\n  one\n  two\n"
