"""`python3 start.py test`: pytest without and with a browser, then on PostgreSQL where there is one, then our scripts.

With arguments only pytest runs, with just these. `--nightly` adds the tests marked slow, and more examples each, and
then measures what most trust rests on: every branch, and as many planted faults as there is time for; it writes what
its tests went through into docs/promises.md. The last line counts all rounds together.
"""

import os
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import figures
import node

ROOT = node.ROOT
CACHE = ROOT / ".nearward" / "cache"
POSTGRES = "NEARWARD_TEST_POSTGRES_URL"
NIGHTLY = "NEARWARD_TEST_NIGHTLY"
LONGEST, LEAST = 73, 4  # minutes: until the last fault is planted, and of planting however late it is
KEPT = frozenset({"NEARWARD_DATABASE_URL", "NEARWARD_REDIS_URL", POSTGRES})  # a test run hears of no other setting
NAMES = ("sqlite", "browser", "postgresql")
# Who has no tests left takes some of the others': at night one of two had stood idle for the last part.
SHARED = ("-n", "auto", "--dist", "worksteal")
# long, and no other on another database
PAGES_OF_THE_MACHINE = ("consent/test_over_http.py", "consent/test_faults_of_pages.py")
WITHOUT_DATABASE = ("nearward_detect", "nearward_dialogue", "nearward_library", "house", "start")


@dataclass(frozen=True, slots=True)
class Round:
    passed: int
    failed: int
    skipped: int
    status: int


def main(arguments: list[str]) -> int:
    begun = time.monotonic()
    nightly = "--nightly" in arguments
    chosen = [each for each in arguments if each != "--nightly"]
    CACHE.mkdir(parents=True, exist_ok=True)
    if lacking := _lacking():
        print("\n".join(lacking))
        if node.IN_CI:
            return 1
    fast = "" if nightly else " and not slow"
    if chosen:
        return _pytest("chosen", ["-m", "not slow" if fast else "", *chosen], nightly=nightly).status
    # Playwright keeps a loop running in its thread, in which Django's own tests cannot run: so browsers come apart.
    rounds = [
        _pytest("sqlite", [*SHARED, "-m", f"not browser{fast}"], nightly=nightly),
        _pytest("browser", [*SHARED, "-m", f"browser{fast}"], nightly=nightly),
    ]
    if os.environ.get(POSTGRES):
        only = [*SHARED, "-m", f"not browser and not faults{fast}"]
        left_out = [f"--ignore=tests/{each}" for each in (*WITHOUT_DATABASE, *PAGES_OF_THE_MACHINE)]
        rounds.append(_pytest("postgresql", [*only, *left_out], nightly=nightly, on_postgres=True))
    scripts = sorted(str(each.relative_to(ROOT)) for each in (ROOT / "tests" / "js").rglob("*.test.js"))
    if scripts and node.NODE.exists():
        rounds.append(_node(scripts))
    if nightly:
        rounds += _measured(begun)
    closed = _closing(rounds)
    if nightly:
        minutes, today = (time.monotonic() - begun) / 60, datetime.now(UTC).date()  # noqa: TID251
        told = figures.gathered(CACHE / f"{name}.xml" for name in NAMES if (CACHE / f"{name}.xml").exists())
        figures.write(ROOT / "docs" / "promises.md", figures.page(told, _counted(rounds), minutes, today))
    return closed


def _measured(begun: float) -> list[Round]:
    """Measure what most trust rests on: every branch, and then planted faults for as long as there is time."""
    kept = CACHE / "measured"
    kept.unlink(missing_ok=True)
    print("\ncover", flush=True)
    covered = subprocess.run([sys.executable, "tests/cover.py", "--keep", kept], cwd=ROOT, check=False).returncode
    left = max(LEAST, LONGEST - (time.monotonic() - begun) / 60)
    print(f"\nmutate, for {left:.0f} minutes", flush=True)
    planting = [sys.executable, "tests/mutate.py", "--minutes", f"{left:.1f}", "--measured", kept]
    ended = [covered, subprocess.run(planting, cwd=ROOT, check=False).returncode]
    return [Round(int(not status), int(bool(status)), 0, status) for status in ended]


def _lacking() -> list[str]:
    """Tell what this machine lacks; without it tests skip, and in CI that is a failure."""
    found = []
    if reason := node.missing():
        found.append(f"Some tests of pages and scripts are left out: {reason}.")
    if not any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")):
        found.append("The browser tests are left out: there is no Chromium.")
    if not os.environ.get(POSTGRES):
        found.append(f"The round on PostgreSQL is left out: {POSTGRES} is not set.")
    return found


def _pytest(name: str, arguments: Sequence[str], *, nightly: bool, on_postgres: bool = False) -> Round:
    own = {key: value for key, value in os.environ.items() if not key.startswith("NEARWARD_") or key in KEPT}
    own |= {NIGHTLY: "1"} if nightly else {}
    own |= {"NEARWARD_DATABASE_URL": os.environ[POSTGRES]} if on_postgres else {}
    print(f"\npytest, {name}", flush=True)
    report = CACHE / f"{name}.xml"
    caches = ["-o", f"cache_dir={CACHE / 'pytest'}", f"--junitxml={report}"]
    return _run(report, [sys.executable, "-m", "pytest", *caches, *arguments], own)


def _node(scripts: list[str]) -> Round:
    print("\nnode --test", flush=True)
    report = CACHE / "node.xml"
    reporters = ["--test-reporter=spec", "--test-reporter-destination=stdout"]
    reporters += ["--test-reporter=junit", f"--test-reporter-destination={report}"]
    return _run(report, [str(node.NODE), "--test", *reporters, *scripts], dict(os.environ))


def _run(report: Path, command: list[str], environment: dict[str, str]) -> Round:
    report.unlink(missing_ok=True)
    status = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    if not report.exists():
        return Round(0, 1, 0, status or 1)
    cases = list(ET.parse(report).iter("testcase"))
    skipped = sum(case.find("skipped") is not None for case in cases)
    failed = sum(case.find("failure") is not None or case.find("error") is not None for case in cases)
    return Round(len(cases) - skipped - failed, max(failed, int(status != 0)), skipped, status)


def _closing(rounds: list[Round]) -> int:
    print(f"\nTotal: {_counted(rounds)}", flush=True)
    return next((each.status for each in rounds if each.status), 0)


def _counted(rounds: list[Round]) -> str:
    passed, failed, skipped = (sum(getattr(each, what) for each in rounds) for what in ("passed", "failed", "skipped"))
    return f"{passed} passed, {failed} failed, {skipped} skipped"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
