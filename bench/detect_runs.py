"""Runs detector, peers and oracle over made pairs, part by part on all cores; memory stays that of a few parts."""

import copy
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bench.detect_charts import PEERS
from bench.detect_oracle import oracle
from bench.detect_streams import LATE, START, streams
from nearward.kit.kernel import DAYS, FOLDER, built, watch_by
from nearward_detect import Policy, replay
from nearward_detect.calibration import Limits
from nearward_detect.contract import Detector, Strict
from nearward_detect.detectors import load
from nearward_detect.populations import BASE, Population
from nearward_detect.scales import nearness
from nearward_detect.simulate import ITEMS, Made, simulate

PART, CHUNK = 250, 125
YEAR = START + 365
FOLLOWED = 239  # days, so that every change can be followed for 120
CUT = 120
NOT_RUN = -1  # in the place of the day of an alarm: lies before any change, so that no mean counts the pair
CORES = os.cpu_count() or 1
COMPILED = Path(os.environ.get("NEARWARD_DATA", ".nearward")) / FOLDER
SAID = ("since", "since_low", "since_high", "size_low", "size_high", "side")
Found = dict[str, Any]


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


def library() -> Path | None:
    """The detector's kernel, compiled if need be; None where there is no compiler."""
    return built(DAYS, COMPILED)


def everywhere(work: Any, jobs: Sequence[Any]) -> Iterator[Any]:
    """Results of `work` for each job, on all cores."""
    with ProcessPoolExecutor(CORES, initializer=watch_by, initargs=(library(),)) as pool:
        yield from pool.map(work, jobs)


def gather(results: Iterable[Found]) -> Found:
    """Join arrays of the same name."""
    found = list(results)
    return {name: np.concatenate([part[name] for part in found]) for name in found[0]}


def quiet_highest(job: Job) -> Found:
    """Each peer's highest limit in the quiet year at which a pair would be alarmed."""
    s = streams(make(job).y)
    return {name: peer.highest(s) for name, peer in PEERS.items()}


def quiet_alarms(work: tuple[Job, dict[str, float]]) -> Found:
    """First alarms of peers and ours in the quiet year, and what the pairs are like."""
    job, limits = work
    made = make(job)
    s = streams(made.y)
    c = made.couples
    like = {"carry": c.phi[:, 0, 0] + c.phi[:, 1, 1], "level": c.level[..., :3].mean((1, 2))}
    like["missing"] = c.miss_share.mean(1)
    return {name: PEERS[name].first(s, limit) for name, limit in limits.items()} | replayed(job, made) | like


def quiet_ours(job: Job) -> Found:
    """Our first notice and first drift in the quiet year."""
    return replayed(job, make(job))


def replayed(job: Job, made: Made) -> Found:
    """First notice and first drift from day `START` on, by replay as it is shipped."""
    r = replay(made.y[:, :, : job.people], ITEMS, Policy(job.quiet_year, job.method), made.weekday)
    return {"notice": first(r.alarm > 0), "drift": first((r.alarm > 0) & (r.notice == 0))}


def quiet_oracle(work: tuple[Job, tuple[str, ...]]) -> Found:
    """The oracle's highest statistic in the quiet year when it waits for each of the named changes."""
    job, changes = work
    made = make(job)
    return {change: oracle(made, change)[:, START:].max(1) for change in changes}


def first(on: Any) -> Any:
    """First true day [pairs] from day `START` on, or `LATE`."""
    on = on.copy()
    on[:, :START] = False
    return np.where(on.any(1), on.argmax(1), LATE)


def changed(work: tuple[Job, tuple[str, ...], dict[str, float], dict[str, float]]) -> dict[str, Found]:
    """First alarms of all methods in each scenario on the same pairs: peers and oracle (each with its limits), ours.

    What our first notice says stands beside it, and what is true.
    """
    job, names, limits, oracle_limits = work
    made = [simulate(job.seed, job.pairs, FOLLOWED, name, job.population) for name in names]
    found = dict(zip(names, ours_in(job, made), strict=True))
    for name, lives in zip(names, made, strict=True):
        true = {"onset": lives.onset, "true_side": lives.side, "true_size": lives.drop.max((1, 2))}
        found[name] |= true
        if limits:
            s = streams(lives.y)
            found[name] |= {peer: PEERS[peer].first(s, limit) for peer, limit in limits.items()}
        found[name]["oracle"] = np.full(job.pairs, NOT_RUN)
        if name in oracle_limits:
            found[name]["oracle"] = first(oracle(lives, name) >= oracle_limits[name])
    return found


def ours_in(job: Job, made: Sequence[Made]) -> list[Found]:
    """Our first notices in scenarios that share pairs and chance, so that days before the change are run once.

    Pairs are taken in the order of their first changed day and followed `CUT` days beyond it. Says what `replay`
    says (tests/bench/test_detect_runs.py).
    """
    detector = load(job.method)
    strict = Limits.of(detector.name).strict(job.quiet_year, job.people)
    found = [_nothing(job.pairs) for _ in made]
    order = np.argsort(made[0].onset, kind="stable")
    for rows in np.array_split(order, -(-job.pairs // CHUNK)):
        onset = made[0].onset[rows]
        begin, end = int(onset.min()), int(onset.max()) + CUT
        near = [np.ascontiguousarray(nearness(m.y[rows, :end, : job.people], ITEMS).swapaxes(0, 1)) for m in made]
        week = made[0].weekday[rows]
        memory = detector.start(len(rows), job.people, len(ITEMS))
        past = _nothing(len(rows))
        _listen(detector, memory, (near[0], week, strict), range(begin), past)
        for place, days in enumerate(near):
            heard = copy.deepcopy(past)
            _listen(detector, copy.deepcopy(memory), (days, week, strict), range(begin, end), heard)
            for name, values in heard.items():
                found[place][name][rows] = values
    return found


def _nothing(pairs: int) -> Found:
    late = {name: np.full(pairs, LATE) for name in ("notice", "drift")}
    return late | {name: np.full(pairs, np.nan) for name in SAID}


def _listen(detector: Detector, memory: Any, lives: tuple[Any, Any, Strict], days: range, heard: Found) -> None:
    """Run over `days` and write first notice and drift, and what the first notice says, into `heard`."""
    near, week, strict = lives
    for day in days:
        r = detector.advance(memory, near[day], week[:, day], strict)
        told = (r.kind >= 0) & (r.kind < 3)
        if day < START or not told.any():
            continue
        heard["drift"][told & (r.kind == 0) & (heard["drift"] == LATE)] = day
        new = told & (heard["notice"] == LATE)
        heard["notice"][new] = day
        said = (day - r.age, day - r.age_high, day - r.age_low, r.size_low, r.size_high, r.side)
        for name, values in zip(SAID, said, strict=True):
            heard[name][new] = values[new]


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
