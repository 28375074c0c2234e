"""`python3 start.py cover`: whether tests take every branch of what most trust rests on; it fails where one is not."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import coverage

from trust import MODULES, PYTEST, ROOT, TESTS


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        if measure(data):
            print("Some of these tests fail, so nothing was measured.")
            return 1
        found = coverage.Coverage(data_file=str(data), config_file=str(settings(Path(folder))))
        found.load()
        share = found.report(file=sys.stdout, show_missing=True, skip_covered=True, precision=2)
    print(f"{share:.2f} % of lines and branches in {len(MODULES)} modules.")
    return int(share < 100)


def measure(data: Path, tests: Sequence[str] = TESTS) -> int:
    """Run the tests of these modules' rooms, and keep which lines and branches each of them took."""
    with tempfile.TemporaryDirectory() as folder:
        own = {key: value for key, value in os.environ.items() if not key.startswith("NEARWARD_")}
        own |= {"PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "src"))), "COVERAGE_FILE": str(data)}
        command = [sys.executable, "-m", "coverage", "run", f"--rcfile={settings(Path(folder))}"]
        return subprocess.run([*command, "-m", "pytest", "-p", "tests.trust", *PYTEST, *tests], cwd=ROOT, env=own,
                              check=False).returncode  # fmt: skip


def settings(folder: Path) -> Path:
    file = folder / "settings"
    lines = "\n".join(f"    {module}" for module in MODULES)
    never = "\n".join(("    if TYPE_CHECKING:", r"    \.\.\.$"))
    file.write_text(f"[run]\nbranch = true\ninclude =\n{lines}\n[report]\nexclude_also =\n{never}\n")
    return file


if __name__ == "__main__":
    sys.exit(main())
