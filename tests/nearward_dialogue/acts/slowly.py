"""The features of a message found one character at a time, and their weights added up one by one."""

import math
import re
from itertools import pairwise

from nearward_dialogue.acts.features import BITS, LONGEST

HOLE = (1 << 64) - 1
BASE = 0x9E3779B97F4A7C15
FIRST, LAST = 0x9D8A7C3B5E1F2647, 0xC2B2AE3D27D4EB4F
LETTER = r"(?:[0-9A-Za-z]|[\u00c0-\u1fff\u3040-\uefff])"
WORD = re.compile(rf"(?<!{LETTER})https?://[^ \t\r\n\0]*|{LETTER}+(?:'{LETTER}+)*", re.IGNORECASE)
FLAG, TONE = "[\U0001f1e6-\U0001f1ff]", "[\U0001f3fb-\U0001f3ff]"
PICTURE = re.compile(f"{FLAG}{FLAG}|{FLAG}|(?!{TONE})[\U0001f100-\U0001ffff\u2600-\u27bf\u231a\u231b]")
SIGNS = re.compile(r"([!-/:-@\[-`{-~])\1*")


def scrambled(number):
    number = (number ^ number >> 30) * 0xBF58476D1CE4E5B9 & HOLE
    number = (number ^ number >> 27) * 0x94D049BB133111EB & HOLE
    return number ^ number >> 31


def hash_of(raw):
    """The sum of a number a byte times a power of its place."""
    digit = scrambled((ord("0") + 1) * BASE & HOLE)
    numbers = [digit if chr(b).isdigit() and b < 128 else scrambled((b + 1) * BASE & HOLE) for b in raw]
    return sum(number * pow(BASE, place, 1 << 64) for place, number in enumerate(numbers)) & HOLE


def place(number, kind):
    return scrambled((number + scrambled((256 + kind + 1) * BASE & HOLE)) & HOLE) >> 64 - BITS


def folded(text):
    return "".join(c.lower() if c.isascii() or ("À" <= c <= "Þ" and c != "×") else c for c in text)


def tokens(text):
    raw = text.encode()[:LONGEST].decode("utf-8", "ignore")
    text = folded(raw.replace("’", "'").replace("‘", "'"))
    found, taken = [], set()
    for word in WORD.finditer(text):
        found.append((word.start(), word[0]))
        taken.update(range(*word.span()))
    pictures = [p for p in PICTURE.finditer(text) if text[p.start() - 1 : p.start()] != "\u200d"]
    found += [(picture.start(), picture[0][0]) for picture in pictures]
    free = "".join(" " if at in taken else c for at, c in enumerate(text))
    found += [(run.start(), run[0][:3]) for run in SIGNS.finditer(free)]
    return [token.encode() for _, token in sorted(found)]


def features(text):
    """Every place that is seen in the text, as often as it is seen: one list of words and pieces, one of runs."""
    all_tokens = tokens(text)
    pieces = []
    for token in all_tokens:
        pieces.append(place(hash_of(token), 1))
        for n in (2, 3, 4, 5):
            if len(token) >= n - 1:
                pieces += [place(hash_of(token[: n - 1]), 2), place(hash_of(token[len(token) - n + 1 :]), 3)]
            pieces += [place(hash_of(token[at : at + n]), 4) for at in range(len(token) - n + 1)]
    line = [FIRST, *map(hash_of, all_tokens), LAST]
    pairs = [place((scrambled(a) + b) & HOLE, 5) for a, b in pairwise(line)]
    triples = [
        place((scrambled((scrambled(a) + b) & HOLE) + c) & HOLE, 6)
        for a, b, c in zip(line, line[1:], line[2:], strict=False)
    ]
    return pieces, pairs + triples


def chance(text, weights, label):
    pieces, runs = features(text)
    column = weights.table[:, label].tolist()
    total = sum(column[at] for at in pieces) + 2 * sum(column[at] for at in runs)
    total /= math.sqrt(len(pieces) + len(runs))
    return 1 / (1 + math.exp(-(float(weights.slope[label]) * total + float(weights.constant[label]))))
