import pytest

from nearward_dialogue import readers


@pytest.mark.parametrize("name", readers.names())
@pytest.mark.parametrize("head", [b"", b"\0" * 100, b"\xff\xfe\xed\xa0\x80", b"[", b"{", b"hello\nworld", b"1/1/20"])
def test_no_reader_takes_what_is_no_chat(name, head):
    assert 0 <= readers.load(name).looks_like(head, "x.txt") < 0.5
