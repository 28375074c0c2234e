import pytest

from nearward_dialogue.errors import DialogueError
from nearward_dialogue.lexicon import CATEGORIES, FUNCTION, languages, lexicon


@pytest.mark.parametrize("language", languages())
def test_each_language_has_words_of_every_category(language):
    found = lexicon(language)
    for bit, category in enumerate(CATEGORIES):
        words = [word for word, mask in found.words if mask >> bit & 1]
        assert len(words) >= (1 if category == "article" else 3), category


def test_every_language_counts_function_words_for_style():
    assert {"en", "de", "es"} <= set(languages())
    assert len(FUNCTION) == 9
    assert lexicon("de").mask_of("wir") == lexicon("es").mask_of("nosotros")
    assert lexicon("en").mask_of("don’t") == lexicon("en").mask_of("don't") > 0
    assert lexicon("en").mask_of("❤") == lexicon("es").mask_of("❤") > 0


def test_languages_can_be_taken_together():
    both = lexicon("en", "de")
    assert both.mask_of("danke") == both.mask_of("thanks") > 0


def test_a_language_without_lists_is_told():
    with pytest.raises(DialogueError, match="'tlh'"):
        lexicon("tlh")
