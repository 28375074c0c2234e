"""How replay grows with pairs and days, what a second thread brings, and how much memory a long stream takes.

    python -m bench.detect_scale [--pairs 100000]

The stream makes and forgets one part of the pairs after another, as somebody with a large file would; the figure
is the process's largest resident memory. Processor time is what one core would need; "lasted" is wall time.
"""

import argparse
import resource
import time
from collections.abc import Iterator
from typing import Any

from nearward_detect import replay, replay_chunks
from nearward_detect.simulate import ITEMS, simulate

PART = 512


def main() -> None:
    ask = argparse.ArgumentParser(prog="python -m bench.detect_scale", description=__doc__)
    ask.add_argument("--pairs", type=int, default=100_000)
    said = ask.parse_args()
    print("| pairs | days | threads | processor ms a pair-year | lasted ms a pair-year |\n|---|---|---|---|---|")
    for pairs, days, threads in ((128, 365, 1), (512, 365, 1), (512, 180, 1), (512, 730, 1), (512, 365, 2)):
        spent, lasted = _timed(simulate(3, pairs, days).y, threads)
        years = pairs * days / 365
        print(f"| {pairs} | {days} | {threads} | {spent / years * 1e3:.1f} | {lasted / years * 1e3:.1f} |", flush=True)
    began = time.perf_counter()
    told = replay_chunks(_parts(said.pairs), ITEMS, workers=2)
    alarmed = sum(int((part.alarm > 0).any(1).sum()) for part in told)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"\n{said.pairs} pairs x 365 days streamed in {time.perf_counter() - began:.0f} s, {alarmed} alarmed,", end=" "
    )
    print(f"largest memory {peak:.0f} MiB (wished at most 1024)")


def _timed(y: Any, threads: int) -> tuple[float, float]:
    spent, lasted = time.process_time(), time.perf_counter()
    replay(y, ITEMS, workers=threads)
    return time.process_time() - spent, time.perf_counter() - lasted


def _parts(pairs: int) -> Iterator[Any]:
    for number, start in enumerate(range(0, pairs, PART)):
        yield simulate(10_000 + number, min(PART, pairs - start), 365).y


if __name__ == "__main__":
    main()
