import re
from datetime import timedelta

import pytest
from django.urls import reverse
from tests.nearward.people.conftest import words_of

from nearward.kit import clock
from nearward.people import actions, queries
from nearward.people.models import Person
from nearward.people.queries import Showing
from nearward.people.rules import CODE_LIVES, TRIES_A_PERSON, DayRule, Link
from nearward.people.views.pairing import minutes_left

NOT_LINKED = "You are not linked to anyone"


def go(browser, name, **kwargs):
    return browser.get(reverse(f"people:{name}", kwargs=kwargs))


def send(browser, name, **data):
    return browser.post(reverse(f"people:{name}"), data)


def title_of(page):
    return re.search(r"<h1>(.*?)</h1>", page, re.DOTALL).group(1)


def shown(browser, name="pair"):
    return title_of(words_of(go(browser, name)))


def test_two_people_link_page_by_page(just, ana, ben):
    hers, his = just(ana), just(ben)
    assert shown(hers) == NOT_LINKED
    send(hers, "code", called="Ana")
    page = words_of(go(hers, "pair"))
    code = re.search(r'class="code"[^>]*>([\w-]+)<', page).group(1)
    assert "about 10 minutes" in page
    send(his, "code-taken", code=code.lower().replace("-", " "), called="Ben")
    assert shown(his) == "Is this really Ana?"
    assert shown(hers) == "Is this really Ben?"
    send(his, "meeting-agree")
    assert shown(his) == "You said yes to Ana"
    send(hers, "meeting-agree")
    assert shown(hers) == "You are linked with your partner"
    assert shown(his) == "You are linked with your partner"


def test_the_name_that_is_shown_is_asked_for_and_kept(just, ana):
    browser = just(ana)
    assert 'value="Ana"' in words_of(go(browser, "code"))
    assert "required" in words_of(send(browser, "code", called=" "))
    send(browser, "code", called="Anna")
    assert Person.objects.get(pk=ana.pk).called == "Anna"


def test_both_screens_show_one_number(just, ana, ben, held):
    actions.take_code(ben, actions.invite(ana, held), held)
    numbers = {
        re.search(r'class="number"[^>]*>([\d ]+)<', words_of(go(just(who), "pair"))).group(1) for who in (ana, ben)
    }
    assert len(numbers) == 1


@pytest.mark.parametrize("typed", ["00000-00000", "AAAAA-AAAAA"])
def test_a_code_that_fits_nothing_is_answered_and_stays_in_its_field(just, ben, typed):
    page = words_of(send(just(ben), "code-taken", code=typed, called="Ben"))
    assert "does not fit, has run out, or too many" in page
    assert f'value="{typed}"' in page


def test_a_code_of_another_length_is_no_try(just, ben):
    browser = just(ben)
    for _ in range(TRIES_A_PERSON + 1):
        page = words_of(send(browser, "code-taken", code="7KQ2M", called="Ben"))
    assert "A code has ten letters and digits" in page
    assert not ben.code_tries.exists()


def test_too_many_codes_are_answered_with_the_same_words(just, ana, ben, held):
    browser, code = just(ben), actions.invite(ana, held)
    for _ in range(TRIES_A_PERSON):
        wrong = words_of(send(browser, "code-taken", code="00000-00000", called="Ben"))
    too_many = words_of(send(browser, "code-taken", code=code, called="Ben"))
    assert too_many.replace(code, "00000-00000") == wrong


def test_a_no_leads_both_back_to_the_beginning(just, ana, ben, held):
    actions.take_code(ben, actions.invite(ana, held), held)
    his, hers = just(ben), just(ana)
    send(his, "meeting-decline")
    assert shown(his) == shown(hers) == NOT_LINKED
    assert "This code has ended" in words_of(send(hers, "meeting-agree"))


def test_who_is_linked_is_led_to_where_they_are(just, ana, ben, pair, held):
    browser = just(ana)
    for name in ("code", "code-taken"):
        assert go(browser, name)["Location"] == reverse("people:pair")
        assert send(browser, name, called="Ana", code="00000-00000")["Location"] == reverse("people:pair")


def test_who_shows_a_code_may_type_one_instead_and_is_not_given_a_second(just, ana, held):
    actions.invite(ana, held)
    browser = just(ana)
    assert go(browser, "code")["Location"] == reverse("people:pair")
    assert go(browser, "code-taken").status_code == 200


