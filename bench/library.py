"""How long the library takes to open: every kind, from its files to checked and frozen entries.

`python -m bench.library` opens it in fresh processes and prints the processor time without imports, beside a floor:
reading the same files and parsing them as YAML, without checking anything.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from time import process_time

import yaml

from nearward_library.load import CONTENT, KINDS, read_kind

ROUNDS = 15


def opened() -> float:
    """Milliseconds of processor time to open every kind of entry."""
    begun = process_time()
    for kind, model in KINDS.items():
        read_kind(CONTENT, kind, model)
    return 1000 * (process_time() - begun)


def parsed() -> float:
    """Milliseconds of processor time to parse the same files, and nothing else."""
    begun = process_time()
    for kind in KINDS:
        for path in (CONTENT / kind).glob("*.yaml"):
            yaml.compose(path.read_bytes(), Loader=yaml.CBaseLoader)
    return 1000 * (process_time() - begun)


MEASURES = {"opened": opened, "parsed": parsed}


def fresh(name: str) -> float:
    """One measure in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.library", "--one", name], capture_output=True, text=True, check=True
    )
    return float(json.loads(done.stdout))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--one", choices=MEASURES, help="print one measure of this process and stop")
    one = parser.parse_args().one
    if one:
        print(json.dumps(MEASURES[one]()))
        return
    took = {name: sorted(fresh(name) for _ in range(ROUNDS)) for name in MEASURES}
    for name, times in took.items():
        print(f"{name}  {times[0]:5.1f} / {statistics.median(times):5.1f} / {times[-1]:5.1f} ms  (least, median, most)")
    print(f"opened / parsed, medians: {statistics.median(took['opened']) / statistics.median(took['parsed']):.2f}")


if __name__ == "__main__":
    main()
