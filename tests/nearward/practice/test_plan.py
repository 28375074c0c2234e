from datetime import date, timedelta

import pytest
from tests.conftest import link

from nearward.checkins.actions import Entry, keep_answers
from nearward.checkins.rules import Answer
from nearward.people import actions as people
from nearward.practice import actions, queries
from nearward.practice.ladder import Rung
from nearward.practice.moments import Said, State, Wish
from nearward.practice.plan import plan_of
from nearward.practice.rows import LESSONS
from nearward.sharing.models import Item
from nearward.sharing.queries import NotThere
from nearward.sharing.rules import Audience

TODAY = date(2026, 3, 12)
DAY = timedelta(days=1)


def lived(who, now, level, *, days=28, until=TODAY, audience=Audience.ME, **more):
    """Let somebody answer for some weeks at one level."""
    for back in range(days, -1, -1):
        values = {"closeness": level + back % 3, "felt-heard": level, **more}
        entries = [Entry(item, Answer(value), audience) for item, value in values.items()]
        keep_answers(who, until - back * DAY, entries, now=now)


def done(who, practice, now, *days):
    for day in days:
        actions.answer_offer(who, practice, Said.DONE, day, now)


def test_a_newcomer_is_offered_one_light_thing_with_a_reason(ana):
    plan = plan_of(ana, TODAY)
    assert plan.rung is Rung.BASELINE
    (place,) = plan.places
    assert place.kept is None
    assert place.why
    assert place.practice.tags.intensity == "light"


def test_what_is_taken_up_stands_there_until_it_is_swapped_or_put_by(ana, now):
    lived(ana, now, 55)
    name = plan_of(ana, TODAY).places[0].practice.id
    assert actions.take_up(ana, name, TODAY, now)
    (place,) = plan_of(ana, TODAY + DAY).places
    assert (place.practice.id, place.kept.since) == (name, TODAY)
    actions.put_by(ana, place.kept.id, TODAY + DAY, now)
    (offered,) = plan_of(ana, TODAY + DAY).places
    assert offered.kept is None
    actions.take_up(ana, name, TODAY + DAY, now)
    actions.answer_offer(ana, name, Said.ANOTHER, TODAY + DAY, now)
    (other,) = plan_of(ana, TODAY + DAY).places
    assert other.kept is None
    assert other.practice.id != name


def test_never_again_takes_it_out_of_the_plan_for_good(ana, now):
    actions.take_up(ana, "savour", TODAY, now)
    actions.answer_offer(ana, "savour", Said.NEVER, TODAY, now)
    for ahead in range(60):
        assert "savour" not in {place.practice.id for place in plan_of(ana, TODAY + ahead * DAY).places}


def test_there_are_two_at_most_and_the_second_is_of_another_kind(ana, now):
    lived(ana, now, 55)
    actions.take_up(ana, "savour", TODAY - 14 * DAY, now)
    plan = plan_of(ana, TODAY)
    assert plan.rung is Rung.LOOK
    first, second = plan.places
    assert first.practice.group != second.practice.group
    assert actions.take_up(ana, second.practice.id, TODAY, now)
    assert not actions.take_up(ana, "keep-promises", TODAY, now)
    assert len(plan_of(ana, TODAY).taken) == 2


def test_what_stands_in_the_plan_is_what_home_offers(ana, now):
    lived(ana, now, 55)
    actions.take_up(ana, "savour", TODAY, now)
    offer = queries.offer_for(ana, TODAY)
    assert offer.practice.id == "savour"
    assert "plan" in {why.name for why in offer.why}


def test_not_now_means_nothing_new_today_and_leaves_what_stands(ana, now):
    lived(ana, now, 55)
    actions.take_up(ana, "savour", TODAY - 20 * DAY, now)
    offered = plan_of(ana, TODAY).places[1]
    actions.answer_offer(ana, offered.practice.id, Said.NOT_NOW, TODAY, now)
    plan = plan_of(ana, TODAY)
    assert plan.closed_today
    assert [place.practice.id for place in plan.places] == ["savour"]
    assert len(plan_of(ana, TODAY + DAY).places) == 2


def test_a_hard_talk_in_the_plan_waits_on_a_hard_day_and_is_not_offered(ana, now):
    actions.wish_for(ana, Wish.OPEN, TODAY, now)
    actions.take_up(ana, "solve-together", TODAY - 3 * DAY, now)
    assert not plan_of(ana, TODAY).places[0].waits
    keep_answers(ana, TODAY, [Entry("own-load", Answer(95))], now=now)
    assert plan_of(ana, TODAY).places[0].waits
    assert queries.offer_for(ana, TODAY).practice.id != "solve-together"


