"""How well the acts of messages are read: on public test parts, and on the made-up messages of couples.

    python -m bench.dialogue_scores [FOLDER]

FOLDER holds the corpora (`bench/dialogue_corpora.py`); without it only the made-up messages are read. A message counts
as given a label from the threshold `even` on, which was chosen where the test parts were not seen.
"""

import csv
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bench.dialogue_corpora import advice, goemotions, offmychest
from bench.dialogue_labels import FOLDER, LABELS, QUESTION, READINGS, between, conversations, drawn, read
from bench.dialogue_train import AFFECTION, any_of, f1
from nearward_dialogue.acts.cues import CUES, cues
from nearward_dialogue.acts.linear import scored
from nearward_dialogue.acts.weights import LEARNED, weights
from nearward_dialogue.marks import Mark, asked
from nearward_dialogue.openings import openings

Bools = NDArray[np.bool_]
KINDS: Final = ("none", "closed", "open")
_MARKS: Final = re.compile(r"[^\w\s']")


@dataclass(frozen=True)
class Score:
    """What was said of n messages, of which `given` carry the label."""

    label: str
    test: str
    n: int
    given: int
    precision: float
    recall: float
    f1: float
    macro_f1: float

    def line(self) -> str:
        """One line of a table."""
        told = "  ".join(f"{value:.3f}" for value in (self.precision, self.recall, self.f1, self.macro_f1))
        return f"{self.label:<12}{self.test:<34}{self.n:>6}{self.given:>6}  {told}"


def score(label: str, test: str, truth: Bools, said: Bools) -> Score:
    """Compare what was said with what is true."""
    hits = int((truth & said).sum())
    precision, recall = hits / max(1, int(said.sum())), hits / max(1, int(truth.sum()))
    macro = (f1(truth, said) + f1(~truth, ~said)) / 2
    return Score(label, test, len(truth), int(truth.sum()), precision, recall, f1(truth, said), macro)


def chances(texts: Sequence[str]) -> NDArray[np.float32]:
    """The probability of every learned label, n x labels."""
    buffer, start, end = _laid_out(texts)
    return scored(buffer, (start, end), weights())


def kinds_of(texts: Sequence[str]) -> list[str]:
    """Whether each text asks, and how, of KINDS."""
    bits = asked(*_laid_out([text.replace("’", "'") for text in texts]), openings("en"))
    return ["open" if each & Mark.OPEN else "closed" if each & Mark.CLOSED else "none" for each in bits.tolist()]


def _laid_out(texts: Sequence[str]) -> tuple[NDArray[np.uint8], NDArray[np.int64], NDArray[np.int64]]:
    """All texts in one buffer of UTF-8, and where each starts and ends."""
    raw = [text.encode("utf-8", "replace") for text in texts]
    ends = np.cumsum([len(one) + 1 for one in raw])
    return np.frombuffer(b"\n".join([*raw, b""]), np.uint8), np.append(0, ends[:-1]), ends - 1


def said(label: str, texts: Sequence[str]) -> Bools:
    """Whether each text is given the label."""
    if label == "apology":
        return plainly("apology", texts)
    which = LEARNED.index(label)
    return np.asarray(chances(texts)[:, which] >= weights().even[which])


def plainly(act: str, texts: Sequence[str]) -> Bools:
    """Whether the words of each text plainly say it."""
    return np.array([cues(text)[CUES.index(act)] for text in texts])


def public(folder: Path) -> list[Score]:
    """The labels on the test parts."""
    feelings, posts = goemotions(folder, "test"), offmychest(folder, "test")
    cases = [
        ("thanks", "goemotions gratitude", feelings.texts, feelings.labels["gratitude"]),
        (
            "affection",
            "goemotions love, caring, admiring",
            feelings.texts,
            any_of(feelings.labels[a] for a in AFFECTION),
        ),
        ("apology", "goemotions remorse", feelings.texts, feelings.labels["remorse"]),
        ("disclosure", "offmychest", posts.texts, posts.labels["Emotional_disclosure"]),
        ("comfort", "offmychest", posts.texts, posts.labels["Emo_support"]),
        ("advice", "offmychest", posts.texts, posts.labels["Info_support"]),
    ]
    for name in ("needadvice", "askparents"):
        part = advice(folder, name, "test")
        cases.append(("advice", name, part.texts, part.labels["advice"]))
    return [score(label, test, truth, said(label, texts)) for label, test, texts, truth in cases]


def questions(texts: Sequence[str], kinds: Sequence[str], test: str) -> tuple[list[Score], float]:
    """Each kind of question against the rest, and the mean of their F1."""
    told = kinds_of(texts)
    each = [
        score(kind, test, np.array([k == kind for k in kinds]), np.array([k == kind for k in told])) for kind in KINDS
    ]
    return each, sum(one.f1 for one in each) / len(each)


def bare(text: str) -> str:
    """The text in small letters without its marks."""
    return " ".join(_MARKS.sub(" ", text.lower()).split())


def told_questions(texts: Sequence[str], kinds: Sequence[str], test: str) -> None:
    """Print the scores with marks and without."""
    ways: tuple[tuple[str, Callable[[str], str]], ...] = (("", str), (", no marks", bare))
    for name, way in ways:
        each, macro = questions([way(text) for text in texts], kinds, test + name)
        print("\n".join(one.line() for one in each))
        print(f"{'question':<12}{test + name:<34}{len(texts):>6}{'':>6}  macro-F1 {macro:.3f}")


def gold(label: str) -> tuple[list[str], list[str], list[str]]:
    """The made-up messages of which both readings say the same: their ids, texts and values."""
    one, other = (read(path) for path in READINGS)
    with (FOLDER / "messages.tsv").open(encoding="utf-8", newline="") as lines:
        texts = {row["id"]: row["text"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}
    agreed = [message for message in one if one[message][label] == other[message][label]]
    return agreed, [texts[message] for message in agreed], [one[message][label] for message in agreed]


def made_questions(*, unseen: bool = False) -> tuple[list[str], list[str]]:
    """Made-up messages and the kinds of their questions; `unseen`: of even conversations, by which no rule was made."""
    ids, texts, kinds = gold(QUESTION)
    kept = [place for place, message in enumerate(ids) if not unseen or int(message.partition("-")[0]) % 2 == 0]
    return [texts[place] for place in kept], [kinds[place] for place in kept]


def told_made() -> None:
    """Print the scores on the made-up messages, with the middle 95 % of draws of whole conversations for F1."""
    for label in LABELS:
        ids, texts, values = gold(label)
        truth, found = np.array(values) == "1", said(label, texts)
        groups = conversations({name: {} for name in ids})
        low, high = between([f1(truth[draw], found[draw]) for draw in drawn(groups)])
        print(f"{score(label, 'made up', truth, found).line()}  F1 {low:.2f}-{high:.2f}")
        if label in CUES:
            print(score(label, "made up, plainly", truth, plainly(label, texts)).line())
        if label in LEARNED and np.isfinite(weights().sure[LEARNED.index(label)]):
            shown = chances(texts)[:, LEARNED.index(label)] >= weights().sure[LEARNED.index(label)]
            print(score(label, "made up, surely", truth, shown).line())
    told_questions(*made_questions(), "made up")
    told_questions(*made_questions(unseen=True), "made up, even")


def main() -> None:
    print(f"{'':<46}{'n':>6}{'given':>6}  prec.  recall F1     macro-F1")
    if len(sys.argv) > 1:
        folder = Path(sys.argv[1])
        print("\n".join(one.line() for one in public(folder)))
    told_made()


if __name__ == "__main__":
    main()
