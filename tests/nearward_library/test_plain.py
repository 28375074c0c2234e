import pytest

from nearward_library import library
from nearward_library.plain import avoided_words, never_asked, reading_grade, syllables, texts_of


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("house", 1), ("loved", 1), ("makes", 1), ("through", 1), ("walked", 1), ("use", 1), ("eight", 1),
        ("smile", 1), ("eye", 1), ("while", 1), ("don’t", 1),
        ("partner", 2), ("quiet", 2), ("table", 2), ("listen", 2), ("being", 2), ("wanted", 2), ("little", 2),
        ("houses", 2), ("wishes", 2), ("phone-free", 2), ("people", 2), ("doesn’t", 2),
        ("important", 3), ("together", 3), ("beautiful", 3), ("remember", 3), ("another", 3), ("understand", 3),
        ("conversation", 4), ("relationship", 4), ("satisfaction", 4), ("disagreement", 4),
        ("opportunity", 5), ("university", 5),
    ],
)  # fmt: skip
def test_syllables_are_counted_by_rule(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_reading_grade_is_kincaids_formula() -> None:
    # 10 words, 2 sentences, 11 syllables: 0.39 * 5 + 11.8 * 1.1 - 15.59
    assert reading_grade(["The cat sat on a red mat. It was happy."]) == pytest.approx(-0.66)


def test_each_text_ends_a_sentence_as_a_line_of_a_list_does() -> None:
    together = reading_grade(["one two three four five six seven eight"])
    apart = reading_grade(["one two three four", "five six seven eight"])
    assert apart < together


def test_long_words_in_long_sentences_are_hard() -> None:
    hard = (
        "Notwithstanding considerable heterogeneity, psychotherapeutic interventions administered to dissatisfied "
        "couples demonstrate statistically significant improvements in relationship satisfaction."
    )
    assert reading_grade([hard]) > 20


def test_nothing_to_read_is_grade_nought() -> None:
    assert reading_grade([]) == 0
    assert reading_grade(["…", ""]) == 0


@pytest.mark.parametrize(
    "text",
    [
        "You should talk more.", "That is toxic.", "It is your fault.", "A needy partner waits.", "Her husband left.",
        "This triggers shame.", "He stonewalls.", "Validate the feeling.", "You failed again.", "Keep your streak.",
        "Most women want this.", "Your SPOUSE knows.", "You shouldn’t.",
    ],
)  # fmt: skip
def test_words_we_do_not_use_are_found(text: str) -> None:
    assert avoided_words(text)


@pytest.mark.parametrize(
    "text",
    [
        "The shoulder of a road.",
        "Theme and mood.",
        "A heart is a heart.",
        "No failure here.",
        "Without blame.",
        "Usher.",
    ],
)
def test_words_that_only_look_alike_are_left_alone(text: str) -> None:
    assert not avoided_words(text)


@pytest.mark.parametrize(
    "question",
    [
        "Who were you with last night?",
        "What have you not told me?",
        "When did you last feel guilty?",
        "What do you hide from me?",
    ],
)
def test_questions_that_spy_or_ask_for_a_confession_are_found(question: str) -> None:
    assert never_asked(question)


def test_texts_of_an_entry_are_all_that_a_reader_sees_and_nothing_else() -> None:
    practice = library().practices["listen-reflect"]
    texts = {text.field: text.words for text in texts_of(practice)}
    assert texts[("steps", 0, "do")] == practice.steps[0].do
    assert texts[("variants", "tired")] == practice.variants.tired
    assert texts[("goes_wrong", 1, "come_back")] == practice.goes_wrong[1].come_back
    assert not any(field[0] in {"causes", "sources", "modes", "grade", "also"} for field in texts)
