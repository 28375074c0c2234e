from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.test import Client
from django.urls import reverse
from tests.conftest import link
from tests.faults.canaries import readable
from tests.hostile.conftest import FRESH

from nearward.kit import clock
from nearward.people import actions as people
from nearward.people.queries import ledger_of
from nearward.practice import actions, times
from nearward.practice.hours import Hours, Part
from nearward.practice.models import Feed
from nearward.sharing.queries import NotThere, mine
from nearward.sharing.rules import Audience
from nearward_library import library

TODAY = date(2026, 3, 12)
PAST = "2026-03-12T06:00"
EVENINGS = Hours("Europe/Berlin", (frozenset({Part.EVENING}),) * 7, time(7), time(22, 30), frozenset({4}))
AT = datetime(2026, 3, 14, 19, 30, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture(autouse=True)
def _noon(now):
    with clock.at(now):
        yield


def _plain(answer, address):
    return FRESH.sub("", answer.content.decode()).replace(address, "")


def calendar_at(who, now):
    actions.make_feed(who, now)
    return reverse("practice:calendar", args=[times.feed_of(who)])


def test_a_week_is_kept_once_and_what_was_shown_of_it_does_not_stay_behind(ana, ben, pair, now):
    assert actions.keep_hours(ben, EVENINGS, Audience.US, TODAY, now) is Audience.US
    assert times.their_hours(ana) == EVENINGS
    actions.keep_hours(ben, EVENINGS, Audience.ME, TODAY + timedelta(days=3), now)
    assert times.their_hours(ana) is None
    assert len(mine(ben, times.HOURS)) == 1


def test_without_a_link_a_week_stays_with_its_author(ana, now):
    assert actions.keep_hours(ana, EVENINGS, Audience.US, TODAY, now) is Audience.ME


def test_only_what_takes_two_waits_for_the_partners_hours_and_only_when_they_show_them(ana, ben, pair, now):
    mornings = Hours("Europe/Berlin", (frozenset({Part.MORNING}),) * 7, time(6), time(21), frozenset())
    actions.keep_hours(ana, EVENINGS, Audience.ME, TODAY, now)
    actions.take_up(ana, "daily-check-in", TODAY, now)
    actions.take_up(ana, "savour", TODAY, now)

    def suggested():
        return {each.practice.id: bool(each.times) for each in times.times_to_plan(ana, TODAY, now)}

    actions.keep_hours(ben, mornings, Audience.ME, TODAY, now)
    assert suggested() == {"daily-check-in": True, "savour": True}
    actions.keep_hours(ben, mornings, Audience.US, TODAY, now)
    assert suggested() == {"daily-check-in": False, "savour": True}


def test_a_time_is_set_aside_shown_and_erased(as_, ana, now):
    browser = as_(ana)
    actions.keep_hours(ana, EVENINGS, Audience.ME, TODAY, now)
    page = reverse("practice:times")
    assert 'value="2026-03-12T19:30"' in browser.get(page).content.decode()
    name = times.times_to_plan(ana, TODAY, now)[0].practice.id
    browser.post(reverse("practice:time-create"), {"practice": name, "at": "2026-03-12T19:30"})
    (one,) = times.planned_by(ana, now)
    assert (one.practice.id, one.at.isoformat()) == (name, "2026-03-12T19:30:00+01:00")
    assert "19:30" in browser.get(page).content.decode()
    browser.post(reverse("practice:time-destroy", args=[one.id]))
    assert times.planned_by(ana, now) == ()


@pytest.mark.parametrize("at", ["", "soon", "2026-03-12T19:30+05:00", "9999-12-31T23:59", PAST])
def test_a_time_that_is_none_is_answered(as_, ana, at):
    response = as_(ana).post(reverse("practice:time-create"), {"practice": "savour", "at": at})
    assert response.status_code == 200
    assert mine(ana, times.TIME) == []


def test_a_past_time_stays_in_the_form_with_a_kind_word(as_, ana, now):
    actions.take_up(ana, "savour", TODAY, now)
    page = as_(ana).post(reverse("practice:time-create"), {"practice": "savour", "at": PAST}).content.decode()
    assert "Please choose a day and a time." in page
    assert f'value="{PAST}"' in page


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("2026-03-05T19:30", "2026-03-12T19:30:00+01:00"),
        ("2026-03-12T06:00", "2026-03-19T06:00:00+01:00"),
        ("2025-08-06T19:30", "2026-03-18T19:30:00+01:00"),
        ("2026-04-02T19:30", "2026-04-02T19:30:00+02:00"),
    ],
)
def test_a_weekly_time_that_began_in_the_past_goes_on_with_the_next(as_, ana, now, told, kept):
    sent = {"practice": "savour", "at": told, "weekly": "on"}
    as_(ana).post(reverse("practice:time-create"), sent)
    assert [one.at.isoformat() for one in times.planned_by(ana, now)] == [kept]


def test_a_time_that_clocks_skip_is_set_an_hour_later(as_, ana, now):
    as_(ana).post(reverse("practice:time-create"), {"practice": "savour", "at": "2026-03-29T02:30"})
    assert times.planned_by(ana, now)[0].at.isoformat() == "2026-03-29T03:30:00+02:00"


def test_the_week_is_told_and_shown_only_in_the_link_that_the_form_was_made_for(as_, ana, ben, pair, now):
    told = {"free-0": ["evening"], "wakes": "07:00", "sleeps": "22:30", "audience": "us"}
    as_(ana).post(reverse("practice:hours"), told | {"link": "another"})
    assert times.hours_of(ana).audience is Audience.ME
    as_(ana).post(reverse("practice:hours"), told | {"link": str(pair.pk)})
    assert times.their_hours(ben).free[0] == {Part.EVENING}
    wrong = as_(ana).post(reverse("practice:hours"), told | {"wakes": "late"})
    assert wrong.status_code == 200


