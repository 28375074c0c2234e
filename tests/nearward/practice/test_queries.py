from datetime import date, timedelta

import pytest
from tests.conftest import link
from tests.faults.canaries import readable

from nearward.checkins.actions import Entry, keep_answers
from nearward.checkins.rules import Answer
from nearward.kit import clock
from nearward.people import actions as people
from nearward.practice import actions, queries
from nearward.practice.moments import Said, Wish
from nearward.practice.rules import Reason
from nearward.sharing.models import Item
from nearward.sharing.queries import NotThere
from nearward_library import library

TODAY = date(2026, 3, 12)
DAY = timedelta(days=1)


@pytest.fixture
def others(ben, cleo, dan, pair):
    """Everybody but Ana."""
    return ben, cleo, dan


def offered(who, **known):
    found = queries.offer_for(who, TODAY, **known)
    return found.practice.id if found else None


def test_one_thing_is_offered_from_the_first_day_with_a_reason(ana):
    found = queries.offer_for(ana, TODAY)
    assert found.practice
    assert found.why
    assert found.alone


def test_what_the_person_looks_into_decides_and_goes_before_what_moved(ana, now):
    actions.look_into(ana, ["less-affection"], [], TODAY, now)
    chosen = offered(ana)
    assert "less-affection" in library().practices[chosen].signs
    assert offered(ana, moved=["distracted-partner"]) == chosen
    actions.put_away_focus(ana, TODAY, now)
    assert "distracted-partner" in library().practices[offered(ana, moved=["distracted-partner"])].signs


def test_the_focus_is_kept_until_it_is_replaced(ana, now):
    assert not queries.focus_of(ana)
    actions.look_into(ana, ["unheard"], ["devices"], TODAY - 9 * DAY, now)
    focus = queries.focus_of(ana)
    assert ([sign.id for sign in focus.signs], [cause.id for cause in focus.causes]) == (["unheard"], ["devices"])
    actions.look_into(ana, [], ["money"], TODAY, now)
    assert [cause.id for cause in queries.focus_of(ana).causes] == ["money"]


def test_alone_is_the_wish_of_somebody_who_is_not_linked_and_two_of_somebody_who_is(ana, ben, now):
    assert queries.wish_of(ana) is Wish.ALONE
    link(ana, ben, now)
    assert queries.wish_of(ana) is Wish.TWO
    people.pause_pair(ben, now)
    assert queries.wish_of(ana) is Wish.ALONE


def test_a_wish_is_kept_and_the_last_one_counts(ana, now):
    actions.wish_for(ana, Wish.OPEN, TODAY - DAY, now)
    actions.wish_for(ana, Wish.QUIET, TODAY, now)
    assert queries.wish_of(ana) is Wish.QUIET


def test_a_wish_that_cannot_be_read_closes_the_gate(ana, now):
    actions.wish_for(ana, Wish.OPEN, TODAY, now)
    row = Item.objects.get(author=ana, kind=queries.WISH)
    body = bytearray(row.body)
    body[-1] ^= 1
    Item.objects.filter(pk=row.pk).update(body=bytes(body))
    assert queries.wish_of(ana) is Wish.QUIET


def test_done_is_said_and_not_asked_again_that_day(ana, now):
    first = offered(ana)
    actions.answer_offer(ana, first, Said.DONE, TODAY, now)
    found = queries.offer_for(ana, TODAY)
    assert (found.practice.id, bool(found.done)) == (first, True)
    assert queries.offer_for(ana, TODAY + DAY).done is None


def test_another_idea_is_another_one_and_not_now_is_nothing(ana, now):
    first = offered(ana)
    actions.answer_offer(ana, first, Said.ANOTHER, TODAY, now)
    second = offered(ana)
    assert second
    assert second != first
    actions.answer_offer(ana, second, Said.NOT_NOW, TODAY, now)
    assert offered(ana) is None
    assert queries.offer_for(ana, TODAY + DAY)


def test_an_answer_may_be_changed_and_taken_back(ana, now):
    first = offered(ana)
    actions.answer_offer(ana, first, Said.ANOTHER, TODAY, now)
    actions.answer_offer(ana, first, Said.DONE, TODAY, now)
    (tried,) = queries.tried_by(ana)
    assert (tried.practice.id, tried.said) == (first, Said.DONE)
    actions.take_back(ana, tried.id, now)
    assert queries.tried_by(ana) == ()
    assert offered(ana) == first


