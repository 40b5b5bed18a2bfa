"""The one definition of the scenario format: reading, the JSON Schema and error texts rest on it."""

from game.scenario.format.deeds import Accord, Break, Cheat, Choice, Later, Order, Policy, Price
from game.scenario.format.document import Document
from game.scenario.format.happenings import Event, Invitation, Outcome, Person, Stance, Travel
from game.scenario.format.parts import (
    Background,
    Citing,
    Condition,
    Documented,
    Effects,
    Formula,
    Needs,
    Part,
    Requirement,
    Target,
)
from game.scenario.format.world import (
    Calendar,
    Definition,
    Ending,
    Fact,
    Flow,
    Intelligence,
    Place,
    Question,
    Roles,
    Score,
    ScorePart,
    Side,
    Table,
    Variable,
    World,
)

__all__ = [
    "Accord", "Background", "Break", "Calendar", "Cheat", "Choice", "Citing", "Condition", "Definition",
    "Document", "Documented", "Effects", "Ending", "Event", "Fact", "Flow", "Formula", "Intelligence",
    "Invitation", "Later", "Needs", "Order", "Outcome", "Part", "Person", "Place", "Policy", "Price",
    "Question", "Requirement", "Roles", "Score", "ScorePart", "Side", "Stance", "Table", "Target", "Travel",
    "Variable", "World",
]  # fmt: skip
