"""A checkout in small: the real start.py, and a lock that names one little package lying beside it."""

import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 240
SHOWS = """
import json, os, sys
import littlething
print(json.dumps({"arguments": sys.argv[1:], "version": littlething.VERSION, "data": os.environ["NEARWARD_DATA"]}))
"""


class Checkout:
    """A folder in which `start.py` can be run as a person would run it."""

    def __init__(self, root: Path, packages: Path, home: Path) -> None:
        self.root = root
        self._packages = packages
        self._environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(packages),
        }

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    def offer(self, version: str, *, false_hash: bool = False) -> None:
        """Make a wheel of this version and a lock that asks for it."""
        wheel = make_wheel(self._packages, version)
        digest = "0" * 64 if false_hash else hashlib.sha256(wheel.read_bytes()).hexdigest()
        for name in ("requirements.lock", "requirements-dev.lock"):
            (self.root / name).write_text(f"littlething=={version} \\\n    --hash=sha256:{digest}\n")

    def run(self, *arguments: str, python: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        return self.finish([python or base_python(), "start.py", *arguments], **more)

    def finish(self, command: list[str], **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.root,
            env=self._environment | more,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def begin(self, command: list[str]) -> subprocess.Popen[str]:
        return subprocess.Popen(
            command,
            cwd=self.root,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def shown(self, *arguments: str, **more: str) -> dict[str, object]:
        """Run, and return what the installed program was given."""
        done = self.run(*arguments, **more)
        assert done.returncode == 0, done.stdout + done.stderr
        return dict(json.loads(done.stdout.splitlines()[-1]))


def base_python() -> str:
    """Return the Python that this virtual environment was made from: a plain one, as a newcomer has it."""
    return str(getattr(sys, "_base_executable", sys.executable))


def make_wheel(folder: Path, version: str) -> Path:
    info = f"littlething-{version}.dist-info"
    content = {
        "littlething.py": f"VERSION = {version!r}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: littlething\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = [f"{name},sha256={_digest(text)},{len(text.encode())}" for name, text in content.items()]
    wheel = folder / f"littlething-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, text in content.items():
            archive.writestr(name, text)
        archive.writestr(f"{info}/RECORD", "\n".join([*record, f"{info}/RECORD,,"]) + "\n")
    return wheel


def _digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


@pytest.fixture
def checkout(tmp_path) -> Checkout:
    root, packages, home = (tmp_path / name for name in ("a checkout", "packages", "home"))
    for folder in (root / "src" / "nearward" / "cli", packages, home):
        folder.mkdir(parents=True)
    shutil.copy(ROOT / "start.py", root)
    (root / "src" / "nearward" / "__init__.py").touch()
    (root / "src" / "nearward" / "cli" / "__init__.py").touch()
    (root / "src" / "nearward" / "cli" / "__main__.py").write_text(SHOWS)
    made = Checkout(root, packages, home)
    made.offer("1.0")
    return made
