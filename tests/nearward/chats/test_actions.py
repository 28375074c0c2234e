from datetime import timedelta

import pytest
from tests.consent.test_chats import basis, told

from nearward.chats import actions, jobs
from nearward.chats.queries import AGREEMENT, PROPOSAL, REPORT, joint_of, waits_for
from nearward.kit import clock
from nearward.people import actions as people
from nearward.people.queries import ledger_of
from nearward.sharing import queries
from nearward.sharing.models import Ours
from nearward.sharing.queries import NotThere


def acts(who):
    return [line.act for line in ledger_of(who)]


@pytest.fixture
def proposed(ana, ben, pair, now):
    actions.propose(ana, basis("a"), {"me": "Ana"}, now)
    return joint_of(ana, now).mine.id


@pytest.fixture
def read(ana, ben, proposed, now):
    actions.agree(ben, proposed, now)
    actions.keep_report(ana, proposed, told(), now)
    return proposed


def test_a_proposal_shows_the_partner_exactly_what_would_be_read(ben, proposed, now):
    assert joint_of(ben, now).theirs.basis == basis("a")
    assert waits_for(ben, now)


def test_one_yes_alone_reads_nothing(ana, ben, proposed, now):
    for who in (ana, ben):
        with pytest.raises(NotThere):
            actions.keep_report(who, proposed, told(), now)


def test_the_one_who_proposed_cannot_say_yes_for_both(ana, proposed, now):
    with pytest.raises(NotThere):
        actions.agree(ana, proposed, now)


def test_with_two_yeses_each_reads_it_from_their_own_side(ana, ben, read, now):
    assert joint_of(ana, now).report.told.messages == (2_000, 3_000)
    assert joint_of(ben, now).report.told.messages == (3_000, 2_000)


def test_an_old_yes_does_not_count_for_another_file(ana, ben, read, now):
    actions.propose(ana, basis("b"), {"me": "Ana"}, now)
    joint = joint_of(ana, now)
    assert joint.report is None
    assert joint.to_make is None
    assert queries.ours(ana, REPORT) == {}
    with pytest.raises(NotThere):
        actions.keep_report(ana, joint.mine.id, told(), now)


def test_a_yes_to_one_analysis_is_none_to_the_next(ana, ben, read, now, monkeypatch):
    monkeypatch.setattr("nearward.chats.queries.analysis", lambda: "2.newer")
    assert joint_of(ana, now).report is None
    assert joint_of(ana, now).to_make is None


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_either_ends_it_for_both_at_once(ana, ben, read, now, who):
    actions.withdraw({"ana": ana, "ben": ben}[who], read, now)
    assert joint_of(ana, now).report is None
    assert joint_of(ben, now).report is None
    assert Ours.objects.count() == 0


def test_a_stranger_ends_nothing(cleo, ana, read, now):
    with pytest.raises(NotThere):
        actions.withdraw(cleo, read, now)
    assert joint_of(ana, now).report


def test_after_thirty_days_it_is_refused_at_once_and_gone_in_the_night(ana, ben, read, now):
    after = now + timedelta(days=30)
    assert joint_of(ana, after - timedelta(seconds=1)).report
    assert joint_of(ana, after).report is None
    assert Ours.objects.count() == 1
    assert joint_of(ana, after).to_make is None
    with pytest.raises(NotThere):
        actions.keep_report(ana, read, None, after)
    with clock.at(after):
        jobs.end_what_is_over.call()
    assert Ours.objects.count() == 0
    assert queries.mine(ana, PROPOSAL) == queries.mine(ben, AGREEMENT) == []


def test_a_pause_hides_it_and_the_end_of_the_pause_shows_it_again(ana, ben, read, now):
    people.pause_pair(ben, now)
    assert joint_of(ana, now).report is None
    assert joint_of(ben, now).report is None
    people.resume_pair(ben, now)
    assert joint_of(ana, now).report


@pytest.mark.parametrize("way", ["part", "delete"])
def test_parting_or_going_ends_and_deletes_it(ana, ben, read, now, way):
    (people.leave_pair if way == "part" else people.delete_account)(ben, now)
    assert joint_of(ana, now).report is None
    assert Ours.objects.count() == 0