def test_what_is_never_pushed_may_be_taken_up_and_stands_in_the_plan_alone(ana, now):
    actions.wish_for(ana, Wish.OPEN, TODAY, now)
    lived(ana, now, 55)
    assert actions.take_up(ana, "share-inner-world", TODAY, now)
    assert [practice.id for practice in plan_of(ana, TODAY).taken] == ["share-inner-world"]
    assert queries.offer_for(ana, TODAY).practice.id != "share-inner-world"
    actions.wish_for(ana, Wish.QUIET, TODAY, now)
    assert plan_of(ana, TODAY).taken == ()


def test_the_partners_hard_day_counts_when_they_show_it_and_only_then(ana, ben, pair, now):
    actions.wish_for(ana, Wish.OPEN, TODAY, now)
    actions.take_up(ana, "solve-together", TODAY, now)
    keep_answers(ben, TODAY, [Entry("sleep", Answer(3))], now=now)
    assert not plan_of(ana, TODAY).places[0].waits
    keep_answers(ben, TODAY, [Entry("sleep", Answer(3), Audience.US)], now=now)
    assert plan_of(ana, TODAY).places[0].waits
    people.pause_pair(ben, now)
    assert not plan_of(ana, TODAY).places[0].waits


def test_those_who_are_content_are_offered_no_lessons(ana, ben, pair, now):
    actions.wish_for(ana, Wish.OPEN, TODAY, now)
    lived(ana, now, 85)
    assert queries.moment_of(ana, TODAY).state is State.CONTENT
    seen = set()
    for ahead in range(40):
        for place in plan_of(ana, TODAY - 12 * DAY + ahead * DAY).places:
            seen.add(place.practice.id)
            actions.answer_offer(ana, place.practice.id, Said.ANOTHER, TODAY - 12 * DAY + ahead * DAY, now)
    assert seen
    assert not seen & LESSONS
    assert seen & {"gratitude", "shared-interests", "touch-rituals", "check-up", "good-news"}


def test_content_oneself_while_the_partner_shows_low_days_is_not_content(ana, ben, pair, now):
    lived(ana, now, 85)
    lived(ben, now, 15)
    assert queries.moment_of(ana, TODAY).content
    lived(ben, now, 15, audience=Audience.US)
    assert queries.moment_of(ana, TODAY).their_state is State.LOW
    assert not queries.moment_of(ana, TODAY).content


def test_what_was_liked_speaks_for_itself(ana, now):
    lived(ana, now, 55)

    def points(liked):
        actions.answer_offer(ana, "good-news", Said.DONE, TODAY, now, liked=liked)
        weighed = {one.practice.id: one for one in queries.derivation_for(ana, TODAY)}
        return weighed["good-news"].points

    assert points(1) > points(0) > points(-1)


def test_low_days_lead_up_the_ladder_to_a_check_up_and_then_to_help(ana, ben, pair, now):
    actions.wish_for(ana, Wish.OPEN, TODAY - 50 * DAY, now)
    lived(ana, now, 25, days=60)
    actions.take_up(ana, "savour", TODAY - 35 * DAY, now)
    plan = plan_of(ana, TODAY)
    assert (plan.rung, plan.next.id) == (Rung.CHECK_UP, "check-up")
    done(ana, "check-up", now, TODAY - 28 * DAY)
    plan = plan_of(ana, TODAY)
    assert (plan.rung, plan.next.id) == (Rung.HELP, "seek-therapist")


def test_contentment_that_was_low_three_weeks_leads_to_a_check_up(ana, now):
    lived(ana, now, 55)
    for back in (21, 14, 7):
        keep_answers(ana, TODAY - back * DAY, [Entry("contentment", Answer(10))], now=now)
    assert plan_of(ana, TODAY).rung is Rung.CHECK_UP


def test_months_later_it_is_time_to_look_again_until_that_is_put_by(ana, now):
    lived(ana, now, 55)
    actions.take_up(ana, "savour", date(2025, 11, 10), now)
    plan = plan_of(ana, TODAY)
    assert plan.booster == 4
    assert plan.look_again
    actions.put_booster_by(ana, TODAY, now)
    assert plan_of(ana, TODAY).booster is None


def shape(plan):
    return plan.rung, len(plan.places), [bool(place.kept) for place in plan.places], bool(plan.next), plan.booster


