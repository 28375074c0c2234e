"""What `python3 start.py` does on a fresh machine, on a used one, and where something is in its way."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.start.conftest import ROOT, base_python

import start

pytestmark = pytest.mark.faults


def test_a_fresh_checkout_installs_and_hands_over(checkout):
    shown = checkout.shown("--port", "9000")
    assert shown["arguments"] == ["up", "--port", "9000"]
    assert shown["version"] == "1.0"
    assert shown["data"] == str(checkout.root / ".nearward")


def test_a_second_start_installs_nothing_and_a_changed_lock_does(checkout):
    checkout.shown()
    before = (checkout.venv / "nearward.json").read_text()
    shown = checkout.shown("notice", "diary.csv", PIP_FIND_LINKS="/nowhere")
    assert shown["arguments"] == ["notice", "diary.csv"]
    assert (checkout.venv / "nearward.json").read_text() == before
    checkout.offer("2.0")
    assert checkout.shown()["version"] == "2.0"


def test_an_interrupted_installation_is_made_anew(checkout):
    checkout.shown()
    (checkout.venv / "nearward-unfinished").touch()
    leftover = checkout.venv / "leftover"
    leftover.touch()
    done = checkout.run()
    assert done.returncode == 0, done.stderr
    assert "making .venv anew" in done.stdout
    assert not leftover.exists()
    assert not (checkout.venv / "nearward-unfinished").exists()


def test_a_venv_whose_python_has_gone_is_made_anew(checkout):
    checkout.shown()
    for name in ("python", "python3", Path(base_python()).resolve().name):
        link = checkout.venv / "bin" / name
        link.unlink(missing_ok=True)
        link.symlink_to("/nowhere/python")
    assert checkout.shown()["version"] == "1.0"


def test_a_checkout_that_was_moved_finds_its_own_source(checkout):
    checkout.shown()
    checkout.root = checkout.root.rename(checkout.root.with_name("elsewhere"))
    assert checkout.shown()["data"] == str(checkout.root / ".nearward")


def test_nothing_goes_to_the_home_folder(checkout, tmp_path):
    checkout.shown()
    assert not {".cache", ".config", ".local", ".npm", ".pip"} & {each.name for each in (tmp_path / "home").iterdir()}


def test_a_package_that_is_not_the_one_meant_is_not_installed(checkout):
    checkout.offer("1.0", false_hash=True)
    done = checkout.run()
    assert done.returncode == 1
    assert "is not the one this version was made with" in done.stderr
    assert "Traceback" not in done.stderr
    checkout.offer("1.0")
    assert checkout.shown()["version"] == "1.0"


def test_a_machine_without_a_package_index_is_told_so(checkout):
    done = checkout.run(PIP_FIND_LINKS="/nowhere")
    assert done.returncode == 1
    assert "Is this machine connected to a package index?" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_file_can_be_read_by_a_python_that_is_too_old():
    ast.parse((ROOT / "start.py").read_text(), feature_version=(3, 6))


@pytest.mark.parametrize("version", [(3, 6), (3, 10)])
def test_a_python_that_is_too_old_is_named(version):
    with pytest.raises(start.SorryError, match=rf"needs Python 3.11 or newer, and this is Python 3\.{version[1]}"):
        start.refuse_old_python(version)


def _old_pythons() -> list[str]:
    """Older Pythons in the search path, and those installed beside the one that runs this."""
    named = [shutil.which(f"python3.{minor}") for minor in range(6, 11)]
    beside = [str(each) for each in Path(sys.base_prefix).parent.glob("3.*/bin/python3")]
    code = "import sys; sys.exit(not (3, 6, 2) <= sys.version_info < (3, 11))"
    every = [each for each in [*named, *beside] if each]
    return [
        each for each in every if not subprocess.run([each, "-c", code], check=False, capture_output=True).returncode
    ]


def test_an_old_python_says_it_kindly_itself(checkout):
    old = _old_pythons()
    if not old:
        pytest.skip("no Python older than 3.11 on this machine")
    for python in old:
        done = checkout.run(python=python)
        assert done.returncode == 1
        assert "needs Python 3.11 or newer" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_file_in_place_of_the_folder_for_caches_is_told(checkout):
    (checkout.root / ".nearward").write_text("")
    done = checkout.run()
    assert done.returncode == 1
    assert "A file stands where a folder should be" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture
def small_disk(checkout, tmp_path):
    """Move the checkout to a disk of a few MB, which only root may mount."""
    disk = tmp_path / "disk"
    disk.mkdir()

    def mount(options: str):
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(disk)]
        if os.geteuid() != 0 or subprocess.run(command, check=False, capture_output=True).returncode:
            pytest.skip("only root may mount a small disk")
        checkout.root = Path(shutil.copytree(checkout.root, disk / "checkout"))
        return disk

    yield mount
    subprocess.run(["umount", str(disk)], check=False, capture_output=True)


def test_a_disk_with_too_little_room_is_told_before_installing(checkout, small_disk):
    small_disk("size=8m")
    done = checkout.run()
    assert done.returncode == 1
    assert "The disk is too full" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (checkout.root / ".venv").exists()


def test_a_checkout_that_may_only_be_read_is_told(checkout, small_disk):
    disk = small_disk("size=8m")
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    done = checkout.run()
    assert done.returncode == 1
    assert "may not be written to" in done.stderr
    assert "Traceback" not in done.stderr


def test_two_starts_at_once_install_once(checkout):
    both = [checkout.begin([base_python(), "start.py"]) for _ in range(2)]
    said = [each.communicate()[0] for each in both]
    assert [each.returncode for each in both] == [0, 0], said
    assert sum("Installing" in each for each in said) == 1


def test_help_tells_every_command(checkout):
    done = checkout.run("--help")
    assert done.returncode == 0
    for word in ("demo", "notice", "test", "check", "lock"):
        assert f"python3 start.py {word}" in done.stdout
    assert not checkout.venv.exists()
