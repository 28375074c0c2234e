"""Tests run in a forked process of their own, in which one module has a fault."""

import gc
import importlib
import importlib.abc
import importlib.machinery
import os
import shutil
import signal
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import django
import pytest

from mutants import Mutant
from trust import PYTEST, ROOT

PATIENCE = 120  # seconds until a fault that makes tests hang counts as noticed
STARTING = "starting"  # noticed before any test, since Django does not come up
SLOW = ("allauth", "cryptography", "django.contrib.admin", "numpy", "pydantic", "icalendar", "rapidfuzz",
        "nearward_library", "nearward_detect", "django.test", "django.db.models", "django.forms",
        "hypothesis.strategies", "hypothesis.stateful", "pytest_socket", "pytest_django.plugin", "pytest_timeout",
        "django.test.client")  # fmt: skip


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


def load(folder: Path) -> None:
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


class Apart:
    """A forked process in which tests run, until one fails or patience ends."""

    def __init__(self, planted: Planted | None, tests: list[str], folder: Path, patience: float = PATIENCE) -> None:
        self._end = time.monotonic() + patience
        self._status: int | None = None
        self.endless = False
        self._folder = folder
        self._child = os.fork()
        if not self._child:
            os.setsid()
            status = 1
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
                os.killpg(self._child, signal.SIGKILL)
                os.waitpid(self._child, 0)
                self._status, self.endless = 1, True
        return self._status

    def noticed(self) -> bool:
        """Tell whether a test failed, or none ended; that it could not be tried counts for nothing."""
        return self.endless or bool(self.failed())

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

    def pytest_collectreport(self, report):
        if report.failed:
            self.place.write_text(STARTING)


def run_apart(planted: Planted | None, tests: list[str], folder: Path, patience: float = PATIENCE) -> int:
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
    told = _failed(folder, os.getpid())
    told.unlink(missing_ok=True)
    try:
        django.setup()
        status = int(pytest.main(asked, plugins=[Telling(told)]))
    except Exception:  # noqa: BLE001  # whatever it is, nothing works with this fault
        told.write_text(STARTING)
        status = 1
    if planted:
        shutil.rmtree(own, ignore_errors=True)
    return status
