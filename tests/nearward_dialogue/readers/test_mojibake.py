from hypothesis import given, settings
from hypothesis import strategies as st

from nearward_dialogue.readers._mojibake import mended


@settings(max_examples=60)
@given(st.text(st.characters(codec="utf-8"), max_size=20))
def test_what_was_encoded_twice_is_mended(text):
    assert mended(text.encode().decode("latin-1")) == text


def test_what_was_encoded_once_stays_as_it_is():
    for text in ("", "plain", "naïve", "schön ❤", "ð alone", "Ã", "日本"):
        assert mended(text) == text
