import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nearward_dialogue.readers._typedstream import NoWords, words

TO_THE_WORDS = (
    b"\x04\x0bstreamtyped\x81\xe8\x03\x84\x01@\x84\x84\x84\x12NSAttributedString\x00\x84\x84\x08NSObject\x00\x85"
    b"\x92\x84\x84\x84\x08NSString\x01\x94\x84\x01+"
)
AFTER = b"\x86\x84\x02iI\x01\x0b\x92\x84\x84\x84\x0cNSDictionary\x00\x94\x84\x01i\x01\x86\x86"


def archived(text):
    raw = text.encode()
    size = bytes([len(raw)]) if len(raw) < 0x80 else b"\x81" + len(raw).to_bytes(2, "little")
    return TO_THE_WORDS + size + raw + AFTER


@settings(max_examples=60)
@given(st.text(st.characters(codec="utf-8"), max_size=300))
def test_the_words_of_an_archive_are_found(text):
    assert words(archived(text)) == text


def test_a_mutable_string_is_found_below_its_classes():
    head = TO_THE_WORDS.replace(
        b"\x12NSAttributedString\x00", b"\x19NSMutableAttributedString\x00\x84\x84\x12NSAttributedString\x00"
    )
    head = head.replace(b"\x08NSString\x01", b"\x0fNSMutableString\x01\x84\x84\x08NSString\x01")
    assert words(head + b"\x02hi" + AFTER) == "hi"


def test_a_long_text_has_its_length_in_four_bytes():
    raw = "é".encode() * 40_000
    assert words(TO_THE_WORDS + b"\x82" + len(raw).to_bytes(4, "little") + raw + AFTER) == "é" * 40_000


@pytest.mark.parametrize("damage", [b"", b"\x04", b"\x04\x0bstreamTYPED", TO_THE_WORDS, TO_THE_WORDS + b"\x09short"])
def test_a_damaged_archive_has_no_words(damage):
    with pytest.raises(NoWords):
        words(damage)


@settings(max_examples=60)
@given(st.binary(max_size=80), st.integers(13, 60))
def test_any_bytes_give_words_or_none(noise, at):
    archive = archived("hello")
    try:
        assert isinstance(words(archive[:at] + noise + archive[at:]), str)
    except NoWords as error:
        assert str(error)  # noqa: PT017  # either is right
