from datetime import date, timedelta

import pytest
from tests.conftest import link, person

from nearward.kit.clock import day_begins
from nearward.people import actions, queries
from nearward.people.actions import AlreadyLinked, CannotPair
from nearward.people.models import CodeTry, Invitation, Membership, Pair
from nearward.people.rules import CODE_LIVES, MEETING_LIVES, TRIES_A_PERSON, DayRule, DayRules, Link

WRONG = "00000-00000"


def link_of(who):
    return queries.bond_of(who).link


def test_two_yeses_make_a_pair_and_use_the_code_up(ana, ben, now):
    code = actions.invite(ana, now)
    actions.take_code(ben, code, now)
    assert actions.agree_to_meet(ben, now) is None
    assert link_of(ana) is link_of(ben) is Link.ALONE
    assert actions.agree_to_meet(ana, now)
    assert link_of(ana) is link_of(ben) is Link.LINKED
    assert not Invitation.objects.exists()


def test_one_saying_yes_twice_makes_no_pair(ana, ben, now):
    actions.take_code(ben, actions.invite(ana, now), now)
    for _ in range(2):
        assert actions.agree_to_meet(ana, now) is None
    assert not Pair.objects.exists()


def test_the_couples_day_begins_by_the_clock_of_who_showed_the_code(db, ben, now):
    ana = person("Ana", "Pacific/Auckland")
    assert link(ana, ben, now).day_zone == "Pacific/Auckland"


@pytest.mark.parametrize("typed", [WRONG, "", "7KQ2M"])
def test_a_code_that_nobody_shows_fits_nothing(ana, ben, now, typed):
    actions.invite(ana, now)
    with pytest.raises(CannotPair):
        actions.take_code(ben, typed, now)


def test_ones_own_code_fits_nothing(ana, now):
    code = actions.invite(ana, now)
    with pytest.raises(CannotPair):
        actions.take_code(ana, code, now)


def test_a_code_lives_ten_minutes_and_not_a_moment_longer(ana, ben, now):
    code, ten = actions.invite(ana, now), timedelta(minutes=10)
    with pytest.raises(CannotPair):
        actions.take_code(ben, code, now + ten)
    actions.take_code(ben, code, now + ten - timedelta(seconds=1))


def test_two_who_have_met_have_ten_minutes_to_say_yes_and_not_a_moment_longer(ana, ben, cleo, dan, now):
    ten, second = timedelta(minutes=10), timedelta(seconds=1)
    for one, other in ((ana, ben), (cleo, dan)):
        actions.take_code(other, actions.invite(one, now), now)
        actions.agree_to_meet(other, now)
    assert actions.agree_to_meet(ana, now + ten - second)
    with pytest.raises(CannotPair):
        actions.agree_to_meet(cleo, now + ten)


def test_a_code_typed_at_the_last_moment_leaves_time_to_say_yes(ana, ben, now):
    late = now + CODE_LIVES - timedelta(seconds=1)
    actions.take_code(ben, actions.invite(ana, now), late)
    actions.agree_to_meet(ana, late + MEETING_LIVES - timedelta(seconds=1))
    with pytest.raises(CannotPair):
        actions.agree_to_meet(ben, late + MEETING_LIVES)


def test_a_code_is_good_for_one(ana, ben, cleo, now):
    code = actions.invite(ana, now)
    actions.take_code(ben, code, now)
    with pytest.raises(CannotPair):
        actions.take_code(cleo, code, now)


def test_a_new_code_ends_the_one_before(ana, ben, now):
    first = actions.invite(ana, now)
    actions.invite(ana, now)
    with pytest.raises(CannotPair):
        actions.take_code(ben, first, now)


def test_a_new_code_sweeps_away_codes_of_others_that_have_run_out_and_no_more(ana, ben, cleo, now):
    actions.invite(ana, now)
    actions.invite(cleo, now + timedelta(minutes=1))
    actions.invite(ben, now + CODE_LIVES)
    assert {one.inviter for one in Invitation.objects.all()} == {ben, cleo}


def test_typing_a_code_takes_ones_own_back(ana, ben, cleo, now):
    of_ben = actions.invite(ben, now)
    actions.take_code(ben, actions.invite(ana, now), now)
    with pytest.raises(CannotPair):
        actions.take_code(cleo, of_ben, now)


