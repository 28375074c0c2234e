"""Makes the whole report of one chat and prints what it cost, as JSON: the whole job in a process.

    python -m bench.dialogue_report chat.txt [--kernel FOLDER] [--scratch FOLDER] [--without-changes]

Reads, counts words, hears questions and cues, sums every measure by week, draws a thousand times for the intervals and
looks for changes in all `curves` that may be told. `seconds` are CPU-seconds since the process began, `stages` those
of each step, `memory` MiB at the highest. `--kernel` is the folder of what is compiled, which is compiled
if need be; `--scratch` as in `bench.dialogue_run`.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before NumPy: the time of one core is what is measured

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from nearward.kit.curves import watch
from nearward.kit.kernel import DAYS, built, compiled, watch_by
from nearward_dialogue.marks import listen
from nearward_dialogue.reading import read
from nearward_dialogue.report import Found, report
from nearward_dialogue.shapes import Ask
from nearward_dialogue.talk import talk_of
from nearward_dialogue.weeks import Floats


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

    kernel = compiled(said.kernel) if said.kernel else None
    watch_by(built(DAYS, said.kernel) if said.kernel else None)
    done("start")
    chat = read(said.path, ask=Ask(scratch=scratch)).chat
    done("read")
    talk = talk_of(chat)
    words = listen(talk, "en", scratch=scratch, kernel=kernel)
    done("listen")
    curves = 0

    def look(series: Floats) -> Sequence[Sequence[Found]]:
        nonlocal curves
        done("measures and intervals")
        curves = len(series)
        found = [[] for _ in series] if said.without_changes else watch(series)
        done("changes")
        return found

    found = report(talk, np.random.default_rng(1), look, words)
    done("hours and cues")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    head = {"messages": len(talk), "weeks": talk.weeks, "measures": len(found.measures), "curves": curves}
    return head | {"seconds": round(time.process_time(), 2), "memory": round(memory), "stages": stages}


if __name__ == "__main__":
    main()
