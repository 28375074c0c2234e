import io
import json

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nearward_dialogue import BrokenFile
from nearward_dialogue.readers import _json_text
from nearward_dialogue.readers._json_entries import Entries
from nearward_dialogue.readers._json_text import Decoder, Raw, is_blank, span, string
from nearward_dialogue.sources import Source


class Line(msgspec.Struct):
    n: int
    text: Raw | msgspec.UnsetType = msgspec.UNSET


def lines(text):
    decoder, found = Decoder(Line), []
    for batch in Entries(Source("x.json", len(text), lambda: io.BytesIO(text))):
        for line, anchor, reason in decoder.records(batch):
            found.append(reason or (line.n, span(line.text, anchor)))
    return found, decoder


def words(text, where):
    return string(text[where[0] : where[0] + where[1]])


@settings(max_examples=60)
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=10), max_size=8), st.booleans())
def test_words_are_opened_where_they_stand(texts, ascii_only):
    raw = json.dumps({"messages": [{"n": n, "text": t} for n, t in enumerate(texts)]}, ensure_ascii=ascii_only).encode()
    assert [(n, words(raw, where)) for n, where in lines(raw)[0]] == list(enumerate(texts))


@pytest.mark.parametrize(
    ("literal", "wanted"),
    [
        (rb'"half \ud83d"', "half �"),
        (rb'"\udc00 low first \ud83d\ude42"', "� low first 🙂"),
        (b'"nul \x00 and \xff"', "nul \x00 and �"),
        (rb'"\u0000"', "\x00"),
        (b'"tab\there"', "tab\there"),
    ],
)
def test_what_is_not_quite_json_is_read_all_the_same(literal, wanted):
    raw = b'{"messages": [{"n": 1, "text": "fine"}, {"n": 2, "text": ' + literal + b'}, {"n": 3, "text": "too"}]}'
    found, _ = lines(raw)
    assert [(n, words(raw, where)) for n, where in found] == [(1, "fine"), (2, wanted), (3, "too")]


def test_bad_entries_are_named_and_the_good_ones_stay():
    raw = b'{"messages": [{"n": "one"}, {"n": 2}, {"n": 3, "a": ' + b"[" * 5000 + b"]" * 5000 + b"}, 4, {}]}"
    found, decoder = lines(raw)
    assert found[1] == (2, (0, 0))
    assert "nested" in found[2]
    assert found[3] == "it is no message"
    assert (decoder.good, decoder.bad) == (1, 4)


def test_a_file_of_bad_entries_is_given_up(monkeypatch):
    monkeypatch.setattr(_json_text, "HARDLY", 5)
    with pytest.raises(BrokenFile, match="hardly any"):
        lines(b'{"messages": [' + b"{}," * 9 + b"{}]}")


@pytest.mark.parametrize("blank", [b'""', rb'" \n\t\u200e"', b"null", b"[ ]", '"\u200f\u00a0"'.encode()])
def test_blank_is_what_shows_nothing(blank):
    assert is_blank(blank)


@pytest.mark.parametrize("said", [b'"."', rb'"\u00e9"', b'["a"]', '"\u2764"'.encode(), rb'"\\n"'])
def test_everything_else_is_not_blank(said):
    assert not is_blank(said)
