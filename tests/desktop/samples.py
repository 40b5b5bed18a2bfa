"""A desk as it might stand in the second turn of some scenario: data to draw, without an engine."""

from __future__ import annotations

from game.desktop.letters import Forecast, GameView, Swing
from game.match.desk import (
    AccordCard,
    Background,
    BalanceView,
    ChoiceView,
    Desk,
    EstimateView,
    FamilyView,
    GaugeView,
    ImpactView,
    KnownPolicy,
    OrderCard,
    PartView,
    PersonView,
    PlaceView,
    PurseView,
    Question,
    RefusalView,
    SideView,
    StandingView,
    TripView,
    VariableView,
)

NEAR = SideView(
    "near",
    0,
    "China",
    "Beijing",
    "Chinese",
    "Keep the best minds, and the lead they bring.",
    "You speak for Beijing. Three hundred people decide how far your laboratories get.",
    "beijing",
)
FAR = SideView(
    "far", 1, "United States", "Washington", "American", "Stay ahead, and stay open.", "", "washington"
)
_ROWS = [
    ("capability", "Capability", "capability", 61, 2, "high", (55, 56, 58, 59, 61), (63, 68, 74)),
    ("talent", "Talent at home", "people", 68, 3, "high", (64, 65, 65, 66, 68), (66, 71, 76)),
    ("mobility", "Mobility", "plane", 44, -9, "high", (56, 55, 54, 53, 44), (47, 53, 58)),
    ("exposure", "Exposure", "exposure", 53, 7, "low", (41, 43, 44, 46, 53), (30, 42, 55)),
    ("compute", "Compute", "chip", 38, -1, "high", (43, 42, 40, 39, 38), (70, 74, 78)),
    ("confidence", "Confidence", "confidence", 57, -2, "high", (60, 61, 60, 59, 57), (44, 53, 63)),
    ("standing", "Standing", "globe", 49, -4, "high", (52, 52, 54, 53, 49), (51, 55, 59)),
]


def variables() -> tuple[VariableView, ...]:
    return tuple(
        VariableView(
            id_, label, icon, value, str(value), 0, change, history, good, 0, 100, (), "", False, n < 3
        )
        for n, (id_, label, icon, value, change, good, history, _) in enumerate(_ROWS)
    )


def estimates() -> tuple[EstimateView, ...]:
    return tuple(
        EstimateView(id_, label, icon, band[0], band[1], band[2], 0, good, 0, 100, value, 1, False, history)
        for id_, label, icon, value, _, good, history, band in _ROWS
    )


def order(number: int, title: str, family: str, cost: int, text: str, **more: object) -> OrderCard:
    values: dict[str, object] = {
        "id": title.lower().replace(" ", "_"),
        "number": number,
        "title": title,
        "text": text,
        "family": family,
        "cost": cost,
        "base_cost": cost,
        "is_on_table": True,
        "visibility": "public",
        "is_policy": False,
        "is_in_force": False,
        "upkeep": 0,
        "term": 0,
        "since": -1,
        "odds_in_100": -1,
        "rule": "",
        "impacts": (ImpactView("exposure", "Exposure", "exposure", "near", -2.0, "each turn", 0, True),),
        "is_legal": True,
        "is_chosen": False,
        "is_free_to_choose": True,
        "reasons": (),
        "is_seen": False,
        "person": "",
        "accord": "",
        "kind": "order",
        "badge": "estimate",
        "cites": (),
        "background": None,
    }
    values.update(more)
    return OrderCard(**values)  # type: ignore[arg-type]


