"""What newness and waves bring and cost: `python -m bench.detect_newness [--pairs N] [--seed N]`.

Quiet pairs and changes in the third and the ninth month, with and without what `verdict.FADING` and `verdict.WAVE` take
off the evidence; each variant has its own limit, at which half of quiet pairs are alarmed in a year.
"""

import argparse
from typing import Any

import numpy as np

from bench import detect_runs as runs
from bench.detect_streams import START
from bench.detect_table import delay
from nearward_detect.contract import Strict
from nearward_detect.detectors import load
from nearward_detect.populations import POPULATIONS
from nearward_detect.scales import nearness
from nearward_detect.simulate import ITEMS, Made, simulate
from nearward_detect.space import verdict

VARIANTS = {"neither": (0.0, 0.0), "newness": (verdict.FADING, 0.0), "both": (verdict.FADING, verdict.WAVE)}
MONTHS = {"third month": (58, 118), "ninth month": (230, 290)}
CHANGES = ("step 1 both", "step 0.5 one", "ramp30 1 both")


def evidence(made: Made) -> Any:
    """Evidence [pairs, days] under a limit that is never reached."""
    detector, near = load("state_space"), nearness(made.y, ITEMS)
    memory = detector.start(near.shape[0], 2, near.shape[3])
    seen = np.empty(near.shape[:2])
    for day in range(near.shape[1]):
        today = np.ascontiguousarray(near[:, day])
        seen[:, day] = detector.advance(memory, today, made.weekday[:, day], Strict(np.inf, 0.5)).evidence
    return seen


def rows(seed: int, pairs: int) -> list[list[str]]:
    """One row a figure, one column a variant."""
    quiet = simulate(seed, pairs, runs.YEAR)
    others = {
        name: simulate(seed + 1, pairs, runs.YEAR, population=POPULATIONS[name]) for name in ("wander", "high_ar")
    }
    changed = {
        f"{change}, {month}": simulate(seed + 2, pairs, days[1] + 121, change, onset=days)
        for month, days in MONTHS.items()
        for change in CHANGES
    }
    table: dict[str, list[str]] = {}
    for verdict.FADING, verdict.WAVE in VARIANTS.values():
        still = evidence(quiet)
        limit = float(np.quantile(still[:, START:].max(1), 0.5))
        first = runs.first(still > limit)
        for days in (60, 183):
            _add(table, f"quiet pairs alarmed within {days} days", f"{(first < START + days).mean():.2f}")
        for name, made in others.items():
            _add(table, f"{name}: alarmed in a year", f"{(evidence(made)[:, START:].max(1) > limit).mean():.2f}")
        for name, made in changed.items():
            told = delay(runs.first(evidence(made) > limit), made.onset)
            _add(table, f"{name}: days to notice", told.told(1))
    return [[name, *cells] for name, cells in table.items()]


def _add(table: dict[str, list[str]], name: str, cell: str) -> None:
    table.setdefault(name, []).append(cell)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--pairs", type=int, default=500)
    ask.add_argument("--seed", type=int, default=71)
    said = ask.parse_args()
    print("| " + " | ".join(["", *VARIANTS]) + " |\n|" + "---|" * (len(VARIANTS) + 1))
    for row in rows(said.seed, said.pairs):
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
