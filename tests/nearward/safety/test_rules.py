import pytest

from nearward.safety.rules import Answer, answer_while_away

MODES = ("", "navigate", "cors", "same-origin", "no-cors", "websocket")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("by_htmx", [True, False])
def test_leaving_and_the_clock_itself_are_always_answered(mode, by_htmx):
    assert answer_while_away(open_path=True, fetch_mode=mode, by_htmx=by_htmx) is Answer.AS_USUAL


@pytest.mark.parametrize("mode", MODES)
def test_no_other_path_is_answered_as_usual_while_away(mode):
    for by_htmx in (True, False):
        assert answer_while_away(open_path=False, fetch_mode=mode, by_htmx=by_htmx) is not Answer.AS_USUAL


@pytest.mark.parametrize(("mode", "answer"), [("navigate", Answer.CLOCK), ("", Answer.CLOCK), ("cors", Answer.NOTHING)])
def test_a_page_becomes_the_clock_and_what_a_script_sends_gets_nothing(mode, answer):
    assert answer_while_away(open_path=False, fetch_mode=mode, by_htmx=False) is answer


def test_a_script_of_ours_is_told_to_show_the_clock():
    assert answer_while_away(open_path=False, fetch_mode="cors", by_htmx=True) is Answer.CLOCK_BY_SCRIPT