def orders() -> tuple[OrderCard, ...]:
    locked = RefusalView("need", "needs an open channel")
    return (
        order(
            1,
            "Travel guidance",
            "people",
            1,
            "Advise top staff to skip US trips",
            visibility="quiet",
            background=Background("Guidance of that kind was reported in early 2025.", "fact", ("A1",)),
        ),
        order(2, "Passport custody", "people", 2, "Labs hold passports of key staff", visibility="quiet"),
        order(
            3,
            "Brief and debrief",
            "people",
            1,
            "Go freely, report before and after",
            visibility="quiet",
            is_chosen=True,
            is_policy=True,
            upkeep=1,
        ),
        order(4, "Homecoming package", "people", 2, "Labs and housing for returnees"),
        order(5, "Open-door visa", "people", 2, "Fast entry for foreign researchers"),
        order(
            6,
            "Discreet hiring",
            "people",
            3,
            "Approach a team abroad",
            visibility="covert",
            is_legal=False,
            is_free_to_choose=False,
            reasons=(locked,),
            odds_in_100=84,
        ),
        order(7, "Compute vouchers", "technology", 2, "Laboratories rent domestic clusters", is_chosen=True),
        order(
            8,
            "Efficiency sprint",
            "technology",
            3,
            "A better method instead of more machines",
            odds_in_100=35,
            is_on_table=False,
            base_cost=2,
        ),
        order(
            9,
            "Security review",
            "security",
            2,
            "A second look at who can see what",
            is_policy=True,
            is_in_force=True,
            upkeep=1,
            since=3,
            visibility="quiet",
        ),
        order(
            10,
            "Offer: safe passage",
            "diplomacy",
            1,
            "Nobody who travels to the other side is held",
            kind="offer",
            accord="passage",
        ),
    )


def person(id_: str, side: str, name: str, role: str, status: str, **more: object) -> PersonView:
    values: dict[str, object] = {
        "id": id_,
        "side": side,
        "name": name,
        "name_zh": "",
        "role": role,
        "pronoun": "she",
        "traits": (("knowledge", 9), ("fame", 7), ("ties", 4)),
        "bio": "She founded a laboratory in a tea house.",
        "status": status,
        "where": "",
        "trip": "",
        "occasion": "",
        "turns_left": 0,
        "turns_held": 0,
        "destination": "",
        "badge": "fiction",
    }
    values.update(more)
    return PersonView(**values)  # type: ignore[arg-type]


PLACES = (
    PlaceView("beijing", "Beijing", "near", (116.4, 39.9), "near"),
    PlaceView("shanghai", "Shanghai", "near", (121.5, 31.2), ""),
    PlaceView("shenzhen", "Shenzhen", "near", (114.1, 22.5), ""),
    PlaceView("washington", "Washington", "far", (-77.0, 38.9), "far"),
    PlaceView("boston", "Boston", "far", (-71.1, 42.4), ""),
    PlaceView("san_francisco", "San Francisco", "far", (-122.4, 37.8), ""),
    PlaceView("singapore", "Singapore", "", (103.8, 1.35), ""),
    PlaceView("london", "London", "", (-0.1, 51.5), ""),
    PlaceView("paris", "Paris", "", (2.35, 48.85), ""),
)
WEN = person("wen", "near", "Wen Qiaoyi", "founder of Paper Lantern AI, Hangzhou", "home", name_zh="温乔逸")
PEOPLE = (
    WEN,
    person("lin", "near", "Lin Yao", "professor of optimisation", "abroad", where="london", pronoun="he"),
    person("gao", "near", "Gao Min", "chip architect", "held", where="boston", turns_held=2),
    person("reed", "far", "Dana Reed", "chief scientist", "home"),
    person("okafor", "far", "Ada Okafor", "founder of Harbour Systems", "abroad", where="shanghai"),
)


def choice(index: int, id_: str, label: str, text: str, cost: int = 0, **more: bool) -> ChoiceView:
    values = {"is_legal": True, "is_default": False, "is_chosen": False, "travels": False, **more}
    return ChoiceView(id_, index, label, text, cost, reasons=(), odds_in_100=-1, impacts=(), **values)


def questions() -> tuple[Question, ...]:
    return (
        Question(
            "invitation:summit",
            1,
            "invitation",
            "summit",
            "Pacific Reasoning Summit",
            "“We would be honoured to have you open the second day.”",
            WEN,
            PLACES[5],
            1,
            0,
            (
                choice(0, "go", "Let her go", "No conditions, a warm send-off.", travels=True),
                choice(1, "briefed", "Brief and debrief", "Two talks and a clean laptop.", 1, travels=True),
                choice(
                    2,
                    "stay",
                    "Advise to stay",
                    "A polite call. She will understand it.",
                    is_default=True,
                    is_chosen=True,
                ),
            ),
            False,
            "fiction",
            (),
            None,
        ),
        Question(
            "event:reporters",
            2,
            "event",
            "reporters",
            "Reporters call",
            "A newspaper has a copy of the guidance. It asks whether the advice is an order.",
            None,
            None,
            0,
            0,
            (
                choice(0, "comment", "Comment", "Say what it is, and what it is not."),
                choice(
                    1, "decline", "Decline", "“No comment” is a comment too.", is_default=True, is_chosen=True
                ),
                choice(2, "deny", "Deny", "It may be shown false.", 1),
            ),
            False,
            "estimate",
            (),
            Background("Such guidance was reported in 2025.", "fact", ("A6",)),
        ),
    )


