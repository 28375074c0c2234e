"""What happened together: how often it is found, how often wrongly, and what it says of real diaries.

    python -m bench.links [--folder DIARIES] [--pairs N] [--seed N]

Made lives: each person has seven factors, of which at most one does something; the factors of strangers are the
negative control. Diaries (their tables stay outside): the mean over persons of what their days alone say, by
DerSimonian & Laird (1986, doi:10.1016/0197-2456(86)90046-2), with its standard error and how much people differ; and
the share of persons for whom the link is told as sure. Strangers are the same person of the next couple.
"""

import argparse
import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from nearward_detect.links import Factor, Found, Link, found_in, links_of
from nearward_detect.planted import BASE, Effects, World, planted
from nearward_detect.populations import POPULATIONS
from nearward_detect.scales import Array
from nearward_detect.simulate import simulate

SEVEN = (
    Factor("conflict", "conflict"),
    Factor("load", "load"),
    Factor("sleep", "sleep", "easier"),
    Factor("time", "time", "easier"),
    Factor("touch", "touch", "easier"),
    Factor("attention", "attention", "easier"),
    Factor("partner's load", "partner_load"),
)
WORLDS = {"as in diaries": BASE, "moods carry .6": replace(BASE, carry=0.6, factor_carry=0.5),
          "near the top of the scale": replace(BASE, level=85.0)}  # fmt: skip
Person = tuple[str, str]
OWN, PARTNER, STRANGER = 0, 1, 2
DIARIES: Mapping[str, tuple[tuple[str, ...], Mapping[Factor, tuple[int, int]]]] = {
    "campbell2005": (
        ("satisf", "conflict"),
        {
            Factor("own conflict", "conflict"): (OWN, 1),
            Factor("partner's conflict", "partner_conflict"): (PARTNER, 1),
            Factor("stranger's conflict", "partner_conflict"): (STRANGER, 1),
        },
    ),
    "barkalifa2020_s1": (
        ("contentment", "sadness"),
        {
            Factor("own sadness"): (OWN, 1),
            Factor("partner's contentment", "other", "easier"): (PARTNER, 0),
            Factor("stranger's contentment", "other", "easier"): (STRANGER, 0),
        },
    ),
}
"""The columns of each diary, the outcome first, and whose and which column each factor is."""


def main() -> None:
    ask = argparse.ArgumentParser(prog="python -m bench.links", description=__doc__)
    ask.add_argument("--folder", type=Path)
    ask.add_argument("--pairs", type=int, default=300)
    ask.add_argument("--seed", type=int, default=1)
    said = ask.parse_args()
    if said.folder:
        _diaries(said.folder)
        return
    _strangers(said.seed, said.pairs)
    _found(said.seed, said.pairs)
    _held(said.seed, said.pairs)


def _strangers(seed: int, pairs: int) -> None:
    print("| strangers' series | days | told anything | a single p below .05 |\n|---|---|---|---|")
    for name in POPULATIONS:
        for days in (42, 120):
            made = simulate(seed, pairs + 7, days, population=POPULATIONS[name])
            told, low = [], []
            for pair in range(pairs):
                series = {f: made.y[pair + 1 + n, :, n % 2, 3 - n % 4] for n, f in enumerate(SEVEN)}
                own = made.y[pair, :, 0, 0]
                told.append(any(link.sure for link in links_of(own, series, weekday=made.weekday[pair])))
                low += [one.slope.chance() < 0.05 for one in found_in(own, series, weekday=made.weekday[pair])]
            print(f"| {name} | {days} | {_share(told)} | {_share(low)} |", flush=True)


def _found(seed: int, pairs: int) -> None:
    print("\n| planted, same day | days | told | wrong share of a person's links | wrong share of all links |")
    print("|---|---|---|---|---|")
    for size in (0.2, 0.3, 0.4, 0.5):
        for days in (28, 42, 90, 180):
            effects = dict.fromkeys((f.name for f in SEVEN), Effects()) | {"load": Effects(same=-size)}
            right, wrong, shares = [], [], []
            for links in _lives(np.random.default_rng(seed), pairs, days, effects, BASE):
                right.append(any(link.sure and (link.factor, link.lag) == ("load", 0) for link in links))
                sure = [(link.factor, link.lag) != ("load", 0) for link in links if link.sure]
                wrong += sure
                shares.append(sum(sure) / max(len(sure), 1))
            print(f"| {size} | {days} | {_share(right)} | {np.mean(shares):.3f} | {_share(wrong)} |", flush=True)


