import uuid
from datetime import date, timedelta

import pytest

from nearward.people import actions as people
from nearward.people.models import Gone, Person, PersonKey
from nearward.people.queries import ledger_of
from nearward.sharing import queries
from nearward.sharing.actions import erase, erase_again, set_audience, write
from nearward.sharing.models import Item
from nearward.sharing.queries import NotThere
from nearward.sharing.rules import Audience

DAY = date(2026, 3, 12)


def put(who, now, value=7, subject="closeness", audience=Audience.US, day=DAY):
    return write(who, "answer", subject, day, value, audience=audience, now=now)


def own(who):
    return queries.mine(who, "answer")


def acts(who):
    return [line.act for line in ledger_of(who) if line.act != "linked"]


def test_the_same_answer_given_again_takes_the_place_of_the_first(ana, now):
    put(ana, now, 3)
    put(ana, now + timedelta(hours=1), 5)
    (item,) = own(ana)
    assert (item.value, item.changed_at) == (5, now + timedelta(hours=1))
    assert Item.objects.get().created_at == now


def test_without_a_link_nothing_is_shared_and_the_writer_is_told(ana, now):
    assert put(ana, now, audience=Audience.BOTH) is Audience.ME
    assert own(ana)[0].audience is Audience.ME
    assert Item.objects.get().pair is None


def test_writing_again_for_oneself_takes_an_answer_back(ana, ben, pair, now):
    put(ana, now)
    put(ana, now, audience=Audience.ME)
    assert queries.theirs(ben, "answer") == []


def test_each_change_of_audience_stands_in_the_log_once_and_without_content(ana, ben, pair, now):
    put(ana, now, audience=Audience.ME)
    item = own(ana)[0].id
    for audience in (Audience.US, Audience.US, Audience.BOTH, Audience.ME):
        assert set_audience(ana, item, audience, now) is audience
    assert acts(ana) == ["audience-us", "audience-both", "audience-me"]
    assert {line.item for line in ledger_of(ana) if line.act != "linked"} == {item}
    assert acts(ben) == []


def test_without_a_link_an_audience_stays_ones_own(ana, now):
    put(ana, now)
    assert set_audience(ana, own(ana)[0].id, Audience.US, now) is Audience.ME
    assert acts(ana) == []


def test_what_is_erased_is_gone_and_the_log_says_only_that(ana, now):
    put(ana, now)
    item = own(ana)[0].id
    erase(ana, item, now)
    assert own(ana) == []
    assert acts(ana) == ["erased"]
    with pytest.raises(NotThere):
        erase(ana, item, now)


@pytest.mark.parametrize("do", [erase, lambda who, item, now: set_audience(who, item, Audience.US, now)])
def test_what_was_never_there_is_not_there(ana, now, do):
    with pytest.raises(NotThere):
        do(ana, uuid.uuid4(), now)
    with pytest.raises(NotThere):
        queries.own_item(ana, uuid.uuid4())


def test_ones_own_item_is_found_by_its_name(ana, now):
    put(ana, now, 3)
    assert queries.own_item(ana, own(ana)[0].id) == own(ana)[0]


def test_days_and_subjects_narrow_what_is_read(ana, ben, pair, now):
    for back in range(3):
        for subject in ("closeness", "heard"):
            put(ana, now, back, subject=subject, day=DAY - timedelta(days=back))
    for read, who in ((queries.mine, ana), (queries.theirs, ben)):
        assert len(read(who, "answer")) == 6
        assert [one.value for one in read(who, "answer", since=DAY, subjects=["heard"])] == [0]
        assert [one.value for one in read(who, "answer", until=DAY - timedelta(days=2), subjects=["heard"])] == [2]
        assert read(who, "answer", subjects=[]) == []
        assert read(who, "another kind") == []


def test_an_item_for_a_therapist_is_not_the_partners(ana, ben, pair, now):
    assert put(ana, now, audience=Audience.THERAPIST) is Audience.THERAPIST
    assert queries.theirs(ben, "answer") == []


# a pause looks like the end


def seen_by_herself(who):
    return own(who), queries.everything_of(who), [queries.own_item(who, one.id) for one in own(who)]


def test_ones_own_items_do_not_tell_a_pause_by_the_other_from_an_end(ana, ben, pair, now):
    put(ana, now)
    people.pause_pair(ben, now)
    paused = seen_by_herself(ana)
    assert paused[0][0].audience is Audience.ME
    people.leave_pair(ben, now)
    assert seen_by_herself(ana) == paused


def test_what_was_shared_is_shared_again_when_the_pause_is_over(ana, ben, pair, now):
    put(ana, now)
    people.pause_pair(ben, now)
    people.resume_pair(ben, now)
    assert own(ana)[0].audience is Audience.US
    assert len(queries.theirs(ben, "answer")) == 1


