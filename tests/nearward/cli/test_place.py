import os
import stat
import subprocess
from multiprocessing import Process, Queue

import pytest

from nearward.cli.place import one_at_a_time, settle
from nearward.cli.sorry import SorryError


@pytest.fixture
def mounted(tmp_path):
    """Return a way to mount a small disk in memory, which only root may."""
    places = []

    def mount(options: str):
        place = tmp_path / f"disk{len(places)}"
        place.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
        if os.geteuid() != 0 or subprocess.run(command, check=False, capture_output=True).returncode:
            pytest.skip("only root may mount a small disk")
        places.append(place)
        return place

    yield mount
    for place in places:
        subprocess.run(["umount", str(place)], check=True)


@pytest.fixture(autouse=True)
def _same_mask():
    mask = os.umask(0o022)
    yield
    os.umask(mask)


def test_a_new_folder_is_closed_to_others_and_so_is_what_comes_into_it(tmp_path):
    data = tmp_path / "a" / "data"
    assert settle(data) == []
    (data / "file").touch()
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    assert stat.S_IMODE((data / "file").stat().st_mode) == 0o600


def test_a_folder_of_mine_that_was_open_is_closed(tmp_path):
    tmp_path.chmod(0o755)
    settle(tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_place_of_the_folder_is_told(tmp_path):
    (tmp_path / "data").touch()
    for data in (tmp_path / "data", tmp_path / "data" / "below"):
        with pytest.raises(SorryError, match="a file stands where the folder should be"):
            settle(data)


def test_a_folder_of_somebody_else_is_told(tmp_path):
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    tmp_path.chmod(0o500)
    with pytest.raises(SorryError, match="it belongs to somebody else"):
        settle(tmp_path / "data")


@pytest.mark.faults
def test_a_disk_that_may_only_be_read_is_told(mounted):
    with pytest.raises(SorryError, match="this disk may only be read"):
        settle(mounted("size=200m,ro"))


@pytest.mark.faults
def test_a_small_rest_of_the_disk_is_refused_before_anything_is_lost(mounted):
    with pytest.raises(SorryError, match="The disk is full"):
        settle(mounted("size=20m"))


@pytest.mark.faults
def test_a_full_disk_is_told(mounted):
    disk = mounted("size=60m")
    with pytest.raises(OSError, match="No space left"):
        (disk / "filler").write_bytes(bytes(61 * 2**20))
    with pytest.raises(SorryError, match="The disk is full"):
        settle(disk / "data")


@pytest.mark.faults
def test_a_disk_with_little_room_is_mentioned(mounted):
    assert "MB are free" in settle(mounted("size=200m"))[0]


def _append(data, results, number):
    with one_at_a_time(data, "trial"):
        file = data / "count"
        before = int(file.read_text()) if file.exists() else 0
        for _ in range(2000):
            os.getpid()
        file.write_text(str(before + 1))
    results.put(number)


@pytest.mark.faults
def test_two_starts_wait_for_each_other(tmp_path):
    results: Queue = Queue()
    starts = [Process(target=_append, args=(tmp_path, results, number)) for number in range(8)]
    for each in starts:
        each.start()
    for each in starts:
        each.join()
    assert (tmp_path / "count").read_text() == "8"
