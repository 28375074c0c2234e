import re

from hypothesis import given, settings
from hypothesis import strategies as st

from nearward_dialogue.tokens import folded, tokens_of

LETTER = r"(?:[0-9A-Za-z]|[\u00c0-\u1fff\u3040-\uefff])"
SLOW_WORD = re.compile(rf"(?<!{LETTER})https?://[^ \t\r\n\0]*|{LETTER}+(?:['\u2019]{LETTER}+)*", re.IGNORECASE)
PICTURE = "[\U0001f100-\U0001ffff\u2600-\u27bf\u231a\u231b]"
JOINER = "\u200d"
FLAG, TONE = "[\U0001f1e6-\U0001f1ff]", "[\U0001f3fb-\U0001f3ff]"
SLOW_EMOJI = re.compile(f"{FLAG}{FLAG}|{FLAG}|(?!{TONE}){PICTURE}")


def found(text):
    tokens = tokens_of(folded(text.encode()))
    raw = text.encode()
    return [raw[a:b].decode() for a, b in zip(tokens.start, tokens.end, strict=True)], len(tokens.emoji)


def slowly(text):
    pictures = [match[0] for match in SLOW_EMOJI.finditer(text) if text[match.start() - 1 : match.start()] != JOINER]
    return SLOW_WORD.findall(text), pictures


def test_words_and_emoji_are_found():
    assert found("Don't worry, I’m here ('now')! 😘👍🏽 Größe 2x") == (
        ["Don't", "worry", "I’m", "here", "now", "Größe", "2x"],
        2,
    )
    words = ["see", "https://a.org/b?c=1&d='e'", "or", "http", "x"]
    assert found("see https://a.org/b?c=1&d='e' or http:x") == (words, 0)
    assert found("👩‍❤️‍👨 ❤️ 🇩🇪🇫🇷 🇩 ☀️") == ([], 6)
    assert found("привет, どうも。 (שלום) ¿qué?«sí»") == (["привет", "どうも", "שלום", "qué", "sí"], 0)
    assert found("") == ([], 0)


WORDS = "love You don't ’ ' , é É ß привет ねこ 。 ¿ http://x.y/z https:// HTTP://A :// 7 - _ — ﬁ 𝒜 ×"
PIECES = st.sampled_from([*WORDS.split(" "), *["😘", "👍🏽", "❤️", "🇩🇪", "🇩", "☀"], *" \n\u200d\u200e\u00a0\ufe0f"])


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_the_fast_way_finds_what_the_slow_way_finds(text):
    words, emoji = slowly(text)
    assert found(text) == (words, len(emoji))


@settings(max_examples=100)
@given(st.binary(max_size=200))
def test_no_bytes_make_it_fail(raw):
    tokens = tokens_of(folded(raw))
    assert (tokens.start < tokens.end).all()
    assert len(tokens.end) == 0 or tokens.end[-1] <= len(raw)
