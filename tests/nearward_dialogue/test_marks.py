import csv
from pathlib import Path

import numpy as np
import pytest
from bench.dialogue_scores import bare
from tests.nearward_dialogue.conftest import chat_of

from nearward_dialogue.cues import FEW, cue_rows, cues
from nearward_dialogue.errors import DialogueError
from nearward_dialogue.lexicon.phrases import phrases
from nearward_dialogue.marks import Mark, asked, cue, language_of, listen
from nearward_dialogue.openings import openings
from nearward_dialogue.talk import talk_of

SAMPLES = Path(__file__).parents[1] / "samples" / "messages"


def marks(*texts, spoken=("en",)):
    raw = [text.encode() for text in texts]
    end = np.cumsum([len(one) + 1 for one in raw]) - 1
    start = end - [len(one) for one in raw]
    return asked(np.frombuffer(b"\n".join([*raw, b""]), np.uint8), start, end, openings(*spoken)).tolist()


OPEN, CLOSED, REQUEST = Mark.OPEN, Mark.CLOSED, Mark.CLOSED | Mark.REQUEST


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "How was your day?", OPEN),
        ("en", "ok. and what would help", OPEN),
        ("en", "home at 7, why do you ask?", OPEN),
        ("en", "What time is it?", CLOSED),
        ("en", "tonight?", CLOSED),
        ("en", "do you want soup", CLOSED),
        ("en", "hey, can you get milk", REQUEST),
        ("en", "look: https://www.a.org/b?c=1", 0),
        ("en", "what a day!", 0),
        ("en", "I know how it is", 0),
        ("en", "the bus is late.", 0),
        ("en", "i do how was your day", OPEN),
        ("en", "that's hard do you want company", CLOSED),
        ("en", "tues at 4 can you get off", REQUEST),
        ("en", "43 why", OPEN),
        ("en", "yes but the bus when", CLOSED),
        ("en", "which part", CLOSED),
        ("en", "ok which part", CLOSED),
        ("en", "which part is fine", 0),
        ("en", "which helped", 0),
        ("en", "Neither do we.", 0),
        ("en", "Idk why", 0),
        ("en", "mum is late 😂 can you get milk", REQUEST),
        ("en", "soup 😀 who", CLOSED),
        ("en", "mum knows what dad did, we saw him", 0),
        ("en", "not sure what mum did. You know her", 0),
        ("en", "mum called when will you be back", CLOSED),
        ("en", "so glad to have you home", 0),
        ("en", "mum can drive so can i", 0),
        ("en", "it's late so can i come tomorrow", CLOSED),
        ("en", "i remember how was it", 0),
        ("en", "that is why", 0),
        ("en", "bus late, idk why", 0),
        ("en", "we'll do what we can do you see", 0),
        ("en", "late again 😀 where are you", CLOSED),
        ("en", "or shall we", CLOSED),
        ("en", "really??? no way", CLOSED),
        ("de", "Wie war dein Tag?", OPEN),
        ("de", "Wie lange noch?", CLOSED),
        ("de", "kannst du Milch mitbringen", REQUEST),
        ("de", "Warum sagst du nichts?", OPEN),
        ("de", "wie schön", 0),
        ("es", "¿Qué quieres hacer?", OPEN),
        ("es", "Bueno, ¿a qué hora llegas?", CLOSED),
        ("es", "cómo estás", OPEN),
        ("es", "¿Me puedes ayudar?", REQUEST),
        ("es", "creo que es tarde", 0),
    ],
)
def test_a_question_is_told_by_its_mark_or_by_how_it_begins(language, text, expected):
    assert marks(text, spoken=(language,)) == [expected]


def test_no_message_is_read_into_the_next_one():
    assert marks("what", "do", "you", "yes?") == [OPEN, 0, 0, CLOSED]
    assert marks("do", "you see") == [0, 0]
    assert marks("soup when 😬", "you know") == [CLOSED, 0]


def test_the_apostrophe_that_telephones_write_is_the_one_of_the_lists():
    said = ("that’s", "the bus is late that’s why", "it’s gone didn’t you see it", "he’s ’ill’ why")
    talk = talk_of(chat_of([(60 * at, at % 2, text) for at, text in enumerate(said)]))
    assert listen(talk, "en").marks.tolist() == [0, 0, CLOSED, OPEN]


def test_the_buffer_may_end_anywhere():
    for text in ("?", "a?", "¿", "why", "?" * 9, "é?", "“why?”", ""):
        assert len(marks(text)) == 1


