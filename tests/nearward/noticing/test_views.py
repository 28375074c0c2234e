import re
import uuid
from datetime import date, timedelta

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from tests.nearward.noticing.conftest import finding

from nearward.kit import clock
from nearward.noticing import actions, queries
from nearward.noticing.queries import ShownNotice
from nearward.noticing.rules import Real, Side
from nearward.people import actions as people
from nearward.sharing import queries as sharing
from nearward.sharing.actions import erase, set_audience
from nearward.sharing.rules import Audience
from nearward.together.actions import answer_question
from nearward.together.queries import question_of


@pytest.fixture
def drifted(ana, live, now):
    """Return the notice of Ana's own drift: not so large that its first day is known to the day."""
    live(ana, fall=14)
    (notice,) = actions.refresh_notices(ana, now.date())
    return notice


def told(one):
    shown = ShownNotice(uuid.uuid4(), one, put_aside=False, real=None)
    return render_to_string("noticing/_told.html", {"notice": shown})


def address(notice, name="noticing:notice"):
    return reverse(name, args=[notice.id if hasattr(notice, "id") else notice])


def test_without_an_answer_the_picture_says_what_will_stand_there(ana, page_of):
    page = page_of(ana)
    assert "Here your picture will grow" in page
    assert '<svg viewBox="0 0 300' not in page


def test_with_few_days_the_picture_says_how_many_it_needs(ana, live, page_of):
    live(ana, days=5)
    page = page_of(ana)
    assert "Not enough to say yet" in page
    assert "about ten days" in page
    assert "only-narrow" in page
    assert "only-wide" in page


@pytest.mark.parametrize(("days", "drawn"), [(1, False), (3, False), (4, True)])
def test_a_day_or_two_are_told_in_words_and_a_table_and_not_drawn(ana, live, page_of, days, drawn):
    live(ana, days=days)
    page = page_of(ana)
    assert page.count("Not enough to say yet") == 1
    assert page.count("<table") == 1
    assert ("only-wide" in page) is drawn
    assert ("How far back" in page) is drawn


def test_what_the_partner_shows_is_drawn_though_i_have_answered_once(ana, ben, pair, live, page_of):
    live(ana, days=1)
    live(ben, days=20, audience=Audience.US)
    assert "only-wide" in page_of(ana)


def test_a_steady_life_shows_its_usual_band_and_no_notice(ana, live, page_of):
    live(ana)
    page = page_of(ana)
    assert "Your usual ups and downs" in page
    assert "Nothing stands out" in page
    assert "usual you" in page
    assert "change-mark" not in page


def test_even_days_and_days_at_the_end_of_the_scale_are_told_as_what_they_are(ana, ben, live, page_of):
    live(ana, fall=-90, last=60)
    live(ben, fall=90, last=60)
    for who in (ana, ben):
        assert "At the end of the scale" in page_of(who)


def test_a_drift_is_told_with_its_day_its_range_its_sureness_and_what_moved(ana, drifted, page_of):
    page = page_of(ana)
    assert "further away since about" in page or "less heard since about" in page
    assert "somewhere between" in page
    assert "from one of your ordinary days to a low one" in page
    assert "It could be anything from" in page
    assert "How this was found" in page
    assert "in 10" in page
    assert "Felt heard" in page
    assert "not proof of why" in page
    assert "change-mark" in page


def test_a_screen_reader_hears_the_same_of_the_picture_as_stands_below_it(ana, drifted, page_of):
    heard = re.search(r"<desc[^>]*>(.*?)</desc>", page_of(ana)).group(1)
    for said in ("Something changed about", "somewhere between", "from one of your ordinary days", "sure of it"):
        assert said in heard


def test_the_card_of_the_day_tells_since_when_how_much_and_how_sure_in_plain_words(ana, drifted, page_of):
    card = re.search(r'<section class="card notice".*?</section>', page_of(ana, "/"), re.DOTALL).group()
    for said in ("since about", "It began somewhere between", "to a low one", "anything from", "sure of it"):
        assert said in card
    for word in ("SD", "deviation", "sigma", "per cent", "%", "confidence", "interval"):
        assert word not in card


