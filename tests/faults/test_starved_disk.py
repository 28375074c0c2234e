"""A disk that is full, and one that may only be read: a page that says so, and nothing half-written."""

import shutil
import subprocess

import pytest
from tests.nearward.cli.conftest import lived

STARVED = "tests.faults.starved"


@pytest.fixture
def small(surroundings, _made, tmp_path):
    """A house in a disk of its own, of 24 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m", "none", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a disk of its own may only be mounted by root")
    shutil.copytree(_made, disk, dirs_exist_ok=True)
    yield surroundings | {"NEARWARD_DATA": str(disk)}
    subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("how", ["full", "read-only"])
def test_a_starved_disk_is_said_plainly_and_leaves_nothing_half_written(small, how):
    told = lived(small, how, module=STARVED)
    assert told["before"][0] in (302, 303)
    for answered, cached, page in told["meanwhile"]:
        assert (answered, "is full or cannot be written to" in page, cached) == (507, True, "no-store")
        assert "not to be lost" not in page
    assert (told["alive"], told["ready"]) == (200, 503)
    assert told["after"][0] in (302, 303)
    assert told["integrity"] == "ok"
    assert len(told["there"]) == 2
