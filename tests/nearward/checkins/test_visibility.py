"""Nobody sees, changes or feels an answer that is not shown to them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from tests.compare import told
from tests.conftest import link

from nearward.checkins.actions import Entry, choose, close_minute, keep_answers
from nearward.checkins.queries import answers_on
from nearward.checkins.rules import Answer
from nearward.kit import clock
from nearward.people import actions as people
from nearward.sharing import actions as sharing
from nearward.sharing.models import Item
from nearward.sharing.rules import Audience

DAY = date(2026, 3, 12)
YESTERDAY = DAY - timedelta(days=1)
ME, BOTH, US = Audience.ME, Audience.BOTH, Audience.US
TODAY = "/minute/"
EDIT = f"/minute/{DAY}/edit/"


@pytest.fixture(autouse=True)
def _noon(now):
    with clock.at(now):
        yield


def written(who, day=DAY):
    return {each.item.id: (each.value, each.audience) for each in answers_on(who, day)}


def keep(who, now, day=DAY, audience=ME, **values):
    entries = [Entry(name.replace("_", "-"), Answer(value), audience) for name, value in values.items()]
    keep_answers(who, day, entries, now=now)


def answer_of(who, day=DAY):
    return reverse("checkins:answer", args=[answers_on(who, day)[0].id])


def test_another_persons_answer_is_as_absent_as_one_that_never_was(ana, ben, cleo, dan, as_, now):
    link(ana, ben, now)
    keep(ben, now, audience=US, closeness=40)
    there, nowhere = answer_of(ben), reverse("checkins:answer", args=["00000000-0000-4000-8000-000000000000"])
    for who in (ana, cleo, dan):
        browser = as_(who)
        for method in (browser.get, browser.post):
            assert told(method(there)) == told(method(nowhere))
        assert told(browser.post(there + "erase/")) == told(browser.post(nowhere + "erase/"))
        assert browser.get(there).status_code == 404
    assert written(ben) == {"closeness": (40, US)}


def test_an_item_of_another_room_is_not_an_answer(ana, as_, now):
    sharing.write(ana, "another.room", "closeness", DAY, {"text": "thank you"}, audience=ME, now=now)
    address = reverse("checkins:answer", args=[Item.objects.get().pk])
    assert as_(ana).get(address).status_code == 404
    assert as_(ana).post(address + "erase/").status_code == 404
    assert Item.objects.count() == 1


def test_every_page_of_the_minute_is_closed_without_signing_in(client, db):
    for name, args in [("today", []), ("choices", []), ("answers", []), ("day", [DAY]), ("day-edit", [DAY])]:
        assert client.get(reverse(f"checkins:{name}", args=args)).status_code == 302
    for name in ("not-today", "queue"):
        assert client.post(reverse(f"checkins:{name}")).status_code == 302


PAGES = [TODAY, f"/minute/{DAY}/", EDIT, "/minute/answers/", "/minute/choices/", f"/minute/{YESTERDAY}/"]


@pytest.mark.parametrize("ana_shares", [ME, BOTH, US])
def test_what_ben_keeps_from_ana_changes_no_byte_of_what_she_sees(ana, ben, pair, as_, now, ana_shares):
    keep(ana, now, audience=ana_shares, closeness=40)
    close_minute(ana, DAY)
    keep(ben, now, audience=US, own_load=70)
    before = [told(as_(ana).get(page)) for page in PAGES]
    keep(ben, now, closeness=70, felt_heard=5)
    keep(ben, now, audience=BOTH, tension=1)
    keep(ben, now, day=YESTERDAY, closeness=70)
    close_minute(ben, DAY)
    choose(ben, off=["tension"], on=["bodily-closeness"], weekday=1, seen_by={"closeness": US})
    assert [told(as_(ana).get(page)) for page in PAGES] == before


def test_a_revealed_answer_does_show_and_a_withdrawn_one_looks_like_never_answered(ana, ben, pair, as_, now):
    keep(ana, now, audience=BOTH, closeness=40)
    close_minute(ana, DAY)
    never = [told(as_(ana).get(page)) for page in PAGES]
    keep(ben, now, audience=BOTH, closeness=90)
    assert b"lets you see" in as_(ana).get(TODAY).content
    keep(ben, now, audience=ME, closeness=90)
    assert [told(as_(ana).get(page)) for page in PAGES] == never


def test_a_pause_by_ben_looks_exactly_like_no_link(ana, ben, pair, as_, now):
    keep(ben, now, audience=US, closeness=90)
    keep(ana, now, audience=US, closeness=40)
    people.pause_pair(ben, now)
    paused = [told(as_(ana).get(page)) for page in PAGES]
    people.leave_pair(ben, now)
    assert [told(as_(ana).get(page)) for page in PAGES] == [
        (status, body.replace(b'name="link" value="%s"' % pair.pk.hex.encode(), b""), headers)
        for status, body, headers in paused
    ]


def test_titles_and_addresses_say_nothing(ana, as_, now):
    keep(ana, now, closeness=40)
    for page in PAGES:
        assert b"<title>Nearward</title>" in as_(ana).get(page).content