def test_every_step_is_in_the_own_log_and_in_no_other(ana, ben, read, now):
    actions.withdraw(ben, read, now)
    assert [act for act in acts(ana) if act.startswith("chat")] == ["chat-proposed", "chat-read"]
    assert [act for act in acts(ben) if act.startswith("chat")] == ["chat-agreed", "chat-withdrawn"]


def test_not_now_is_told_to_nobody(ana, ben, proposed, now):
    before = (joint_of(ana, now), acts(ana))
    actions.put_aside(ben, proposed, now)
    assert (joint_of(ana, now), acts(ana)) == before
    assert not waits_for(ben, now)
    actions.agree(ben, proposed, now)
    assert joint_of(ana, now).mine_agreed


def test_a_proposal_that_nobody_agreed_to_is_over_after_two_weeks(ana, ben, proposed, now):
    after = now + timedelta(days=14)
    assert joint_of(ben, after).theirs is None
    with pytest.raises(NotThere):
        actions.agree(ben, proposed, after)


def test_without_an_open_link_nothing_can_be_proposed(cleo, now):
    with pytest.raises(NotThere):
        actions.propose(cleo, basis("a"), {}, now)


@pytest.mark.parametrize("who", ["ana", "ben"])
@pytest.mark.parametrize("pauses", ["ana", "ben"])
def test_taken_back_in_a_pause_it_is_gone_at_once(ana, ben, read, now, who, pauses):
    both = {"ana": ana, "ben": ben}
    people.pause_pair(both[pauses], now)
    assert [one.id for one in joint_of(both[who], now).asleep] == [read]
    actions.withdraw(both[who], read, now)
    assert Ours.objects.count() == 0
    assert joint_of(both[who], now).asleep == ()
    people.resume_pair(both[pauses], now)
    assert joint_of(ana, now).report is None


def test_a_pause_does_not_keep_a_report_beyond_its_thirty_days(ana, ben, read, now):
    people.pause_pair(ben, now)
    actions.end_what_is_over(now + timedelta(days=30, seconds=-1))
    assert Ours.objects.count() == 1
    actions.end_what_is_over(now + timedelta(days=30))
    assert Ours.objects.count() == 0
    assert queries.mine(ana, PROPOSAL) == queries.mine(ben, AGREEMENT) == []


def test_what_was_agreed_to_in_a_link_that_ended_can_be_taken_back(ana, ben, read, now):
    people.leave_pair(ben, now)
    assert [one.id for one in joint_of(ana, now).asleep] == [read]
    actions.withdraw(ana, read, now)
    assert queries.mine(ana, PROPOSAL) == []


def test_two_that_were_agreed_to_are_both_read_and_the_newest_is_shown(ana, ben, read, now):
    after = now + timedelta(hours=1)
    actions.propose(ben, basis("b"), {"me": "Ben"}, after)
    second = joint_of(ben, after).mine.id
    actions.agree(ana, second, after)
    assert joint_of(ana, after).to_make.id == second
    actions.keep_report(ben, second, told(), after)
    joint = joint_of(ana, after)
    assert [one.proposal.id for one in joint.reports] == [second, read]
    assert [one.mine for one in joint.reports] == [False, True]
    assert joint.to_make is None
    actions.withdraw(ana, second, after)
    assert joint_of(ben, after).report.proposal.id == read


@pytest.mark.parametrize("act", ["withdraw", "keep"])
def test_what_is_kept_and_what_is_taken_back_wait_for_one_another(ana, ben, proposed, now, act, monkeypatch):
    actions.agree(ben, proposed, now)
    order = []
    hold, look = actions.sharing.hold_ours, actions.joint_of
    monkeypatch.setattr(actions.sharing, "hold_ours", lambda who: (order.append("held"), hold(who)))
    monkeypatch.setattr(actions, "joint_of", lambda *of: (order.append("looked"), look(*of))[1])
    if act == "keep":
        actions.keep_report(ana, proposed, told(), now)
    else:
        actions.withdraw(ben, proposed, now)
    assert order[0] == "held"
    assert "looked" in order
