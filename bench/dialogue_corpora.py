"""The public corpora that the readers of acts learn from and are tried on, as sentences with labels.

A folder holds `goemotions` (Demszky and others 2020, doi:10.18653/v1/2020.acl-main.372; Apache-2.0), `advice_reddit`
(Govindarajan and others 2020, doi:10.18653/v1/2020.emnlp-main.427; MIT) and `offmychest` (Jaidka and others 2020,
CL-Aff; CC BY 4.0). Nothing of them is kept in this project; names of writers are not even opened.
"""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

OFFMYCHEST: Final = {
    "train": "training data/labeled_training_set.csv",
    "test": "test data/labeled_test_set.csv",
}
"""The test file's columns that begin with SharedTask_ do not belong to its rows; only the others are opened."""

_ESCAPE: Final = re.compile(r"<U\+([0-9A-F]{4,8})>")
_JOINS: Final = (
    (re.compile(r" n'?t\b"), "n't"),
    (re.compile(r" ('(?:s|re|ve|ll|d|m))\b"), r"\1"),
    (re.compile(r"\b(gon|wan) (na)\b"), r"\1\2"),
    (re.compile(r"\b(got) (ta)\b"), r"\1\2"),
    (re.compile(r"\b(can) (not)\b"), r"\1\2"),
    (re.compile(r" ([,.!?;:)\]])"), r"\1"),
    (re.compile(r"([(\[]) "), r"\1"),
)


@dataclass(frozen=True)
class Sentences:
    """n texts, for each label which of them carry it, and the post that each is from (-1 where that is not told)."""

    texts: list[str]
    labels: dict[str, NDArray[np.bool_]]
    post: NDArray[np.int64]


def goemotions(folder: Path, part: str) -> Sentences:
    """Comments with one or several of 27 feelings, or none ("neutral")."""
    names = (folder / "goemotions" / "labels.txt").read_text(encoding="utf-8").split()
    rows = _rows(folder / "goemotions" / f"{part}.tsv", "text", "labels")
    given = [{names[int(number)] for number in row["labels"].split(",")} for row in rows]
    labels = {name: np.array([name in one for one in given]) for name in names}
    return Sentences([row["text"] for row in rows], labels, np.full(len(rows), -1))


def advice(folder: Path, name: str, part: str) -> Sentences:
    """Sentences of answers to a question, `name` "needadvice" or "askparents"."""
    rows = _rows(folder / "advice_reddit" / f"{name}_{part}.tsv")
    labels = {"advice": np.array([row["DS_Label"] == "1" for row in rows])}
    return Sentences([_joined(row["Sentence"]) for row in rows], labels, _numbered(row["ID"] for row in rows))


def offmychest(folder: Path, part: str) -> Sentences:
    """Comments on posts about a partner."""
    with (folder / "offmychest" / "data" / OFFMYCHEST[part]).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    names = ("Emotional_disclosure", "Information_disclosure", "Info_support", "Emo_support")
    labels = {name: np.array([row[name] == "1" for row in rows]) for name in names}
    return Sentences([_unescaped(row["full_text"]) for row in rows], labels, _numbered(row["id"] for row in rows))


def _rows(path: Path, *names: str) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, names or None, delimiter="\t", quoting=csv.QUOTE_NONE))


def _numbered(ids: Iterable[str]) -> NDArray[np.int64]:
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(name.partition("-")[0], len(numbers)) for name in ids])


def _joined(sentence: str) -> str:
    """Put together what a tokeniser has parted: "do n't", "gon na", "well ,"."""
    sentence = sentence.replace("’", "'")
    for parted, whole in _JOINS:
        sentence = parted.sub(whole, sentence)
    return sentence


def _unescaped(text: str) -> str:
    """Put signs in the place of "<U+0092>" and the like, which mean Windows' signs below 256."""
    return _ESCAPE.sub(lambda found: _sign(int(found[1], 16)), text)


def _sign(number: int) -> str:
    return bytes([number]).decode("cp1252", "replace") if number < 256 else chr(number)
