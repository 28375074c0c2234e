import numpy as np
import pytest

from nearward_dialogue.readers._whatsapp_kinds import Sieve, is_system, kind_of
from nearward_dialogue.readers._whatsapp_layout import words_of
from nearward_dialogue.readers._whatsapp_phrases import listed
from nearward_dialogue.shapes import Flag, Kind

L = "\u200e"
NOTICES = [
    ("<Media omitted>", Kind.MEDIA, 0),
    ("<Média omis>", Kind.MEDIA, 0),
    ("IMG-20210428-WA0001.jpg (file attached)", Kind.MEDIA, 0),
    ("PTT-20210428-WA0001.opus (Datei angehängt)", Kind.MEDIA, Flag.VOICE),
    ("2015-08-04-PHOTO-00004762.jpg <\u200eattached>", Kind.MEDIA, 0),
    ("< attached: 00000042-PHOTO-2020-06-07-15-13-20.jpg >", Kind.MEDIA, 0),
    ("live location shared", Kind.TALK, 0),
    ("Standort: https://maps.google.com/?q=1.5,2.5", Kind.MEDIA, 0),
    ("This message was deleted", Kind.DELETED, 0),
    ("Hai eliminato questo messaggio.", Kind.DELETED, 0),
    ("Данное сообщение удалено.", Kind.DELETED, 0),
    ("Missed video call", Kind.CALL, Flag.MISSED),
    ("Missed you so much", Kind.TALK, 0),
    ("Voice call, 3 min", Kind.CALL, Flag.VOICE),
    ("video call me when you are home", Kind.TALK, 0),
    ("ENCUESTA:\nCena\nOPCIÓN: sí (1 voto)", Kind.POLL, 0),
    ("Poll: who does the bins?", Kind.TALK, 0),
    ("  \n ", Kind.EMPTY, 0),
    ("null", Kind.EMPTY, 0),
    ("I <3 you (really)", Kind.TALK, 0),
    ("see you <smile>", Kind.TALK, 0),
    ("yes of course <This message was edited>", Kind.TALK, Flag.EDITED),
]


@pytest.mark.parametrize(("text", "kind", "flags"), NOTICES)
def test_what_stands_in_place_of_words_is_known(text, kind, flags):
    found = kind_of(text.encode(), marked=False)
    assert (found.kind, found.flags) == (kind, flags)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"{L}sticker weggelaten", Kind.MEDIA),
        (f"{L}Ana changed their phone number to a new number. Tap to message.", Kind.SYSTEM),
        (f"hello {L}there", Kind.TALK),
        (f"{L}Missed group video call", Kind.CALL),
    ],
)
def test_an_iphones_marks_tell_its_own_lines(text, kind):
    assert kind_of(text.encode(), marked=True).kind == kind


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("IMG-1.jpg (file attached)\nlook at this", "look at this"),
        ("so blue <attached: 0042-PHOTO.jpg>", "so blue "),
        ("so blue <attached: 1.jpg> and <attached: 2.jpg>", "so blue <attached: 1.jpg> and "),
        (f"1 < 2 {L * 4}<{L}This message was edited>{L}", "1 < 2"),
        ("yes <This message was edited>", "yes"),
    ],
)
def test_only_the_senders_own_words_are_kept_of_a_talk(text, words):
    found = kind_of(text.encode(), marked=True)
    assert found.kind == Kind.TALK
    assert text.encode()[found.before : len(text.encode()) - found.after].decode() == words


def test_nothing_that_is_not_talk_slips_through_the_sieve():
    texts = [text for text, kind, flags in NOTICES if kind != Kind.TALK or flags]
    texts += [phrase.capitalize() + end for phrase in listed("deleted") for end in ("", ".")]
    texts += ["Umfrage:\na\nOption: b (1)", "ENCUESTA:\na\nb: c (1)", "ТРЕ", "Опрос:\na\nb: c (1)"]
    texts = [text for text in texts if kind_of(text.encode(), marked=False).kind != Kind.TALK or "edited" in text]
    assert caught(texts).all(), [text for text, found in zip(texts, caught(texts), strict=True) if not found]


def test_ordinary_words_seldom_need_a_second_look():
    texts = [
        f"{a} {b} {c}"
        for a in ("good", "I", "we", "and")
        for b in ("love", "want", "do")
        for c in ("you!", "it?", "so :)")
    ]
    assert caught(texts).mean() < 0.1


def caught(texts):
    raw = [text.encode() for text in texts]
    start = np.cumsum([0, *(len(each) + 1 for each in raw)])
    buffer = np.frombuffer(b"\n".join(raw) + bytes(64), np.uint8)
    end = start[:-1] + np.array([len(each) for each in raw])
    return Sieve().caught(buffer, words_of(buffer), start[:-1], end)


def test_lines_of_whatsapps_own_are_known_in_many_languages():
    assert is_system("\u200eNachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt.")
    assert not is_system("Ana is here")
