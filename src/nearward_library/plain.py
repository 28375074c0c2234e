"""Plain words: how hard a text is to read, and which words we do not use."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from nearward_library.schema import Part

HARDEST_GRADE: Final = 9.0
"""No entry may be harder to read than this (Flesch-Kincaid grade, years of school)."""

AVOIDED: Final[dict[str, str]] = {
    r"toxic": "a verdict",
    r"should(?:n’t)?|ought": "a demand; say what helps, or what people find",
    r"narcissis\w+|gaslight\w*|abusers?|drama queen": "a verdict on a person; say what happens",
    r"selfish|lazy|crazy|needy|clingy|cold-hearted|nags?|nagging": "a verdict on a person",
    r"victims?": "a label",
    r"codependen\w+|co-dependen\w+|dysfunction\w*|maladaptive|pathological\w*": "jargon",
    r"dysregulat\w+|co-regulat\w+|dyad\w*|differentiation|attachment styles?|avoidantly": "jargon",
    r"stonewall\w*": "jargon; say going silent",
    r"trigger(?:s|ed|ing)?": "jargon; say what sets it off",
    r"validat(?:e|es|ed|ing|ion)": "jargon; say that it makes sense to you",
    r"empathi[sz]e\w*|empathetic\w*": "jargon; say that you can see it from there",
    r"processing|hold(?:ing)? space": "jargon",
    r"love languages?": "a brand",
    r"soulmates?|other half|better half": "not how two grown people are named here",
    r"failed|fails|failing|loser": "a verdict; say what did not work",
    r"(?:your|their|my|our) fault|to blame|blames|blamed|blaming": "blame",
    r"husbands?|wife|wives|boyfriends?|girlfriends?|spouses?": "a role; say partner",
    r"he|she|his|hers|him|her|himself|herself": "a gendered word; say they, or partner",
    r"men|women|man|woman|males?|females?|opposite sex": "a gendered word",
    r"divorce risk|break-up risk|doomed": "a forecast",
    r"streaks?|badges?": "a game",
    r"now or never|last chance": "urgency",
}
"""Pattern to the reason it is avoided; matched on whole words, whatever their case."""

NEVER_ASKED: Final[dict[str, str]] = {
    r"(?:who|whom) (?:were|are|was) you with|who did you (?:see|meet|text|call)": "it asks about whereabouts",
    r"(?:hide|hid|hiding|hidden|keep|kept|keeping) (?:it |this )?from me|not told me": "it asks for a confession",
    r"lied|lying to|cheat\w*|confess\w*|unfaithful|guilty": "it asks for a confession",
}
"""What no question of the day may ask, as in AVOIDED."""


def _whole_words(patterns: dict[str, str]) -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), why) for pattern, why in patterns.items()]


_NAMED: Final = _whole_words(AVOIDED)
_UNASKED: Final = _whole_words(NEVER_ASKED)
_WORD = re.compile(r"[^\W\d_]+(?:[’-][^\W\d_]+)*")
_END = re.compile(r"[.!?]+(?=\W|$)")
_VOWELS = re.compile(r"[aeiouyäöüéè]+")
_UNSEEN: Final = frozenset(
    {"authors", "where", "doi", "phone", "site", "source", "name", "finds", "caught", "instead_of", "also"}
)


@dataclass(frozen=True, slots=True)
class Text:
    """One text of an entry and the field it stands in."""

    field: tuple[str | int, ...]
    words: str


def texts_of(part: Part, above: tuple[str | int, ...] = ()) -> Iterator[Text]:
    """Every text of this entry that a reader sees, in order; ids and other single words are not texts."""
    for name in type(part).model_fields:
        if name not in _UNSEEN:
            yield from _texts(getattr(part, name), (*above, name))


def _texts(value: object, field: tuple[str | int, ...]) -> Iterator[Text]:
    if isinstance(value, Part):
        yield from texts_of(value, field)
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from _texts(one, (*field, index))
    elif isinstance(value, str) and " " in value:
        yield Text(field, value)


def avoided_words(text: str) -> tuple[tuple[str, str], ...]:
    """Words of this text that we do not use, each with the reason."""
    return tuple((found.group(), why) for pattern, why in _NAMED for found in pattern.finditer(text))


def never_asked(question: str) -> tuple[tuple[str, str], ...]:
    """Words by which this question asks what none may ask, each with the reason."""
    return tuple((found.group(), why) for pattern, why in _UNASKED for found in pattern.finditer(question))


def reading_grade(texts: Iterable[str]) -> float:
    """Flesch-Kincaid grade (years of school) of texts; each text ends a sentence, as a line of a list does.

    Kincaid, Fishburne, Rogers & Chissom 1975, Research Branch Report 8-75. Syllables are counted by rule
    (see `syllables`), good to a few in a hundred over a paragraph. No words at all give 0.
    """
    sentences = words = beats = 0
    for text in texts:
        found = _WORD.findall(text)
        sentences += max(1, len(_END.findall(text)))
        words += len(found)
        beats += sum(map(syllables, found))
    return 0.39 * words / sentences + 11.8 * beats / words - 15.59 if words else 0.0


def syllables(word: str) -> int:
    """Syllables of an English word: groups of vowels, less silent endings. Never less than one."""
    lowered = word.lower().replace("’", "")
    if "-" in lowered:
        return sum(map(syllables, filter(None, lowered.split("-"))))
    count = len(_VOWELS.findall(lowered))
    silent_e = lowered.endswith("e") and not re.search(r"(?:[^aeiouy]l|e|y)e$", lowered)
    silent_es = lowered.endswith("es") and not lowered.endswith(("ses", "zes", "ces", "xes", "ges", "shes", "ches"))
    silent_ed = lowered.endswith("ed") and not lowered.endswith(("ted", "ded"))
    if (silent_e or silent_es or silent_ed) and count > 1:
        count -= 1
    if re.search(r"[^aeiouy]ia|io(?!u|n)|iet|eo(?!u|p)|[sd]nt$|[^aeq]ua|uou|ying|being|doing|going|seeing", lowered):
        count += 1
    return max(1, count)
