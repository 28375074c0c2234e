"""How early a change is noticed, at the same rate of false alarms.

    python -m bench.detect --quick | --full | --pairs N  [--seed N] [--population FILE] [--json FILE] [--ours]

Every method is set so that half of all quiet pairs are alarmed once within 365 days (limits of the charts from one
quiet set, the rate checked on another; ours as shipped). Each figure is the mean number of days from the first
changed day to the notice, the first day counted, cut at 120, with its standard error. FILE is JSON with fields of
`nearward_detect.populations.Population`, or the name of a population. `--ours` leaves out charts and oracle.
"""

import argparse
import json
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from bench import detect_runs as runs
from bench.detect_charts import CHARTS
from bench.detect_streams import START
from bench.detect_truth import truth_table
from nearward_detect.populations import BASE, POPULATIONS, Population

KEYS = [
    "step 0.5 both",
    "step 1 both",
    "step 1.5 both",
    "step 0.5 one",
    "step 1 one",
    "step 1.5 one",
    "ramp30 1 both",
    "ramp30 1 one",
    "ramp60 1 both",
    "ramp60 1 one",
    "step 1 follow",
]
TARGETS = [50, 17.5, 9.5, 66, 24.5, 12.5, 32.5, 39.5, 46.5, 55, 22.5]
DIP = "dip7 1.5 both"
ORACLE = [name for name in KEYS if "follow" not in name]
OURS, SOON = "nearward", "nearward, drift named"
Table = dict[str, dict[str, tuple[float, float]]]


def main() -> None:
    said = _asked()
    pairs = 20_000 if said.full else 400 if said.quick else said.pairs
    population = _population(said.population)
    began = time.time()
    more = {"population": population}
    table: Table = {name: {} for name in ((OURS, SOON) if said.ours else (*CHARTS, OURS, SOON, "oracle"))}
    limits, rates = ({}, {}) if said.ours else _limits(said.seed, min(3 * pairs, 20_000), more)
    rates |= _our_rates(said.seed, min(3 * pairs, 20_000), more)
    dips: dict[str, float] = {}
    for scenario in (*KEYS, DIP):
        jobs = runs.parts(said.seed + 3, pairs, scenario, **more)
        found = runs.gather(runs.everywhere(runs.charts, [(job, limits) for job in jobs])) if limits else {}
        for name in limits:
            table[name][scenario] = runs.delay(found[name], found["onset"])
            dips[name] = _within(found[name], found[name], found["onset"])
        mine = runs.gather(runs.everywhere(runs.ours, jobs))
        for name, alarm in ((OURS, mine["notice"]), (SOON, mine["drift"])):
            table[name][scenario] = runs.delay(alarm, mine["onset"])
            dips[name] = _within(alarm, mine["notice"], mine["onset"])
        print(".", end="", file=sys.stderr, flush=True)
    if not said.ours:
        _oracles(table, said.seed, pairs, more)
    _show(table, rates, dips)
    truths = truth_table(said.seed + 5, pairs, population, full=population == BASE)
    print(truths)
    print(f"\n{pairs} pairs a scenario, seed {said.seed}, {time.time() - began:.0f} s")
    if said.json:
        said.json.write_text(json.dumps({"delays": table, "rates": rates, "dips": dips}, indent=1), encoding="utf-8")


def _asked() -> argparse.Namespace:
    ask = argparse.ArgumentParser(prog="python -m bench.detect", description=__doc__)
    ask.add_argument("--quick", action="store_true")
    ask.add_argument("--full", action="store_true")
    ask.add_argument("--ours", action="store_true")
    ask.add_argument("--pairs", type=int, default=1000)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--population", default="base")
    ask.add_argument("--json", type=Path)
    return ask.parse_args()


def _population(said: str) -> Population:
    if said in POPULATIONS:
        return POPULATIONS[said]
    raw = json.loads(Path(said).read_text(encoding="utf-8"))
    fields: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in raw.items()}
    return replace(BASE, **fields)


def _limits(seed: int, pairs: int, more: dict[str, Any]) -> tuple[dict[str, float], dict[str, float]]:
    """The charts' limits from one quiet set of the base population; their rate of alarms on another."""
    quiet = runs.gather(runs.everywhere(runs.highest, runs.parts(seed + 1, pairs, "none")))
    limits = {name: float(np.quantile(values, 0.5)) for name, values in quiet.items()}
    jobs = runs.parts(seed + 2, pairs, "none", **more)
    again = runs.gather(runs.everywhere(runs.highest, jobs))
    return limits, {name: float((again[name] >= limit).mean()) for name, limit in limits.items()}


def _our_rates(seed: int, pairs: int, more: dict[str, Any]) -> dict[str, float]:
    """Our rate of alarms on the quiet set on which the charts' rates are taken."""
    mine = runs.gather(runs.everywhere(runs.ours, runs.parts(seed + 2, pairs, "none", **more)))
    return {name: float((mine[key] < runs.YEAR).mean()) for name, key in ((OURS, "notice"), (SOON, "drift"))}


def _within(alarm: Any, notice: Any, onset: Any, days: int = 30) -> float:
    """Share of pairs, quiet until the change, with an alarm of that kind within 30 days."""
    calm = notice >= onset
    return float(((alarm < onset + days) & (alarm >= onset))[calm].mean())


def _oracles(table: Table, seed: int, pairs: int, more: dict[str, Any]) -> None:
    pairs = min(pairs, 4000)
    for scenario in ORACLE:
        work = [(job, scenario) for job in runs.parts(seed + 1, pairs, "none", **more)]
        quiet = runs.gather(runs.everywhere(runs.oracle_evidence, work))["evidence"]
        limit = np.quantile(quiet[:, START:].max(1), 0.5)
        work = [(job, scenario) for job in runs.parts(seed + 3, pairs, scenario, **more)]
        found = runs.gather(runs.everywhere(runs.oracle_evidence, work))
        table["oracle"][scenario] = runs.delay(runs.first(found["evidence"] >= limit), found["onset"])


def _show(table: Table, rates: dict[str, float], dips: dict[str, float]) -> None:
    row = partial(print, sep=" | ")
    row("| days to notice", "alarmed in a quiet year", *KEYS, "dip within 30 days |")
    row("|---", *["---"] * (len(KEYS) + 1), "---|")
    for name, delays in table.items():
        cells = [f"{delays[k][0]:.1f} ± {delays[k][1]:.1f}" if k in delays else "–" for k in KEYS]
        rate = f"{rates[name]:.2f}" if name in rates else ".50"
        row(f"| {name}", rate, *cells, f"{dips[name]:.2f} |" if name in dips else "– |")
    row("| target", ".47-.53", *(f"≤ {t:g}" for t in TARGETS), "≤ .20 |")


if __name__ == "__main__":
    main()
