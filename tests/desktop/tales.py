"""What might have come of a turn and of a game, and what could be played: data to draw."""

from __future__ import annotations

from game.desktop.letters import Fate, Finale, Prospect, SaveCard, ScenarioCard, Shelf, SideCard, Why
from game.match.account import (
    AnswerShown,
    Cause,
    ChanceShown,
    EndingShown,
    Explanation,
    Move,
    OrderShown,
    Reveal,
    SideShown,
)
from game.match.desk import Happening
from game.news.model import BackgroundLine, Box, ChartStory, EffectLine, FrontPage, Story
from tests.desktop.samples import estimates, variables


def story(kind: str, headline: str, side: str = "", **more: object) -> Story:
    """A story with a little of everything."""
    values: dict[str, object] = {
        "kind": kind,
        "headline": headline,
        "standfirst": "Guidance, not a ban. Travellers may notice a resemblance.",
        "paragraphs": (
            "Leading founders and researchers have been advised to avoid trips across the ocean. The advice "
            "stops short of a ban, which makes it difficult to break and equally difficult to follow.",
        ),
        "badge": "estimate",
        "source": "Our estimate, for this game",
        "effects": (
            EffectLine("Talent at home", 3.0, "+3", "good", "talent", side),
            EffectLine("Mobility", -9.0, "\N{MINUS SIGN}9", "bad", "mobility", side),
            EffectLine("Tension", 1.0, "+1", "unclear", "tension", ""),
        ),
        "backgrounds": (
            BackgroundLine("Such guidance was reported.", "fact", "A newspaper", "1 March 2025", ("A1",)),
        ),
        "picture": "chairs",
        "side": side,
        "subject": "",
        "person": "",
        "weight": 1.0,
    }
    values.update(more)
    return Story(**values)  # type: ignore[arg-type]


def page() -> FrontPage:
    """A front page with every part that one can have."""
    return FrontPage(
        masthead="The Interdependent",
        motto="Printed in two capitals, believed in neither",
        edition="Q2 2025, morning edition",
        number="No. 2",
        turn=2,
        side="near",
        weather=Box("Weather", "Strained, 58 and rising. Squalls likely past 60."),
        price=Box("Price", "Two chips, or one well-placed friend."),
        lead=story("order", "Beijing Asks Its Best Minds to Stay Home", "near"),
        stories=(
            story("event", "Paris Writes a Statement; Two Pens Stay Capped", backgrounds=()),
            story("outcome", "Three Founders Miss the Same Flight", "near", effects=(), badge="fiction"),
            story("order", "Recruiters Try Video Calls", "far", is_confidential=True),
        ),
        briefs=(story("abroad", "Lin Yao Is Heard in London"),),
        chart=ChartStory(
            "Fewer Cross the Pacific", "Mobility", "Shading: 80 in 100 likely.", "mobility", "near",
            (56.0, 55.0, 53.0, 44.0), (50.0, 50.0, 48.0, 39.0), (62.0, 60.0, 58.0, 49.0), 0, "Q2 2024",
            "Q1 2025", "estimate", "bad",
        ),
        declined="Both foreign ministries declined to comment, in nearly identical sentences.",
        correction=Box("Correction", "Last quarter we called the talks frank and cordial. They were frank."),
        is_first=False,
        is_last=False,
    )  # fmt: skip


