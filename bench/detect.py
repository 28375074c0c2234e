"""How early a change is noticed, at the same rate of false alarms, and whether what is said is true.

    python -m bench.detect --quick | --full | --pairs N  [--seed N] [--population FILE] [--json FILE] [--ours]

Every method is set so that half of all quiet pairs are alarmed once within 365 days: limits of peers and oracle come
from one quiet set of the base population, the rates shown from another; ours as it is shipped. A delay is the mean
number of days from the first changed day to the notice, the first day counted, cut at 120, over the pairs not alarmed
before, with its standard error. All methods see the same pairs, and differences are taken on them. `--quick` takes 400
pairs a scenario, `--full` 20,000. FILE is JSON with fields of `nearward_detect.populations.Population`, or the name of
a population. `--ours` leaves out peers and oracle. Prints the tables of docs/detection.md as Markdown.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import numpy as np

from bench import detect_runs as runs
from bench.detect_charts import PEERS
from bench.detect_table import DIP, NAMED, ORACLE, OURS, TARGETS, Figure, delay, delays_table, share, verdicts
from bench.detect_truth import coverage_table, evenness_table, rates_table, speed
from nearward_detect.populations import BASE, POPULATIONS, Population

QUICK, FULL = 400, 20_000
ORACLE_PAIRS = 5000  # pairs on which the oracle is run, at most, in a scenario and for its limits
SCENARIOS = (*TARGETS, DIP)


@dataclass(frozen=True, slots=True)
class Run:
    """How large a run is, from which seed, and on which population."""

    pairs: int
    seed: int
    population: Population
    alone: bool = False  # ours alone, without peers and oracle

    @property
    def quiet_pairs(self) -> int:
        return min(3 * self.pairs, FULL)


def main() -> None:
    said = _asked()
    pairs = FULL if said.full else QUICK if said.quick else said.pairs
    run = Run(pairs, said.seed, population_of(said.population), alone=said.ours)
    began = time.time()
    limits, oracle_limits = ({}, {}) if run.alone else _limits(run)
    quiet = _quiet(run, limits)
    rates = {name: share(quiet[name] < runs.YEAR) for name in limits}
    rates |= {OURS: share(quiet["notice"] < runs.YEAR), NAMED: share(quiet["drift"] < runs.YEAR)}
    found = changed(run, limits, oracle_limits)
    methods = [*limits, OURS, NAMED, *([] if run.alone else [ORACLE])]
    print(delays_table(found, methods, rates), "\n")
    print(verdicts(found, list(limits)), "\n")
    robust = run.population == BASE
    print(rates_table(run.seed + 5, run.pairs, run.population, rates[OURS], robust=robust), "\n")
    print(evenness_table(quiet), "\n")
    print(coverage_table(found), "\n")
    print(speed(), "\n")
    spent = sum(getattr(os.times(), name) for name in ("user", "system", "children_user", "children_system"))
    lasted = time.time() - began
    print(_footing(run), f"{spent:.0f} s of processor time, {lasted:.0f} s on {runs.CORES} cores")
    if said.json:
        said.json.write_text(json.dumps(_figures(found, methods, rates), indent=1), encoding="utf-8")


def population_of(said: str) -> Population:
    """The population of that name, or the base population with the fields of a JSON file."""
    if said in POPULATIONS:
        return POPULATIONS[said]
    raw = json.loads(Path(said).read_text(encoding="utf-8"))
    unknown = sorted(set(raw) - {field.name for field in fields(BASE)})
    if unknown:
        raise SystemExit(f"{said}: no such fields of a population: {', '.join(unknown)}")
    values: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in raw.items()}
    return replace(BASE, **values)


def changed(run: Run, limits: dict[str, float], oracle_limits: dict[str, float]) -> dict[str, runs.Found]:
    """First alarms in every scenario; the oracle is run on the first pairs only."""
    jobs = runs.parts(run.seed + 3, run.pairs, "", population=run.population)
    few = -(-ORACLE_PAIRS // runs.PART)
    work = [(job, SCENARIOS, limits, oracle_limits if place < few else {}) for place, job in enumerate(jobs)]
    done = list(_marked(runs.everywhere(runs.changed, work), len(work)))
    return {name: runs.gather([part[name] for part in done]) for name in SCENARIOS}


def _limits(run: Run) -> tuple[dict[str, float], dict[str, float]]:
    """Limits of the peers, and of the oracle for each scenario, from one quiet set of the base population."""
    quiet = runs.gather(runs.everywhere(runs.quiet_highest, runs.parts(run.seed + 1, run.quiet_pairs, "none")))
    limits = {name: float(np.quantile(quiet[name], 0.5)) for name in PEERS}
    jobs = runs.parts(run.seed + 1, min(run.quiet_pairs, ORACLE_PAIRS), "none")
    work = [(job, tuple(TARGETS)) for job in jobs]
    waited = runs.gather(runs.everywhere(runs.quiet_oracle, work))
    return limits, {name: float(np.quantile(waited[name], 0.5)) for name in TARGETS}


def _quiet(run: Run, limits: dict[str, float]) -> runs.Found:
    jobs = runs.parts(run.seed + 2, run.quiet_pairs, "none", population=run.population)
    return runs.gather(runs.everywhere(runs.quiet_alarms, [(job, limits) for job in jobs]))


def _marked(results: Iterator[Any], parts: int) -> Iterator[Any]:
    for place, result in enumerate(results, 1):
        if place % max(parts // 20, 1) == 0:
            print(".", end="", file=sys.stderr, flush=True)
        yield result


def _footing(run: Run) -> str:
    oracle = "" if run.alone else f" (oracle {min(run.pairs, ORACLE_PAIRS)})"
    return f"{run.pairs} pairs a scenario{oracle}, {run.quiet_pairs} quiet pairs, seed {run.seed},"


def _figures(found: dict[str, runs.Found], methods: list[str], rates: dict[str, Figure]) -> dict[str, Any]:
    keys = {OURS: "notice", NAMED: "drift"}
    delays = {
        method: {name: _pair(delay(found[name][keys.get(method, method)], found[name]["onset"])) for name in TARGETS}
        for method in methods
    }
    return {"delays": delays, "rates": {name: _pair(rate) for name, rate in rates.items()}}


def _pair(figure: Figure) -> tuple[float, float]:
    return figure.value, figure.error


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


if __name__ == "__main__":
    main()
