import uuid
from datetime import timedelta

import pytest
from tests.faults.canaries import readable

from nearward.checkins.actions import Entry, keep_answers
from nearward.checkins.rules import Answer
from nearward.noticing import actions, jobs, queries
from nearward.noticing.models import Notice, Watch
from nearward.noticing.rules import Real, Side
from nearward.people import actions as people
from nearward.sharing import queries as sharing
from nearward.sharing.actions import set_audience
from nearward.sharing.rules import Audience


@pytest.fixture
def today(now):
    return now.date()


def sides(notices):
    return [one.finding.side for one in notices if one.is_change]


def test_a_drift_in_ones_own_answers_is_noticed_about_when_it_began(ana, live, today):
    live(ana, fall=28)
    (notice,) = actions.refresh_notices(ana, today)
    found = notice.finding
    assert found.side is Side.MINE
    assert found.kind == "drift"
    assert abs((found.since - (today - timedelta(days=21))).days) <= 7
    assert found.since_low <= found.since <= found.since_high <= found.raised_on
    assert 0 < found.size_low < found.size_sd < found.size_high
    assert {item.id for item in notice.moved_mine} == {"closeness", "felt-heard"}
    assert "unheard" in notice.signs


def test_a_steady_life_a_few_days_and_a_ceiling_bring_no_notice(ana, ben, cleo, live, today):
    live(ana)
    live(ben, days=8, fall=60, last=4)
    live(cleo, fall=-40, last=60)
    for who in (ana, ben, cleo):
        assert actions.refresh_notices(who, today) == ()


def test_looking_again_changes_nothing(ana, live, today):
    live(ana, fall=28)
    first = actions.refresh_notices(ana, today)
    rows = list(Notice.objects.values_list("pk", "body"))
    assert actions.refresh_notices(ana, today) == first
    assert list(Notice.objects.values_list("pk", "body")) == rows


def test_a_notice_is_its_owners_alone(ana, ben, pair, live, today):
    live(ana, fall=28)
    live(ben, seed=3)
    (notice,) = actions.refresh_notices(ana, today)
    assert actions.refresh_notices(ben, today) == ()
    for other in (ben,):
        with pytest.raises(sharing.NotThere):
            queries.notice_for(other, notice.id)
        with pytest.raises(sharing.NotThere):
            actions.put_aside(other, notice.id, None)
    assert Notice.objects.filter(person=ben).count() == 0


def test_what_the_partner_shares_is_noticed_and_counts_no_more_once_withdrawn(ana, ben, pair, live, today, now):
    live(ana, seed=3)
    live(ben, fall=28, audience=Audience.US)
    (notice,) = actions.refresh_notices(ana, today)
    assert notice.finding.side is Side.THEIRS
    for item in sharing.mine(ben, "checkins.answer"):
        set_audience(ben, item.id, Audience.ME, now)
    assert actions.refresh_notices(ana, today) == ()
    assert Notice.objects.filter(person=ana).count() == 0


def test_a_pause_hides_what_came_of_the_partner_and_opening_brings_back_the_same_notice(
    ana, ben, pair, live, today, now
):
    live(ana, seed=3)
    live(ben, fall=28, audience=Audience.US)
    (before,) = actions.refresh_notices(ana, today)
    actions.put_aside(ana, before.id, now)
    people.pause_pair(ben, now)
    assert actions.refresh_notices(ana, today) == ()
    people.resume_pair(ben, now)
    (after,) = actions.refresh_notices(ana, today)
    assert (after.id, after.put_aside) == (before.id, True)


def test_a_corrected_day_keeps_the_address_of_the_notice(ana, live, today, now):
    live(ana, fall=28)
    (before,) = actions.refresh_notices(ana, today)
    keep_answers(ana, today - timedelta(days=1), [Entry("closeness", Answer(value=20))], now=now)
    (after,) = actions.refresh_notices(ana, today)
    assert after.id == before.id


def test_the_owner_puts_it_aside_keeps_looking_and_says_whether_it_was_true(ana, live, today, now):
    live(ana, fall=28)
    (notice,) = actions.refresh_notices(ana, today)
    assert queries.notice_for_today(ana, today) == notice
    actions.put_aside(ana, notice.id, now)
    actions.say_whether_real(ana, notice.id, Real.YES, now)
    kept = queries.notice_for(ana, notice.id)
    assert (kept.put_aside, kept.real) == (True, Real.YES)
    assert queries.notice_for_today(ana, today) is None
    actions.keep_looking(ana, notice.id, now)
    kept = queries.notice_for(ana, notice.id)
    assert (kept.put_aside, kept.real) == (False, Real.YES)
    assert [item.audience for item in sharing.mine(ana, "noticing.response")] == [Audience.ME]


def test_an_old_notice_leaves_the_day_by_itself(ana, live, today):
    live(ana, fall=28)
    actions.refresh_notices(ana, today)
    assert queries.notice_for_today(ana, today + timedelta(days=60)) is None


def test_a_word_to_a_notice_that_is_not_there_is_refused(ana, now):
    with pytest.raises(sharing.NotThere):
        actions.keep_looking(ana, uuid.uuid4(), now)


def test_the_rows_tell_nothing_without_the_key(ana, live, today):
    live(ana, fall=28)
    actions.refresh_notices(ana, today)
    row, watch = Notice.objects.get(person=ana), Watch.objects.get(person=ana)
    assert readable(bytes(row.body) + bytes(watch.body), "felt-heard", '"mine"', '"drift"', "enough") == set()


def test_a_body_moved_to_another_persons_row_does_not_open(ana, ben, live, today):
    live(ana, fall=28)
    live(ben, fall=28, seed=9)
    actions.refresh_notices(ana, today)
    actions.refresh_notices(ben, today)
    Notice.objects.filter(person=ana).update(body=Notice.objects.filter(person=ben)[0].body)
    with pytest.raises(sharing.Unreadable):
        queries.notices_of(ana)


def test_the_nightly_round_looks_at_everybody(ana, ben, live, now):
    live(ana, fall=28)
    assert actions.refresh_everyone(now) == 2
    assert Notice.objects.filter(person=ana).count() == 1
    assert Watch.objects.count() == 2


def test_a_checkin_is_followed_by_a_look(ana, live, now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        keep_answers(ana, now.date(), [Entry("closeness", Answer(value=60))], now=now)
    assert Watch.objects.filter(person=ana).exists()


def test_a_job_for_somebody_who_has_gone_does_nothing(db):
    jobs.refresh_one.func(person=str(uuid.uuid4()))
    assert Watch.objects.count() == 0
