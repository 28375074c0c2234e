"""The acts of a whole chat: of those who write in English, of talk only, in any order of the file, in little memory."""

import tracemalloc
from dataclasses import replace

import numpy as np
import pytest
from tests.nearward_dialogue.acts import slowly

from nearward_dialogue import DialogueError, Kind
from nearward_dialogue.acts import ACTS, SHOWN, NotThisLanguage, read_acts
from nearward_dialogue.acts.weights import LEARNED, weights

FILL = "I will be home at seven and then we can eat what is left of the soup"
GERMAN = "ich bin um sieben zu Hause und dann können wir essen was von der Suppe noch da ist"


def filled(*said):
    return [(at, at % 2, FILL) for at in range(10)] + [(10 + at, who, *rest) for at, (who, *rest) in enumerate(said)]


def test_each_message_is_read_as_if_alone(made):
    acts = read_acts(
        made(filled((0, "Thank you so much! 😘"), (1, "Sorry I’m late"), (0, "how was your day?"), (1, "")))
    )
    assert acts.of("apology")[-4:].tolist() == [0, 1, 0, 0]
    expected = [slowly.chance("Thank you so much! 😘", weights(), label) for label in range(len(LEARNED))]
    assert acts.chance[-4, : len(LEARNED)] == pytest.approx(expected, abs=1e-3)
    assert acts.sure("thanks").tolist()[-4:] == [True, False, False, False]


def test_what_is_no_talk_does_nothing(made):
    acts = read_acts(made(filled((0, "Thank you so much!", Kind.SYSTEM), (-1, "how are you?"))))
    assert not acts.known[-2:].any()
    assert not acts.chance[-2:].any()


def test_a_person_of_another_language_is_not_read(made):
    chat = made(
        [(at, at % 2, (FILL, GERMAN)[at % 2]) for at in range(10)] + [(10, 1, "Thank you!"), (11, 0, "Thank you!")]
    )
    acts = read_acts(chat)
    assert acts.languages == ("en", "de")
    assert acts.likely("thanks").tolist()[-2:] == [False, True]


def test_a_chat_in_another_language_is_refused(made):
    with pytest.raises(NotThisLanguage) as refused:
        read_acts(made([(at, at % 2, GERMAN) for at in range(10)]))
    assert refused.value.languages == ("de", "de")


def test_the_order_of_the_file_does_not_matter(made):
    chat = made(filled((0, "thanks love"), (1, "why so sad?"), (0, "I feel lost")))
    turned = chat.take(np.arange(len(chat))[::-1])
    assert (read_acts(turned).chance[::-1] == read_acts(chat).chance).all()


def test_scratch_files_hold_the_same(made, tmp_path):
    chat = made(filled((0, "thanks love"), (1, "why so sad?")))
    kept, acts = read_acts(chat, tmp_path), read_acts(chat)
    assert (kept.chance == acts.chance).all()
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "acts_chance.column",
        "acts_cue.column",
        "acts_known.column",
    ]


def test_memory_does_not_grow_with_the_words(made):
    def peak(size):
        chat = made([(at, at % 2, FILL) for at in range(size)])
        tracemalloc.start()
        read_acts(replace(chat))
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    read_acts(made(filled()))
    assert peak(60_000) < peak(15_000) + 12 * 2**20


def test_what_is_not_sure_enough_is_never_shown(made):
    acts = read_acts(made(filled((0, "I’m here for you, that sounds so hard"))))
    for act in ACTS:
        assert act in SHOWN or not acts.sure(act).any()
    assert acts.plainly("comfort")[-1]
    with pytest.raises(DialogueError, match="contempt"):
        acts.of("contempt")
    with pytest.raises(DialogueError, match="thanks"):
        acts.plainly("thanks")
