"""`python3 start.py cover`: whether tests take every branch of what most trust rests on; it fails where one is not.

`--keep FILE` keeps which test took which line, for `start.py mutate --measured FILE`.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import coverage

from trust import MODULES, PYTEST, ROOT, TESTS


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("--keep", type=Path)
    keep = asked.parse_args().keep
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        if measure(data):
            print("Some of these tests fail, so nothing was measured.")
            return 1
        if keep:
            shutil.copy(data, keep)
        found = coverage.Coverage(data_file=str(data), config_file=str(settings(Path(folder))))
        found.load()
        share = found.report(file=sys.stdout, show_missing=True, skip_covered=True, precision=2)
    print(f"{share:.2f} % of lines and branches in {len(MODULES)} modules.")
    return int(share < 100)


def measure(data: Path, tests: Sequence[str] = TESTS) -> int:
    """Run the tests of these modules' rooms, in two processes, and keep which lines and branches each of them took."""
    halves = [half for half in (tests[::2], tests[1::2]) if half]
    parts = [data.with_name(f"{data.name}-{number}") for number, _half in enumerate(halves)]
    with tempfile.TemporaryDirectory() as folder:
        rules = settings(Path(folder))
        running = [_measuring(part, half, rules) for part, half in zip(parts, halves, strict=True)]
        failed = sum(each.wait() != 0 for each in running)
    if not failed:
        whole = coverage.CoverageData(str(data))
        for part in parts:
            found = coverage.CoverageData(str(part))
            found.read()
            whole.update(found)
    return failed


def _measuring(data: Path, tests: Sequence[str], rules: Path) -> "subprocess.Popen[bytes]":
    own = {key: value for key, value in os.environ.items() if not key.startswith("NEARWARD_")}
    own |= {"PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "src"))), "COVERAGE_FILE": str(data)}
    command = [sys.executable, "-m", "coverage", "run", f"--rcfile={rules}"]
    return subprocess.Popen([*command, "-m", "pytest", "-p", "tests.trust", *PYTEST, *tests], cwd=ROOT, env=own)


def settings(folder: Path) -> Path:
    file = folder / "settings"
    lines = "\n".join(f"    {module}" for module in MODULES)
    never = "\n".join(("    if TYPE_CHECKING:", r"    \.\.\.$"))
    file.write_text(f"[run]\nbranch = true\ninclude =\n{lines}\n[report]\nexclude_also =\n{never}\n")
    return file


if __name__ == "__main__":
    sys.exit(main())
