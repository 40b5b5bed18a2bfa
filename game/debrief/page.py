"""The debrief as one HTML file: both results, what was decided, believed and caused, and what to ask.

Nothing is loaded from anywhere and nothing runs: the page forbids both to itself, whatever a
scenario's texts may hold. It prints on white paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from game.debrief import chances, changes, explaining, teaching, telling
from game.debrief.beliefs import beliefs
from game.debrief.decisions import decisions
from game.debrief.markup import Markup, join, tag
from game.debrief.parts import emblem
from game.debrief.references import references, terms
from game.debrief.style import style
from game.debrief.summary import summary
from game.engine.turn import RULES_VERSION
from game.match.match import Match
from game.match.storage import write_whole
from game.news.outcome import Results, results
from game.news.words import title_case, typeset

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'"


def write(match: Match, path: Path) -> Path:
    """Writes the page of a match, whole or not at all. Raises StorageError."""
    write_whole(path, page(match))
    return path


def page(match: Match) -> str:
    """The page of a match, played to its end or so far."""
    ended = results(match) if match.is_over else None
    weighty = decisions(match)
    believed = list(beliefs(match))
    parts: list[Markup | None] = [
        _head(match, ended),
        tag("div", [tag("p", paragraph) for paragraph in summary(match)], class_="story"),
        telling.both_results(match, ended),
        telling.course(match, weighty),
        telling.weightiest(match, weighty),
        explaining.pictures(match, believed),
        explaining.causes(match, changes.biggest(match)),
        explaining.luck(match, chances.luck(match)),
        teaching.discussion(match),
        telling.log(match),
    ]
    read = list(_plain(parts))
    parts += [teaching.glossary(terms(match, read)), teaching.sources(references(match)), _foot(match)]
    title = f"Debrief: {typeset(match.scenario.title)}"
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", title),
        tag("style", style()),
    )
    return "<!doctype html>\n" + tag("html", head, tag("body", parts), lang="en") + "\n"


def _head(match: Match, ended: Results | None) -> Markup:
    """Masthead, the ending's title, and its text."""
    told = f"Debrief, {typeset(match.scenario.title)}, seed {match.seed}, rules {RULES_VERSION}"
    if match.forked_from:
        told += f", taken up again at turn {match.forked_from}"
    title = ended.title if ended else f"So far: {typeset(match.scenario.title)}"
    text = ended.text if ended else f"The game is not over: {match.label} is to be decided."
    return join(
        [
            tag("header", emblem(), tag("b", "Bargaining Chips"), tag("span", told), class_="top"),
            tag("h1", title_case(title) if not ended else title),
            tag("p", text, class_="stand") if text else None,
        ]
    )


def _foot(match: Match) -> Markup:
    return tag(
        "footer",
        "What happened here was invented or estimated by the scenario’s author and by the players; only "
        "what carries the black badge, with its source and date, is a fact. A rule’s place is given as file "
        f"and line of the scenario. Scenario text {match.source.digest[:12]}, final state "
        f"{match.state.digest()[:12]}: the same seed and the same orders give the same game.",
    )


def _plain(parts: Iterable[Markup | None]) -> Iterator[str]:
    """What is read on the page, roughly: markup taken off."""

    for part in parts:
        yield re.sub(r"<[^>]*>", " ", part or "")