def test_showing_a_code_leaves_a_meeting_under_way(ana, ben, now):
    actions.take_code(ben, actions.invite(ana, now), now)
    actions.invite(ben, now)
    with pytest.raises(CannotPair):
        actions.agree_to_meet(ana, now)


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_a_no_from_either_ends_the_meeting_for_both(ana, ben, now, who):
    actions.take_code(ben, actions.invite(ana, now), now)
    actions.agree_to_meet(ana if who == "ben" else ben, now)
    actions.decline_to_meet(ana if who == "ana" else ben)
    for one in (ana, ben):
        with pytest.raises(CannotPair):
            actions.agree_to_meet(one, now)


def test_there_is_no_yes_without_a_meeting(ana, cleo, now):
    actions.invite(ana, now)
    for one in (ana, cleo):
        with pytest.raises(CannotPair):
            actions.agree_to_meet(one, now)


def test_a_meeting_that_is_taken_back_between_the_look_and_the_yes_makes_no_pair(ana, ben, now, monkeypatch):
    actions.take_code(ben, actions.invite(ana, now), now)
    hold = actions.hold

    def taken_back_meanwhile(*people):
        Invitation.objects.all().delete()
        hold(*people)

    monkeypatch.setattr(actions, "hold", taken_back_meanwhile)
    with pytest.raises(CannotPair):
        actions.agree_to_meet(ana, now)


def test_after_ten_tries_even_the_right_code_waits_an_hour(ana, ben, now):
    an_hour = timedelta(hours=1)
    code = actions.invite(ana, now + an_hour)
    for _ in range(TRIES_A_PERSON):
        with pytest.raises(CannotPair):
            actions.take_code(ben, WRONG, now)
    with pytest.raises(CannotPair):
        actions.take_code(ben, code, now + an_hour - timedelta(seconds=1))
    actions.take_code(ben, code, now + an_hour)
    assert CodeTry.objects.count() == 1


def test_tries_of_the_last_hour_count_though_older_ones_are_forgotten(ana, ben, now):
    for minutes in (0, 59, *range(61, 70)):
        with pytest.raises(CannotPair):
            actions.take_code(ben, WRONG, now + timedelta(minutes=minutes))
    assert CodeTry.objects.count() == TRIES_A_PERSON
    with pytest.raises(CannotPair):
        actions.take_code(ben, actions.invite(ana, now + timedelta(minutes=70)), now + timedelta(minutes=70))


def test_a_pause_leaves_links_that_have_ended_as_they_were(ana, ben, now):
    link(ana, ben, now)
    actions.leave_pair(ana, now)
    link(ana, ben, now)
    actions.pause_pair(ana, now)
    assert [half.paused_at for half in Membership.objects.filter(person=ana).order_by("active")] == [None, now]


def test_who_is_linked_neither_shows_nor_types_a_code(ana, ben, cleo, pair, now):
    code, tries = actions.invite(cleo, now), CodeTry.objects.count()
    with pytest.raises(AlreadyLinked):
        actions.invite(ana, now)
    with pytest.raises(AlreadyLinked):
        actions.take_code(ana, code, now)
    actions.pause_pair(ana, now)
    with pytest.raises(AlreadyLinked):
        actions.take_code(ana, code, now)
    assert CodeTry.objects.count() == tries


def test_a_meeting_of_somebody_who_has_been_linked_meanwhile_makes_no_pair(ana, ben, cleo, pair, now):
    actions.pause_pair(ana, now)
    actions.take_code(cleo, actions.invite(ben, now), now)
    actions.resume_pair(ana, now)
    actions.agree_to_meet(cleo, now)
    with pytest.raises(CannotPair):
        actions.agree_to_meet(ben, now)
    assert queries.bond_of(ben).partner == ana.pk


def test_linking_with_somebody_else_ends_a_link_that_the_other_had_paused(ana, ben, cleo, pair, now):
    actions.pause_pair(ana, now)
    link(ben, cleo, now)
    actions.resume_pair(ana, now)
    assert link_of(ana) is Link.ALONE
    assert queries.bond_of(ben).partner == cleo.pk


# living with it


def test_only_who_paused_can_open_the_link_again(ana, ben, pair, now):
    actions.pause_pair(ana, now)
    actions.resume_pair(ben, now)
    assert link_of(ben) is Link.ALONE
    actions.resume_pair(ana, now)
    assert link_of(ana) is link_of(ben) is Link.LINKED


