from datetime import date, timedelta

import pytest
from tests.conftest import link
from tests.faults.canaries import readable

from nearward.checkins import actions
from nearward.checkins.actions import Entry, keep_answers, recorded
from nearward.checkins.models import KeptChoices
from nearward.checkins.queries import answers_on, choices_of, minute_of, questions_on, series_of, shown_on
from nearward.checkins.rules import Answer, Choices
from nearward.people import actions as people
from nearward.sharing.models import Item
from nearward.sharing.queries import NotThere
from nearward.sharing.rules import Audience

DAY = date(2026, 3, 12)
ME, BOTH, US = Audience.ME, Audience.BOTH, Audience.US


class PowerCut(Exception):
    pass


def keep(who, now, day=DAY, audience=ME, close=False, erased=(), **values):
    entries = [Entry(name.replace("_", "-"), Answer(value), audience) for name, value in values.items()]
    return keep_answers(who, day, entries, now=now, close=close, erased=erased)


def written(who, day=DAY):
    return {each.item.id: (each.value, each.audience) for each in answers_on(who, day)}


@pytest.fixture
def told(db):
    """Who was told that whose answers of which day have changed."""
    heard = []

    def listen(sender, person, day, **more):
        heard.append((person.username, day))

    recorded.connect(listen)
    yield heard
    recorded.disconnect(listen)


def test_an_answer_stands_once_a_day_and_the_last_one_counts(ana, now):
    keep(ana, now, closeness=40, own_load=80)
    keep(ana, now, closeness=60)
    keep(ana, now, day=DAY - timedelta(days=1), closeness=10)
    assert written(ana) == {"closeness": (60, ME), "own-load": (80, ME)}


def test_a_day_is_kept_whole_or_not_at_all(ana, now, monkeypatch):
    writes = []

    def failing(*given, **named):
        writes.append(given[2])
        if len(writes) == 2:
            raise PowerCut
        return kept(*given, **named)

    kept = actions.sharing.write
    monkeypatch.setattr(actions.sharing, "write", failing)
    with pytest.raises(PowerCut):
        keep(ana, now, closeness=40, own_load=80, close=True)
    assert len(writes) == 2
    assert written(ana) == {}
    assert choices_of(ana) == Choices()