def reveal() -> Reveal:
    """A turn as it might be shown, with both sides' orders, two chances and some news."""
    own = [
        OrderShown("brief_and_debrief", "Brief and debrief", "Travellers report before and after", 1, "quiet",
                   "estimate", "ordered", (("exposure", "near", -3.0),)),
        OrderShown("compute_vouchers", "Compute vouchers", "Laboratories rent domestic clusters", 2, "public",
                   "estimate", "ordered", (("compute", "near", 4.0), ("confidence", "near", 1.0))),
    ]  # fmt: skip
    others = [
        OrderShown("far_visa", "Longer visa review", "Extra questions for some visitors", 1, "public", "fact",
                   "ordered", (("mobility", "near", -4.0), ("standing", "far", -1.0))),
        OrderShown("far_hiring", "Discreet hiring", "Approach a team abroad", 3, "covert", "estimate",
                   "exposed", (("tension", "", 2.0),)),
    ]  # fmt: skip
    cause = Cause("order", "visa", "Longer visa review", "in its first turn", "far", -4.0, -4.2, (1,))
    return Reveal(
        turn=1,
        label="Q1 2025",
        sides=(
            SideShown("near", tuple(own), (AnswerShown("i", "Pacific Summit", "go", "Let her go", "wen"),),
                      "Welcome", True),
            SideShown("far", tuple(others), (), "", False),
        ),
        chances=(
            ChanceShown("Does a secret leak?", "near", "wen", 11, 63, False, "outcome", "leak"),
            ChanceShown("Does the recruit accept?", "far", "", 40, 17, True, "order", "hiring"),
        ),
        moves=(
            *(Move(v.id, "near", v.label, v.icon, v.value - v.change, v.value, 0, v.good, False, (cause,))
              for v in variables()),
            Move("tension", "", "Tension", "tension", 55, 58, 0, "low", False, ()),
            *(Move(e.id, "far", e.label, e.icon, e.middle - 1, e.middle, 0, e.good, True, ())
              for e in estimates()),
        ),
        told=(
            Happening("leak", "outcome", "A slip at dinner", "She said more than she meant to.", "near",
                      "wen", "london", "estimate", (), None),
            Happening("deal", "event", "A cluster is offered", "", "far", "", "", "fiction", (), None),
        ),
        ending=None,
    )  # fmt: skip


def ending() -> EndingShown:
    """How a game might end."""
    return EndingShown(
        "time", "A managed rivalry", "Neither capital won the people. Most of the people kept moving.", "far",
        (63.0, 66.0), 54.0, "Safer than at the start.", (12.0, 15.0), True,
        ("When did advice become a restriction, and who noticed first?", "Who paid, and when?"),
    )  # fmt: skip


def finale() -> Finale:
    """The same in words."""
    told = ending()
    return Finale(
        told, told.title, told.text, "Washington did better: Beijing 63 and Washington 66.",
        "A guarded world.", "The larger share of blame is Washington’s.", "a.save.json",
        (("Q1 2025", ("Longer visa review: thought to be worth +2.0.",)),),
    )  # fmt: skip


def why() -> Why:
    """Why a value moved."""
    causes = tuple(
        Cause(kind, kind, title, detail, actor, amount, amount, (1,), file="a.yaml", line=12)
        for kind, title, detail, actor, amount in (
            ("flow", "Eleven trips without a debrief", "every turn", "", 5.0),
            ("policy", "Travel guidance", "while in force", "near", -3.0),
            ("order", "Recruitment drive", "", "far", 4.0),
            ("unknown", "Cause unknown", "", "", 1.0),
        )
    )
    account = Explanation(
        "exposure", "near", "Exposure", "low", 0, 1, 1, "Q1 2025", "Q1 2025", 46, 53, causes
    )
    places = ("a.yaml, line 12",) * len(causes)
    return Why(
        account, places, "Four entries add up to +7.", "What can leak or be copied.", page().lead.backgrounds
    )


def prospects() -> dict[str, tuple[Prospect, ...]]:
    """What may come of three answers by three stances."""
    rows = {"go": (1.8, 0.8, -5.5), "briefed": (0.5, 1.3, -1.6), "stay": (0.0, 0.0, 0.0)}
    fates = (Fate("brings something home", 90), Fate("says too much", 12), Fate("held by the host", 4))
    return {
        choice: tuple(
            Prospect(stance, worth, fates if choice != "stay" else ())
            for stance, worth in zip(("Welcome", "Court", "Hold"), worths, strict=True)
        )
        for choice, worths in rows.items()
    }


def shelf() -> Shelf:
    """Two scenarios that can be played, one that cannot, and a saved game."""
    sides = (SideCard("near", "China", "Beijing", ""), SideCard("far", "United States", "Washington", ""))
    return Shelf(
        (
            ScenarioCard("a", "a", "The Travel Advisory", "What is a passport worth?", 60, 12, "fact", sides),
            ScenarioCard("b", "b", "First Flight", "Four quarters, one summit.", 15, 4, "fiction", sides),
            ScenarioCard("c", "c", "broken.yaml", problem="line 3: there is no variable `capabilty`"),
        ),
        (SaveCard("s", "The Travel Advisory", "Q2 2025", "23 Nov 2026, 12:00", "Beijing", 0),
         SaveCard("t", "damaged.save.json", problem="It is damaged.")),
        ("random", "analyst"),
    )  # fmt: skip
