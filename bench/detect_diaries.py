"""What the detector finds in real couples' diaries: `python -m bench.detect_diaries FOLDER` (tables stay outside).

Splice test: series of real 7-day blocks of both partners, gaps kept, each block drawn from one couple without its
own mean; 28 days to learn and 60 more; in half of the runs one or both drift over 21 days from day 28 on by so many
within-person SDs, rounded and kept within the scale. Ours and an EWMA chart at the same rate of false alarms.
"""

import argparse
from pathlib import Path
from typing import Any

import numpy as np

from bench.detect_charts import ewma
from bench.detect_streams import START, Streams
from nearward_detect import Item
from nearward_detect.calibration import Limits
from nearward_detect.contract import Strict
from nearward_detect.detectors import DEFAULT, load
from nearward_detect.report import notice_file
from nearward_detect.scales import nearness
from nearward_detect.space import moments
from nearward_detect.table import Table

RUNS, WATCHED, ONSET = 1500, 60, 56
CHOSEN = {"contentment": True, "satisf": True, "vigor": True, "anxiety": False, "sadness": False, "conflict": False}


def main() -> None:
    ask = argparse.ArgumentParser(prog="python -m bench.detect_diaries", description=__doc__)
    ask.add_argument("folder", type=Path)
    for path in sorted(ask.parse_args().folder.glob("*/diary_tidy.csv")):
        print(f"\n## {path.parent.name}")
        _found(path)
        table = Table(path)
        _links([s.y for s in table.series() if s.y.shape[1] == 2], table.items)
        _splices([s.y for s in table.series() if s.y.shape[1] == 2], table.items)


def _found(path: Path) -> None:
    """What `nearward notice` says, counted."""
    lines = [line.text for line in notice_file(path)]
    ends = [line for line in lines if line.endswith("days)")]
    for word in ("quiet", "in a stretch apart", "not enough"):
        print(f"couples {word}: {sum(word in line for line in ends)} of {len(ends)}")
    for line in lines:
        if not line.endswith("days)"):
            print(line)


def _links(couples: list[Any], items: tuple[Item, ...]) -> None:
    """Correlation of partners' days around their own means, what the detector learns of it, and both of strangers."""
    for name, shift in (("partners", 0), ("strangers", 1)):
        learnt = [
            _learnt_link(own, couples[(place + shift) % len(couples)], items) for place, own in enumerate(couples)
        ]
        error = np.std(learnt) / np.sqrt(len(learnt))
        print(f"link that the detector has learnt of {name}: {np.mean(learnt):.2f} ± {error:.2f} (usual {usual():.2f})")
    days = [_mean(nearness(y, items), -1) for y in couples]
    days = [d - _mean(d, 0) for d in days]
    for name, shift in (("partners", 0), ("strangers", 1)):
        links = []
        for place, own in enumerate(days):
            other = days[(place + shift) % len(days)]
            n = min(len(own), len(other))
            a, b = own[:n, 0], other[:n, 1]
            both = np.isfinite(a) & np.isfinite(b)
            if both.sum() > 9 and a[both].std() * b[both].std() > 0:
                links.append(float(np.corrcoef(a[both], b[both])[0, 1]))
        se = np.std(links) / np.sqrt(len(links))
        print(f"same-day correlation of {name}: {np.mean(links):.2f} ± {se:.2f} ({len(links)} pairs)")


def usual() -> float:
    """The link that the detector believes before it has seen a day."""
    return float(moments.parameters(load().start(1, 2, 1)).link[0])


def _learnt_link(own: Any, other: Any, items: tuple[Item, ...]) -> float:
    """What is believed of the link of moods after the common days of the one's first and the other's second person."""
    n = min(len(own), len(other))
    near = nearness(np.stack([own[:n, 0], other[:n, 1]], axis=1)[None], items)
    detector, never = load(), Strict(np.inf, 0.5)
    memory = detector.start(1, 2, near.shape[3])
    for day in range(n):
        detector.advance(memory, np.ascontiguousarray(near[:, day]), np.array([day % 7]), never)
    return float(moments.parameters(memory).link[0])


