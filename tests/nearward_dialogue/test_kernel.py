import shutil
import subprocess

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.nearward_dialogue.test_tokens import PIECES
from tests.nearward_dialogue.test_words import MANY, MORE, chat_of, told

from nearward_dialogue import words
from nearward_dialogue.errors import DialogueError
from nearward_dialogue.kernel import FLAGS, SOURCE, Kernel
from nearward_dialogue.lexicon import lexicon
from nearward_dialogue.marks import asked
from nearward_dialogue.openings import openings
from nearward_dialogue.table import table_of

ENGLISH = lexicon("en")
COMPILER = shutil.which("cc")
pytestmark = pytest.mark.skipif(not COMPILER, reason="there is no C compiler")


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    library = tmp_path_factory.mktemp("kernel") / "kernel.so"
    subprocess.run([COMPILER, *FLAGS, "-Wall", "-Wextra", "-Werror", "-o", library, SOURCE], check=True)
    return Kernel(library)


TEXTS = st.lists(st.lists(st.one_of(PIECES, MORE, st.text(max_size=5)), max_size=15).map("".join), max_size=12)


@settings(max_examples=150)
@given(texts=TEXTS)
def test_it_counts_what_numpy_counts(kernel, texts):
    texts = [text.encode("utf-8", "replace").decode() for text in texts]
    chat = chat_of(texts)
    assert told(words.count_words(chat, ENGLISH, kernel=kernel)) == told(words.count_words(chat, ENGLISH))


@pytest.mark.parametrize("text", MANY)
def test_many_words_and_many_emoji_are_counted_as_numpy_counts_them(kernel, text):
    chat = chat_of(["we", text, "sorry"])
    assert told(words.count_words(chat, ENGLISH, kernel=kernel)) == told(words.count_words(chat, ENGLISH))


def test_a_very_long_message_is_added_up_without_overflow(kernel):
    counts = words.count_words(chat_of(["sorry " * 70_000 + "😘" * 70_000]), ENGLISH, kernel=kernel)
    assert counts.words.tolist() == [70_000]
    assert counts.emoji.tolist() == counts.of("apology").tolist() == [65_535]


@settings(max_examples=100)
@given(raw=st.binary(max_size=100))
def test_no_bytes_make_it_fail(kernel, raw):
    buffer, span = np.frombuffer(raw, np.uint8), (np.array([0]), np.array([len(raw)]))
    found, *_ = kernel.counted(buffer, span, table_of(ENGLISH))
    assert 0 <= found[0] <= len(raw)


PARTS = st.sampled_from(
    (
        *("what", "how much", "do you", "and", "Can you", "hey,", "?", "??", ". ", ", ", " ", "¿", "cómo estás", "wie"),
        *("a.b", "kannst du", "https://a.org/?b", "!", "é", "’", "'", "yes", "when", "x" * 20),
        *("how was", "do", "you", "which", "luck", "i know", "not", "why", "or", "can i", "want me", "u", "😀"),
    )
)


@settings(max_examples=300)
@given(
    texts=st.lists(st.lists(st.one_of(PARTS, st.text(max_size=3)), max_size=9).map(" ".join), min_size=1, max_size=9)
)
def test_it_hears_the_questions_that_numpy_hears(kernel, texts):
    raw = [text.encode("utf-8", "replace") for text in texts]
    end = np.cumsum([len(one) + 1 for one in raw]) - 1
    start = end - np.array([len(one) for one in raw], np.int64)
    buffer, known = np.frombuffer(b"\n".join([*raw, b""]), np.uint8), openings("en", "de", "es")
    assert kernel.asked(buffer, (start, end), known).tolist() == asked(buffer, start, end, known).tolist()


@settings(max_examples=200)
@given(raw=st.binary(max_size=60))
def test_it_hears_no_more_in_bytes_that_are_no_words(kernel, raw):
    buffer, known = np.frombuffer(raw, np.uint8), openings("en")
    start, end = np.array([0]), np.array([len(raw)])
    assert kernel.asked(buffer, (start, end), known).tolist() == asked(buffer, start, end, known).tolist()


def test_a_message_that_ends_before_it_begins_asks_nothing(kernel):
    buffer = np.frombuffer(b"why? when? " * 9, np.uint8)
    assert kernel.asked(buffer, (np.array([90]), np.array([3])), openings("en")).tolist() == [0]


def test_another_file_is_no_kernel(tmp_path):
    (tmp_path / "kernel.so").write_bytes(b"no")
    with pytest.raises(DialogueError, match="not a compiled kernel"):
        words.count_words(chat_of(["hello"]), ENGLISH, kernel=Kernel(tmp_path / "kernel.so"))
