import random
import shutil
from datetime import UTC, datetime
from io import BytesIO
from math import isnan

import pytest
from tests.nearward.chats.conftest import a_chat_with_four_belittling_words

from nearward.chats.describing import analysed_by, analysis, described, place_of, talk_in, told_alone, told_to_both
from nearward.chats.rules import Cue, from_the_other_side
from nearward.chats.sample import sample_chat
from nearward.kit.kernel import compiled, compiled_here
from nearward_dialogue import Ask, DialogueError
from nearward_dialogue.sources import Source


@pytest.fixture(scope="module")
def found():
    text = sample_chat(datetime(2026, 3, 11, tzinfo=UTC), random.Random(3)).encode()
    return described(talk_in(Source("chat.txt", len(text), lambda: BytesIO(text)), Ask())[1])


def test_alone_holds_one_side_and_nothing_made_of_both_persons_words(found):
    told = told_alone(found, 0)
    assert len(told.messages) == 1
    assert not told.is_joint
    assert all(len(one.figures) == 1 for one in told.measures)
    assert "style_matching" in {one.name for one in found.measures}
    assert "style_matching" not in {one.name for one in told.measures}
    assert {shift.whose for shift in told.shifts} <= {0}


def test_alone_the_hours_are_ones_own_and_for_both_those_of_both(found):
    for me in (0, 1):
        (own,) = told_alone(found, me).hours
        assert own.waits == found.hours.cases[me].sum()
        assert [value for value in own.value if value is not None] == pytest.approx(
            [value for value in found.hours.value[me].tolist() if not isnan(value)], abs=1e-4
        )
        assert told_to_both(found, me).hours == (own, *told_alone(found, 1 - me).hours)
    assert told_alone(found, 0).has_hours


def test_a_pairs_report_is_the_same_from_either_side(found):
    assert from_the_other_side(told_to_both(found, 0)) == told_to_both(found, 1)


def test_the_made_up_chat_shows_what_was_made_into_it(found):
    told = told_alone(found, found.people.index("Ana"))
    assert "latency" in {shift.measure for shift in told.shifts}


def test_the_analysis_has_a_version():
    assert analysis().startswith("1.")
    assert analysis() == analysis()


def test_only_one_of_the_two_can_be_me():
    assert place_of(("Ana", "Ben"), "ben") == 1
    with pytest.raises(DialogueError):
        place_of(("Ana", "Ben"), "Cleo")


def test_every_list_and_rule_that_is_run_has_a_say_in_the_version():
    names = {str(name) for name in analysed_by()}
    assert names >= {
        "nearward_dialogue/tokens.py",
        "nearward_dialogue/lexicon/de.txt",
        "nearward_dialogue/lexicon/en.phrases",
        "nearward_dialogue/acts/weights.npz",
        "nearward_detect/report.py",
        "nearward/kit/curves.py",
    }


def test_belittling_words_are_told_to_the_one_who_wrote_them_alone_and_stand_in_no_report_for_both():
    text = a_chat_with_four_belittling_words("Ben").encode()
    found = described(talk_in(Source("chat.txt", len(text), lambda: BytesIO(text)), Ask())[1])
    ben = found.people.index("Ben")
    assert told_alone(found, ben).cues == (Cue("belittling", 4),)
    assert told_alone(found, 1 - ben).cues == ()
    assert told_to_both(found, 0).cues == told_to_both(found, 1).cues == ()


@pytest.mark.skipif(not shutil.which("cc"), reason="there is no C compiler")
def test_a_house_with_a_compiled_kernel_tells_the_same(found, tmp_path, monkeypatch):
    text = sample_chat(datetime(2026, 3, 11, tzinfo=UTC), random.Random(3)).encode()
    monkeypatch.setenv("NEARWARD_DATA", str(tmp_path))
    assert compiled(compiled_here())
    again = described(talk_in(Source("chat.txt", len(text), lambda: BytesIO(text)), Ask())[1])
    assert told_to_both(again, 0) == told_to_both(found, 0)
