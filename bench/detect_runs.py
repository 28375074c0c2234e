"""Runs detectors and charts over made pairs, part by part on all cores; memory stays that of a few parts."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np

from bench.detect_charts import CHARTS
from bench.detect_oracle import oracle
from bench.detect_streams import START, streams
from nearward_detect import Policy, replay
from nearward_detect.contract import Strict
from nearward_detect.detectors import load
from nearward_detect.populations import BASE, Population
from nearward_detect.scales import nearness
from nearward_detect.simulate import ITEMS, Made, simulate

PART = 250
YEAR = START + 365
FOLLOWED = 239  # days, so that every change can be followed for 120
CUT = 120


@dataclass(frozen=True, slots=True)
class Job:
    """One part of a run: `pairs` pairs of a scenario, made from `seed`."""

    seed: int
    pairs: int
    scenario: str
    population: Population = BASE
    people: int = 2
    quiet_year: float = 0.5
    method: str = ""


def make(job: Job) -> Made:
    """The pairs of a part."""
    days = YEAR if job.scenario == "none" else FOLLOWED
    return simulate(job.seed, job.pairs, days, job.scenario, job.population)


def parts(seed: int, pairs: int, scenario: str, **more: Any) -> list[Job]:
    """Cut a run into parts, each with its own seed."""
    count = -(-pairs // PART)
    return [Job(seed * 10_000 + n, min(PART, pairs - n * PART), scenario, **more) for n in range(count)]


def everywhere(work: Any, jobs: Sequence[Any]) -> Iterator[Any]:
    """Results of `work` for each job, on all cores."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(work, jobs)


def gather(results: Iterator[dict[str, Any]]) -> dict[str, Any]:
    """Join arrays of the same name."""
    found = list(results)
    return {name: np.concatenate([part[name] for part in found]) for name in found[0]}


def first(on: Any) -> Any:
    """First true day [pairs] from day `START` on, or a very late one."""
    on = on.copy()
    on[:, :START] = False
    return np.where(on.any(1), on.argmax(1), 99_999)


def ours(job: Job) -> dict[str, Any]:
    """First notice, first drift, and what the first notice says, for each pair."""
    made = make(job)
    r = replay(made.y[:, :, : job.people], ITEMS, Policy(job.quiet_year, job.method), made.weekday)
    notice = first(r.alarm > 0)
    rows, day = np.arange(job.pairs), np.minimum(notice, r.alarm.shape[1] - 1)
    said = {n: getattr(r, n)[rows, day] for n in ("since", "since_low", "since_high", "size_low", "size_high", "side")}
    drift = first((r.alarm > 0) & (r.notice == 0))
    true = {"onset": made.onset, "true_side": made.side, "true_size": made.drop[:, -1].max(-1)}
    who = {
        "carry": made.couples.phi[:, 0, 0] + made.couples.phi[:, 1, 1],
        "level": made.couples.level[..., :3].mean((1, 2)),
    }
    who["missing"] = made.couples.miss_share.mean(1)
    return {"notice": notice, "drift": drift, "kind": r.notice[rows, day]} | said | true | who


def evidence(job: Job) -> Any:
    """Each pair's highest evidence after day `START` under a limit that is never reached."""
    made = make(job)
    detector = load(job.method)
    near = nearness(made.y[:, :, : job.people], ITEMS)
    memory = detector.start(near.shape[0], near.shape[2], near.shape[3])
    highest = np.full(job.pairs, -np.inf)
    for day in range(near.shape[1]):
        today = np.ascontiguousarray(near[:, day])
        seen = detector.advance(memory, today, made.weekday[:, day], Strict(np.inf, 0.5)).evidence
        if day >= START:
            highest = np.maximum(highest, seen)
    return highest


def highest(job: Job) -> dict[str, Any]:
    """Each chart's highest statistic in the quiet year."""
    s = streams(make(job).y)
    return {name: chart(s)[:, START:].max(1) for name, chart in CHARTS.items()}


def charts(work: tuple[Job, dict[str, float]]) -> dict[str, Any]:
    """Each chart's first alarm, given the limits."""
    job, limits = work
    made = make(job)
    s = streams(made.y)
    return {"onset": made.onset} | {name: first(chart(s) >= limits[name]) for name, chart in CHARTS.items()}


def oracle_evidence(work: tuple[Job, str]) -> dict[str, Any]:
    """The oracle's statistic for a known change on quiet or changed pairs."""
    job, change = work
    made = make(job)
    return {"onset": made.onset, "evidence": oracle(made, change)}


def delay(alarm: Any, onset: Any) -> tuple[float, float]:
    """Mean days to notice, onset day included and cut at `CUT`, among pairs not alarmed before; its SE."""
    days = np.minimum(alarm - onset + 1.0, CUT)[alarm >= onset]
    return float(days.mean()), float(days.std() / np.sqrt(len(days)))
