"""Makes the whole report of one chat and prints what it cost, as JSON: the whole job in a process.

    python -m bench.dialogue_report chat.txt [--kernel FOLDER] [--scratch FOLDER] [--without-changes]

Reads, counts words, hears questions and cues, sums every measure by week, draws a thousand times for the intervals and
looks for changes in every curve. `seconds` are CPU-seconds since the process began, `stages` those of each step,
`memory` MiB at the highest. `--kernel` and `--scratch` as in `bench.dialogue_run`.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before NumPy: the time of one core is what is measured

import argparse
import json
import resource
import tempfile
import time
from pathlib import Path

import numpy as np

from nearward_dialogue.marks import listen
from nearward_dialogue.reading import read
from nearward_dialogue.report import report
from nearward_dialogue.shapes import Ask
from nearward_dialogue.talk import talk_of


def main() -> None:
    ask = argparse.ArgumentParser(prog="python -m bench.dialogue_report", description=__doc__)
    ask.add_argument("path", type=Path)
    ask.add_argument("--kernel", type=Path)
    ask.add_argument("--scratch", type=Path)
    ask.add_argument("--without-changes", action="store_true")
    said = ask.parse_args()
    with tempfile.TemporaryDirectory(dir=said.scratch) as folder:
        print(json.dumps(_reported(said, Path(folder))))


def _reported(said: argparse.Namespace, scratch: Path) -> dict[str, object]:
    stages: dict[str, float] = {}

    def done(stage: str) -> None:
        stages[stage] = round(time.process_time() - sum(stages.values()), 3)

    kernel = None
    if said.kernel:
        from nearward.kit.kernel import compiled  # noqa: PLC0415  # only then is it worth its import

        kernel = compiled(said.kernel)
    done("start")
    chat = read(said.path, ask=Ask(scratch=scratch)).chat
    done("read")
    talk = talk_of(chat)
    words = listen(talk, "en", scratch=scratch, kernel=kernel)
    done("listen")
    found = report(talk, np.random.default_rng(1), lambda curves: [[] for _ in curves], words)
    done("measures and intervals")
    if not said.without_changes:
        from nearward.kit.curves import watch  # noqa: PLC0415

        watch(np.concatenate([one.weekly.T for one in found.measures]))
        done("changes")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    head = {"messages": len(talk), "weeks": talk.weeks, "measures": len(found.measures)}
    return head | {"seconds": round(time.process_time(), 2), "memory": round(memory), "stages": stages}


if __name__ == "__main__":
    main()
