"""Stepping day by day."""

from datetime import date, timedelta

import numpy as np
import pytest

from nearward_detect import Day, Item, Monitor, OrderError, Policy, ShapeError, State, StateError, replay, story_of
from nearward_detect.detectors import names
from nearward_detect.monitor import VERSION
from nearward_detect.simulate import ITEMS, simulate

MONDAY = date(2026, 1, 5)


def days_of(y):
    """Days of one pair's array [days, people, items]; a person without any answer has not checked in."""
    for number, row in enumerate(y):
        answers = ({i.name: float(v) for i, v in zip(ITEMS, p, strict=True) if not np.isnan(v)} or None for p in row)
        yield Day(MONDAY + timedelta(days=number), tuple(answers))


@pytest.fixture(scope="module")
def drifting():
    return simulate(5, 6, 140, "step 1.5 both", onset=(60, 70))


@pytest.mark.parametrize("method", names())
@pytest.mark.parametrize("people", [1, 2])
def test_stepping_equals_replay(drifting, method, people):
    y = drifting.y[:3, :, :people]
    policy = Policy(0.5, method)
    r = replay(y, ITEMS, policy)
    for pair in range(len(y)):
        story = story_of(days_of(y[pair]), ITEMS, policy, people)
        on = np.flatnonzero(r.notice[pair] >= 0)
        assert [(n.noticed_on - MONDAY).days for n in story.notices] == list(on)
        assert [n.kind for n in story.notices] == list(r.kind[pair, on])
        assert [n.size_sd for n in story.notices] == pytest.approx(list(r.size_sd[pair, on]), abs=1e-3)
        nows = np.array([[b.now if b else np.nan for b in p.bands] for p in story.points])
        known = np.isfinite(nows)
        assert nows[known] == pytest.approx(r.now[pair][known], abs=1e-3)
        assert [p.status for p in story.points] == list(r.state[pair])


@pytest.mark.parametrize("method", names())
def test_a_state_comes_back_from_json_and_goes_on_the_same(drifting, method):
    days = list(days_of(drifting.y[0]))
    state = Monitor(ITEMS, Policy(0.5, method)).start()
    for day in days[:80]:
        state, _ = state.step(day)
    text = state.to_json()
    again = State.from_json(text)
    assert len(text.encode()) < 64 * 1024
    assert again.to_json() == text
    for day in days[80:]:
        state, told = state.step(day)
        again, told_again = again.step(day)
        assert told == told_again
    assert again.to_json() == state.to_json()


@pytest.mark.parametrize("method", names())
def test_a_step_leaves_the_old_state_as_it_was(drifting, method):
    state = Monitor(ITEMS, Policy(0.5, method)).start()
    before = state.to_json()
    state.step(next(days_of(drifting.y[0])))
    assert state.to_json() == before


@pytest.mark.parametrize("method", names())
def test_days_left_out_are_days_without_check_in(drifting, method):
    days = list(days_of(drifting.y[1]))[:40]
    days[20:25] = [Day(d.date, (None, None)) for d in days[20:25]]
    whole = story_of(days, ITEMS, Policy(0.5, method)).state
    gap = Monitor(ITEMS, Policy(0.5, method)).start()
    for day in days[:20] + days[25:]:
        gap, _ = gap.step(day)
    assert gap.to_json() == whole.to_json()


def test_a_day_that_is_not_later_is_refused():
    state, _ = Monitor(ITEMS).start().step(Day(MONDAY, ({"closeness": 7}, None)))
    with pytest.raises(OrderError):
        state.step(Day(MONDAY, (None, None)))


@pytest.mark.parametrize("answers", [{"closeness": 11}, {"trust": 5}, {"closeness": float("nan")}])
def test_answers_that_do_not_fit_are_refused(answers):
    with pytest.raises(ShapeError):
        Monitor(ITEMS).start().step(Day(MONDAY, (answers, None)))


def test_an_item_may_start_and_stop(drifting):
    state = Monitor(ITEMS).start()
    for day in list(days_of(drifting.y[0]))[:30]:
        state, _ = state.step(day)
    wider = state.with_items((ITEMS[1], Item("touch", 0, 4), ITEMS[0]))
    wider, _ = wider.step(Day(MONDAY + timedelta(days=30), ({"touch": 2, "heard": 7}, None)))
    assert wider.days == 31
    assert wider.memory["item_n"].shape[-1] == 3
    assert wider.memory["item_n"][0, 0, 2] == state.memory["item_n"][0, 0, 0]


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"version":99}', f'{{"version":{VERSION},"items":[]}}'])
def test_a_text_that_is_no_state_is_refused(text):
    with pytest.raises(StateError):
        State.from_json(text)


def test_what_an_older_detector_stored_is_refused_and_not_misread(drifting):
    state, _ = Monitor(ITEMS).start().step(next(days_of(drifting.y[0])))
    older = state.to_json().replace(f'"version":{VERSION}', f'"version":{VERSION - 1}', 1)
    with pytest.raises(StateError, match="version"):
        State.from_json(older)
