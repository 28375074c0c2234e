import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.nearward_dialogue.test_tokens import PIECES, slowly

from nearward_dialogue import columns, words
from nearward_dialogue.lexicon import CATEGORIES, FUNCTION, lexicon
from nearward_dialogue.reading import read_any
from nearward_dialogue.shapes import Ask, Chat, Kind
from nearward_dialogue.sources import sources_of
from nearward_dialogue.table import table_of
from nearward_dialogue.texts import FileTexts

ENGLISH = lexicon("en")
MORE = st.sampled_from([" ", "we ", "sorry ", "thanks "])


def chat_of(texts, *, as_is=True, kinds=None):
    raw = [text.encode() for text in texts]
    size = len(texts)
    length = np.array([len(each) for each in raw], np.int32)
    offset = np.cumsum([0, *(len(each) + 1 for each in raw)])[:-1]
    return Chat(
        "made", ("Ana",), np.arange(size), np.zeros(size, np.int16), np.array(kinds or [0] * size, np.int8),
        np.zeros(size, np.uint8), offset, length, FileTexts(sources_of(b"\n".join(raw) + b"\n"), as_is=as_is),
    )  # fmt: skip


def counted_slowly(text):
    found, emoji = slowly(text)
    sums = np.zeros(len(CATEGORIES), int)
    for token in [*found, *(picture[0] for picture in emoji)]:
        mask = ENGLISH.mask_of(token.lower())
        sums += [mask >> bit & 1 for bit in range(len(CATEGORIES))]
    return len(found), len(emoji), sums.tolist(), sum(1 << int(bit) for bit in np.flatnonzero(sums))


def told(counts):
    by_category = counts.counts[:, : len(CATEGORIES)].tolist()
    return list(zip(counts.words.tolist(), counts.emoji.tolist(), by_category, counts.held.tolist(), strict=True))


@settings(max_examples=60)
@given(
    st.lists(
        st.lists(st.one_of(PIECES, st.sampled_from([" ", "we ", "sorry ", "thanks "])), max_size=15).map("".join),
        max_size=12,
    ),
    st.booleans(),
)
def test_counts_equal_those_made_word_by_word(texts, as_is):
    assert told(words.count_words(chat_of(texts, as_is=as_is), ENGLISH)) == [counted_slowly(text) for text in texts]


def test_words_fall_into_their_categories():
    counts = words.count_words(chat_of(["We love you, thank you ❤️", "I’m SORRY", "tree"]), ENGLISH)
    assert counts.of("we").tolist() == [1, 0, 0]
    assert counts.of("affection").tolist() == [2, 0, 0]
    assert counts.of("thanks").tolist() == [1, 0, 0]
    assert counts.of("apology").tolist() == [0, 1, 0]
    assert counts.of("i").tolist() == [0, 1, 0]
    assert counts.words.tolist() == [5, 2, 1]
    assert counts.emoji.tolist() == [1, 0, 0]
    with pytest.raises(ValueError, match="not in tuple"):
        counts.of("mood")


MANY = ("sorry " * 300 + "😘" * 300, "we " * 200 + "😘" * 200, "we " * 300 + "😘 ", "we " + "😘" * 300, "we " * 256)
"""Messages with so many words, emoji or both that a small counter would run over."""


@pytest.mark.parametrize("text", MANY)
def test_many_words_and_many_emoji_of_one_message_are_both_counted(text):
    assert told(words.count_words(chat_of(["we", text, "sorry"]), ENGLISH))[1] == counted_slowly(text)


