"""Whether what a scenario says is marked, cited and well-formed: badges, facts, placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from game.scenario.format import Citing
from game.scenario.lowering.pieces import Pieces
from game.scenario.problems import meant
from game.scenario.scenario import Scenario
from game.scenario.source import Trail

PLACEHOLDERS = ("side", "rival", "capital", "rival_capital", "person", "place", "turn")
_TOLD = (
    "title",
    "text",
    "label",
    "headline",
    "report",
    "exposed_headline",
    "break_headline",
    "cheat_headline",
)
_MARKED = ("orders", "accords", "people", "invitations", "events", "outcomes")
_BRACES = re.compile(r"\{([^{}]*)\}")


def check_texts(scenario: Scenario, pieces: Pieces) -> None:
    """Adds all that is wrong or doubtful to the pieces' findings."""
    for trail, citing in _citing(scenario):
        _check_badge(scenario, pieces, trail, citing)
    _check_placeholders(pieces, pieces.source.data, ())


def _citing(scenario: Scenario) -> Iterator[tuple[Trail, Citing]]:
    """Everything that has a badge, with the keys that lead to it."""
    sections: list[tuple[Trail, dict[str, Any]]] = [
        (("flows",), scenario.flows),
        (("orders",), scenario.orders),
        (("accords",), scenario.accords),
        (("people",), scenario.people),
        (("travel", "stances"), scenario.travel.stances),
        (("travel", "outcomes"), scenario.travel.outcomes),
        (("invitations",), scenario.invitations),
        (("events",), scenario.events),
    ]
    for section, things in sections:
        for id_, thing in things.items():
            yield (*section, id_), thing
            background = getattr(thing, "background", None)
            if background is not None:
                yield (*section, id_, "background"), background


def _check_badge(scenario: Scenario, pieces: Pieces, trail: Trail, citing: Citing) -> None:
    if citing.badge == "fact" and not citing.cites:
        message = "A badge of `fact` needs `cites`: the ids of the facts."
        pieces.error("fact-without-cites", (*trail, "badge"), message)
    if citing.badge is None and (trail[-1] == "background" or trail[-2] in _MARKED):
        message = f"`{trail[-1]}` has no badge."
        pieces.warn(
            "no-badge", trail, message, "`badge: fact`, `estimate` or `fiction` says whence it comes."
        )
    for number, id_ in enumerate(citing.cites):
        if scenario.fact(id_) is None:
            hint = meant(pieces.findings.nearest(id_, scenario.known_facts)) if len(id_) > 3 else ""
            hint = hint or "Facts stand under `facts:` here, or in `../seeds/facts.yaml`."
            pieces.error("unknown-fact", (*trail, "cites", number), f"There is no fact `{id_}`.", hint)


def _check_placeholders(pieces: Pieces, value: Any, trail: Trail) -> None:
    """Looks through all texts that are told to players."""
    if isinstance(value, dict):
        for key, item in value.items():
            _check_placeholders(pieces, item, (*trail, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            _check_placeholders(pieces, item, (*trail, number))
    elif isinstance(value, str) and any(step in _TOLD for step in trail[-2:]):
        for found in _BRACES.finditer(value):
            if found[1] not in PLACEHOLDERS:
                line, column = pieces.source.inside(trail, found.start())
                hint = meant(pieces.findings.nearest(found[1], PLACEHOLDERS))
                hint = hint or "Known are " + ", ".join(f"{{{name}}}" for name in PLACEHOLDERS) + "."
                message = f"Nothing stands for `{{{found[1][:40]}}}`."
                pieces.findings.add("warning", "unknown-placeholder", line, column, message, hint)
