from datetime import date
from itertools import product

import pytest
from tests.conftest import link
from tests.faults.canaries import readable

from nearward.people import actions as people
from nearward.sharing import queries
from nearward.sharing.actions import erase, set_audience, write
from nearward.sharing.models import Item
from nearward.sharing.rules import Audience, partner_may_see

DAY = date(2026, 3, 12)


def put(who, now, value=7, subject="closeness", audience=Audience.US, day=DAY):
    return write(who, "answer", subject, day, value, audience=audience, now=now)


def seen(viewer):
    return [(item.subject, item.value) for item in queries.theirs(viewer, "answer")]


def test_what_is_mine_stays_with_me_by_default(ana, ben, pair, now):
    put(ben, now, audience=Audience.ME)
    assert seen(ana) == []
    assert [item.value for item in queries.mine(ben, "answer")] == [7]


def test_us_is_seen_at_once_and_only_by_the_partner(ana, ben, cleo, dan, pair, now):
    put(ben, now)
    assert seen(ana) == [("closeness", 7)]
    assert seen(cleo) == seen(dan) == []


def test_both_is_seen_when_the_viewer_has_answered_too(ana, ben, pair, now):
    put(ben, now, audience=Audience.BOTH)
    assert seen(ana) == []
    put(ana, now, value=3, audience=Audience.ME)
    assert seen(ana) == []
    put(ana, now, value=3, audience=Audience.BOTH)
    assert seen(ana) == [("closeness", 7)]


def test_each_is_told_which_items_are_their_own(ana, ben, pair, now):
    put(ben, now)
    assert [item.mine for item in queries.mine(ben, "answer")] == [True]
    assert [item.mine for item in queries.theirs(ana, "answer")] == [False]
    assert [item.mine for item in queries.everything_of(ben)] == [True]


def test_withdrawn_is_gone_at_the_next_look(ana, ben, pair, now):
    put(ben, now)
    (item,) = queries.mine(ben, "answer")
    set_audience(ben, item.id, Audience.ME, now)
    assert seen(ana) == []
    set_audience(ben, item.id, Audience.US, now)
    assert seen(ana) == [("closeness", 7)]
    erase(ben, item.id, now)
    assert seen(ana) == []


def test_nobody_else_changes_or_erases_an_item(ana, ben, cleo, pair, now):
    put(ben, now, audience=Audience.ME)
    (item,) = queries.mine(ben, "answer")
    for other in (ana, cleo):
        with pytest.raises(queries.NotThere):
            set_audience(other, item.id, Audience.US, now)
        with pytest.raises(queries.NotThere):
            erase(other, item.id, now)
        with pytest.raises(queries.NotThere):
            queries.own_item(other, item.id)


def test_pairing_opens_nothing_written_before(ana, ben, now):
    assert put(ben, now) is Audience.ME
    link(ana, ben, now)
    assert seen(ana) == []


def test_a_pause_on_either_side_closes_both_and_opening_it_brings_back_what_was_shared(ana, ben, pair, now):
    put(ben, now)
    for who in (ana, ben):
        people.pause_pair(who, now)
        assert seen(ana) == []
        people.resume_pair(who, now)
        assert seen(ana) == [("closeness", 7)]


def test_after_parting_the_disclosed_is_gone_and_mine_is_mine(ana, ben, pair, now):
    put(ben, now)
    people.leave_pair(ana, now)
    assert seen(ana) == []
    (item,) = queries.mine(ben, "answer")
    assert (item.value, item.audience) == (7, Audience.ME)


def test_linking_again_brings_nothing_old_back(ana, ben, pair, now):
    put(ben, now)
    people.leave_pair(ben, now)
    link(ana, ben, now)
    assert seen(ana) == []


def test_a_partner_item_tells_neither_its_audience_nor_its_hour(ana, ben, pair, now):
    put(ben, now)
    (item,) = queries.theirs(ana, "answer")
    assert item.audience is None
    assert not hasattr(item, "created_at")


