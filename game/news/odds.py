"""Odds in words: as frequencies, with the roll that decided."""

from __future__ import annotations

from game.match.account import ChanceShown


def odds_in_words(chance: ChanceShown) -> str:
    """`11 in 100, rolled 63`; or that it was sure, or could not be."""
    if chance.odds_in_100 >= 100:
        return "certain"
    if chance.odds_in_100 <= 0:
        return "impossible"
    return f"{chance.odds_in_100} in 100, rolled {chance.roll_in_100}"


def chance_line(chance: ChanceShown) -> str:
    """A chance as a sentence: what it was about, whether it came about, and by what odds."""
    came = "yes" if chance.happened else "no"
    return f"{chance.title}: {came} ({odds_in_words(chance)})."
