"""Learns the weights of `nearward_dialogue.acts` from public corpora and tells how well they read what they never saw.

    python -m bench.dialogue_train FOLDER              # learn, choose thresholds, write the file; no test part is read
    python -m bench.dialogue_train FOLDER --digest     # learn, and only tell whether the file would be the same
    python -m bench.dialogue_scores FOLDER             # the test parts, read by the weights of the package

Every label is a logistic regression on hashed features (`bench/dialogue_fit.py`), its classes weighed alike.
OffMyChest's labels also learn from the sums of readers of GoEmotions and of advice; a sum of sums is a sum, so what
comes out is one weight a place again. How strongly weights are held small, the pooling of corpora and every threshold
were chosen on development parts (GoEmotions, and needadvice's before they too were learned from) or in folds by post
(advice, OffMyChest), never on a test part.
"""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bench.dialogue_corpora import Sentences, advice, goemotions, offmychest
from bench.dialogue_fit import Floats, Matrix, fit, least, matrix
from nearward_dialogue.acts.weights import LEARNED, PATH, digest_of, packed

AFFECTION: Final = ("love", "caring", "admiration")
BESIDE: Final = {
    "thanks": ("gratitude",),
    "remorse": ("remorse",),
    "affection": AFFECTION,
    "sadness": ("sadness", "grief", "disappointment", "remorse"),
    "fear": ("fear", "nervousness"),
    "joy": ("joy", "excitement", "relief", "pride"),
    "anger": ("anger", "annoyance", "disgust"),
    "caring": ("caring",),
    "love": ("love",),
    "admiration": ("admiration",),
    "optimism": ("optimism",),
    "asking": ("curiosity", "confusion"),
    "approval": ("approval",),
    "neutral": ("neutral",),
}
"""Readers that OffMyChest's labels also learn from: feelings of GoEmotions."""

EASE: Final = {"advice": 4.0, "disclosure": 0.3, "comfort": 2.0}
USUAL_EASE: Final = 3.0
FOLDS: Final = 5
DRAWS: Final = 60
SURE, FEW = 0.9, 30
"""The precision from which a label is shown, and on how many messages at least it has to have been seen."""

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Learned:
    """The weights of one label, and its sums and truth on messages that they were not learned from."""

    weights: Floats
    constant: float
    sums: Floats
    truth: Bools


def learned(folder: Path) -> dict[str, Learned]:
    """Every label of LEARNED."""
    seen_often = _emotions(folder)
    labels = {name: seen_often[name] for name in ("thanks", "affection")}
    labels["advice"] = _advice(folder)
    beside = [seen_often[name].weights for name in BESIDE] + [labels["advice"].weights]
    posts = offmychest(folder, "train")
    whole = matrix(posts.texts)
    labels["disclosure"] = _by_post(posts, whole, "disclosure", posts.labels["Emotional_disclosure"], beside)
    labels["comfort"] = _by_post(posts, whole, "comfort", posts.labels["Emo_support"], beside)
    return labels


def _emotions(folder: Path) -> dict[str, Learned]:
    train, dev = goemotions(folder, "train"), goemotions(folder, "dev")
    x, tried = matrix(train.texts), matrix(dev.texts)
    found = {}
    for name, feelings in BESIDE.items():
        y, truth = (any_of(part.labels[one] for one in feelings) for part in (train, dev))
        weights, constant, _ = fit(x, y, ease=USUAL_EASE, weight=np.sqrt(alike(y)))
        found[name] = Learned(weights, constant, tried.times(weights) + constant, truth)
        _tell(name, found[name])
    return found


def _advice(folder: Path) -> Learned:
    """Learn from train and development parts; the sums for thresholds are those of needadvice."""
    names = ("needadvice", "askparents")
    parts = [advice(folder, name, part) for name in names for part in ("train", "dev")]
    given = Sentences(
        [text for part in parts for text in part.texts],
        {"advice": np.concatenate([part.labels["advice"] for part in parts])},
        np.concatenate([part.post for part in parts]),
    )

    def learn(x: Matrix, y: Bools) -> tuple[Floats, float]:
        weights, constant, _ = fit(x, y, ease=EASE["advice"], weight=alike(y))
        return weights, constant

    found = _in_folds(given, matrix(given.texts), given.labels["advice"], learn)
    asked = slice(len(parts[0].texts) + len(parts[1].texts))
    found = replace(found, sums=found.sums[asked], truth=found.truth[asked])
    _tell("advice", found)
    return found


def _by_post(posts: Sentences, whole: Matrix, name: str, y: Bools, beside: list[Floats]) -> Learned:
    """Learn with the sums of other readers beside."""
    found = _in_folds(posts, whole, y, lambda x, known: _on_top(x, known, EASE[name], beside))
    _tell(name, found)
    return found


def _in_folds(
    given: Sentences, whole: Matrix, y: Bools, learn: Callable[[Matrix, Bools], tuple[Floats, float]]
) -> Learned:
    """Learn from all; the sums for thresholds come from folds in which a post is never on both sides."""
    sums = np.zeros(len(y))
    for fold in range(FOLDS):
        held = given.post % FOLDS == fold
        part = matrix([text for text, out in zip(given.texts, held, strict=True) if not out])
        weights, constant = learn(part, y[~held])
        sums[held] = whole.times(weights)[held] + constant
    weights, constant = learn(whole, y)
    return Learned(weights, constant, sums, y)


