from datetime import UTC, date, datetime, timedelta

from tests.conftest import link

from nearward.people import actions, queries
from nearward.people.models import Session
from nearward.people.queries import Bond
from nearward.people.rules import CODE_LIVES, DayRule, DayRules, Link

ALONE = Bond(Link.ALONE)


def test_two_who_are_linked_see_each_other(ana, ben, pair):
    rule = DayRules(DayRule("Europe/Berlin", 4))
    assert queries.bond_of(ana) == Bond(Link.LINKED, pair.pk, ben.pk, rule)
    assert queries.bond_of(ben) == Bond(Link.LINKED, pair.pk, ana.pk, rule)


def test_nobody_else_is_told_of_a_pair(ana, ben, pair, cleo):
    assert queries.bond_of(cleo) == ALONE


def test_who_has_been_left_and_who_has_been_paused_are_told_the_same(ana, ben, pair, now):
    actions.pause_pair(ben, now)
    assert queries.bond_of(ana) == ALONE
    assert queries.bond_of(ben) == Bond(Link.PAUSED_BY_ME)
    actions.leave_pair(ben, now)
    assert queries.bond_of(ana) == ALONE
    assert queries.bond_of(ben) == ALONE


def test_who_has_ever_been_linked_is_their_own_past(ana, ben, cleo, pair, now):
    assert queries.was_linked(ana)
    actions.delete_account(ben, now)
    assert queries.was_linked(ana)
    assert not queries.was_linked(cleo)


def test_every_pair_one_was_half_of_stays_ones_own_past(ana, ben, cleo, pair, now):
    actions.leave_pair(ben, now)
    again = link(ana, ben, now)
    assert set(queries.pairs_of(ana)) == set(queries.pairs_of(ben)) == {pair.pk, again.pk}
    assert queries.pairs_of(cleo) == []


def test_linked_the_day_is_the_couples_and_alone_it_is_ones_own(ana, ben, pair):
    ben.time_zone, ben.day_starts = "Pacific/Auckland", 0
    ben.save()
    at = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)
    assert queries.today_of(ben, at) == queries.today_of(ana, at) == date(2026, 3, 12)
    actions.leave_pair(ana, at)
    assert queries.today_of(ben, at) == date(2026, 3, 13)
    assert queries.today_of(ana, at) == date(2026, 3, 12)


def test_both_live_in_one_day_even_in_two_time_zones(ana, ben, pair):
    actions.set_couple_day(ben, DayRule("America/Los_Angeles", 3), pair.made_at)
    late = datetime(2026, 3, 13, 9, 59, tzinfo=UTC)
    assert queries.today_of(ana, late) == queries.today_of(ben, late) == date(2026, 3, 12)
    after = late + timedelta(minutes=1)
    assert queries.today_of(ana, after) == queries.today_of(ben, after) == date(2026, 3, 13)


def test_a_code_is_shown_to_the_one_who_made_it_until_it_runs_out(ana, ben, now):
    code = actions.invite(ana, now)
    showing = queries.invitation_of(ana, now)
    assert (showing.code, showing.left) == (code, CODE_LIVES)
    assert queries.invitation_of(ben, now) is None
    assert queries.invitation_of(ana, now + CODE_LIVES) is None


def test_a_code_that_was_typed_is_shown_no_more(ana, ben, now):
    actions.take_code(ben, actions.invite(ana, now), now)
    assert queries.invitation_of(ana, now) is None


def test_both_see_the_others_chosen_name_and_one_number(ana, ben, cleo, now):
    actions.take_code(ben, actions.invite(ana, now), now)
    of_ana, of_ben = queries.meeting_of(ana, now), queries.meeting_of(ben, now)
    assert (of_ana.other_called, of_ben.other_called) == ("Ben", "Ana")
    assert of_ana.number == of_ben.number
    assert queries.meeting_of(cleo, now) is None


def test_a_meeting_never_tells_a_user_name(ana, ben, now):
    actions.choose_words(ben, called="")
    actions.take_code(ben, actions.invite(ana, now), now)
    assert "ben" not in queries.meeting_of(ana, now).other_called


def test_a_meeting_with_somebody_who_goes_at_that_moment_is_none(ana, ben, now, monkeypatch):
    actions.take_code(ben, actions.invite(ana, now), now)
    found = queries._meetings_of(ana.pk, now)
    monkeypatch.setattr(queries, "_meetings_of", lambda *_: found)
    assert queries.meeting_of(ana, now)
    ben.delete()
    assert queries.meeting_of(ana, now) is None


def test_each_is_told_of_their_own_yes_only(ana, ben, now):
    actions.take_code(ben, actions.invite(ana, now), now)
    before = queries.meeting_of(ana, now)
    actions.agree_to_meet(ben, now)
    assert queries.meeting_of(ana, now) == before
    assert queries.meeting_of(ben, now).i_agreed


def session_of(person, key, now, **more):
    return Session.objects.create(person=person, session_key=key, expire_date=now + timedelta(days=1), **more)


def test_devices_are_ones_own_this_one_first_then_the_newest(ana, ben, now):
    session_of(ana, "old", now, device="Firefox · Linux", begun_at=now - timedelta(days=2))
    session_of(ana, "here", now, begun_at=now - timedelta(days=3))
    session_of(ana, "new", now, begun_at=now - timedelta(days=1))
    session_of(ana, "over", now - timedelta(days=2), begun_at=now)
    session_of(ben, "bens", now, begun_at=now)
    devices = queries.devices_of(ana, "here", now)
    assert [device.here for device in devices] == [True, False, False]
    assert [device.begun_at for device in devices[1:]] == [now - timedelta(days=1), now - timedelta(days=2)]
    assert devices[2].name == "Firefox · Linux"


def test_a_device_is_named_without_its_key(ana, now):
    kept = session_of(ana, "a-secret-key", now)
    (device,) = queries.devices_of(ana, None, now)
    assert device.reference == kept.reference
    assert "a-secret-key" not in device.reference


def test_the_log_is_ones_own_in_its_order(ana, ben, now):
    actions.note(ana, "second", now + timedelta(hours=1))
    actions.note(ana, "first", now)
    actions.note(ben, "other", now)
    assert [line.act for line in queries.ledger_of(ana)] == ["first", "second"]


def test_linking_tells_both_logs_and_parting_only_the_log_of_who_parts(ana, ben, now):
    link(ana, ben, now)
    actions.pause_pair(ben, now)
    actions.resume_pair(ben, now)
    actions.leave_pair(ben, now)
    assert [line.act for line in queries.ledger_of(ana)] == ["linked"]
    assert [line.act for line in queries.ledger_of(ben)] == ["linked", "paused", "opened-again", "parted"]
