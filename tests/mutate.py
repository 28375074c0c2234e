"""`python3 start.py mutate`: plant small faults into what most trust rests on, and list those that no test notices.

Each fault gets a process of its own, forked when what is slow to load is loaded, in which the tests that reach its
line run until one fails. `--minutes N` ends it after a time; the faults come in a fixed shuffled order, so that what
was tried is a fair sample. `--only WORD` keeps to modules whose path holds the word, `--jobs N` says how many are
tried at once. It fails below 90 of 100.
"""

import argparse
import ast
import gc
import importlib
import importlib.abc
import importlib.machinery
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import coverage
import pytest

import cover
from mutants import Mutant, mutants
from trust import MODULES, PYTEST, ROOT, TESTS

WANTED = 0.9
PROVING = 8  # tests of each module that run once without a fault
PATIENCE = 120  # seconds until a fault that makes tests hang counts as noticed
SLOW = ("allauth", "cryptography", "django.contrib.admin", "numpy", "pydantic", "icalendar", "rapidfuzz",
        "nearward_library", "nearward_detect", "django.test", "django.db.models", "django.forms",
        "hypothesis.strategies", "hypothesis.stateful", "pytest_socket", "pytest_django.plugin", "pytest_timeout",
        "django.test.client")  # fmt: skip
OF_SEVERAL = ("tests/nearward/sharing/test_whole_or_not.py",)
"""Tests of what several rooms do, which count for each of them."""
NOTHING = "tests/nearward/sharing/test_apps.py"


@dataclass(frozen=True, slots=True)
class Planted:
    module: Path
    fault: Mutant

    @property
    def name(self) -> str:
        return f"{self.module.relative_to(ROOT / 'src' / 'nearward')}: {self.fault.what}"

    @property
    def room(self) -> str:
        return f"/{self.module.relative_to(ROOT / 'src').parts[1]}/"


class Finder(importlib.abc.MetaPathFinder, importlib.abc.SourceLoader):
    """Gives one module another text than the one on the disk."""

    def __init__(self, planted: Planted) -> None:
        self.name = ".".join(planted.module.relative_to(ROOT / "src").with_suffix("").parts)
        self.planted = planted

    def find_spec(self, fullname, path=None, target=None):
        return (
            importlib.machinery.ModuleSpec(fullname, self, origin=str(self.planted.module))
            if fullname == self.name
            else None
        )

    def get_filename(self, fullname):
        return str(self.planted.module)

    def get_data(self, path):
        return self.planted.fault.text.encode()


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("--minutes", type=float, default=60)
    asked.add_argument("--only", default="")
    asked.add_argument("--report", type=Path)
    asked.add_argument("--jobs", type=int, default=2)
    given = asked.parse_args()
    end = time.monotonic() + 60 * given.minutes
    faults = [
        Planted(module, fault)
        for module in MODULES if given.only in str(module)
        for fault in mutants(module.read_text(encoding="utf-8"))
    ]  # fmt: skip
    random.Random(20260312).shuffle(faults)
    with tempfile.TemporaryDirectory() as folder:
        own = [each for each in TESTS if f"/{given.only.split('/')[0]}" in each]
        reached = Reached(Path(folder), [*own, *(each for each in OF_SEVERAL if own)] or TESTS)
        _load(Path(folder))
        _run_apart(None, [NOTHING], Path(folder))  # makes the tables, which each process then begins with
        _prove(reached, Path(folder), {planted.module for planted in faults})
        survivors, tried = [], 0
        for planted, noticed in _tried(faults, reached, Path(folder), given.jobs, end):
            tried += 1
            if not noticed:
                survivors.append(planted)
                tests = len(reached.by(planted))
                print(f"survives: {planted.name} (line {planted.fault.line}, {tests} tests)", flush=True)
            if tried % 25 == 0:
                print(f"{tried} of {len(faults)} tried, {len(survivors)} survive", flush=True)
    if given.report:
        given.report.write_text("".join(f"{each.name} (line {each.fault.line})\n" for each in survivors))
    score = 1 - len(survivors) / max(tried, 1)
    print(f"{tried} of {len(faults)} faults planted, {tried - len(survivors)} noticed: {100 * score:.1f} %.")
    return int(score < WANTED or not tried)


def _prove(reached: "Reached", folder: Path, modules: set[Path]) -> None:
    """Let every module run once through all of this unchanged: whatever fails then would pass for a noticed fault."""
    for module in sorted(modules):
        unchanged = Planted(module, Mutant(0, "nothing", partial(_as_parsed, module)))
        if _run_apart(unchanged, reached.by(unchanged)[:PROVING], folder, patience=10 * PATIENCE):
            said = (folder / "said").read_text()[-3000:]
            raise SystemExit(f"The tests of {module.name} fail here without any fault, so none was planted:\n{said}")


