import pytest

from nearward_library.elsewhere import avoided_in


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("de", "Das ist toxisch.", "toxisch"),
        ("de", "Du solltest öfter fragen.", "solltest"),
        ("de", "Frag deinen Partner.", "Partner"),
        ("de", "Frag deine Partnerin.", "Partnerin"),
        ("de", "Für Partner*innen und andere.", "Partner*innen"),
        ("de", "Wenn Sie mögen, fragen wir.", "Sie"),
        ("de", "Wir danken Ihnen dafür.", "Ihnen"),
        ("es", "Es una relación tóxica.", "tóxica"),
        ("es", "Deberías preguntar.", "Deberías"),
        ("es", "Pasad tiempo juntos.", "juntos"),
        ("es", "Tu marido y tú.", "marido"),
        ("es", "Puede usted empezar.", "usted"),
        ("es", "Bienvenido a casa.", "Bienvenido"),
    ],
)
def test_a_word_we_do_not_use_is_found_with_its_reason(language: str, text: str, word: str) -> None:
    found = avoided_in(language, text)
    assert word in [one for one, _why in found]
    assert all(why for _one, why in found)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Sie kommen, wenn ihr mögt; sag dein Gegenüber zuliebe nichts. Ihr beide wisst es."),
        ("de", "deine Partnerin oder dein Partner"),
        ("es", "Tu pareja y tú, con calma; cada quien a su manera. Los dos lados cuentan."),
        ("fr", "Vous devriez."),
    ],
)
def test_plain_words_and_languages_we_know_nothing_of_are_left_alone(language: str, text: str) -> None:
    assert avoided_in(language, text) == ()
