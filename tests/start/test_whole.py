"""The two ways in, with the real packages from a package index: a checkout, and `pip install`."""

import os
import shutil
import signal
import subprocess
import urllib.request
from pathlib import Path

import pytest
from tests.start.conftest import PATIENCE, ROOT, base_python

pytestmark = [pytest.mark.slow, pytest.mark.faults, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def fresh(tmp_path_factory) -> Path:
    """The files of this project as somebody has them who has just cloned it."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("this is no clone")
    folder = tmp_path_factory.mktemp("fresh") / "nearward"
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture
def bare() -> dict[str, str]:
    """An environment with nothing of ours in it; what leads to a package index stays."""
    own = ("NEARWARD_", "DJANGO_", "PYTHON", "VIRTUAL_ENV", "COV")
    return {name: value for name, value in os.environ.items() if not name.startswith(own)}


def serves(command: list[str], folder: Path, environment: dict[str, str]) -> list[str]:
    """Start, look whether it can serve, stop; return what it said."""
    process = subprocess.Popen(
        [*command, "--port", "0"],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    said = []
    with process.stdout:
        for line in process.stdout:
            said.append(line.strip())
            if line.startswith("Everything it keeps"):
                break
        try:
            address = next((line.split()[-1] for line in said if line.startswith("Nearward is at")), "")
            assert address, said
            with urllib.request.urlopen(f"{address}readyz", timeout=PATIENCE) as page:
                assert page.status == 200
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)
    assert process.returncode == 0, said
    return said


def test_a_fresh_clone_serves_with_one_command_and_installs_once(fresh, bare):
    assert any("Installing" in line for line in serves([base_python(), "start.py"], fresh, bare))
    assert not any("Installing" in line for line in serves([base_python(), "start.py"], fresh, bare))
    assert (fresh / ".nearward" / "keys" / "ring.json").exists()


def test_an_installed_package_serves_with_one_command(fresh, bare, tmp_path):
    subprocess.run([base_python(), "-m", "venv", tmp_path / "venv"], check=True)
    pip = [tmp_path / "venv" / "bin" / "python", "-m", "pip", "install", "--quiet", str(fresh)]
    subprocess.run(pip, env=bare, check=True, timeout=PATIENCE * 3)
    serves([str(tmp_path / "venv" / "bin" / "nearward"), "up"], tmp_path, bare)
    assert (tmp_path / "nearward-data" / "keys" / "ring.json").exists()
