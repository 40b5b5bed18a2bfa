"""Grammar: possessives, articles, plurals, pronouns, title case, lists, and numbers in print.

English only, and only as much of it as the phrasings of this floor need. Everything is a plain
function of its arguments.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from game.match.figures import MINUS, text

_SMALL = (
    "a", "an", "and", "as", "at", "but", "by", "for", "in", "nor", "of", "on", "or", "the", "to", "via", "vs",
)  # fmt: skip
_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
)  # fmt: skip
_PRONOUNS = {
    "she": ("she", "her", "her", "hers", "herself"),
    "he": ("he", "him", "his", "his", "himself"),
    "they": ("they", "them", "their", "theirs", "themselves"),
}
_PRONOUN_SLOTS = ("they", "them", "their", "theirs", "themselves")
_MARKS = "\"'\u201c\u201d\u2018\u2019().,:;!?"
_SLOT = re.compile(r"\{([A-Za-z_]+)((?:[|'][A-Za-z']*)*)\}")


def possessive(name: str) -> str:
    """`Washington’s`, and `Texas’` for a name that ends in s."""
    return name + ("\u2019" if name[-1:] in ("s", "S") else "\u2019s")


def plural(noun: str) -> str:
    """The plural of a common noun in lower case."""
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + ("es" if re.search(r"(?:s|x|z|ch|sh)$", noun) else "s")


def count(number: int, noun: str) -> str:
    """`one point`, `three points`, `14 points`."""
    return f"{number_word(number)} {noun if number == 1 else plural(noun)}"


def number_word(number: int) -> str:
    """A small number as a word, a larger one in digits."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)


def times(number: int) -> str:
    """`once`, `twice`, `three times`."""
    return {1: "once", 2: "twice"}.get(number) or f"{number_word(number)} times"


def ordinal(number: int) -> str:
    """`first`, `second`, ... and `13th` beyond the twelfth."""
    if 1 <= number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def listed(names: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + " and " + names[-1]


def amount(value: float) -> str:
    """A size, without its sign, with one decimal at most: `7`, `2.5`."""
    return text(abs(value), 0 if _is_whole(value) else 1)


def signed(value: float) -> str:
    """A change with its sign and one decimal at most: `+7`, `−2.5`, `0`."""
    if round(abs(value), 1) == 0:
        return "0"
    return ("+" if value > 0 else MINUS) + amount(value)


def _is_whole(value: float) -> bool:
    return round(value, 1) == round(value)


def capitalised(sentence: str) -> str:
    """With a capital letter at its beginning, quotation marks aside."""
    for at, char in enumerate(sentence):
        if char.isalnum():
            return sentence[:at] + char.upper() + sentence[at + 1 :]
    return sentence


def lowered(label: str, proper: Collection[str] = ()) -> str:
    """A label within a sentence: its first letter small, unless it begins with initials or a name.

    `proper` holds the words that are names here.
    """
    first = label.split(" ", 1)[0]
    is_name = any(char.isupper() for char in first[1:]) or first in proper
    return label if is_name else label[:1].lower() + label[1:]


def title_case(headline: str) -> str:
    """A headline in title case: small words stay small, names and initials stay as they are."""
    words = headline.strip().rstrip(".").split(" ")
    if _is_title_case(words):
        return " ".join(words)
    cased: list[str] = []
    is_start = True
    for number, word in enumerate(words):
        is_last = number == len(words) - 1
        cased.append(_cased(word, is_start or is_last))
        is_start = word.endswith((":", ";", ".", "?", "!", "\u2014", "\u2013"))
    return " ".join(cased)


def _is_title_case(words: Sequence[str]) -> bool:
    """Whether every word is capitalised already, but for small ones."""
    bare = [word.strip(_MARKS) for word in words]
    longer = [word for word in bare if len(word) > 3 or word.lower() not in _SMALL]
    return len(longer) > 1 and all(not word[:1].islower() for word in longer)


def _cased(word: str, is_big: bool) -> str:
    bare = word.strip(_MARKS)
    if any(char.isupper() for char in bare[1:]) or not bare:
        return word
    if bare.lower() in _SMALL and not is_big:
        return word.lower()
    if bare[:1].isupper():  # a name, or capitalised by whoever wrote it
        return word
    parts = re.split(r"([-\u2010\u2011/])", word)
    return "".join(
        capitalised(part) if at == 0 or part.lower() not in _SMALL else part for at, part in enumerate(parts)
    )


def pronouns(pronoun: str) -> dict[str, str]:
    """What `{they}`, `{them}`, `{their}`, `{theirs}` and `{themselves}` stand for."""
    return dict(zip(_PRONOUN_SLOTS, _PRONOUNS.get(pronoun, _PRONOUNS["they"]), strict=True))


def phrase(template: str, values: Mapping[str, str], pronoun: str = "") -> str:
    """A phrasing of our own with its slots filled in.

    `{name}` is a value, `{Name}` the same with a capital, `{name's}` its possessive. `{they}` and
    its kin follow `pronoun`, and `{was|were}` chooses with them. Raises KeyError for a slot
    that has no value: our own phrasings have no excuse.
    """
    if pronoun:
        values = {**values, **pronouns(pronoun)}

    def filled(found: re.Match[str]) -> str:
        name, rest = found[1], found[2]
        if rest.startswith("|"):
            return rest[1:] if pronoun == "they" else name
        value = values[name] if name in values else capitalised(values[name[0].lower() + name[1:]])
        return possessive(value) if rest else value

    return typeset(_SLOT.sub(filled, template))


def typeset(sentence: str) -> str:
    """Apostrophes, quotation marks and minus signs as a printer sets them; spaces made single."""
    sentence = re.sub(r"\s+", " ", sentence).strip()
    sentence = re.sub(r"(?<![\w.,!?\u2019\u201d])'(?=\w)", "\u2018", sentence).replace("'", "\u2019")
    sentence = re.sub(r'(^|[\s(\u2018])"', "\\1\u201c", sentence).replace('"', "\u201d")
    return re.sub(r"(?<![\w-])-(?=\d)", MINUS, sentence)


def sentence(words: str) -> str:
    """A whole sentence: a capital at its beginning, one full stop at its end."""
    said = capitalised(words.strip())
    return said if not said or re.search(r"[.!?\u2026]\u201d?$", said) else said + "."


def quoted(title: str) -> str:
    """A title in quotation marks."""
    return f"\u201c{title}\u201d"
