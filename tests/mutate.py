"""`python3 start.py mutate`: plant small faults into what most trust rests on, and list those that no test notices.

Each fault gets a process of its own, forked when what is slow to load is loaded, in which the tests that reach its
line run until one fails. `--minutes N` ends it after a time; the faults come in another shuffled order each time
(`--seed N` for the same), so that what was tried is a fair sample. `--only WORD` keeps to modules whose path holds
the word, `--jobs N` says how many are tried at once, `--measured FILE` takes what `start.py cover --keep FILE` kept
of this very code, of all rooms, instead of measuring again. It fails below 90 of 100; a part of the list, where it is
below by more than chance.

A fault is noticed when a test fails or does not end; the tests that failed are run once more without any fault.
"""

import argparse
import ast
import math
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path

import coverage

import cover
from apart import PATIENCE, STARTING, Apart, Planted, load, run_apart
from mutants import Mutant, mutants
from trust import MODULES, TESTS

WANTED = 0.9
CHANCE = 1.645
"""Standard errors by which one sample in twenty lies lower than the whole list."""
PROVING = 8  # tests of each module that run once without a fault
OF_SEVERAL = ("tests/nearward/sharing/test_whole_or_not.py",)
"""Tests of what several rooms do, which count for each of them."""
NOTHING = "tests/nearward/sharing/test_apps.py"


def main() -> int:
    given = _asked()
    end = time.monotonic() + 60 * given.minutes
    faults = [
        Planted(module, fault)
        for module in MODULES if given.only in str(module)
        for fault in mutants(module.read_text(encoding="utf-8"))
    ]  # fmt: skip
    if not faults:
        raise SystemExit(f"No module's path holds {given.only!r}.")
    random.Random(given.seed).shuffle(faults)
    with tempfile.TemporaryDirectory() as folder:
        own = [each for each in TESTS if f"/{given.only.split('/')[0]}" in each]
        tests = [*own, *(each for each in OF_SEVERAL if own)] or TESTS
        reached = Reached(given.measured or _measured(Path(folder) / "measured", tests))
        load(Path(folder))
        run_apart(None, [NOTHING], Path(folder))  # makes the tables, which each process then begins with
        _prove(reached, Path(folder), {planted.module for planted in faults})
        survivors, tried, endless = [], 0, 0
        for planted, apart in _tried(faults, reached, Path(folder), given.jobs, end):
            tried += 1
            endless += bool(apart and apart.endless)
            if not (apart and apart.noticed()):
                survivors.append(planted)
                said = f"(line {planted.fault.line}, {len(reached.by(planted))} tests)"
                print(f"survives: {planted.name} {said}", flush=True)
            if tried % 25 == 0:
                print(f"{tried} of {len(faults)} tried, {len(survivors)} survive", flush=True)
        reached.prove_witnesses(Path(folder))
    if given.report:
        given.report.write_text("".join(f"{each.name} (line {each.fault.line})\n" for each in survivors))
    if not tried:
        raise SystemExit("There was no time to plant a fault: more `--minutes`.")
    score = 1 - len(survivors) / tried
    least = WANTED - CHANCE * math.sqrt(WANTED * (1 - WANTED) / tried * (1 - tried / len(faults)))
    said = f"{tried} of {len(faults)} faults planted (seed {given.seed}), {tried - len(survivors)} noticed"
    print(f"{said}, {endless} of them since the tests did not end: {100 * score:.1f} %, {100 * least:.1f} wanted.")
    return int(score < least)


def _asked() -> argparse.Namespace:
    asked = argparse.ArgumentParser()
    asked.add_argument("--minutes", type=float, default=60)
    asked.add_argument("--only", default="")
    asked.add_argument("--report", type=Path)
    asked.add_argument("--measured", type=Path)
    asked.add_argument("--jobs", type=int, default=2, choices=range(1, 65))
    asked.add_argument("--seed", type=int, default=int.from_bytes(os.urandom(3)), help="of the order")
    return asked.parse_args()


