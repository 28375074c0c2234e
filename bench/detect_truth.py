"""Whether what a notice says is true: rates of false alarms, intervals, sides, evenness over pairs, speed."""

import time
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from bench import detect_runs as runs
from bench.detect_table import Figure, between, markdown, met, share
from nearward_detect import Day, Monitor, kernel, replay
from nearward_detect.populations import POPULATIONS, Population
from nearward_detect.simulate import ITEMS, simulate

EVEN = {"carry": "how moods carry over", "level": "how near they usually are", "missing": "how many days are missing"}
SPREAD, RATE = 0.15, 0.03
HIGHEST = {"wander": 0.75}
ROBUST_PAIRS, STRICT_PAIRS = 2000, 5000
TOLD = ("step 0.5 both", "step 1 both", "step 1.5 both", "step 0.5 one", "step 1 one", "step 1.5 one")


def rates_table(seed: int, pairs: int, population: Population, usual: Figure, *, robust: bool) -> str:
    """Share of quiet pairs alarmed in a year by policy and population; `usual` is that of the usual policy."""
    rows = [["share of quiet pairs alarmed in 365 days", "wished", "reached", ""]]
    few = min(pairs, STRICT_PAIRS)
    found = {0.5: usual} | {p: _quiet(seed, few, population, quiet_year=p) for p in (0.2, 0.1)}
    for policy, rate in found.items():
        rows.append(_row("this population", f"{policy:g} ± .03", rate, between(rate, policy - RATE, policy + RATE)))
    alone = _quiet(seed, few, population, people=1)
    rows.append(_row("one person alone", ".5 ± .03", alone, between(alone, 0.5 - RATE, 0.5 + RATE)))
    for name, other in POPULATIONS.items() if robust else ():
        highest = HIGHEST.get(name, 0.65)
        rate = _quiet(seed + 1, min(pairs, ROBUST_PAIRS), other)
        rows.append(_row(name, f"≤ {highest:g}", rate, met(rate, highest)))
    return markdown(rows)


def evenness_table(quiet: runs.Found) -> str:
    """Rate of false alarms in fifths of pairs by what they are like.

    Fifths of one rate differ by chance too: the standard error of a fifth stands in the last column.
    """
    alarmed = quiet["notice"] < runs.YEAR
    rows = [["alarmed by fifths of", "lowest … highest", f"spread (wished ≤ {SPREAD})", "", "SE of one fifth"]]
    for key, words in EVEN.items():
        shares = [share(alarmed[part]) for part in np.array_split(np.argsort(quiet[key], kind="stable"), 5)]
        values = [s.value for s in shares]
        spread = Figure(max(values) - min(values), float(np.hypot(shares[0].error, shares[-1].error)))
        cells = [words, " ".join(f"{v:.2f}" for v in values), spread.told(2), met(spread, SPREAD)]
        rows.append([*cells, f"{shares[0].error:.3f}"])
    return markdown(rows)


def coverage_table(found: dict[str, runs.Found], names: Iterable[str] = TOLD) -> str:
    """How often first day and size lie in their 80 % intervals, and the side is right, at the first notice."""
    rows = [["change", "first day in its 80 % interval", "", "size in its 80 % interval", "", "side right", ""]]
    told = {name: _held(found[name]) for name in names}
    told["all of these"] = np.concatenate(list(told.values()), axis=1)
    for name, held in told.items():
        since, size, side = (share(row) for row in held)
        wish = between(side, 0.85, 1.0) if name == "step 1 one" else ""
        within = [cell for s in (since, size) for cell in (s.told(3), between(s, 0.75, 0.85))]
        rows.append([name, *within, side.told(3), wish])
    return markdown(rows)


def _held(f: runs.Found) -> Any:
    """Whether first day and size lie in their intervals, and the side is right [3, pairs noticed in time]."""
    hit = (f["notice"] >= f["onset"]) & (f["notice"] < f["onset"] + runs.CUT)
    since = (f["since_low"] <= f["onset"]) & (f["onset"] <= f["since_high"])
    size = (f["size_low"] <= f["true_size"]) & (f["true_size"] <= f["size_high"])
    return np.stack([since, size, f["side"] == f["true_side"]])[:, hit]


def speed() -> str:
    """Processor time on one core, by the compiled kernel and by NumPy alone."""
    library = runs.library()
    told = [f"by NumPy: {_speed(None)}"]
    if library:
        told.append(f"by the kernel: {_speed(library)}")
    return "; ".join(told) + ". Processor time of one core."


def _speed(library: Path | None) -> str:
    kernel.use(library)
    made = simulate(3, 256, 365)
    replay(made.y[:2, :30], ITEMS)
    began = time.process_time()
    replay(made.y, ITEMS, weekday=made.weekday)
    replayed = (time.process_time() - began) / len(made.y) * 1e3
    state = Monitor(ITEMS).start()
    steps = []
    for day, said in enumerate(made.y[0, :300]):
        answers = tuple(_answers(row) for row in said)
        today = Day(date(2026, 1, 5) + timedelta(days=day), answers)
        began = time.process_time()
        state, _ = state.step(today)
        steps.append((time.process_time() - began) * 1e6)
    told = f"replay {replayed:.1f} ms a pair-year (wished ≤ 12), one step {min(steps[30:]):.0f} µs at the least, "
    return told + f"{np.median(steps[30:]):.0f} µs in the middle (wished ≤ 300), state {len(state.to_json())} B"


def _answers(row: Any) -> dict[str, float] | None:
    return {item.name: float(said) for item, said in zip(ITEMS, row, strict=True) if not np.isnan(said)} or None


def _quiet(seed: int, pairs: int, population: Population, **more: Any) -> Figure:
    jobs = runs.parts(seed, pairs, "none", population=population, **more)
    return share(runs.gather(runs.everywhere(runs.quiet_ours, jobs))["notice"] < runs.YEAR)


def _row(name: str, wished: str, rate: Figure, verdict: str) -> list[str]:
    return [name, wished, rate.told(3), verdict]