def gold():
    readings = []
    for name in ("a", "b"):
        with (SAMPLES / f"reading-{name}.tsv").open(encoding="utf-8") as file:
            readings.append({row["id"]: row["question"] for row in csv.DictReader(file, delimiter="\t")})
    with (SAMPLES / "messages.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if readings[0][row["id"]] == readings[1][row["id"]] and int(row["id"].split("-")[0]) % 2 == 0:
                yield row["text"], readings[0][row["id"]]


@pytest.mark.parametrize(("punctuated", "least"), [(True, 0.86), (False, 0.77)])
def test_questions_of_conversations_that_the_rules_were_not_written_on_are_told(punctuated, least):
    texts, labels = zip(*gold(), strict=True)
    texts = texts if punctuated else [bare(text) for text in texts]
    found = ["open" if one & OPEN else "closed" if one & CLOSED else "none" for one in marks(*texts)]
    scores = []
    for label in ("none", "closed", "open"):
        right = sum(a == b == label for a, b in zip(found, labels, strict=True))
        scores.append(2 * right / (found.count(label) + labels.count(label)))
    assert np.mean(scores) >= least


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "You're such an idiot"),
        ("en", "you are just so pathetic."),
        ("en", "HOW STUPID ARE YOU"),
        ("de", "Du bist so ein Idiot"),
        ("de", "du bist echt erbärmlich"),
        ("es", "Eres una inútil"),
        ("es", "no sirves para nada"),
    ],
)
def test_belittling_words_for_the_reader_are_a_cue(language, text):
    assert cue(text, (language,), teasing=False) == Mark.BELITTLING


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "you're not useless"),
        ("en", "I'm such an idiot"),
        ("en", "do you think you're stupid?"),
        ("en", "I feel like you're useless when I cry"),
        ("en", "she said you're pathetic"),
        ("en", "“you're pathetic” is a line of the play"),
        ("en", "you idiot-proof it and it breaks"),
        ("en", "you stupidly kind man"),
        ("en", "the useless thing broke"),
        ("en", "thank you, idiots everywhere today"),
        ("de", "das ist dumm gelaufen"),
        ("de", "du bist nicht dumm"),
        ("de", "Gift im Keller, die dumme Kuh auf der Weide"),
        ("de", "sie sagte du bist erbärmlich"),
        ("es", "no eres inútil"),
        ("es", "es inútil esperar"),
        ("es", "la basura la sacas tú"),
        ("es", "me siento idiota"),
    ],
)
def test_false_friends_are_no_cue(language, text):
    assert not cue(text, (language,), teasing=False) & Mark.BELITTLING


def test_what_is_said_with_a_laugh_or_with_love_is_no_cue():
    said = [(60 * i, i % 2, text) for i, text in enumerate(["you idiot", "you idiot 😂", "love you, you idiot", "hm"])]
    talk = talk_of(chat_of(said))
    assert (listen(talk, "en").marks & Mark.BELITTLING).tolist() == [Mark.BELITTLING, 0, 0, 0]


def test_below_three_messages_there_is_no_cue_and_from_there_on_they_can_be_opened():
    said = [(60 * i, 0, "you're useless" if i % 3 == 0 else "ok") for i in range(9)] + [(700, 1, "you idiot")]
    talk = talk_of(chat_of(said))
    (found,) = cues(talk, listen(talk, "en"))
    assert (found.name, found.person, found.messages) == ("belittling", 0, 3)
    rows = cue_rows(talk, listen(talk, "en"), "belittling", 0)
    assert [talk.chat.text(int(row)) for row in rows] == ["you're useless"] * 3
    fewer = talk_of(chat_of(said[1:]))
    assert cues(fewer, listen(fewer, "en")) == ()
    assert FEW == 3


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Guess what, I passed!", Mark.NEWS),
        ("en", "did they say I passed?", 0),
        ("en", "the bus passed me", 0),
        ("en", "that's good news!", 0),
        ("en", "I can guess what you bought", 0),
        ("en", "I got the job", Mark.NEWS),
        ("de", "gute Nachrichten: die Heizung geht", Mark.NEWS),
        ("de", "das sind gute Nachrichten", 0),
        ("es", "¡Buenas noticias!", Mark.NEWS),
    ],
)
def test_good_news_in_so_many_words_is_told(language, text, expected):
    assert cue(text, (language,), teasing=False) == expected


def test_the_language_is_the_one_that_most_small_words_belong_to():
    german = talk_of(chat_of([(i, i % 2, "ich weiß nicht ob das so ist") for i in range(20)]))
    assert language_of(german) == "de"
    assert listen(german).marks.shape == (20,)


def test_a_language_without_phrases_is_told():
    with pytest.raises(DialogueError, match="'tlh'"):
        phrases("tlh")