def stance() -> Question:
    return Question(
        "stance",
        3,
        "stance",
        "",
        "How guests are received",
        "It holds for all guests of this turn.",
        None,
        None,
        0,
        0,
        (
            choice(0, "welcome", "Welcome", "Doors open, talks frank.", is_default=True, is_chosen=True),
            choice(1, "court", "Court", "Offers, dinners, a laboratory of their own.", 1),
            choice(2, "hold", "Hold", "A guest may be kept. It takes a quarter to prepare.", 2),
        ),
        False,
        "estimate",
        (),
        None,
    )


def desk() -> Desk:
    return Desk(
        side=NEAR,
        rival=FAR,
        turn=2,
        turns=12,
        label="Q2 2025",
        previous_label="Q1 2025",
        is_over=False,
        purse=PurseView("capital", "Political capital", "", 7, 12, 3, 4, 1, 1),
        gauge=GaugeView(
            "tension",
            "Tension",
            58,
            3,
            0,
            100,
            "Strained",
            40,
            "Visa freeze",
            60,
            ((40, "Strained"), (60, "Visa freeze"), (80, "Crisis")),
        ),
        balance=BalanceView("capability", "AI advantage", -8, -13, -2, 100),
        variables=variables(),
        estimates=estimates(),
        standing=StandingView(
            52.4,
            55.1,
            0,
            0,
            (PartView("ai", "AI advantage", 20.1, 24.0), PartView("people", "People", 32.3, 31.1)),
            ((5, 25.0), (10, 30.0), (12, 45.0)),
            5,
        ),
        families=(
            FamilyView("people", "People"),
            FamilyView("technology", "Technology"),
            FamilyView("security", "Security"),
            FamilyView("diplomacy", "Diplomacy"),
        ),
        orders=orders(),
        orders_allowed=3,
        orders_chosen=2,
        accords=(
            AccordCard(
                "passage",
                "Safe passage",
                "Nobody who travels to the other side is held.",
                "Your travellers come home.",
                "Theirs do too.",
                "none",
                0,
                0,
                "offer_passage",
                "",
                "",
                "",
                0,
                "fiction",
                (),
                None,
            ),
        ),
        questions=questions(),
        stance=stance(),
        people=PEOPLE,
        places=PLACES,
        trips=(
            TripView("lin", "Lin Yao", "near", "beijing", "london", "abroad"),
            TripView("gao", "Gao Min", "near", "beijing", "boston", "held"),
            TripView("okafor", "Ada Okafor", "far", "san_francisco", "shanghai", "abroad"),
        ),
        rival_policies=(
            KnownPolicy("chips", "Chip controls", "Advanced chips need a licence.", "public", 1),
        ),
        happenings=(),
    )


def swing(variable: str, label: str, low: float, middle: float, high: float, good: str) -> Swing:
    return Swing(variable, "near", label, low, middle, high, 0, good)


def forecasts() -> dict[str, Forecast]:
    up = Forecast(
        (
            swing("exposure", "Exposure", -5, -3, -2, "low"),
            swing("standing", "Standing", -3, -2, -1, "high"),
            swing("mobility", "Mobility", -1, 0, 1, "high"),
        ),
        400,
    )
    return {card.id: up for card in orders()} | {
        "": Forecast(
            (
                swing("exposure", "Exposure", -6, -3, 1, "low"),
                swing("capability", "Capability", 0, 2, 4, "high"),
                swing("tension", "Tension", -2, 1, 5, "low"),
                swing("confidence", "Confidence", -1, 0, 2, "high"),
            ),
            400,
        ),
    }


def game() -> GameView:
    return GameView(
        desk(), None, "Grounded", "A closed door, and who stands before it.", "analyst", True, False, ""
    )
