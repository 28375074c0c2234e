import os
import stat
import uuid
from pathlib import Path

from nearward.kit import gone

OPEN = Path("/proc/self/fd")

ANA, BEN = uuid.UUID(int=1), uuid.UUID(int=2)


def test_a_mark_tells_apart_whom_and_what_and_says_neither():
    marks = {gone.mark("person", ANA), gone.mark("person", BEN), gone.mark("item", ANA)}
    assert len(marks) == 3
    assert gone.mark("person", ANA) == gone.mark("person", ANA)
    assert not any(str(ANA) in mark for mark in marks)


def test_marks_are_added_to_a_file_that_only_its_owner_can_read(tmp_path):
    first, second = gone.mark("person", ANA), gone.mark("item", BEN)
    gone.remember(tmp_path, [first])
    gone.remember(tmp_path, [first, second])
    assert gone.marks_in(tmp_path / gone.FILE) == {first, second}
    assert stat.S_IMODE((tmp_path / gone.FILE).stat().st_mode) == 0o600


def test_no_file_is_no_marks_and_a_line_cut_short_is_no_mark(tmp_path):
    assert gone.marks_in(tmp_path / gone.FILE) == frozenset()
    whole = gone.mark("person", ANA)
    (tmp_path / gone.FILE).write_text(f"{whole}\n{whole[:40]}")
    assert gone.marks_in(tmp_path / gone.FILE) == {whole}


def test_a_mark_is_on_the_disk_when_it_is_remembered_and_nothing_is_left_open(tmp_path, monkeypatch):
    synced, real = [], os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (synced.append(os.fstat(handle).st_size), real(handle)))
    before = len(list(OPEN.iterdir()))
    gone.remember(tmp_path, [gone.mark("item", uuid.UUID(int=1))])
    assert synced == [65]
    assert len(list(OPEN.iterdir())) == before
    assert stat.S_IMODE((tmp_path / gone.FILE).stat().st_mode) == 0o600