def _splices(couples: list[Any], items: tuple[Item, ...]) -> None:
    rng = np.random.default_rng(5)
    usable = [y for y in couples if len(y) >= 14 and np.isfinite(y).any(-1).mean() > 0.6]
    quiet = np.stack([_splice(rng, usable, items, 0.0) for _ in range(RUNS)])
    limit = Limits.of(DEFAULT).strict(0.5, 2).limit
    ours_quiet = _evidence(quiet, items)[:, START : START + 30].max(1)
    chart_quiet = _chart(quiet, items)[:, START : START + 30].max(1)
    share = (ours_quiet >= limit).mean()
    chart_limit = np.quantile(chart_quiet, 1 - share)
    print(f"{len(usable)} couples; quiet splices: ours alarms {share:.3f} within 30 days; the chart is set to the same")
    for size in (0.5, 1.0, 1.5):
        for side in ("both", "one"):
            made = np.stack([_splice(rng, usable, items, size, side) for _ in range(RUNS // 3)])
            found = [
                _rate(_evidence(made, items), limit),
                _rate(_chart(made, items), chart_limit),
            ]
            print(f"drift {size} SD {side}: within 28 days ours {found[0]}, EWMA .2 {found[1]}")


def _rate(statistic: Any, limit: float) -> str:
    """Share noticed within 28 days among those quiet until then."""
    before = (statistic[:, START:ONSET] >= limit).any(1)
    hit = (statistic[:, ONSET : ONSET + 28] >= limit).any(1)[~before]
    return f"{hit.mean():.2f} ± {np.sqrt(hit.mean() * (1 - hit.mean()) / max(len(hit), 1)):.2f}"


def _splice(
    rng: np.random.Generator, couples: list[Any], items: tuple[Item, ...], size: float, side: str = "both"
) -> Any:
    y = couples[rng.integers(len(couples))]
    blocks = rng.integers(0, len(y) - 6, -(-(ONSET + WATCHED) // 7))
    made = np.concatenate([y[b : b + 7] for b in blocks])[: ONSET + WATCHED].astype(np.float64)
    sd = np.nanmean(np.nanstd(np.where(np.isfinite(y), y, np.nan), axis=0), axis=0)
    ramp = np.clip((np.arange(len(made)) - ONSET + 1) / 21, 0, 1) * size
    sign = np.array([1.0 if item.nearer else -1.0 for item in items])
    drop = ramp[:, None, None] * (sd * sign)[None, None, :] * np.ones((1, 2, 1))
    if side == "one":
        drop[:, rng.integers(2)] = 0
    low, high = np.array([i.low for i in items]), np.array([i.high for i in items])
    return np.clip(made - drop, low, high)


def _evidence(y: Any, items: tuple[Item, ...]) -> Any:
    detector, near = load(), nearness(y, items)
    memory = detector.start(near.shape[0], 2, near.shape[3])
    never = Strict(np.inf, 0.5)
    weekday = np.zeros(len(y), dtype=np.int64)
    days = [
        detector.advance(memory, np.ascontiguousarray(near[:, d]), (weekday + d) % 7, never).evidence
        for d in range(near.shape[1])
    ]
    return np.stack(days, axis=1)


def _chart(y: Any, items: tuple[Item, ...]) -> Any:
    day = _mean(nearness(y, items), -1).transpose(1, 2, 0)
    sd = np.maximum(np.nanstd(day[:START], axis=0), 0.3)
    z = (day - _mean(day[:START], 0)) / sd
    pair = _mean(z, 1)[:, None] * np.sqrt(1.5)
    return ewma(0.2)(Streams(np.concatenate([z, pair], axis=1), np.full(len(y), 0.3)))


def _mean(a: Any, axis: int) -> Any:
    """Mean of what is there, NaN where nothing is."""
    count = np.isfinite(a).sum(axis)
    return np.where(count > 0, np.nansum(a, axis) / np.maximum(count, 1), np.nan)


if __name__ == "__main__":
    main()