def test_closing_for_good_keeps_what_was_shared_from_coming_back(ana, ben, pair, now):
    put(ana, now)
    people.pause_pair(ben, now)
    people.leave_pair(ana, now)
    people.resume_pair(ben, now)
    assert queries.theirs(ben, "answer") == []


def test_a_partner_who_is_deleted_meanwhile_has_nothing_to_show(ana, ben, pair, now, monkeypatch):
    put(ben, now)
    shown_rows = queries._shown_rows

    def deleted_meanwhile(*args):
        rows = shown_rows(*args)
        PersonKey.objects.filter(person=ben).delete()
        return rows

    monkeypatch.setattr(queries, "_shown_rows", deleted_meanwhile)
    assert queries.theirs(ana, "answer") == []


def test_who_is_deleted_writes_nothing_more(ana, now):
    gone = Person.objects.get(pk=ana.pk)
    people.delete_account(ana, now)
    with pytest.raises(Person.DoesNotExist):
        put(gone, now)
    assert not Item.objects.exists()


def test_what_is_kept_for_oneself_during_a_pause_is_not_shown_after_it(ana, ben, pair, now):
    for subject in ("closeness", "heard", "repair"):
        put(ana, now, subject=subject)
    people.pause_pair(ben, now)
    assert [item.asleep for item in own(ana)] == [True] * 3
    put(ana, now, subject="closeness", audience=Audience.ME)
    set_audience(ana, own(ana)[1].id, Audience.ME, now)
    people.resume_pair(ben, now)
    assert [item.asleep for item in own(ana)] == [False] * 3
    assert [(item.subject, item.asleep) for item in queries.theirs(ben, "answer")] == [("repair", False)]


def test_the_first_day_is_that_of_joining_with_a_little_room_or_the_first_one_written_about(ana, now):
    assert queries.earliest_day(ana) == now.date() - timedelta(days=2)
    put(ana, now, day=now.date() - timedelta(days=30))
    assert queries.earliest_day(ana) == now.date() - timedelta(days=30)
    put(ana, now, day=now.date())
    assert queries.earliest_day(ana) == now.date() - timedelta(days=30)


def test_what_was_erased_is_erased_again_when_a_backup_brings_it_back(ana, ben, now):
    for who, subject in ((ana, "closeness"), (ana, "heard"), (ben, "closeness")):
        put(who, now, subject=subject)
    erased = Item.objects.get(author=ana, subject="heard")
    erase(ana, erased.pk, now)
    erased.save(force_insert=True)  # as a restored backup would have it
    assert erase_again(set(Gone.objects.values_list("mark", flat=True))) == 1
    assert [item.subject for item in own(ana)] == ["closeness"]
    assert len(own(ben)) == 1


@pytest.mark.parametrize("other", [{"kind": "another"}, {"subject": "heard"}, {"day": date(2026, 3, 11)}])
def test_an_answer_takes_the_place_of_no_other_question_kind_or_day(ana, ben, now, other):
    put(ana, now, 3)
    put(ben, now, 4)
    asked = {"kind": "answer", "subject": "closeness", "day": DAY} | other
    write(ana, asked["kind"], asked["subject"], asked["day"], 5, audience=Audience.ME, now=now)
    assert sorted(item.value for item in queries.everything_of(ana)) == [3, 5]
    assert [item.value for item in own(ben)] == [4]


def test_a_change_of_audience_is_a_change_and_none_is_none(ana, ben, pair, now):
    put(ana, now, audience=Audience.ME)
    item, later = own(ana)[0].id, now + timedelta(hours=1)
    set_audience(ana, item, Audience.ME, later)
    assert own(ana)[0].changed_at == now
    set_audience(ana, item, Audience.US, later)
    assert own(ana)[0].changed_at == later


def test_only_the_one_item_that_is_meant_is_changed_or_erased(ana, now):
    for subject in ("closeness", "heard"):
        put(ana, now, subject=subject, audience=Audience.ME)
    first, second = own(ana)
    set_audience(ana, second.id, Audience.THERAPIST, now)
    assert [item.audience for item in own(ana)] == [Audience.ME, Audience.THERAPIST]
    erase(ana, second.id, now)
    assert [item.id for item in own(ana)] == [first.id]


def test_the_copy_tells_each_line_of_the_log_and_the_item_it_is_about(ana, ben, pair, now):
    put(ana, now)
    item = own(ana)[0].id
    erase(ana, item, now + timedelta(hours=1))
    assert queries.copy_for(ana).as_json()["log"] == [
        {"at": now.isoformat(), "act": "linked", "item": None},
        {"at": (now + timedelta(hours=1)).isoformat(), "act": "erased", "item": str(item)},
    ]