@settings(max_examples=200)
@given(st.lists(st.tuples(st.integers(0, 2), st.binary(max_size=5)), min_size=1, max_size=6), st.binary(max_size=2))
def test_messages_are_closed_up_wherever_they_stand(pieces, behind):
    whole, start, end = bytearray(), [], []
    for gap, text in pieces:
        whole += b"-" * gap
        start.append(len(whole))
        whole += text
        end.append(len(whole))
    buffer = np.frombuffer(bytes(whole + behind), np.uint8)
    text, bounds = words.closed_up(buffer, np.array(start), np.array(end))
    assert text == b"".join(b"\n" + piece for _, piece in pieces) + b"\n"
    assert bounds.tolist() == [1 + sum(len(piece) + 1 for _, piece in pieces[:n]) for n in range(len(pieces) + 1)]


def test_what_is_no_talk_has_no_words():
    counts = words.count_words(chat_of(["we", "we", "we"], kinds=[Kind.SYSTEM, Kind.TALK, Kind.MEDIA]), ENGLISH)
    assert counts.words.tolist() == [0, 1, 0]


def test_a_very_long_message_is_added_up_without_overflow():
    counts = words.count_words(chat_of(["sorry " * 70_000, "we " * 300, "we"]), ENGLISH)
    assert counts.words.tolist() == [70_000, 300, 1]
    assert counts.of("apology").tolist() == [65_535, 0, 0]
    assert counts.of("we").tolist() == [0, 300, 1]


@pytest.mark.parametrize("text", ["we love you, " * 400, "thank you\n" * 300])
def test_a_message_counted_in_pieces_is_the_same_as_in_one(text, monkeypatch):
    whole = told(words.count_words(chat_of(["we", text, "you"]), ENGLISH))
    monkeypatch.setattr(words, "PART_BYTES", 1000)
    pieces = told(words.count_words(chat_of(["we", text, "you"]), ENGLISH))
    assert pieces == whole


def test_an_order_other_than_the_files_and_scratch_files_give_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(words, "PART_ROWS", 7)
    monkeypatch.setattr(columns, "AT_ONCE", 12)
    chat = chat_of([f"we {'love ' * (i % 5)}" for i in range(40)])
    plain = words.count_words(chat, ENGLISH)
    kept = words.count_words(chat, ENGLISH, tmp_path)
    assert same(kept, plain)
    backwards = np.arange(40)[::-1].copy()
    for scratch in (None, tmp_path):
        turned = words.count_words(chat.take(backwards), ENGLISH, scratch)
        assert same(words.WordCounts(*(getattr(turned, name)[::-1] for name in words.DTYPES)), plain)


def same(one, other):
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in words.DTYPES)


def test_of_the_categories_as_many_are_counted_as_are_asked_for_and_all_are_held():
    chat = chat_of(["we thank them", "so sorry", ""])
    whole, few = words.count_words(chat, ENGLISH), words.count_words(chat, ENGLISH, kept=len(FUNCTION))
    assert few.counts.tolist() == whole.counts[:, : len(FUNCTION)].tolist()
    assert few.holds("apology", np.arange(3)).tolist() == [False, True, False]
    with pytest.raises(ValueError, match="not in tuple"):
        few.of("apology")
    for category in CATEGORIES:
        assert few.holds(category, np.arange(3)).tolist() == (whole.of(category) > 0).tolist()


def test_a_table_tells_words_apart_by_every_byte():
    table = table_of(ENGLISH)
    for word, mask in ENGLISH.words[::7]:
        raw = word.encode()
        small = np.frombuffer(raw + bytes(40), np.uint8)
        number = int(table.find(small, np.array([0]), np.array([len(raw)]))[0])
        assert ENGLISH.words[number - 1] == (word, mask)
        other = np.frombuffer(raw[:-1] + b"\x01" + bytes(40), np.uint8)
        assert table.find(other, np.array([0]), np.array([len(raw)]))[0] == 0


def test_a_chat_read_from_a_file_is_counted():
    chat = read_any(b"31/12/2023, 10:00 - Ana: we love you\n31/12/2023, 10:01 - Ben: <Media omitted>\n", Ask()).chat
    assert words.count_words(chat, ENGLISH).words.tolist() == [3, 0]