def test_a_body_moved_to_another_row_does_not_open(ana, ben, pair, now):
    put(ben, now, subject="closeness", value=7)
    put(ben, now, subject="heard", value=1)
    first, second = Item.objects.filter(author=ben).order_by("subject")
    Item.objects.filter(pk=first.pk).update(body=second.body)
    with pytest.raises(queries.Unreadable):
        seen(ana)


def test_the_row_holds_no_readable_answer(ben, now):
    put(ben, now, value={"text": "the lighthouse"}, audience=Audience.ME)
    assert readable(Item.objects.get(author=ben).body, "lighthouse") == set()


def test_deleting_an_account_takes_its_items_and_leaves_the_partners(ana, ben, pair, now):
    put(ben, now)
    put(ana, now, value=4)
    people.delete_account(ben, now)
    assert seen(ana) == []
    assert [item.value for item in queries.mine(ana, "answer")] == [4]


def test_the_query_shows_just_what_the_rule_allows(ana, ben, pair, now):
    cases = list(product(Audience, [True, False], [None, *Audience], [True, False]))

    def put_all(*, first_pair):
        for place, (audience, same_pair, answer, answered_now) in enumerate(cases):
            if same_pair is not first_pair:
                put(ben, now, value=place, subject=str(place), audience=audience)
            if answer and answered_now is not first_pair:
                put(ana, now, subject=str(place), audience=answer)

    put_all(first_pair=True)
    people.leave_pair(ana, now)
    link(ana, ben, now)
    put_all(first_pair=False)
    assert Item.objects.filter(author=ben).count() == len(cases)
    assert [item.value for item in sorted(queries.theirs(ana, "answer"), key=lambda item: item.value)] == [
        place
        for place, (audience, same_pair, answer, answered_now) in enumerate(cases)
        if partner_may_see(
            audience, same_pair=same_pair, viewer_shared_theirs=answered_now and answer in (Audience.BOTH, Audience.US)
        )
    ]


@pytest.mark.parametrize("other", [{"kind": "another"}, {"subject": "heard"}, {"day": date(2026, 3, 11)}])
def test_an_answer_to_another_question_of_another_kind_or_day_reveals_nothing(ana, ben, pair, now, other):
    put(ben, now, audience=Audience.BOTH)
    asked = {"kind": "answer", "subject": "closeness", "day": DAY} | other
    write(ana, asked["kind"], asked["subject"], asked["day"], 3, audience=Audience.BOTH, now=now)
    assert seen(ana) == []
    put(ana, now, value=3, audience=Audience.BOTH)
    assert seen(ana) == [("closeness", 7)]


def test_an_answer_that_was_shown_to_a_former_partner_reveals_nothing_of_the_present_one(ana, ben, cleo, now):
    link(ana, cleo, now)
    put(ana, now, audience=Audience.BOTH)
    people.leave_pair(ana, now)
    link(ana, ben, now)
    put(ben, now, audience=Audience.BOTH)
    assert seen(ana) == []


def test_only_what_is_asked_for_is_read(ana, ben, pair, now):
    for number, subject in enumerate(("a", "b", "c")):
        for who in (ana, ben):
            put(who, now, value=number, subject=subject, day=date(2026, 3, 10 + number))
            write(who, "another", subject, DAY, 9, audience=Audience.US, now=now)
    for read in (
        lambda **rest: queries.mine(ana, "answer", **rest),
        lambda **rest: queries.theirs(ana, "answer", **rest),
    ):
        values = [
            [item.value for item in read(**narrow)]
            for narrow in (
                {},
                {"since": date(2026, 3, 11)},
                {"until": date(2026, 3, 11)},
                {"subjects": ["c", "a"]},
                {"subjects": []},
            )
        ]
        assert values == [[0, 1, 2], [1, 2], [0, 1], [0, 2], []]
