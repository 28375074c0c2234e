"""How far two readings of the same messages agree, label by label.

    python -m bench.dialogue_labels

The messages are made up, and the second reading was made without sight of the first, by the same rules
(tests/samples/messages/codebook.md). For each label: how often both say the same, in per cent; how far that goes
beyond chance, as kappa (Cohen 1960, doi:10.1177/001316446002000104) with the middle 95 % of a thousand draws of whole
conversations, `-` where there is nothing to tell apart; and how many messages each reading gives the label. A question
is weighed with its three values, then each kind by itself.
"""

import csv
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).parent.parent / "tests" / "samples" / "messages"
READINGS = (FOLDER / "reading-a.tsv", FOLDER / "reading-b.tsv")
QUESTION, NONE = "question", "none"
KINDS = ("closed", "open")
LABELS = ("thanks", "apology", "advice", "disclosure", "comfort", "affection")
DRAWS = 1000
Reading = dict[str, dict[str, str]]
"""For each message the value in each column."""


def main() -> None:
    one, other = (read(path) for path in READINGS)
    if one.keys() != other.keys():
        raise SystemExit("The readings are not of the same messages.")
    print(f"{len(one)} messages\n\n{'':<12}{'agree %':>8}{'kappa':>8}{'':>14}{'in a':>6}{'in b':>6}")
    draws = drawn(conversations(one))
    for name in (QUESTION, *KINDS, *LABELS):
        a, b = values(one, name), values(other, name, one)
        beyond = kappa(a, b)
        said = "-" if beyond is None else f"{beyond:.2f}"
        low, high = between([kappa([a[at] for at in draw], [b[at] for at in draw]) for draw in draws])
        span = f"({low:.2f}-{high:.2f})"
        print(f"{name:<12}{100 * agreement(a, b):>8.1f}{said:>8}{span:>14}{positives(a):>6}{positives(b):>6}")


def read(path: Path) -> Reading:
    """The rows of one reading by message. An id that comes twice is an error."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True))
    reading = {row.pop("id"): row for row in rows}
    if len(reading) != len(rows):
        raise ValueError(f"{path.name} labels a message twice.")
    return reading


def values(reading: Reading, name: str, order: Reading | None = None) -> list[str]:
    """One column in the order of `order`; of a kind of question, whether it is that kind."""
    rows = [reading[message] for message in (reading if order is None else order)]
    return [str(int(row[QUESTION] == name)) for row in rows] if name in KINDS else [row[name] for row in rows]


def conversations(reading: Reading) -> list[list[int]]:
    """The places of the messages of each conversation."""
    found: dict[str, list[int]] = {}
    for place, message in enumerate(reading):
        found.setdefault(message.partition("-")[0], []).append(place)
    return list(found.values())


def drawn(groups: Sequence[Sequence[int]]) -> list[list[int]]:
    """The places in as many whole groups as there are, drawn again and again, the same every time."""
    rng = np.random.default_rng(1)
    return [[place for one in rng.integers(0, len(groups), len(groups)) for place in groups[one]] for _ in range(DRAWS)]


def between(values: Sequence[float | None]) -> tuple[float, float]:
    """The middle 95 % of what was drawn, without draws in which there was nothing to tell apart."""
    low, high = np.quantile([value for value in values if value is not None], [0.025, 0.975])
    return float(low), float(high)


def positives(said: Sequence[str]) -> int:
    """How many carry the label."""
    return sum(value not in {"0", NONE} for value in said)


def agreement(a: Sequence[str], b: Sequence[str]) -> float:
    """The share of which both say the same."""
    return sum(x == y for x, y in zip(a, b, strict=True)) / len(a)


def kappa(a: Sequence[str], b: Sequence[str]) -> float | None:
    """Agreement beyond chance, 1 if complete; None if both say the same one value of everything."""
    in_a, in_b = Counter(a), Counter(b)
    chance = sum(in_a[value] * in_b[value] for value in in_a)
    every = len(a) * len(b)
    return None if chance == every else (agreement(a, b) - chance / every) / (1 - chance / every)


if __name__ == "__main__":
    main()
