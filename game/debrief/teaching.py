"""What to do with it: questions to talk about, terms, and the sources with their badges."""

from __future__ import annotations

from collections.abc import Sequence

from game.debrief.markup import Markup, join, tag
from game.debrief.parts import badge, section, table
from game.debrief.references import Reference
from game.engine.turn import question_values
from game.match.match import Match
from game.news.words import number_word, sentence, typeset


def discussion(match: Match) -> Markup | None:
    """The scenario's questions that fit how this game went."""
    asked = question_values(match.state)
    questions = [
        typeset(question.ask)
        for question, value in zip(match.scenario.discussion, asked[:, 0], strict=True)
        if value
    ]
    if not questions:
        return None
    return section("To talk about", tag("ol", [tag("li", question) for question in questions], class_="ask"))


def glossary(found: Sequence[tuple[str, str]]) -> Markup | None:
    """The terms that the page uses."""
    if not found:
        return None
    entries = [tag("div", tag("dt", typeset(term)), tag("dd", typeset(meaning))) for term, meaning in found]
    return section("Terms", tag("dl", entries, class_="small"))


def sources(found: Sequence[Reference]) -> Markup | None:
    """The facts behind what happened, each with source and date."""
    if not found:
        return None
    rows = [
        tag(
            "tr",
            tag("td", badge("fact"), tag("div", reference.id, class_="small muted"), class_="w"),
            tag("td", reference.claim, tag("div", _origin(reference), class_="small muted")),
            tag("td", _users(reference), class_="small"),
        )
        for reference in found
    ]
    lead = (
        "What the things that happened in this game rest on, or recall. The game’s own figures are estimates."
    )
    return section(
        "Sources",
        tag("p", lead, class_="lead small"),
        table(("Badge", "Claim, source and date", "Behind"), rows),
    )


def _origin(reference: Reference) -> Markup:
    told_date = "" if reference.date in reference.source else f"; {reference.date}"
    link = tag("a", reference.url, href=reference.url, rel="noreferrer") if reference.url else None
    return join([sentence(reference.source + told_date), " " if link else None, link])


def _users(reference: Reference) -> str:
    shown = reference.used_by[:3]
    rest = len(reference.used_by) - len(shown)
    return "; ".join(shown) + (f"; {number_word(rest)} more" if rest else "")