def test_the_page_that_waits_learns_when_something_has_changed(just, ana, ben, held):
    actions.invite(ana, held)
    browser = just(ana)
    assert "about 10 minutes" in words_of(go(browser, "pair-stage", seen="showing"))
    with clock.at(held + timedelta(minutes=9, seconds=30)):
        assert "less than a minute" in words_of(go(browser, "pair-stage", seen="showing"))
    with clock.at(held + CODE_LIVES):
        assert go(browser, "pair-stage", seen="showing")["HX-Refresh"] == "true"
    actions.take_code(ben, actions.invite(ana, held), held)
    assert go(browser, "pair-stage", seen="showing")["HX-Refresh"] == "true"
    assert "HX-Refresh" not in go(browser, "pair-stage", seen="meeting")


@pytest.mark.parametrize(
    ("left", "told"), [(600, "about 10 minutes"), (119, "about a minute"), (60, "about a minute"), (59, "less than a")]
)
def test_time_left_is_told_in_words(left, told):
    assert minutes_left(Showing("", timedelta(seconds=left))).startswith(told)


def test_pages_that_wait_ask_again_without_script_too(just, ana, held):
    actions.invite(ana, held)
    assert '<noscript><meta http-equiv="refresh" content="10"></noscript>' in words_of(go(just(ana), "pair"))


# pausing and ending


def test_pausing_and_ending_ask_for_nothing_but_one_press(as_, ana, ben, pair):
    browser = as_(ana)
    for name in ("pause", "part"):
        assert go(browser, name).status_code == 200
    send(browser, "pause")
    assert shown(browser) == "You paused the link"
    send(browser, "part")
    assert shown(browser) == NOT_LINKED
    assert shown(as_(ben)) == NOT_LINKED


def test_looking_at_a_page_changes_nothing(just, ana, ben, pair):
    browser = just(ana)
    for name in ("pause", "part", "resume", "couple-day", "delete", "code", "code-taken"):
        go(browser, name)
    assert queries.bond_of(ana).link is Link.LINKED


def test_a_pause_is_opened_again_by_who_paused(just, ana, ben, pair, held):
    actions.pause_pair(ana, held)
    browser = just(ana)
    assert shown(browser, "resume") == "Open the link again"
    send(browser, "resume")
    assert queries.bond_of(ben).link is Link.LINKED


def test_pages_that_do_not_fit_lead_to_the_one_that_does(just, ana, cleo, ben, pair):
    for who, names in ((ana, ["resume"]), (cleo, ["resume", "pause", "part", "couple-day"])):
        browser = just(who)
        for name in names:
            assert go(browser, name)["Location"] == reverse("people:pair")
            assert send(browser, name)["Location"] == reverse("people:pair")
    assert not queries.ledger_of(cleo).exists()


def test_who_was_linked_before_can_make_sure_and_learns_nothing_by_it(just, ana, ben, pair, held):
    def seen():
        browser = just(ana)
        pages = [words_of(go(browser, name)) for name in ("pair", "part", "pause", "couple-day")]
        return pages, send(browser, "part").headers["Location"], words_of(go(browser, "pair"))

    actions.pause_pair(ben, held)
    paused = seen()
    actions.leave_pair(ben, held)
    assert paused == seen()
    assert "Make sure that it stays ended" in paused[0][0]


def test_somebody_new_is_not_asked_about_a_past(just, cleo):
    assert "You were linked before" not in words_of(go(just(cleo), "pair"))


# the day two share


def test_either_lets_the_day_follow_their_own_clock(just, ana, ben, pair):
    ben.time_zone = "Asia/Tokyo"
    ben.save()
    page = words_of(go(just(ben), "couple-day"))
    assert "Europe/Berlin" not in page
    assert "the clock it follows now" in page
    send(just(ben), "couple-day", clock="mine", day_starts="5")
    assert queries.bond_of(ana).day_rules.last == DayRule("Asia/Tokyo", 5)


def test_the_other_learns_when_the_day_begins_and_not_where(just, ana, ben, pair, now):
    actions.set_couple_day(ben, DayRule("Asia/Tokyo", 5), now)
    page = words_of(go(just(ana), "couple-day"))
    assert "Tokyo" not in page
    send(just(ana), "couple-day", clock="present", day_starts="6")
    assert queries.bond_of(ana).day_rules.last.zone == "Asia/Tokyo"


def test_with_one_clock_only_the_hour_is_asked(just, ana, ben, pair):
    browser = just(ana)
    assert 'name="clock"' not in words_of(go(browser, "couple-day"))
    send(browser, "couple-day", day_starts="0")
    assert queries.bond_of(ana).day_rules.last.starts == 0
    assert "errorlist" in words_of(send(browser, "couple-day", day_starts="24"))
