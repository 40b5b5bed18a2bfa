"""What the game rests on: the facts behind what happened, and the terms that the page uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from game.match.match import Match
from game.match.naming import Names
from game.news.chronicle import Chronicle
from game.news.sources import date_in_words
from game.news.words import capitalised, typeset
from game.scenario.format.parts import Citing, Documented


@dataclass(frozen=True, slots=True)
class Reference:
    """A fact, and the things of this game that rest on it or recall it."""

    id: str
    claim: str
    date: str
    source: str
    url: str  # only http and https; else ""
    used_by: tuple[str, ...]


def references(match: Match) -> list[Reference]:
    """The facts cited by what happened in the game, in the order of their ids."""
    used: dict[str, dict[str, None]] = {}
    for title, part in _played(match):
        background = part.background if isinstance(part, Documented) else None
        for fact in (*part.cites, *(background.cites if background else ())):
            used.setdefault(fact, {})[capitalised(title).rstrip(".")] = None
    found = []
    for id_ in sorted(used, key=_by_number):
        cited = match.scenario.fact(id_)
        if cited is not None:
            url = cited.url if re.match(r"https?://", cited.url) else ""
            claim, source = typeset(cited.claim), typeset(cited.source)
            found.append(Reference(id_, claim, date_in_words(cited.date), source, url, tuple(used[id_])))
    return found


def _by_number(id_: str) -> tuple[str, int, str]:
    found = re.match(r"([A-Za-z]*)(\d*)", id_)
    return (found[1], int(found[2] or 0), id_) if found else ("", 0, id_)


def _played(match: Match) -> Iterator[tuple[str, Citing]]:
    """Titles and parts of the scenario that came into play."""
    scenario, names = match.scenario, Names(match)
    for items in Chronicle(match, "").turns:
        for item in items:
            kind = item.kind
            if kind.startswith("order") or kind in ("exposed", "cheat"):
                yield typeset(names.order(item.subject)), names.written_order(item.subject)
            elif kind.startswith("accord"):
                yield typeset(scenario.accords[item.author_id].title), scenario.accords[item.author_id]
            elif kind in ("event", "answer", "answers"):
                event = scenario.events[item.author_id]
                yield _title(event.title), event
            elif kind in ("abroad", "stayed"):
                invitation = scenario.invitations[item.author_id]
                yield _title(invitation.title), invitation
            elif item.author_id in scenario.travel.outcomes:
                outcome = scenario.travel.outcomes[item.author_id]
                yield typeset(outcome.label), outcome
    for flow in scenario.flows.values():
        yield typeset(flow.because or names.variable(flow.to)), flow


def _title(title: str) -> str:
    """An author's title without its gaps."""
    return typeset(re.sub(r"\{\w+\}", "someone", title))


def terms(match: Match, texts: Iterable[str]) -> list[tuple[str, str]]:
    """The glossary's terms that occur in `texts`, by the alphabet."""
    read = "\n".join(texts).casefold()
    found = [
        (term, meaning)
        for term, meaning in match.scenario.glossary.items()
        if re.search(rf"\b{re.escape(term.casefold())}", read)
    ]
    return sorted(found, key=lambda entry: entry[0].casefold())
