from nearward.checkins.actions import Entry, keep_answers
from nearward.checkins.rules import Answer
from nearward.explore.actions import begin_map
from nearward.home.queries import page_of
from nearward.people import actions as people
from nearward.people.rules import Link


def test_a_newcomers_page_is_new_alone_and_open(ana, now):
    page = page_of(ana, now.date())
    assert (page.is_new, page.link, page.is_done, page.notice) == (True, Link.ALONE, False, None)
    assert not page.question.for_two


def test_the_day_is_done_when_the_minute_is(ana, now):
    keep_answers(ana, now.date(), [Entry("closeness", Answer(value=60))], now=now)
    assert not page_of(ana, now.date()).is_done
    keep_answers(ana, now.date(), [], now=now, close=True)
    page = page_of(ana, now.date())
    assert page.is_done
    assert not page.is_new


def test_two_who_are_linked_get_a_question_for_two_until_one_pauses(ana, ben, pair, now):
    assert page_of(ana, now.date()).question.for_two
    people.pause_pair(ana, now)
    assert page_of(ana, now.date()).link is Link.PAUSED_BY_ME
    assert page_of(ben, now.date()).link is Link.ALONE


def test_the_page_knows_where_its_viewer_is_with_their_map_and_nobody_elses(ana, ben, pair, now):
    begin_map(ana, now.date(), now)
    assert page_of(ana, now.date()).map.draft
    assert not page_of(ben, now.date()).map.draft
