"""How replay grows with pairs and days, what a second thread or process brings, and the memory of a long stream.

    python -m bench.detect_scale [--pairs 100000]

The stream makes and forgets one part of the pairs after another, as somebody with a large file would; the figure
is the process's largest resident memory. Processor time is what one core would need; "lasted" is wall time.
"""

import argparse
import os
import resource
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from bench.detect_runs import library
from nearward.kit.kernel import watch_by
from nearward_detect import replay, replay_chunks
from nearward_detect.simulate import ITEMS, simulate

PART = 512
CORES = os.cpu_count() or 1


def main() -> None:
    ask = argparse.ArgumentParser(prog="python -m bench.detect_scale", description=__doc__)
    ask.add_argument("--pairs", type=int, default=100_000)
    said = ask.parse_args()
    watch_by(library())
    print("| pairs | days | workers | processor ms a pair-year | lasted ms a pair-year |\n|---|---|---|---|---|")
    for pairs, days in ((128, 365), (512, 365), (512, 180), (512, 730)):
        _row(simulate(3, pairs, days).y, "one", lambda y: replay(y, ITEMS))
    y = simulate(3, 512, 365).y
    _row(y, "two threads", lambda y: replay(y, ITEMS, workers=2))
    _row(y, "two processes", lambda y: list(replay_chunks(np.array_split(y, 4), ITEMS, workers=2)))
    began = time.perf_counter()
    told = replay_chunks(_parts(said.pairs), ITEMS, workers=CORES)
    alarmed = sum(int((part.alarm > 0).any(1).sum()) for part in told)
    lasted = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"\n{said.pairs} pairs x 365 days streamed in {lasted:.0f} s by {CORES} processes, {alarmed} alarmed,", end=" "
    )
    print(f"{alarmed} alarmed, largest memory {peak:.0f} MiB, and {child:.0f} MiB in each process", end=" ")
    print(f"({peak + CORES * child:.0f} MiB together at the most, wished 1024)")


def _row(y: Any, workers: str, work: Callable[[Any], Any]) -> None:
    before, began = _spent(), time.perf_counter()
    work(y)
    spent, lasted = _spent() - before, time.perf_counter() - began
    years = y.shape[0] * y.shape[1] / 365
    print(f"| {y.shape[0]} | {y.shape[1]} | {workers} |", end=" ")
    print(f"{spent / years * 1e3:.1f} | {lasted / years * 1e3:.1f} |", flush=True)


def _spent() -> float:
    """Processor time so far, with that of processes that have ended."""
    return sum(os.times()[:4])


def _parts(pairs: int) -> Iterator[Any]:
    for number, start in enumerate(range(0, pairs, PART)):
        yield simulate(10_000 + number, min(PART, pairs - start), 365).y


if __name__ == "__main__":
    main()