def _held(seed: int, pairs: int) -> None:
    print("\n| intervals | truth | 42 days | 120 days |\n|---|---|---|---|")
    for name, world in WORLDS.items():
        for size in (0.0, -0.2, -0.4):
            row = []
            for days in (42, 120):
                lives = _lives(np.random.default_rng(seed), pairs, days, {"load": Effects(same=size)}, world)
                row.append(_share([one.low <= size <= one.high for links in lives for one in links if one.lag == 0]))
            print(f"| {name} | {size} |", " | ".join(row), "|", flush=True)


def _lives(
    rng: np.random.Generator, pairs: int, days: int, effects: Mapping[str, Effects], world: World
) -> Iterator[tuple[Link, ...]]:
    made = planted(rng, pairs, days, effects, world)
    for pair in range(pairs):
        series = {f: made.factors[f.name][pair, :, 0] for f in SEVEN if f.name in made.factors}
        yield links_of(made.closeness[pair, :, 0], series, weekday=made.weekday[pair])


def diary(path: Path, columns: Sequence[str]) -> dict[Person, Array]:
    """Each person's days [days, columns] by couple and person, NaN for missing."""
    rows: dict[Person, dict[int, list[float]]] = defaultdict(dict)
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            values = [float(row[name]) if row[name] not in {"", "NA"} else np.nan for name in columns]
            rows[row["couple"], row["person"]][int(row["day"])] = values
    out = {}
    for person, days in rows.items():
        out[person] = np.full((max(days) - min(days) + 1, len(columns)), np.nan)
        for day, values in days.items():
            out[person][day - min(days)] = values
    return out


def circles(people: Mapping[Person, Array]) -> Iterator[tuple[Array, Array, Array]]:
    """For each person with a partner: their days, the partner's, and those of the partner's like in the next couple."""
    couples = sorted({couple for couple, _ in people})
    sides = sorted({person for _, person in people})
    for place, couple in enumerate(couples):
        for own, other in (sides, sides[::-1]):
            three = [(couple, own), (couple, other), (couples[(place + 1) % len(couples)], other)]
            if all(person in people for person in three):
                days = min(len(people[person]) for person in three)
                first, second, third = (people[person][:days] for person in three)
                yield first, second, third


def pooled(found: Sequence[Found]) -> tuple[float, float, float]:
    """Mean over persons, its standard error, and the SD between persons, of what their days alone say."""
    at = np.array([float(one.slope.at @ one.slope.weight) for one in found])
    error = np.array([float(one.slope.spread @ one.slope.weight) ** 2 for one in found])
    weight = 1 / error
    common = float(weight @ at) / weight.sum()
    excess = float(weight @ (at - common) ** 2) - (len(at) - 1)
    between = max(0.0, excess / (weight.sum() - float(weight @ weight) / weight.sum()))
    weight = 1 / (error + between)
    return float(weight @ at) / weight.sum(), float(weight.sum() ** -0.5), float(np.sqrt(between))


def in_diary(folder: Path, name: str) -> dict[tuple[str, int], tuple[list[Found], int]]:
    """For each factor and lag what everybody's days alone say, and for how many the link is told as sure."""
    columns, factors = DIARIES[name]
    found: dict[tuple[str, int], list[Found]] = defaultdict(list)
    sure: dict[tuple[str, int], int] = defaultdict(int)
    for circle in circles(diary(folder / name / "diary_tidy.csv", columns)):
        series = {factor: circle[whose][:, column] for factor, (whose, column) in factors.items()}
        for one in found_in(circle[0][:, 0], series):
            found[one.factor.name, one.lag].append(one)
        for factor, values in series.items():
            for link in links_of(circle[0][:, 0], {factor: values}):
                sure[link.factor, link.lag] += link.sure
    return {key: (found[key], sure[key]) for key in found}


def _diaries(folder: Path) -> None:
    print("| diary | factor | lag | persons | mean | between persons | told as sure |\n|---|---|---|---|---|---|---|")
    for name in DIARIES:
        for (factor, lag), (found, sure) in in_diary(folder, name).items():
            mean, error, between = pooled(found)
            print(f"| {name} | {factor} | {lag} | {len(found)} | {mean:+.3f} ± {error:.3f} | {between:.2f} | {sure} |")


def _share(values: Sequence[bool]) -> str:
    mean = float(np.mean(values)) if len(values) else float("nan")
    return f"{mean:.3f} ± {np.sqrt(mean * (1 - mean) / max(len(values), 1)):.3f}"


if __name__ == "__main__":
    main()
