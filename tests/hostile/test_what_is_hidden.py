"""Whatever Ben keeps from Ana, every page she can open stays the same, byte for byte."""

import random

import pytest
from tests.hostile.conftest import differences, everything_seen, live, supposing

from nearward.explore.actions import answer_all, keep_answers
from nearward.explore.queries import CIRCLE
from nearward.explore.rules import SEEN, Kind
from nearward.explore.showing import MAP, show
from nearward.people import actions as people
from nearward.people.queries import bond_of
from nearward.practice.actions import (
    answer_offer,
    call_times,
    draw_lot,
    keep_hours,
    let_the_lot_choose,
    look_into,
    make_feed,
    put_booster_by,
    set_aside,
    take_up,
    wish_for,
)
from nearward.practice.moments import Said, Wish
from nearward.practice.times import USUAL
from nearward.sharing import queries
from nearward.sharing.actions import erase, set_audience, write
from nearward.sharing.rules import Audience


@pytest.fixture
def hers(just, ana, ben, pair, held):
    live(ana, held, audience=Audience.US)
    return just(ana)


def own_of(who):
    return queries.everything_of(who)


def test_a_partner_who_keeps_everything_to_himself_looks_like_one_who_wrote_nothing(hers, ben, held):
    nothing = everything_seen(hers)
    with supposing():
        live(ben, held, audience=Audience.ME)
        assert len(own_of(ben)) > 60
        assert differences(nothing, everything_seen(hers)) == {}


def test_what_waits_for_her_answer_looks_like_nothing(just, ana, ben, pair, held):
    hers = just(ana)
    nothing = everything_seen(hers)
    live(ben, held, audience=Audience.BOTH)
    assert differences(nothing, everything_seen(hers)) == {}


def test_what_was_shared_and_taken_back_looks_like_never_written(hers, ben, held):
    nothing = everything_seen(hers)
    live(ben, held, audience=Audience.US)
    assert differences(nothing, everything_seen(hers))
    for item in own_of(ben):
        set_audience(ben, item.id, Audience.ME, held)
    assert differences(nothing, everything_seen(hers)) == {}
    for item in own_of(ben):
        erase(ben, item.id, held)
    assert differences(nothing, everything_seen(hers)) == {}


def test_what_is_for_a_therapist_looks_like_nothing(hers, ben, held):
    nothing = everything_seen(hers)
    live(ben, held, audience=Audience.THERAPIST)
    assert differences(nothing, everything_seen(hers)) == {}


def test_what_he_looks_into_and_wishes_for_does_not_show(hers, ben, held):
    """Fear is one of the things that can be looked into."""
    nothing = everything_seen(hers)
    look_into(ben, ["unheard"], ["work-stress"], held.date(), held)
    wish_for(ben, Wish.ALONE, held.date(), held)
    assert differences(nothing, everything_seen(hers)) == {}


def test_his_plan_does_not_show_whether_his_gate_is_open_or_closed(hers, ben, held):
    nothing = everything_seen(hers)
    for wish in (Wish.OPEN, Wish.QUIET):
        wish_for(ben, wish, held.date(), held)
        take_up(ben, "solve-together", held.date(), held)
        take_up(ben, "savour", held.date(), held)
        for said in (Said.DONE, Said.NEVER):
            answer_offer(ben, "savour", said, held.date(), held, liked=1)
        put_booster_by(ben, held.date(), held)
        set_aside(ben, "savour", held, held, weekly=True)
        keep_hours(ben, USUAL, Audience.ME, held.date(), held)
        call_times(ben, "A walk", held)
        make_feed(ben, held)
        let_the_lot_choose(ben, held, wanted=True)
        draw_lot(ben, held.date(), held, random.Random(1))
        assert differences(nothing, everything_seen(hers)) == {}


def test_what_he_maps_shows_only_where_both_show_it_and_not_when_he_takes_it_back(hers, ana, ben, held):
    answer_all(ana, lambda asked: {Kind.PAUSE: SEEN, Kind.TICK: ()}.get(asked.kind, 3), held.date(), held)
    both = bond_of(ana).pair
    show(ana, both, MAP, {"sign:lonely": 4, "sign:numb": 3}, held)
    nothing = everything_seen(hers)
    answer_all(ben, lambda asked: {Kind.PAUSE: SEEN, Kind.TICK: ()}.get(asked.kind, 0), held.date(), held)
    keep_answers(ben, CIRCLE, {"circle-raise": 2}, held.date(), held)
    show(ben, both, MAP, {"sign:unheard": 4, "cause:money": 2}, held)
    assert differences(nothing, everything_seen(hers)) == {}
    show(ben, both, MAP, {"sign:lonely": 4}, held)
    assert set(differences(nothing, everything_seen(hers))) == {"explore:beside"}
    show(ben, both, MAP, {}, held)
    assert differences(nothing, everything_seen(hers)) == {}


def test_how_he_keeps_his_account_does_not_show(hers, just, ben, held):
    nothing = everything_seen(hers)
    people.choose_words(ben, called="Benedict", partner_called="my warder")
    ben.time_zone, ben.day_starts, ben.theme = "Asia/Tokyo", 0, "dark"
    ben.save()
    his = just(ben)
    his.get("/me/log/")
    his.post("/me/export/")
    people.end_other_devices(ben, None, held)
    assert differences(nothing, everything_seen(hers)) == {}


def test_what_he_shows_to_somebody_later_does_not_open_what_he_showed_before(hers, ben, cleo, held):
    live(ben, held, audience=Audience.US)
    people.leave_pair(ben, held)
    alone = everything_seen(hers)
    write(ben, "checkins.answer", "closeness", held.date(), {"value": 3}, audience=Audience.US, now=held)
    assert differences(alone, everything_seen(hers)) == {}
