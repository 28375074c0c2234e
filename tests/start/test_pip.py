"""Ways to a pip: Debian splits `ensurepip` off, and some machines have no pip either."""

import functools
import hashlib
import http.server
import shutil
import subprocess
import threading
from pathlib import Path

import pytest
from tests.start.conftest import base_python

import start

pytestmark = pytest.mark.faults

ABSENT = "raise ModuleNotFoundError(f'No module named {__name__}')\n"
LAST_RESORT = """
import sys
import start
start.WHEELS = []
start.PIP = (sys.argv[1], sys.argv[2])
sys.exit(start.main(["up"]))
"""


@pytest.fixture
def without(tmp_path):
    """Return a PYTHONPATH under which the named modules cannot be imported."""

    def absent(*names: str) -> dict[str, str]:
        folder = tmp_path / "absent"
        folder.mkdir(exist_ok=True)
        for name in names:
            (folder / f"{name}.py").write_text(ABSENT)
        return {"PYTHONPATH": str(folder)}

    return absent


@pytest.fixture
def wheel() -> Path:
    """The pip that comes inside this Python, or that Debian keeps for it, as a file."""
    code = "import ensurepip, pathlib; print(pathlib.Path(ensurepip.__file__).parent / '_bundled')"
    told = subprocess.run([base_python(), "-c", code], capture_output=True, text=True, check=False).stdout.split()
    found = [each for folder in [*told, *start.WHEELS] for each in sorted(Path(folder).glob("pip-*.whl"))]
    if not found:
        pytest.skip("no pip lies on this machine as a file")
    return found[0]


@pytest.fixture
def index(tmp_path, wheel):
    """A package index that has pip, on this machine."""
    folder = tmp_path / "index" / "simple" / "pip"
    folder.mkdir(parents=True)
    shutil.copy(wheel, folder)
    (folder / "index.html").write_text(f'<a href="{wheel.name}#sha256=whatever">{wheel.name}</a>')
    handler = functools.partial(_Quiet, directory=str(tmp_path / "index"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/simple/"
        server.shutdown()
        thread.join()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None: ...


def last_resort(checkout, name: str, digest: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run start.py as on a machine on which no pip lies anywhere."""
    return checkout.finish([base_python(), "-c", LAST_RESORT, name, digest], **more)


def test_without_ensurepip_the_pip_of_this_python_installs(checkout, without):
    if subprocess.run([base_python(), "-m", "pip", "--version"], capture_output=True, check=False).returncode:
        pytest.skip("this Python has no pip")
    assert checkout.shown(**without("ensurepip"))["version"] == "1.0"
    assert not list(checkout.venv.glob("lib/python*/site-packages/pip"))


@pytest.mark.skipif(not Path("/usr/bin/python3").exists(), reason="no Python of the system's own")
def test_without_ensurepip_the_pip_that_debian_packs_installs(checkout, without):
    python = "/usr/bin/python3"
    if subprocess.run(
        [python, "-c", "import sys, venv, pip; assert sys.version_info >= (3, 11)"], check=False
    ).returncode:
        pytest.skip("the system's Python is too old, or has no pip")
    done = checkout.run(python=python, **without("ensurepip"))
    assert done.returncode == 0, done.stdout + done.stderr


def test_without_either_a_wheel_that_lies_on_the_machine_installs(checkout, without, wheel):
    code = f"import sys, start; start.WHEELS = [{str(wheel.parent)!r}]; sys.exit(start.main(['up']))"
    done = checkout.finish([base_python(), "-c", code], **without("ensurepip", "pip"))
    assert done.returncode == 0, done.stdout + done.stderr


def test_without_any_the_package_index_is_asked(checkout, without, wheel, index):
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    done = last_resort(checkout, wheel.name, digest, PIP_INDEX_URL=index, **without("ensurepip", "pip"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert '"version": "1.0"' in done.stdout


def test_the_index_may_stand_in_the_settings_of_pip(checkout, without, wheel, index, tmp_path):
    (tmp_path / "pip.conf").write_text(f"[global]\nindex-url = {index}\n")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    more = without("ensurepip", "pip") | {"PIP_CONFIG_FILE": str(tmp_path / "pip.conf")}
    assert last_resort(checkout, wheel.name, digest, **more).returncode == 0


def test_another_pip_than_the_one_expected_is_not_used(checkout, without, wheel, index):
    done = last_resort(checkout, wheel.name, "0" * 64, PIP_INDEX_URL=index, **without("ensurepip", "pip"))
    assert done.returncode == 1
    assert "gave another pip than the one expected" in done.stderr
    assert "Traceback" not in done.stderr


def test_with_no_way_at_all_the_package_to_install_is_named(checkout, without):
    done = last_resort(checkout, "pip-0-py3-none-any.whl", "0" * 64, **without("ensurepip", "pip"))
    assert done.returncode == 1
    assert "apt install python3-venv" in done.stderr
    assert "Traceback" not in done.stderr
