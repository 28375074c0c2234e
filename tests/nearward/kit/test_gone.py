import stat
import uuid

from nearward.kit import gone

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
