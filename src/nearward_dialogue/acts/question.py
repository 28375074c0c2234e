"""Whether a message asks, and how: by rules, since no labelled words of couples are free to learn from.

A message is cut into sentences, words that only open one ("so", "ok", "hey") are skipped, and what is left is held
against patterns (`rules/*.txt`): a question word with its verb behind it, a verb before its subject ("are you"), a tag
at the end ("isn't it"). A question mark is not needed in English. In German and Spanish nothing is called a question
without one.
"""

import re
from enum import IntEnum
from typing import Final

from nearward_dialogue.acts.rules import Rules, rules_of

MOST_WORDS: Final = 400
"""Of a longer message only the beginning is looked at."""

_SENTENCE: Final = re.compile(r"[^.!?\n;…¿]+(?:\.(?=\w)[^.!?\n;…¿]+)*[.!?;…]*")
_ADDRESS: Final = re.compile(r"https?://\S+")
_EDGE: Final = " \t\r\"'“”„«»()[]*_~-–—,:"
_SIGN: Final = re.compile(r"[^\w\s'?.,!;:…¿-]+")


class Question(IntEnum):
    """What a message asks for."""

    NONE = 0
    CLOSED = 1
    """Yes or no, or one of what is named."""
    FACT = 2
    """One word or number: when, where, who, which, how many. Counts as closed in most codebooks."""
    OPEN = 3
    """To tell, explain, feel or propose."""


def question(text: str, language: str = "en") -> Question:
    """What a message asks for; of several questions the one that asks for most."""
    rules = rules_of(language)
    plain = text.lower().replace("’", "'").replace("‘", "'")
    plain = _ADDRESS.sub(" ", plain) if "://" in plain else plain
    plain = " ".join(plain.split(" ", MOST_WORDS)[:MOST_WORDS])
    plain = plain if plain.isascii() else _SIGN.sub(" ", plain)
    return max((_asked(part[0], rules) for part in _SENTENCE.finditer(plain)), default=Question.NONE)


def _asked(sentence: str, rules: Rules) -> Question:
    marked = "?" in sentence
    words = " ".join(sentence.strip(_EDGE + ".!?;…").split())
    filler = rules.filler.match(words)
    bare = words[filler.end() :].strip(_EDGE) if filler else words
    if not bare:
        return Question.CLOSED if marked and words else Question.NONE
    if not marked and (rules.starts("never", bare) or rules.starts("never", words)):
        return Question.NONE
    for kind, heading in ((Question.FACT, "fact"), (Question.OPEN, "open")):
        if rules.starts(heading, bare) or (marked and rules.starts(heading + "?", bare)):
            return kind
    if rules.starts("closed", bare) or rules.holds("tag", words):
        return Question.CLOSED
    return _within(bare, rules, marked=marked)


def _within(words: str, rules: Rules, *, marked: bool) -> Question:
    """A question that begins in the middle of a sentence."""
    found = rules.patterns["inside"].search(words) if "inside" in rules.patterns else None
    if found:
        before = words[: found.start()]
        if rules.holds("wh fact", before):
            return Question.FACT
        if rules.holds("wh", before):
            return Question.OPEN
        if marked or not rules.holds("before", before):
            return Question.CLOSED
    if not marked:
        return Question.NONE
    behind = words.rpartition(",")[2].strip()
    for kind, heading in ((Question.FACT, "fact"), (Question.OPEN, "open")):
        if behind != words and (rules.starts(heading, behind) or rules.starts(heading + "?", behind)):
            return kind
    return Question.CLOSED