def _as_parsed(module: Path) -> str:
    return ast.unparse(ast.parse(module.read_text(encoding="utf-8")))


class Reached:
    """Which tests reach which line, measured once; those that noticed most in its module stand first."""

    def __init__(self, folder: Path, tests: Sequence[str]) -> None:
        if cover.measure(folder / "measured", tests):
            raise SystemExit("Some of these tests fail without any fault, so none was planted.")
        self.data = coverage.CoverageData(str(folder / "measured"))
        self.data.read()
        self._noticed: Counter[tuple[Path, str]] = Counter()

    def noticed(self, planted: Planted, test: str) -> None:
        self._noticed[planted.module, test] += 1

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


def _load(folder: Path) -> None:
    """Load what is slow to load and holds none of our modules; what a fork still compiles, it compiles once for all."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    sys.dont_write_bytecode, sys.pycache_prefix = False, str(folder / "bytecode")
    for name in SLOW:
        with suppress(Exception):
            importlib.import_module(name)
    if "nearward" in sys.modules:
        raise SystemExit("Our own modules are loaded already, so no fault could be planted.")
    gc.collect()
    gc.freeze()


def _tried(
    faults: Iterable[Planted], reached: "Reached", folder: Path, jobs: int, end: float
) -> Iterator[tuple[Planted, bool]]:
    """Yield each fault and whether it was noticed, several tried at once; begin none after the end."""
    waiting, running = iter(faults), []
    while True:
        while len(running) < jobs and time.monotonic() < end and (planted := next(waiting, None)):
            tests = reached.by(planted)
            if tests:
                running.append((planted, Apart(planted, tests, folder)))
            else:
                yield planted, False
        if not running:
            return
        ended = [(planted, apart) for planted, apart in running if apart.status() is not None]
        running = [each for each in running if each not in ended]
        for planted, apart in ended:
            if failed := apart.failed():
                reached.noticed(planted, failed)
            yield planted, apart.status() != 0
        time.sleep(0.02)


class Apart:
    """A forked process in which tests run, until one fails or patience ends."""

    def __init__(self, planted: Planted | None, tests: list[str], folder: Path, patience: float = PATIENCE) -> None:
        self._end = time.monotonic() + patience
        self._status: int | None = None
        self._folder = folder
        self._child = os.fork()
        if not self._child:
            status = 1  # whatever a fault raises, it was noticed
            try:
                status = _run(planted, tests, folder)
            finally:
                os._exit(status)

    def status(self) -> int | None:
        """Return how it ended: 0 where all passed; None while it runs."""
        if self._status is None:
            done, status = os.waitpid(self._child, os.WNOHANG)
            if done:
                self._status = os.waitstatus_to_exitcode(status)
            elif time.monotonic() > self._end:
                os.kill(self._child, signal.SIGKILL)
                os.waitpid(self._child, 0)
                self._status = 1
        return self._status

    def failed(self) -> str:
        """Return the test that failed, or nothing where it was not a test that did."""
        told = _failed(self._folder, self._child)
        return told.read_text() if told.exists() else ""


def _failed(folder: Path, child: int) -> Path:
    return folder / f"{child}.failed"


class Telling:
    """A plugin of pytest that keeps the name of the test that fails."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def pytest_runtest_logreport(self, report):
        if report.failed:
            self.place.write_text(report.nodeid)


def _run_apart(planted: Planted | None, tests: list[str], folder: Path, patience: float = PATIENCE) -> int:
    apart = Apart(planted, tests, folder, patience)
    while (status := apart.status()) is None:
        time.sleep(0.02)
    return status


def _run(planted: Planted | None, tests: list[str], folder: Path) -> int:
    """Run tests in this forked process, in a data folder of its own; what they say goes nowhere."""
    whole = folder / "whole"
    own = folder / str(os.getpid()) if planted else whole
    if planted:
        shutil.copytree(whole, own)
        sys.meta_path.insert(0, Finder(planted))
    else:
        own.mkdir()
    os.environ["NEARWARD_DATA"] = str(own)
    os.chdir(ROOT)
    said = os.open(folder / "said", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(said, 1)
    os.dup2(said, 2)
    asked = [*PYTEST, "-x", "--reuse-db", "--assert=plain", "-p", "no:xdist", "-p", "no:anyio", *tests]
    status = int(pytest.main(asked, plugins=[Telling(_failed(folder, os.getpid()))]))
    if planted:
        shutil.rmtree(own, ignore_errors=True)
    return status


if __name__ == "__main__":
    sys.exit(main())