@pytest.mark.parametrize("level", [25, 55, 85])
@pytest.mark.parametrize("days", [3, 60])
def test_a_closed_gate_has_as_many_places_and_rungs_as_an_open_one(ana, ben, pair, now, level, days):
    lived(ana, now, level, days=days)
    actions.take_up(ana, "savour", TODAY - 30 * DAY, now)
    shapes = set()
    for wish in Wish:
        actions.wish_for(ana, wish, TODAY, now)
        plan = plan_of(ana, TODAY)
        shapes.add(str(shape(plan)))
        if wish is Wish.QUIET:
            shown = [place.practice for place in plan.places] + [plan.next, plan.look_again]
            assert not any(practice.closes_with_the_gate for practice in shown if practice)
    assert len(shapes) == 1


def test_what_the_gate_closes_leaves_the_plan_without_a_word_and_takes_no_place(ana, now):
    actions.wish_for(ana, Wish.OPEN, TODAY, now)
    lived(ana, now, 55)
    for name in ("solve-together", "weekly-date"):
        actions.take_up(ana, name, TODAY - 20 * DAY, now)
    assert len(plan_of(ana, TODAY).taken) == 2
    actions.wish_for(ana, Wish.QUIET, TODAY, now)
    assert plan_of(ana, TODAY).taken == ()
    assert len(plan_of(ana, TODAY).places) == 2
    assert actions.take_up(ana, "savour", TODAY, now)
    assert [practice.id for practice in plan_of(ana, TODAY).taken] == ["savour"]


def test_what_comes_back_into_the_plan_is_seen_counted_and_put_by(ana, now):
    actions.wish_for(ana, Wish.OPEN, TODAY, now)
    lived(ana, now, 55)
    quiet = ["savour", "unplug"]
    for wish, names in ((Wish.OPEN, ["solve-together", "weekly-date"]), (Wish.QUIET, quiet)):
        actions.wish_for(ana, wish, TODAY, now)
        for name in names:
            assert actions.take_up(ana, name, TODAY - 20 * DAY, now)
    assert {practice.id for practice in plan_of(ana, TODAY).taken} == set(quiet)
    actions.wish_for(ana, Wish.OPEN, TODAY, now)
    plan = plan_of(ana, TODAY)
    assert {practice.id for practice in plan.taken} == {"solve-together", "weekly-date", *quiet}
    assert len(plan.places) == 4
    for place in plan.places[:3]:
        assert not actions.take_up(ana, "gratitude", TODAY, now)
        actions.put_by(ana, place.kept.id, TODAY, now)
    assert actions.take_up(ana, "gratitude", TODAY, now)


def test_a_wish_that_cannot_be_read_shows_nothing_but_quiet_things(ana, now):
    actions.wish_for(ana, Wish.OPEN, TODAY, now)
    actions.take_up(ana, "solve-together", TODAY, now)
    row = Item.objects.get(author=ana, kind=queries.WISH)
    Item.objects.filter(pk=row.pk).update(body=bytes(row.body)[:-1] + b"\0")
    plan = plan_of(ana, TODAY)
    assert plan.places
    assert not any(place.practice.closes_with_the_gate for place in plan.places)


def test_nothing_that_the_partner_keeps_changes_the_plan(ana, ben, pair, now):
    lived(ana, now, 55)
    actions.take_up(ana, "savour", TODAY, now)
    before = plan_of(ana, TODAY)
    lived(ben, now, 5, **{"own-load": 100})
    actions.take_up(ben, "savour", TODAY, now)
    actions.answer_offer(ben, "savour", Said.NEVER, TODAY, now)
    actions.wish_for(ben, Wish.QUIET, TODAY, now)
    actions.put_booster_by(ben, TODAY, now)
    assert plan_of(ana, TODAY) == before


def test_nobody_puts_by_what_stands_in_another_plan_nor_what_is_no_plan(ana, ben, cleo, now):
    link(ana, ben, now)
    actions.take_up(ana, "savour", TODAY, now)
    actions.answer_offer(ana, "unplug", Said.DONE, TODAY, now)
    (held,) = queries.held_by(ana)
    for who in (ben, cleo):
        with pytest.raises(NotThere):
            actions.put_by(who, held.id, TODAY, now)
    with pytest.raises(NotThere):
        actions.put_by(ana, queries.tried_by(ana)[0].id, TODAY, now)
    assert queries.held_by(ana) == (held,)
