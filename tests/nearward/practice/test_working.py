import random
from datetime import date, timedelta

import pytest
from django.urls import reverse

from nearward.checkins.actions import Entry, keep_answers
from nearward.checkins.rules import Answer
from nearward.kit import clock
from nearward.practice import actions
from nearward.practice.ladder import Verdict
from nearward.practice.moments import Said, Wish
from nearward.practice.plan import plan_of
from nearward.practice.queries import LOT, offer_for
from nearward.practice.working import Working, effect_for, in_the_lot, wants_lots, working_for
from nearward.sharing.queries import mine
from nearward_detect.trials import Effect

TODAY = date(2026, 3, 12)
DAY = timedelta(days=1)


def lived(who, now, lift, *, days=44, practice="savour", every=4):
    """Some weeks in which the day after a practice is nearer by `lift` points; return how often it was done."""
    chance, goes = random.Random(5), 0
    for back in range(days, -1, -1):
        day = TODAY - back * DAY
        value = 50 + chance.gauss(0, 6) + (lift if back % every == every - 2 else 0)
        keep_answers(
            who,
            day,
            [Entry("closeness", Answer(round(value))), Entry("own-load", Answer(chance.randrange(100)))],
            now=now,
        )
        if back % every == every - 1:
            actions.answer_offer(who, practice, Said.DONE, day, now)
            goes += 1
    return goes


@pytest.fixture(autouse=True)
def _noon(now):
    with clock.at(now):
        yield


def test_a_practice_that_lifts_the_day_after_is_found_and_one_that_does_not_is_unclear(ana, ben, now):
    lived(ana, now, 12)
    lived(ben, now, 0)
    (hers,), (his,) = working_for(ana, TODAY), working_for(ben, TODAY)
    assert hers.told == "nearer"
    assert 0 < hers.effect.low < hers.effect.effect < hers.effect.high
    assert his.told in {"unclear", "hardly"}


def test_under_five_goes_nothing_is_said_of_it(ana, now):
    goes = lived(ana, now, 12, every=15)
    assert goes < 5
    (one,) = working_for(ana, TODAY)
    assert (one.goes, one.effect, one.told) == (goes, None, "")


def test_what_seems_to_help_decides_what_the_plan_says(ana, ben, now):
    for who, lift, verdict in ((ana, 12, Verdict.KEEP), (ben, -8, Verdict.SWAP)):
        lived(who, now, lift)
        actions.take_up(who, "savour", TODAY - 20 * DAY, now)
        assert plan_of(who, TODAY).places[0].verdict is verdict


def test_without_check_ins_to_compare_only_the_person_can_tell(ana, now):
    for back in range(6):
        actions.answer_offer(ana, "savour", Said.DONE, TODAY - back * DAY, now)
    actions.take_up(ana, "savour", TODAY - 20 * DAY, now)
    assert plan_of(ana, TODAY).places[0].verdict is Verdict.ASK


def test_nothing_of_the_partners_counts(ana, ben, pair, now):
    lived(ana, now, 3)
    before = working_for(ana, TODAY)
    lived(ben, now, 40)
    assert working_for(ana, TODAY) == before
    assert effect_for(ana, "savour", (), TODAY) is None


def test_the_lot_is_off_until_it_is_wanted(ana, now):
    assert not wants_lots(ana)
    assert actions.draw_lot(ana, TODAY, now, random.Random(1)) is None
    actions.let_the_lot_choose(ana, now, wanted=True)
    assert actions.draw_lot(ana, TODAY, now, random.Random(1))
    actions.let_the_lot_choose(ana, now, wanted=False)
    assert not wants_lots(ana)


