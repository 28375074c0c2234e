"""What planted faults have shown to be held by no other test of this room: doors, logs, other people's things."""

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from tests.conftest import link
from tests.house.access import ACCESS, EVERYBODY
from tests.nearward.people.conftest import words_of
from tests.nearward.people.test_pair_pages import go, send, shown

from nearward.kit import gone
from nearward.people import actions, queries
from nearward.people.models import Membership, Pair, PairKey, Person, PersonKey, Session
from nearward.people.rules import Act, DayRule, Link

OURS = sorted(name for name in ACCESS if name.startswith("people:"))
AGAIN = sorted(name for name in OURS if ACCESS[name].again)


def path_of(name, ben, now):
    return reverse(name, kwargs=ACCESS[name].of(ben, now) if ACCESS[name].of else None)


@pytest.mark.parametrize("name", OURS)
def test_each_page_answers_only_the_methods_it_is_for(name, just, ben, held):
    row, his, path = ACCESS[name], just(ben), path_of(name, ben, held)
    assert (his.get(path).status_code == 405) is (row.get is None)
    assert his.put(path).status_code == 405
    if row.post is None:
        assert his.post(path).status_code == 405


@pytest.mark.parametrize("name", AGAIN)
def test_a_phone_left_open_is_asked_again_who_is_there(name, as_, ben, held):
    his, path = as_(ben), path_of(name, ben, held)
    asked = reverse("account_reauthenticate")
    if ACCESS[name].get and ACCESS[name].get != EVERYBODY and name != "people:resume":
        assert his.get(path)["Location"].startswith(asked)
    if ACCESS[name].post:
        assert his.post(path)["Location"].startswith(asked)


def test_who_is_linked_and_asks_for_a_code_all_the_same_is_led_to_their_link(just, ana, ben, pair):
    hers = just(ana)
    for name, data in (("code", {}), ("code-taken", {"code": "00000-00000"})):
        assert send(hers, name, called="Ana", **data)["Location"] == reverse("people:pair")


def test_the_name_given_with_a_typed_code_is_kept(just, ana, ben, held):
    send(just(ben), "code-taken", code=actions.invite(ana, held), called="Benjamin")
    assert Person.objects.get(pk=ben.pk).called == "Benjamin"


def test_what_somebody_new_says_of_themself_is_kept(db):
    joined = actions.join("eva", password="a garden by the sea", called="Eva", time_zone="Asia/Tokyo")
    kept = Person.objects.get(pk=joined.pk)
    assert (kept.called, kept.time_zone) == ("Eva", "Asia/Tokyo")


def test_a_device_that_is_ended_stands_in_the_log(ana, held):
    here = Session.objects.create(person=ana, session_key="a", expire_date=held)
    actions.end_device(ana, here.reference, held)
    assert [line.act for line in queries.ledger_of(ana)] == [Act.DEVICE_ENDED]


def test_an_end_takes_neither_another_pairs_key_nor_its_pause(ana, ben, cleo, now):
    eva = actions.join("eva", password=None)
    ours, others = link(ana, ben, now), link(cleo, eva, now)
    actions.pause_pair(cleo, now)
    actions.pause_pair(ana, now)
    actions.leave_pair(ben, now)
    assert set(PairKey.objects.values_list("pair", flat=True)) == {others.pk}
    assert not Membership.objects.filter(pair=ours, paused_at__isnull=False).exists()
    assert queries.bond_of(cleo).link is Link.PAUSED_BY_ME
    assert Pair.objects.get(pk=others.pk).ended_at is None


def test_who_opens_their_link_again_opens_nobody_elses(ana, ben, cleo, pair, now):
    eva = actions.join("eva", password=None)
    link(cleo, eva, now)
    for who in (cleo, ana):
        actions.pause_pair(who, now)
    actions.resume_pair(ana, now)
    assert queries.bond_of(ana).link is Link.LINKED
    assert queries.bond_of(cleo).link is Link.PAUSED_BY_ME


def test_who_links_again_can_set_the_day_and_end_it_as_if_for_the_first_time(ana, ben, now):
    link(ana, ben, now)
    actions.leave_pair(ana, now)
    again = link(ana, ben, now)
    actions.set_couple_day(ana, DayRule("Asia/Tokyo", 5), now)
    assert queries.bond_of(ben).day_rules.last == DayRule("Asia/Tokyo", 5)
    actions.leave_pair(ben, now)
    assert Pair.objects.get(pk=again.pk).ended_at == now
    assert queries.bond_of(ana).link is Link.ALONE


def test_who_goes_takes_their_key_along_and_leaves_every_other(ana, ben, cleo, pair, now):
    actions.delete_account(ana, now)
    assert set(PersonKey.objects.values_list("person", flat=True)) == {ben.pk, cleo.pk}


def test_no_key_is_made_over_another(ana, pair):
    for kept in (ana.kept_key, PairKey.objects.get(pair=pair)):
        with pytest.raises(IntegrityError), transaction.atomic():
            type(kept)(pk=kept.pk).make()
        assert type(kept).objects.get(pk=kept.pk).wrapped == kept.wrapped


def test_a_full_disk_beside_the_ring_does_not_keep_anybody_from_going(
    ana, now, monkeypatch, django_capture_on_commit_callbacks
):
    def full(*_given):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(gone, "remember", full)
    with django_capture_on_commit_callbacks(execute=True) as done:
        actions.delete_account(ana, now)
    assert len(done) > 1
    assert not Person.objects.filter(pk=ana.pk).exists()


def test_ending_is_asked_of_who_is_linked_and_closing_of_who_was(just, ana, ben, pair, held):
    hers = just(ana)
    assert shown(hers, "part") == "End the link"
    actions.leave_pair(ben, held)
    assert shown(hers, "part") != "End the link"


def test_the_present_clock_of_a_couple_is_the_one_that_is_marked(just, ana, ben, pair):
    ben.time_zone = "Asia/Tokyo"
    ben.save()
    page = words_of(go(just(ben), "couple-day"))
    marked = [each for each in page.split("<input") if " checked" in each and 'name="clock"' in each]
    assert len(marked) == 1
    assert 'value="present"' in marked[0]


def test_another_language_is_spoken_from_the_very_answer_on(just, ana):
    hers = just(ana)
    told = hers.post(reverse("people:look"), {"theme": "", "language": "de"}, follow=True).content.decode()
    assert "That is kept." not in told
    assert 'lang="de"' in told


def test_the_browser_keeps_a_language_only_while_one_is_chosen(just, ana):
    hers, path, kept = just(ana), reverse("people:look"), settings.LANGUAGE_COOKIE_NAME
    assert kept not in hers.get(path).cookies
    assert hers.post(path, {"theme": "", "language": "de"}).cookies[kept].value == "de"
    assert kept not in hers.get(path).cookies
    assert hers.post(path, {"theme": "", "language": ""}).cookies[kept]["max-age"] == 0
