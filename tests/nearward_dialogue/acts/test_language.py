"""The language of each person, or none where it is not clear."""

import pytest

from nearward_dialogue.acts.language import languages_of

ENGLISH = "I will be home at seven and then we can eat what is left of the soup"
GERMAN = "ich bin um sieben zu Hause und dann können wir essen was von der Suppe noch da ist"
SPANISH = "llego a casa a las siete y luego podemos comer lo que queda de la sopa"
FRENCH = "je rentre vers sept heures et puis on peut manger ce qui reste de la soupe"


@pytest.mark.parametrize(
    ("ana", "ben", "languages"),
    [
        (ENGLISH, GERMAN, ("en", "de")),
        (SPANISH, ENGLISH.upper(), ("es", "en")),
        (FRENCH, ENGLISH, ("", "en")),
        ("привет как дела " * 3, "12:30 http://a.org 😘", ("", "")),
        (f"{ENGLISH} {SPANISH}", f"{GERMAN} {ENGLISH}", ("", "")),
    ],
)
def test_the_language_of_each_is_known_by_small_words(made, ana, ben, languages):
    chat = made([(k, k % 2, (ana, ben)[k % 2]) for k in range(20)])
    assert languages_of(chat) == languages


def test_of_few_words_nothing_is_said(made):
    assert languages_of(made([(0, 0, ENGLISH), (1, 1, "ok")])) == ("", "")


def test_a_long_chat_is_looked_at_evenly(made):
    chat = made([(k, 0, GERMAN if k < 100 else ENGLISH) for k in range(9_000)])
    assert languages_of(chat)[0] == "en"