def test_who_was_paused_cannot_find_out_by_pausing_too(ana, ben, pair, now):
    actions.pause_pair(ben, now)
    actions.pause_pair(ana, now)
    assert link_of(ana) is Link.ALONE
    actions.resume_pair(ben, now)
    assert link_of(ana) is Link.LINKED


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_either_ends_the_link_for_both(ana, ben, pair, now, who):
    actions.leave_pair(ana if who == "ana" else ben, now)
    assert link_of(ana) is link_of(ben) is Link.ALONE
    pair.refresh_from_db()
    assert pair.ended_at == now


def test_who_was_paused_can_close_the_link_for_good(ana, ben, pair, now):
    actions.pause_pair(ben, now)
    actions.leave_pair(ana, now)
    actions.resume_pair(ben, now)
    assert link_of(ben) is link_of(ana) is Link.ALONE


def test_the_log_of_who_closes_a_link_for_good_is_the_same_paused_or_ended(ana, ben, pair, now):
    actions.leave_pair(ben, now)
    actions.leave_pair(ana, now)
    assert [line.act for line in queries.ledger_of(ana)] == ["linked", "parted"]


def test_an_ended_link_keeps_the_instant_at_which_it_ended(ana, ben, pair, now):
    actions.leave_pair(ana, now)
    actions.leave_pair(ben, now + timedelta(days=1))
    pair.refresh_from_db()
    assert pair.ended_at == now


def test_either_chooses_the_couples_day_and_nobody_else_does(ana, ben, cleo, pair, now):
    actions.set_couple_day(ben, DayRule("Asia/Tokyo", 5), now)
    actions.set_couple_day(cleo, DayRule("UTC", 0), now)
    assert queries.bond_of(ana).day_rules == queries.bond_of(ben).day_rules
    assert queries.bond_of(ana).day_rules.last == DayRule("Asia/Tokyo", 5)


def test_another_beginning_of_the_day_counts_from_the_next_day_on(ana, ben, pair, now):
    """It is noon in Berlin's 12 March, and that day goes on until four in the night."""
    actions.set_couple_day(ben, DayRule("Asia/Tokyo", 5), now)
    over = day_begins(date(2026, 3, 13), "Europe/Berlin", 4)
    for who in (ana, ben):
        assert queries.today_of(who, now) == date(2026, 3, 12)
        assert queries.today_of(who, over - timedelta(seconds=1)) == date(2026, 3, 12)
        assert queries.bond_of(who).day_rules.at(over) == DayRule("Asia/Tokyo", 5)
        assert queries.today_of(who, over) == date(2026, 3, 13)


def test_both_find_in_their_logs_that_the_shared_day_was_changed(ana, ben, pair, now):
    actions.set_couple_day(ben, DayRule("Asia/Tokyo", 5), now)
    actions.set_couple_day(ben, DayRule("Asia/Tokyo", 5), now)
    for who in (ana, ben):
        assert [line.act for line in queries.ledger_of(who)] == ["linked", "shared-day-changed"]


def test_a_change_that_is_taken_back_in_time_changes_no_day(ana, ben, pair, now):
    actions.set_couple_day(ben, DayRule("Asia/Tokyo", 5), now)
    actions.set_couple_day(ana, DayRule("Europe/Berlin", 4), now)
    assert queries.bond_of(ben).day_rules == DayRules(DayRule("Europe/Berlin", 4))


def test_a_second_change_begins_where_the_first_one_counts_already(ana, ben, pair, now):
    actions.set_couple_day(ben, DayRule("Asia/Tokyo", 5), now)
    later = now + timedelta(days=3)
    actions.set_couple_day(ana, DayRule("UTC", 0), later)
    rules = queries.bond_of(ben).day_rules
    assert (rules.at(later), rules.last) == (DayRule("Asia/Tokyo", 5), DayRule("UTC", 0))


def test_who_is_not_linked_changes_no_ended_pair(ana, ben, pair, now):
    actions.leave_pair(ana, now)
    actions.set_couple_day(ben, DayRule("Asia/Tokyo", 5), now)
    pair.refresh_from_db()
    assert pair.day_zone == "Europe/Berlin"