def _prove(reached: "Reached", folder: Path, modules: set[Path]) -> None:
    """Let every module run once through all of this unchanged: whatever fails then would pass for a noticed fault."""
    for module in sorted(modules):
        unchanged = _unchanged(module)
        if run_apart(unchanged, reached.by(unchanged)[:PROVING], folder, patience=10 * PATIENCE):
            said = (folder / "said").read_text()[-3000:]
            raise SystemExit(f"The tests of {module.name} fail here without any fault, so none was planted:\n{said}")


def _unchanged(module: Path) -> Planted:
    return Planted(module, Mutant(0, "nothing", partial(_as_parsed, module)))


def _as_parsed(module: Path) -> str:
    return ast.unparse(ast.parse(module.read_text(encoding="utf-8")))


def _measured(data: Path, tests: Sequence[str]) -> Path:
    if cover.measure(data, tests):
        raise SystemExit("Some of these tests fail without any fault, so none was planted.")
    return data


class Reached:
    """Which tests reach which line, measured once; those that noticed most in its module stand first."""

    def __init__(self, measured: Path) -> None:
        if not measured.exists():
            raise SystemExit(f"There is no {measured}; `start.py cover --keep {measured}` makes it.")
        self.data = coverage.CoverageData(str(measured))
        self.data.read()
        self._noticed: Counter[tuple[Path, str]] = Counter()

    def noticed(self, planted: Planted, test: str) -> None:
        self._noticed[planted.module, test] += 1

    def prove_witnesses(self, folder: Path) -> None:
        """Let all tests that noticed a fault run once more without one: who fails then too has noticed nothing."""
        for module in sorted({module for module, _test in self._noticed}):
            tests = sorted(test for where, test in self._noticed if where == module and test != STARTING)
            if tests and run_apart(_unchanged(module), tests, folder, patience=10 * PATIENCE):
                said = (folder / "said").read_text()[-3000:]
                raise SystemExit(
                    f"A test of {module.name} fails without any fault, so the score is worth nothing:\n{said}"
                )

    def by(self, planted: Planted) -> list[str]:
        found = self.data.contexts_by_lineno(str(planted.module))
        if planted.fault.line in _in_functions(planted.module):
            tests = {*found.get(planted.fault.line, ())}
        else:  # a decorator may keep a request from every line, so all tests of the room count too
            room = {each for each in self.data.measured_contexts() if planted.room in each}
            tests = room.union(*found.values())
        return sorted(tests - {""}, key=self._near(planted))

    def _near(self, planted: Planted):
        return lambda test: (
            -self._noticed[planted.module, test],
            planted.room not in test,
            planted.module.stem not in test,
            "races" in test,
            test,
        )


@cache
def _in_functions(module: Path) -> frozenset[int]:
    """The lines that run when something is called; all others run once, in whichever test comes first."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return frozenset(line for each in functions for line in range(each.body[0].lineno, each.end_lineno + 1))


def _tried(
    faults: Iterable[Planted], reached: "Reached", folder: Path, jobs: int, end: float
) -> Iterator[tuple[Planted, "Apart | None"]]:
    """Yield each fault and whether it was noticed, several tried at once; begin none after the end."""
    waiting, running = iter(faults), []
    while True:
        while len(running) < jobs and time.monotonic() < end and (planted := next(waiting, None)):
            tests = reached.by(planted)
            if tests:
                running.append((planted, Apart(planted, tests, folder)))
            else:
                yield planted, None
        if not running:
            return
        ended = [(planted, apart) for planted, apart in running if apart.status() is not None]
        running = [each for each in running if each not in ended]
        for planted, apart in ended:
            if failed := apart.failed():
                reached.noticed(planted, failed)
            yield planted, apart
        time.sleep(0.02)


if __name__ == "__main__":
    sys.exit(main())