def test_choosing_or_looking_into_something_opens_the_day_again(ana, now):
    actions.answer_offer(ana, offered(ana), Said.NOT_NOW, TODAY, now)
    actions.choose(ana, "unplug", TODAY, now)
    assert offered(ana) == "unplug"
    actions.answer_offer(ana, "unplug", Said.NOT_NOW, TODAY, now)
    actions.look_into(ana, [], ["devices"], TODAY, now)
    assert offered(ana)


def test_a_heavy_day_or_a_bad_night_holds_hard_talks_back(ana, now):
    actions.wish_for(ana, Wish.OPEN, TODAY, now)
    actions.look_into(ana, [], ["unresolved-conflict"], TODAY, now)
    for item, value in (("own-load", 90), ("sleep", 5)):
        keep_answers(ana, TODAY, [Entry("own-load", Answer(10)), Entry("sleep", Answer(90))], now=now)
        held = {one.practice.id for one in queries.derivation_for(ana, TODAY) if _held(one)}
        assert "solve-together" not in held
        keep_answers(ana, TODAY, [Entry(item, Answer(value))], now=now)
        held = {one.practice.id for one in queries.derivation_for(ana, TODAY) if _held(one)}
        assert "solve-together" in held
        assert queries.offer_for(ana, TODAY).tired


def _held(one):
    return "no hard talk on a hard day" in {bar.name for bar in one.bars}


def test_nothing_of_the_partners_changes_what_is_offered(ana, ben, pair, now):
    def all_of_it():
        return queries.derivation_for(ana, TODAY), queries.offer_for(ana, TODAY), queries.tried_by(ana)

    before = all_of_it()
    keep_answers(ben, TODAY, [Entry("own-load", Answer(100)), Entry("sleep", Answer(0))], now=now)
    actions.look_into(ben, ["lonely"], ["abuse"], TODAY, now)
    actions.wish_for(ben, Wish.QUIET, TODAY, now)
    actions.answer_offer(ben, before[1].practice.id, Said.NEVER, TODAY, now)
    assert all_of_it() == before


def test_what_was_said_is_for_its_author_alone_and_the_row_names_nothing(ana, ben, pair, now):
    actions.answer_offer(ana, "unplug", Said.DONE, TODAY, now)
    actions.look_into(ana, ["lonely"], [], TODAY, now)
    assert queries.tried_by(ben) == ()
    assert not queries.focus_of(ben)
    for row in Item.objects.filter(author=ana):
        assert row.audience == "me"
        assert "unplug" not in row.subject
        assert readable(row.body, "unplug") == set()


def test_nobody_takes_back_what_another_said_nor_anything_that_is_no_answer(ana, others, now):
    actions.answer_offer(ana, "unplug", Said.DONE, TODAY, now)
    actions.wish_for(ana, Wish.TWO, TODAY, now)
    answer, wish = (Item.objects.get(author=ana, kind=kind).pk for kind in (queries.ANSWER, queries.WISH))
    for who in others:
        with pytest.raises(NotThere):
            actions.take_back(who, answer, now)
    with pytest.raises(NotThere):
        actions.take_back(ana, wish, now)
    assert len(queries.tried_by(ana)) == 1


def test_a_practice_that_has_left_the_library_is_passed_over(ana, now):
    actions.answer_offer(ana, "long-gone", Said.DONE, TODAY, now)
    assert queries.tried_by(ana) == ()
    assert queries.offer_for(ana, TODAY)


def test_a_cause_is_named_once_among_the_reasons_however_often_it_counts():
    cause = next(iter(library().causes))
    told = queries.why((Reason("map", 5.0, cause), Reason("pointed-at", 3.0, cause), Reason("liked", 2.0)))
    assert [each.name for each in told] == ["map", "liked"]


def test_what_stands_in_the_plan_can_be_swapped_from_the_page_of_the_day(as_, ana, now):
    actions.take_up(ana, "savour", TODAY, now)
    with clock.at(now):
        assert "Swap it" in as_(ana).get("/").content.decode()
