"""What each of two needs, as differences to plan around."""

from nearward.explore.needs import AFTER, AMOUNTS, Need, planned_around, shared_wishes
from nearward.explore.wording import PLANS
from nearward_library import library


def test_what_differs_comes_widest_first_and_what_is_alike_not_at_all():
    needs = [Need("needs-two", 2, 2), Need("needs-alone", 1, 4), Need("needs-touch", 3, 2), Need(AFTER, 0, 3)]
    assert [need.item for need in planned_around(needs)] == ["needs-alone", AFTER, "needs-touch"]


def test_both_people_are_given_the_same_order():
    needs = [Need("needs-alone", 1, 4), Need("needs-touch", 3, 2), Need("needs-own", 4, 1)]
    turned = [Need(need.item, need.theirs, need.mine) for need in needs]
    assert [need.item for need in planned_around(needs)] == [need.item for need in planned_around(turned)]


def test_a_wish_is_shared_where_both_want_more_or_both_less():
    needs = [Need("needs-two", 3, 4), Need("needs-alone", 1, 0), Need("needs-touch", 1, 3), Need("needs-own", 2, 4)]
    assert [need.item for need in shared_wishes(needs)] == ["needs-two", "needs-alone"]
    assert shared_wishes([Need(AFTER, 3, 3)]) == ()


def test_every_need_of_the_library_has_an_idea_for_planning_and_amounts_have_a_middle():
    items = {item.id: item for item in library().items_when("needs")}
    assert PLANS.keys() == items.keys()
    assert all(len(items[name].scale.choices) == 5 for name in AMOUNTS)