def test_a_draw_is_kept_with_all_that_could_have_been_drawn_and_how_likely_each_was(ana, now):
    actions.let_the_lot_choose(ana, now, wanted=True)
    could = [practice.id for practice in in_the_lot(ana, TODAY)]
    drawn = actions.draw_lot(ana, TODAY, now, random.Random(1))
    (kept,) = mine(ana, LOT)
    assert kept.value["choice"] == drawn
    assert [name for name, _chance in kept.value["chances"]] == could
    assert [chance for _name, chance in kept.value["chances"]] == pytest.approx([0.25] * 4)
    assert offer_for(ana, TODAY).practice.id == drawn


def test_the_lot_draws_once_a_day_and_each_about_as_often(ana, now):
    actions.let_the_lot_choose(ana, now, wanted=True)
    first = actions.draw_lot(ana, TODAY, now, random.Random(1))
    assert {actions.draw_lot(ana, TODAY, now, random.Random(n)) for n in range(5)} == {first}
    days = [TODAY + n * DAY for n in range(1, 25)]
    assert len({actions.draw_lot(ana, day, now, random.Random(n)) for n, day in enumerate(days)}) > 3


def test_the_lot_draws_nothing_that_is_held_back(ana, now):
    actions.wish_for(ana, Wish.QUIET, TODAY, now)
    actions.let_the_lot_choose(ana, now, wanted=True)
    assert len(in_the_lot(ana, TODAY)) == 4
    assert not any(practice.closes_with_the_gate for practice in in_the_lot(ana, TODAY))


def test_draws_that_taught_something_are_told_beside_the_days(ana, now):
    chance = random.Random(3)
    actions.let_the_lot_choose(ana, now, wanted=True)
    for back in range(50, 0, -1):
        day = TODAY - back * DAY
        before = mine(ana, LOT, since=day - DAY, until=day - DAY)
        lift = 25 if before and before[0].value["choice"] == "savour" else 0
        keep_answers(ana, day, [Entry("closeness", Answer(round(40 + lift + chance.gauss(0, 4))))], now=now)
        lot = {"choice": chance.choice(["savour", "unplug"]), "chances": [["savour", 0.5], ["unplug", 0.5]]}
        actions._keep(ana, LOT, "1", day, lot, now)
    actions.answer_offer(ana, "savour", Said.DONE, TODAY, now)
    (one,) = working_for(ana, TODAY)
    assert isinstance(one.by_lot, Effect)
    assert one.by_lot.low > 0


def test_the_page_says_how_sure_it_is_and_switches_the_lot(as_, ana, now):
    browser, page = as_(ana), reverse("practice:working")
    assert "Nothing done yet" in browser.get(page).content.decode()
    lived(ana, now, 12)
    text = browser.get(page).content.decode()
    assert "The days after it have been nearer ones for you." in text
    assert "With 95 in 100 between" in text
    assert browser.post(reverse("practice:lots-choose"), {"wanted": "yes"})["Location"] == page
    assert wants_lots(ana)
    assert "Draw today" in browser.get(reverse("practice:index")).content.decode()
    drawn = browser.post(reverse("practice:lot-create"))["Location"]
    assert drawn.startswith("/practice/do/")
    assert "The lot fell on it." in browser.get(drawn).content.decode()
    browser.post(reverse("practice:lots-choose"), {"wanted": "no"})
    assert not wants_lots(ana)


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [(0.1, 0.5, "nearer"), (-0.5, -0.1, "hardly"), (-0.6, 0.1, "hardly"), (-0.6, 0.4, "unclear")],
)
def test_what_is_told_is_what_the_whole_interval_allows(low, high, told):
    assert Working(None, 9, Effect((low + high) / 2, low, high, 9, 60)).told == told
    assert Working(None, 3, None).told == ""


@pytest.mark.parametrize(("effect", "strip"), [((-9, 9, 0), (0, 200, 100)), ((0.1, 0.4, 0.25), (110, 30, 125))])
def test_an_interval_is_drawn_within_its_line(effect, strip):
    low, high, middle = effect
    assert Working(None, 9, Effect(middle, low, high, 9, 60)).strip == strip
