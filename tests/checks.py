"""`python3 start.py check`: lint, types and the rules of the house. One line for each; the rest only where it fails."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import node

ROOT = node.ROOT
CACHE = ROOT / ".nearward" / "cache"
BIN = Path(sys.executable).parent
TSC = (str(node.NODE), "node_modules/typescript/bin/tsc", "--project")


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    command: tuple[str, ...]


CHECKS = (
    Check("lint", (f"{BIN}/ruff", "check", ".")),
    Check("format", (f"{BIN}/ruff", "format", "--check", ".")),
    Check("types", (f"{BIN}/mypy",)),
    Check("imports", (f"{BIN}/lint-imports", "--cache-dir", f"{CACHE}/import-linter")),
    Check("templates", (f"{BIN}/djlint", "src", "--lint", "--quiet")),
    Check("scripts", (*TSC, "tsconfig.json")),
    Check("house", (sys.executable, "-m", "pytest", "-q", "-o", f"cache_dir={CACHE}/pytest-house", "tests/house")),
    Check("migrations", (sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run")),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    fine: bool
    seconds: float
    output: str


def main(names: list[str]) -> int:
    """Run all checks, or those that are named."""
    chosen = [check for check in CHECKS if not names or check.name in names]
    if unknown := set(names) - {check.name for check in CHECKS}:
        print(f"There is no check {', '.join(sorted(unknown))}; there are {', '.join(c.name for c in CHECKS)}.")
        return 2
    CACHE.mkdir(parents=True, exist_ok=True)
    without_node = node.missing() if any(_needs_node(check) for check in chosen) else ""
    failed = []
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        for check, outcome in zip(chosen, pool.map(lambda check: run(check, without_node), chosen), strict=True):
            print(f"{check.name:<12} {'fine' if outcome.fine else 'NOT FINE'}  {outcome.seconds:.1f} s", flush=True)
            if not outcome.fine:
                failed.append(check.name)
            if outcome.output:
                print(outcome.output.rstrip(), flush=True)
    print(f"To mend: {', '.join(failed)}." if failed else "All checks are fine.")
    return 1 if failed else 0


def run(check: Check, without_node: str) -> Outcome:
    began = time.monotonic()
    if without_node and _needs_node(check):
        return Outcome(not node.IN_CI, 0.0, f"left out: {without_node}")
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env=_environment(),
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    fine = done.returncode == 0
    return Outcome(fine, time.monotonic() - began, "" if fine else done.stdout)


def _needs_node(check: Check) -> bool:
    return check.command[: len(TSC)] == TSC


def _environment() -> dict[str, str]:
    own = {key: value for key, value in os.environ.items() if not key.startswith("NEARWARD_")}
    return own | {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
