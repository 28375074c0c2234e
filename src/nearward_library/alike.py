"""Finds questions that are nearly the same, so that nobody is asked one twice in other words."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import pairwise
from typing import Final

TOO_ALIKE: Final = 0.55
"""Cosine above which two questions count as nearly the same."""

_WORD = re.compile(r"[a-z’]+")
Vector = dict[str, float]


def nearly_alike(texts: Mapping[str, str], limit: float = TOO_ALIKE) -> list[tuple[str, str, float]]:
    """Pairs of ids whose texts are at least `limit` alike (0 nothing shared, 1 the same words), most alike first.

    Cosine of vectors over single words and pairs of neighbouring words, each weighted by how rare it is among
    these texts (Salton & Buckley 1988, Information Processing & Management 24(5), doi 10.1016/0306-4573(88)90021-0).
    """
    vectors = _vectors(texts)
    posted: dict[str, list[str]] = defaultdict(list)
    pairs: list[tuple[str, str, float]] = []
    for one, vector in vectors.items():
        shared: dict[str, float] = defaultdict(float)
        for gram, weight in vector.items():
            for other in posted[gram]:
                shared[other] += weight * vectors[other][gram]
            posted[gram].append(one)
        pairs.extend((other, one, cosine) for other, cosine in shared.items() if cosine >= limit)
    return sorted(pairs, key=lambda pair: (-pair[2], pair[0], pair[1]))


def _vectors(texts: Mapping[str, str]) -> dict[str, Vector]:
    grams = {key: Counter(_grams(text)) for key, text in texts.items()}
    seen_in = Counter(gram for counted in grams.values() for gram in counted)
    vectors = {}
    for key, counted in grams.items():
        # One more than the number of texts, so that a gram all texts share still weighs a little.
        vector = {gram: count * math.log((1 + len(texts)) / seen_in[gram]) for gram, count in counted.items()}
        length = math.hypot(*vector.values()) or 1.0
        vectors[key] = {gram: weight / length for gram, weight in vector.items()}
    return vectors


def _grams(text: str) -> list[str]:
    words = _WORD.findall(text.lower())
    return [*words, *(f"{one} {two}" for one, two in pairwise(words))]