def test_listeners_hear_of_a_change_once_a_day_and_only_after_it_is_kept(
    ana, now, told, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as waiting:
        keep(ana, now, closeness=40, own_load=80)
    assert told == []
    for call in waiting:
        call()
    assert told == [("ana", DAY)]


def test_listeners_are_not_woken_when_nothing_has_changed(ana, now, told, django_capture_on_commit_callbacks):
    keep(ana, now, closeness=40)
    with django_capture_on_commit_callbacks(execute=True):
        keep(ana, now, closeness=40, close=True)
    assert told == []


def test_listeners_hear_of_a_new_audience_and_of_erasing(ana, pair, now, told, django_capture_on_commit_callbacks):
    keep(ana, now, closeness=40)
    (answer,) = answers_on(ana, DAY)
    for change in (
        lambda: actions.show_answer_to(ana, answer.id, US, now),
        lambda: actions.erase_answer(ana, answer.id, now),
    ):
        with django_capture_on_commit_callbacks(execute=True):
            change()
    assert told == [("ana", DAY)] * 2


def test_a_listener_that_fails_does_not_undo_what_was_kept(ana, now, django_capture_on_commit_callbacks):
    def broken(sender, **more):
        raise RuntimeError

    recorded.connect(broken)
    with django_capture_on_commit_callbacks(execute=True):
        keep(ana, now, closeness=40)
    recorded.disconnect(broken)
    assert written(ana) == {"closeness": (40, ME)}


def test_without_a_link_a_shared_answer_is_kept_for_its_author_and_said_so(ana, now):
    assert keep(ana, now, closeness=40) is True
    assert keep(ana, now, audience=US, own_load=40) is False
    assert written(ana) == {"closeness": (40, ME), "own-load": (40, ME)}


def test_only_the_last_day_that_was_done_is_known(ana, now):
    for n in (3, 5, 4):
        actions.close_minute(ana, DAY + timedelta(days=n))
    assert choices_of(ana) == Choices(closed=DAY + timedelta(days=5))
    assert KeptChoices.objects.count() == 1
    assert not Item.objects.exists()


def test_what_somebody_chose_cannot_be_read_in_the_table(ana, pair, now):
    actions.choose(ana, off=["tension"], on=["bodily-closeness"], weekday=2, seen_by={"closeness": US})
    assert readable(KeptChoices.objects.get().body, "tension", "bodily") == set()
    assert choices_of(ana).off == {"tension"}


def test_a_choice_of_who_sees_future_answers_changes_no_past_one_and_ends_with_the_pair(ana, ben, pair, now):
    keep(ana, now, day=DAY - timedelta(days=1), closeness=40)
    actions.choose(ana, off=[], on=[], weekday=6, seen_by={"closeness": US})
    audiences = {asked.item.id: asked.audience for asked in questions_on(ana, DAY)}
    assert audiences["closeness"] is US
    assert audiences["felt-heard"] is ME
    assert shown_on(ben, DAY - timedelta(days=1)) == ()
    people.leave_pair(ben, now)
    link(ana, ben, now)
    assert {asked.audience for asked in questions_on(ana, DAY)} == {ME}


def test_alone_nothing_can_be_chosen_for_a_partner(ana, now):
    actions.choose(ana, off=[], on=[], weekday=6, seen_by={"closeness": US})
    assert choices_of(ana).seen_by == {}


def test_nobody_else_changes_or_erases_an_answer(ana, ben, cleo, dan, now):
    link(ana, ben, now)
    keep(ben, now, audience=US, closeness=40)
    (answer,) = answers_on(ben, DAY)
    for other in (ana, cleo, dan):
        with pytest.raises(NotThere):
            actions.show_answer_to(other, answer.id, ME, now)
        with pytest.raises(NotThere):
            actions.erase_answer(other, answer.id, now)
    assert written(ben) == {"closeness": (40, US)}


def test_the_state_of_a_minute_follows_what_was_done(ana, now):
    assert minute_of(ana, DAY).state == "open"
    keep(ana, now, closeness=40)
    assert (minute_of(ana, DAY).state, minute_of(ana, DAY).begun) == ("open", True)
    assert minute_of(ana, DAY).first.item.id == "felt-heard"
    actions.close_minute(ana, DAY)
    assert minute_of(ana, DAY).state == "done"
    tomorrow = minute_of(ana, DAY + timedelta(days=1))
    assert (tomorrow.state, tomorrow.begun, tomorrow.yesterday_open) == ("open", False, False)
    later = minute_of(ana, DAY + timedelta(days=2))
    assert later.yesterday_open
    actions.close_minute(ana, DAY + timedelta(days=2))
    assert minute_of(ana, DAY + timedelta(days=2)).state == "rest"


def test_a_minute_in_which_every_question_has_its_answer_is_done(ana, now):
    for asked in minute_of(ana, DAY).questions:
        if not asked.item.follows:
            keep_answers(ana, DAY, [Entry(asked.item.id, Answer(0))], now=now)
    assert minute_of(ana, DAY).state == "done"


def test_a_series_has_every_day_and_the_partners_answers_only_as_far_as_they_are_shown(ana, ben, pair, now):
    since = DAY - timedelta(days=2)
    keep(ana, now, closeness=40)
    keep(ana, now, day=since, own_load=5)
    keep_answers(ana, since, [Entry("felt-heard", Answer(away=True))], now=now)
    keep(ben, now, audience=US, closeness=70)
    keep(ben, now, audience=BOTH, own_load=20)
    keep(ben, now, felt_heard=10)
    series = series_of(ana, since, DAY)
    assert series.days == (since, since + timedelta(days=1), DAY)
    assert series.own == ({"own-load": 5.0}, {}, {"closeness": 40.0})
    assert series.partner == ({}, {}, {"closeness": 70.0})
    keep(ana, now, audience=BOTH, own_load=1)
    assert series_of(ana, since, DAY).partner[-1] == {"closeness": 70.0, "own-load": 20.0}
    people.pause_pair(ben, now)
    assert series_of(ana, since, DAY).partner == ({}, {}, {})