def test_the_numbers_stand_behind_how_this_was_found(ana, drifted, page_of):
    found = drifted.finding
    for path in ("/picture/", address(drifted)):
        (behind,) = re.findall(r"<summary>How this was found</summary>.*?</details>", page_of(ana, path), re.DOTALL)
        for number in (found.size_sd, found.size_low, found.size_high):
            assert f"{number:.1f}" in behind
        assert f"<td>{drifted.hundredths}</td>" in behind


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "It began on 24 February, as far as the days can tell."), (1, "between 23 February and 25 February.")],
)
def test_the_range_of_the_first_day_is_always_told(days, said):
    day, apart = date(2026, 2, 24), timedelta(days=days)
    one = finding(since=day, since_low=day - apart, since_high=day + apart)
    assert said in told(one)


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("kind", ["drift", "dip"])
@pytest.mark.parametrize(
    ("sizes", "how_much", "reach"),
    [
        ((0.2, 0.4, 0.6), "small change", "Even at the most it is small."),
        ((0.4, 1, 1.4), "clear change", "from a little to a good deal."),
        ((0.4, 1, 2), "clear change", "from a little to a lot."),
        ((0.8, 1, 1.4), "clear change", "not likely to be much less or much more."),
        ((1, 2, 3), "large change", "from a good deal to a lot."),
        ((2, 3, 4), "large change", "Even at the least it is a lot."),
    ],
)
def test_every_size_of_every_side_has_its_words(side, kind, sizes, how_much, reach):
    low, size, high = sizes
    said = told(finding(side=side, kind=kind, size_sd=size, size_low=low, size_high=high))
    assert how_much in said
    assert reach in said
    assert len(re.findall(r"[^.]+\.", said)) == 4
    assert ("your" in said) is (side is Side.MINE)


@pytest.mark.parametrize("side", Side)
def test_of_days_that_vary_more_neither_first_day_nor_size_is_told(side):
    said = told(finding(side=side, kind="change-in-steadiness", size_sd=0.4, size_low=0.2, size_high=0.6))
    assert "no first day can be named" in said
    assert "change," not in said
    assert ("nor in whose days it lies" in said) is (side is Side.BOTH)


@pytest.mark.parametrize(
    ("confidence", "said"), [(0.99, "very sure"), (0.8, "fairly sure"), (0.6, "likelier"), (0.4, "chance")]
)
def test_how_sure_is_told_in_words(confidence, said):
    assert said in told(finding(confidence=confidence))


@pytest.mark.parametrize("span", ["6-weeks", "3-months", "year", "for ever", ""])
def test_every_span_has_its_page(ana, live, page_of, span):
    live(ana, days=20)
    assert 'aria-current="true"' in page_of(ana, f"/picture/?span={span}")


def test_the_notice_says_that_nobody_else_has_been_told(ana, drifted, page_of):
    page = page_of(ana, address(drifted))
    assert "Nobody else has been told." in page
    assert "On your side" in page
    assert "Only you see this." in page


def test_what_i_wrote_around_then_stands_with_the_notice_and_nothing_of_the_others(
    ana, ben, pair, drifted, page_of, now
):
    day = drifted.finding.since
    for who, text in ((ana, "It was a long week."), (ben, "The lighthouse.")):
        answer_question(who, day, question_of(who, day).id, text, audience=Audience.US, now=now)
    page = page_of(ana, address(drifted))
    assert "It was a long week." in page
    assert "The lighthouse." not in page


def test_the_signs_that_moved_lead_on_by_a_press_and_never_stand_in_an_address(ana, drifted, page_of):
    page = page_of(ana, address(drifted))
    assert '<input type="hidden" name="sign" value="unheard">' in page
    assert "sign=unheard" not in page