def _on_top(x: Matrix, y: Bools, ease: float, beside: list[Floats]) -> tuple[Floats, float]:
    """Weights learned with the sums of other readers beside, all made into one weight a place."""
    sums = np.stack([x.times(weights) for weights in beside], axis=1)
    middle, spread = sums.mean(axis=0), sums.std(axis=0)
    weights, constant, parts = fit(x, y, ease=ease, weight=alike(y), beside=(sums - middle) / spread)
    parts = parts / spread
    return weights + np.stack(beside, axis=1) @ parts, constant - float(middle @ parts)


def alike(y: Bools) -> Floats:
    """Weights of messages that make both classes count the same."""
    return np.asarray(np.where(y, len(y) / (2 * y.sum()), len(y) / (2 * (~y).sum())))


def any_of(masks: Iterable[Bools]) -> Bools:
    """Where any is true."""
    return np.asarray(np.logical_or.reduce(list(masks)))


def file_of(labels: dict[str, Learned]) -> dict[str, NDArray[np.generic]]:
    """What is written: weights, what makes a sum a probability, and the thresholds."""
    table = np.stack([labels[name].weights for name in LEARNED], axis=1)
    columns = np.array([_points(name, labels[name]) for name in LEARNED])
    return packed(table, **dict(zip(("slope", "constant", "even", "sure"), columns.T, strict=True)))


def _points(name: str, label: Learned) -> tuple[float, float, float, float]:
    slope, constant = platt(label.sums, label.truth)
    chance = 1 / (1 + np.exp(-(slope * label.sums + constant)))
    even = threshold(name, chance, label.truth)
    sure = max(even, surely(chance, label.truth))
    shown = "-" if np.isinf(sure) else f"{sure:.3f} ({(chance >= sure).sum()} messages)"
    print(f"{name:<12} even from {even:.3f}, sure from {shown}")
    return slope, constant + slope * label.constant, even, sure


def platt(sums: Floats, truth: Bools) -> tuple[float, float]:
    """Slope and constant that make sums probabilities (Platt 1999)."""
    sign = np.where(truth, 1.0, -1.0)

    def loss(at: Floats) -> tuple[float, Floats]:
        margin = sign * (at[0] * sums + at[1])
        errors = -sign / (1 + np.exp(margin)) / len(sums)
        return float(np.logaddexp(0, -margin).mean()), np.array([errors @ sums, errors.sum()])

    slope, constant = least(loss, np.array([1.0, 0.0]))
    return float(slope), float(constant)


def threshold(name: str, chance: Floats, truth: Bools) -> float:
    """Where F1 of the label is highest, for comfort and disclosure the mean F1 of both classes.

    F1 is flat near there, so the place is the mean over many draws of the messages.

    How common disclosure is between two people nobody knows, but rare it is not: there both classes count the same.
    """
    weight = alike(truth) if name == "disclosure" else np.ones(len(truth))
    points = np.unique(np.quantile(chance, np.linspace(0.02, 0.998, 196)))
    both = name in {"disclosure", "comfort"}
    rng, best = np.random.default_rng(1), []
    for _ in range(DRAWS):
        drawn = rng.integers(0, len(truth), len(truth))
        right, given, counted = truth[drawn], chance[drawn], weight[drawn]
        scores = [f1(right, given >= at, counted) + both * f1(~right, given < at, counted) for at in points]
        best.append(points[int(np.argmax(scores))])
    return float(np.mean(best))


def f1(truth: Bools, said: Bools, weight: Floats | None = None) -> float:
    """The harmonic mean of precision and recall of the label; 0 without any hit."""
    weight = np.ones(len(truth)) if weight is None else weight
    hits = float(weight[truth & said].sum())
    return 2 * hits / float(weight[truth].sum() + weight[said].sum()) if hits else 0.0


def surely(chance: Floats, truth: Bools) -> float:
    """The lowest point from which SURE of the messages are right, and on; infinite where there is none."""
    order = np.argsort(-chance, kind="stable")
    right = np.cumsum(truth[order]) / np.arange(1, len(order) + 1)
    good = np.flatnonzero(right >= SURE)
    good = good[good >= FEW - 1]
    return float(chance[order[good[-1]]]) if len(good) else np.inf


def _tell(name: str, label: Learned) -> None:
    points = np.quantile(label.sums, np.linspace(0.02, 0.998, 490))
    best = max(f1(label.truth, label.sums >= at) for at in points)
    macro = max(f1(label.truth, label.sums >= at) + f1(~label.truth, label.sums < at) for at in points) / 2
    print(
        f"{name:<12} unseen: {len(label.truth):>6} ({label.truth.sum():>5})  F1 {best:.3f}  macro-F1 {macro:.3f}",
        flush=True,
    )


def main() -> None:
    folder = Path(sys.argv[1])
    arrays = file_of(learned(folder))
    if "--digest" in sys.argv:
        with np.load(PATH) as file:
            same = str(file["digest"]) == digest_of(arrays)
        raise SystemExit(f"{digest_of(arrays)}: {'the same' if same else 'NOT the file of the package'}")
    np.savez_compressed(PATH, **arrays)  # type: ignore[arg-type]
    print(f"{PATH.name}: {PATH.stat().st_size} bytes, {arrays['digest']}")


if __name__ == "__main__":
    main()