def test_the_calendar_is_fetched_without_signing_in_and_says_only_times(ana, now):
    actions.set_aside(ana, "solve-together", AT, now, weekly=True)
    answer = Client().get(calendar_at(ana, now))
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    assert "no-store" in answer["Cache-Control"]
    text = answer.content.decode()
    assert "solve" not in text.lower()
    assert "earward" not in text
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert event["SUMMARY"] == "Something small"
    assert event["DTSTART"].dt == AT


def test_entries_for_different_practices_are_alike_but_for_when_they_are(ana, now):
    brief, long = (sorted(library().practices.values(), key=lambda one: one.minutes)[end] for end in (0, -1))
    assert brief.minutes < long.minutes
    for ahead, practice in enumerate((brief, long)):
        later = now + timedelta(minutes=ahead)
        actions.set_aside(ana, practice.id, AT + timedelta(days=ahead), later, weekly=False)
    events = icalendar.Calendar.from_ical(times.calendar_of(ana, now)).walk("VEVENT")
    one, other = (
        {name: value for name, value in event.property_items() if name not in {"UID", "DTSTART"}} for event in events
    )
    assert one == other
    assert {"DURATION", "DTSTAMP", "SUMMARY"} <= one.keys()


def test_entries_are_called_as_their_owner_wishes(as_, ana, now):
    actions.set_aside(ana, "savour", AT, now, weekly=False)
    browser = as_(ana)
    browser.post(reverse("practice:words-choose"), {"words": "Walk the dog"})
    assert b"Walk the dog" in Client().get(calendar_at(ana, now)).content
    (one,) = times.planned_by(ana, now)
    file = browser.get(reverse("practice:time-file", args=[one.id]))
    assert b"SUMMARY:Walk the dog" in file.content
    assert file["Content-Disposition"] == 'attachment; filename="calendar.ics"'
    browser.post(reverse("practice:words-choose"), {"words": ""})
    assert times.calendar_words(ana) == "Something small"


def test_a_new_address_ends_the_one_before_and_ending_ends_it(ana, now):
    first = calendar_at(ana, now)
    second = calendar_at(ana, now)
    assert first != second
    assert [Client().get(address).status_code for address in (first, second)] == [404, 200]
    actions.end_feed(ana, now)
    gone, never = (Client().get(address) for address in (second, reverse("practice:calendar", args=["never-there"])))
    assert gone.status_code == never.status_code == 404
    assert _plain(gone, second) == _plain(never, "/practice/calendar/never-there.ics")
    assert [line.act for line in ledger_of(ana)][-3:] == ["calendar-opened", "calendar-opened", "calendar-closed"]


def test_signing_out_everywhere_else_ends_the_address_of_the_calendar_and_nobody_elses(as_, ana, ben, now):
    hers, his = calendar_at(ana, now), calendar_at(ben, now)
    as_(ana).post(reverse("people:other-devices-end"))
    assert [Client().get(address).status_code for address in (hers, his)] == [404, 200]
    assert [line.act for line in ledger_of(ana)][-1] == "calendar-closed"


def test_a_new_password_ends_the_address_of_the_calendar(as_, ana, now):
    ana.set_password("a garden behind it")
    ana.save()
    address = calendar_at(ana, now)
    words = {"oldpassword": "a garden behind it", "password1": "another garden", "password2": "another garden"}
    wrong = as_(ana).post(reverse("account_change_password"), words | {"oldpassword": "a guess"})
    assert wrong.status_code == 200
    assert Client().get(address).status_code == 200
    changed = as_(ana).post(reverse("account_change_password"), words)
    assert changed["Location"] == reverse("people:me")
    assert Client().get(address).status_code == 404


def test_the_table_holds_neither_the_address_nor_what_leads_to_it(ana, now):
    actions.make_feed(ana, now)
    row, token = Feed.objects.get(), times.feed_of(ana)
    assert len(token) >= 43
    assert readable(row.token_sealed, token) == set()
    assert token != row.digest


def test_the_address_is_shown_only_to_who_has_just_shown_who_they_are(as_, ana, now):
    actions.make_feed(ana, now)
    later = now + timedelta(hours=2)
    with clock.at(later):
        answer = as_(ana).get(reverse("practice:feed"))
    assert times.feed_of(ana).encode() not in answer.content


def test_the_partner_has_no_part_in_the_calendar(ana, ben, pair, now):
    address = calendar_at(ana, now)
    actions.set_aside(ana, "savour", AT, now, weekly=False)
    before = Client().get(address).content
    actions.set_aside(ben, "savour", AT + timedelta(days=1), now, weekly=False)
    people.pause_pair(ben, now)
    assert Client().get(address).content == before
    people.leave_pair(ben, now)
    assert Client().get(address).content == before


def test_nobody_reads_or_erases_anothers_time(as_, ana, ben, cleo, now):
    link(ana, ben, now)
    actions.set_aside(ana, "savour", AT, now, weekly=False)
    (one,) = times.planned_by(ana, now)
    for who in (ben, cleo):
        assert as_(who).get(reverse("practice:time-file", args=[one.id])).status_code == 404
        with pytest.raises(NotThere):
            actions.forget_time(who, one.id, now)
    assert times.planned_by(ana, now) == (one,)


def test_what_is_long_over_leaves_the_calendar_and_what_comes_every_week_stays(ana, now):
    for weekly in (True, False):
        actions.set_aside(ana, "savour", datetime(2026, 1, 2, 20, tzinfo=UTC), now, weekly=weekly)
    assert [one.weekly for one in times.planned_by(ana, now)] == [True]