@pytest.fixture
def others(dan, pair, ben, cleo):
    return ben, cleo, dan


def test_a_notice_of_somebody_else_is_as_absent_as_none(ana, others, drifted, as_, held):
    for other in others:
        for path in (address(drifted), address(uuid.uuid4())):
            assert as_(other).get(path).status_code == 404
        for where in (drifted, uuid.uuid4()):
            answer = as_(other).post(address(where, "noticing:notice-response"), {"say": "aside"})
            assert answer.status_code == 404
    assert not queries.notice_for(ana, drifted.id).put_aside


def test_nobody_sees_a_picture_without_signing_in(client, drifted):
    for path in ("/picture/", address(drifted)):
        assert client.get(path).status_code == 302


def test_the_owner_answers_with_one_press_each(ana, drifted, as_, held):
    browser, where = as_(ana), address(drifted, "noticing:notice-response")
    for say in ("aside", "no"):
        answer = browser.post(where, {"say": say})
        assert (answer.status_code, answer["Location"]) == (303, address(drifted))
    kept = queries.notice_for(ana, drifted.id)
    assert (kept.put_aside, kept.real) == (True, Real.NO)
    browser.post(where, {"say": "keep"})
    browser.post(where, {"say": "unsure"})
    kept = queries.notice_for(ana, drifted.id)
    assert (kept.put_aside, kept.real) == (False, Real.UNSURE)


def test_a_word_that_is_no_button_changes_nothing(ana, drifted, as_, held):
    assert as_(ana).post(address(drifted, "noticing:notice-response"), {"say": "shout"}).status_code == 303
    assert sharing.mine(ana, "noticing.response") == []
    assert as_(ana).get(address(drifted, "noticing:notice-response")).status_code == 405


def test_a_notice_about_the_partner_comes_from_what_they_show_and_says_so(ana, ben, pair, live, page_of, now):
    live(ana, seed=3)
    live(ben, fall=28, audience=Audience.US)
    (notice,) = actions.refresh_notices(ana, now.date())
    page = page_of(ana, address(notice))
    assert "from what you are shown" in page
    assert "as shared with you" in page_of(ana)


def test_nothing_of_the_partners_unshown_days_changes_a_byte(ana, ben, pair, live, page_of, now):
    """Promise 2: erase everything of B's that A may not see, and A's pages stay the same."""
    live(ana, fall=28)
    live(ben, days=30, audience=Audience.US, items=("closeness",))
    live(ben, fall=40, items=("felt-heard", "valued-today"))
    (notice,) = actions.refresh_notices(ana, now.date())
    paths = ("/picture/", "/picture/?span=year", address(notice))
    before = [page_of(ana, path) for path in paths]
    for item in sharing.mine(ben, "checkins.answer"):
        if item.audience is Audience.ME:
            erase(ben, item.id, now)
    assert [page_of(ana, path) for path in paths] == before


def test_withdrawn_looks_like_never_answered(ana, ben, pair, live, page_of, now):
    live(ana, fall=28)
    never = page_of(ana)
    live(ben, fall=28, audience=Audience.US)
    assert page_of(ana) != never
    for item in sharing.mine(ben, "checkins.answer"):
        set_audience(ben, item.id, Audience.ME, now)
    assert page_of(ana) == never


def test_a_pause_by_the_partner_looks_like_no_link(ana, ben, pair, live, page_of, now):
    live(ana)
    live(ben, audience=Audience.US)
    people.pause_pair(ben, now)
    paused = page_of(ana)
    people.resume_pair(ben, now)
    people.leave_pair(ben, now)
    assert page_of(ana) == paused


def test_a_change_of_long_ago_is_no_headline_any_more(ana, drifted, as_, now):
    with clock.at(now + timedelta(days=120)):
        page = as_(ana).get("/picture/?span=year").content.decode()
    assert "change-mark" not in page
    assert address(drifted) in page
