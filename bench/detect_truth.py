"""Whether what a notice says is true: rates of false alarms, intervals, sides, evenness over pairs, speed."""

import time
from datetime import date, timedelta
from typing import Any

import numpy as np

from bench import detect_runs as runs
from nearward_detect import Day, Monitor, replay
from nearward_detect.populations import POPULATIONS, Population
from nearward_detect.simulate import ITEMS, simulate


def truth_table(seed: int, pairs: int, population: Population, *, full: bool) -> str:
    """The tables below the delays, as text; at most `ENOUGH` pairs each, so that a full run stays within 40 minutes."""
    pairs = min(pairs, ENOUGH)
    rows = ["", "| share of quiet pairs alarmed in 365 days | wished | reached |", "|---|---|---|"]
    even: list[str] = []
    for quiet_year in (0.5, 0.2, 0.1):
        share, se, found = _quiet(seed, pairs, population, quiet_year=quiet_year)
        even = even or _evenness(found)
        rows.append(f"| this population | {quiet_year:g} ± .03 | {share:.3f} ± {se:.3f} |")
    alone, se, _ = _quiet(seed, pairs, population, people=1)
    rows.append(f"| one person alone | .5 | {alone:.3f} ± {se:.3f} |")
    if full:
        for name, other in POPULATIONS.items():
            share, se, _ = _quiet(seed + 1, pairs, other)
            rows.append(f"| {name} | ≤ {'.75' if name == 'wander' else '.65'} | {share:.3f} ± {se:.3f} |")
    rows += even
    rows += [
        "",
        "| change | first day in its 80 % interval | size in its 80 % interval | side right |",
        "|---|---|---|---|",
    ]
    rows += [_coverage(seed + 2, pairs, population, name) for name in TOLD]
    return "\n".join([*rows, "", _speed()])


ENOUGH = 5000
TOLD = ("step 0.5 both", "step 1 both", "step 1.5 both", "step 0.5 one", "step 1 one", "step 1.5 one")


def _quiet(seed: int, pairs: int, population: Population, **more: Any) -> tuple[float, float, dict[str, Any]]:
    jobs = runs.parts(seed, pairs, "none", population=population, **more)
    found = runs.gather(runs.everywhere(runs.ours, jobs))
    alarmed = found["notice"] < runs.YEAR
    return float(alarmed.mean()), float(alarmed.std() / np.sqrt(len(alarmed))), found


def _evenness(found: dict[str, Any]) -> list[str]:
    """Rate of false alarms in fifths of pairs by what they are like."""
    alarmed = found["notice"] < runs.YEAR
    rows = ["", "| alarmed by fifths of | lowest … highest | spread (wished ≤ .15) |", "|---|---|---|"]
    for name in ("carry", "level", "missing"):
        order = np.argsort(found[name])
        shares = [float(alarmed[part].mean()) for part in np.array_split(order, 5)]
        rows.append(f"| {name} | {' '.join(f'{s:.2f}' for s in shares)} | {max(shares) - min(shares):.2f} |")
    return rows


def _coverage(seed: int, pairs: int, population: Population, scenario: str) -> str:
    f = runs.gather(runs.everywhere(runs.ours, runs.parts(seed, pairs, scenario, population=population)))
    hit = (f["notice"] >= f["onset"]) & (f["notice"] < f["onset"] + runs.CUT)
    since = (f["since_low"] <= f["onset"]) & (f["onset"] <= f["since_high"])
    size = (f["size_low"] <= f["true_size"]) & (f["true_size"] <= f["size_high"])
    side = f["side"] == f["true_side"]
    cells = " | ".join(f"{values[hit].mean():.2f}" for values in (since, size, side))
    return f"| {scenario} | {cells} |"


def _speed() -> str:
    """Processor time on one core."""
    made = simulate(3, 256, 365)
    began = time.process_time()
    replay(made.y, ITEMS, weekday=made.weekday)
    replayed = (time.process_time() - began) / len(made.y) * 1e3
    state = Monitor(ITEMS).start()
    answers = {item.name: 7.0 for item in ITEMS}
    began = time.process_time()
    for day in range(300):
        state, _ = state.step(Day(date(2026, 1, 5) + timedelta(days=day), (answers, answers)))
    stepped = (time.process_time() - began) / 300 * 1e6
    return f"replay {replayed:.1f} ms a pair-year on one core, step {stepped:.0f} µs, state {len(state.to_json())} B"
