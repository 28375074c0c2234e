"""Find a detector's limits: `python -m bench.detect_calibrate NAME [--pairs N]` writes its calibration file.

Quiet pairs are followed for 365 days after day 28, as in the benchmark, with a limit that is never reached; the
limits are quantiles of each pair's highest evidence.
"""

import argparse
import json
from pathlib import Path

import numpy as np

import nearward_detect.calibration as folder
from bench.detect_runs import everywhere, evidence, parts

RATES = (0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.65, 0.8)
SEED = 9001


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("name")
    ask.add_argument("--pairs", type=int, default=8000)
    said = ask.parse_args()
    limits = {}
    for people in (2, 1):
        jobs = parts(SEED, said.pairs, "none", people=people, method=said.name)
        highest = np.concatenate(list(everywhere(evidence, jobs)))
        limits[people] = [round(float(np.quantile(highest, 1 - rate)), 3) for rate in RATES]
    text = {
        "command": f"python -m bench.detect_calibrate {said.name} --pairs {said.pairs}",
        "quiet_year": RATES,
        "limits": limits,
    }
    target = Path(folder.__file__).parent / f"{said.name}.json"
    target.write_text(json.dumps(text, indent=1) + "\n", encoding="utf-8")
    print(target.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
