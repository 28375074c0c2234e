"""What is known of the viewer's maps, and what may lie behind what they notice."""

from datetime import timedelta

import pytest
from django.dispatch import Signal
from tests.faults.canaries import readable
from tests.nearward.explore.conftest import DAY, fill

from nearward.explore import queries
from nearward.explore.actions import answer, begin_map, finish_map, put_away_draft, step_back
from nearward.explore.queries import (
    draft_of,
    has_map,
    last_map,
    likely_causes,
    maps_of,
    own_map,
    result_of,
    standing_of,
)
from nearward.explore.rules import Evidence, Strength, Tie
from nearward.sharing import actions as sharing
from nearward.sharing.models import Item
from nearward.sharing.queries import NotThere
from nearward.sharing.rules import Audience

SAID = {"noticed": ("roommates",), "sign:roommates": 3, "nearness": ("monotony",), "monotony:0": 4}


@pytest.fixture
def minutes(monkeypatch):
    """Let the viewer's minutes say something, whatever the rooms above would say."""
    told = {}
    asked = Signal()

    def receiver(sender, viewer, today, **_named):
        return told.get(viewer.pk)

    asked.connect(receiver, weak=False)
    monkeypatch.setattr(queries, "evidence_wanted", asked)
    return told


def test_what_may_lie_behind_comes_likeliest_first_with_its_reasons(ana, now):
    assert likely_causes(ana) == ()
    fill(ana, now, SAID)
    first = likely_causes(ana)[0]
    assert first.id == "monotony"
    assert first.reasons[0].startswith("You said “very much” when asked: How much of your time together")
    assert "You ticked it yourself." in first.reasons
    assert "You notice “Living like roommates”, and it often lies behind that." in first.reasons


def test_only_a_finished_map_says_what_may_lie_behind(ana, now):
    begin_map(ana, DAY, now)
    answer(ana, "noticed", ("roommates",), DAY, now)
    assert not has_map(ana)
    assert likely_causes(ana) == ()


def test_the_viewers_own_minutes_are_counted_where_a_day_is_given(ana, ben, now, minutes):
    fill(ana, now, SAID)
    minutes[ana.pk] = Evidence((Tie("own-load", 1, -0.5, -0.7, -0.3, True),), ("felt-heard",))
    minutes[ben.pk] = Evidence(moved=("own-load",))
    said = "In your minutes, “Own load” and how near you felt the day after went together."
    told = {one.id: one.reasons for one in likely_causes(ana, DAY)}
    assert any("the day after went together." in reason for reason in told["work-stress"]), said
    assert "work-stress" not in {one.id for one in likely_causes(ana)}
    assert result_of(ana, last_map(ana), DAY).from_minutes


def test_a_picture_shows_two_causes_even_where_little_speaks_and_no_more_of_those(ana, now):
    assert len(result_of(ana, fill(ana, now, {"noticed": ("lonely",), "sign:lonely": 1}), DAY).causes) == 2
    found = result_of(ana, fill(ana, now, {**SAID, "around": ("money", "schedules")}), DAY).causes
    assert len(found) > 2
    assert all(each.strength is not Strength.HARDLY for each in found)


def test_nothing_is_wrong_where_nobody_knows_the_minutes(ana, now, minutes):
    one = fill(ana, now, SAID)
    assert not result_of(ana, one, DAY).from_minutes


def test_a_fresh_look_is_due_after_eight_weeks_or_when_something_changed(ana, now):
    assert standing_of(ana, DAY).finished is None
    fill(ana, now)
    assert not standing_of(ana, DAY + timedelta(weeks=7)).due
    assert standing_of(ana, DAY + timedelta(weeks=8)).due
    assert standing_of(ana, DAY + timedelta(days=3), changed=DAY + timedelta(days=2)).due
    assert not standing_of(ana, DAY + timedelta(days=3), changed=DAY - timedelta(days=2)).due


def test_a_map_is_one_sealed_item_whose_row_says_nothing_of_its_answers(ana, now):
    fill(ana, now, SAID)
    row = Item.objects.get()
    assert (row.audience, row.pair) == (Audience.ME, None)
    assert not {"monotony", "roommates"} & {row.subject, row.kind}
    assert readable(row.body, "monotony") == set()


def test_an_answer_to_what_is_not_asked_now_changes_nothing(ana, now):
    assert answer(ana, "noticed", (), DAY, now) is False
    begin_map(ana, DAY, now)
    assert answer(ana, "misread:0", 3, DAY, now) is False
    assert answer(ana, "noticed", 3, DAY, now) is False
    assert draft_of(ana).replies == {}
    step_back(ana, now)
    finish_map(ana, DAY, now)
    assert draft_of(ana).replies == {}


def test_beginning_twice_is_beginning_once(ana, now):
    begin_map(ana, DAY, now)
    answer(ana, "noticed", (), DAY, now)
    begin_map(ana, DAY, now)
    assert len(maps_of(ana)) == 1
    assert draft_of(ana).replies == {"noticed": ()}
    put_away_draft(ana, now)
    put_away_draft(ana, now)
    assert maps_of(ana) == ()


def test_a_draft_and_anything_else_is_no_finished_map(ana, ben, now):
    begin_map(ana, DAY, now)
    sharing.write(ana, "another.room", "x", DAY, {"finished": "2026-03-12"}, audience=Audience.ME, now=now)
    for item in Item.objects.all():
        with pytest.raises(NotThere):
            own_map(ana, item.pk)
    theirs = fill(ben, now)
    with pytest.raises(NotThere):
        own_map(ana, theirs.id)
