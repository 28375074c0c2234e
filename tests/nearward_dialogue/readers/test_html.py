import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nearward_dialogue.readers._html import inner, is_blank, words


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (b"\n  hello \n  you\n ", "hello you"),
        (b"one<br>two<br/>three", "one\ntwo\nthree"),
        (b"<p> a </p><p> b </p>", "a\n b"),
        (b"a &lt;3 &amp; <b>b</b> &#128578;", "a <3 & b 🙂"),
        ("schön\xa0".encode(), "schön"),
        (b"&#" + b"9" * 5000 + b";", "&#" + "9" * 5000 + ";"),
        (b"half < tag", "half < tag"),
        (b"\xff", "�"),
    ],
)
def test_words_are_what_a_browser_would_show(raw, shown):
    assert words(raw) == shown


@pytest.mark.parametrize("raw", [b"", b" \n", b"<div></div>", b"<br>", "<p>\u200e</p>".encode(), b"&nbsp;"])
def test_what_shows_nothing_is_blank(raw):
    assert is_blank(raw)


@settings(max_examples=60)
@given(st.text(alphabet="<>/br& \n;é#x1", max_size=30))
def test_whatever_the_tags_blank_means_that_no_words_are_shown(text):
    raw = text.encode()
    assert not is_blank(raw) or not words(raw).strip("\u200b\u200e\u200f\u2060\ufeff")


def test_the_inside_of_an_element_is_found():
    assert inner(b'a<div class="x">b</div>', b'<div class="x">') == (16, 17)
    assert inner(b"a", b"<div>") is None
    assert inner(b"<div>a", b"<div>") is None
