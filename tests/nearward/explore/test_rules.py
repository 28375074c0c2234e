"""What is counted for a cause and against it, by values."""

from datetime import date, timedelta

from nearward.explore.rules import (
    FRESH_AFTER,
    LISTS,
    NEVER_ASKED,
    TIES,
    UNSAID,
    UNSURE,
    Check,
    Evidence,
    Strength,
    Tie,
    amount_of,
    asked_about,
    first_check,
    is_due,
    rank,
    strongest,
    weighed,
)
from nearward_library import library

SHELVES = library()
DAY = date(2026, 3, 12)


def points(replies, cause, evidence=None):
    return weighed(SHELVES, SHELVES.causes[cause], replies, evidence or Evidence()).points


def tie(item, effect, lag=0, sure=True):
    return Tie(item, lag, effect, effect - 0.1, effect + 0.1, sure)


def test_a_sign_speaks_most_for_the_cause_that_the_library_lists_first():
    replies = {"noticed": ("unheard",), "sign:unheard": 4}
    told = {one.cause: one.told[0].points for one in rank(SHELVES, replies) if one.told}
    assert sorted(told, key=lambda cause: -told[cause]) == list(SHELVES.signs["unheard"].causes)


def test_a_stronger_sign_counts_more_and_one_without_an_answer_counts_half():
    amounts = [amount_of({"noticed": ("lonely",), "sign:lonely": step}, "lonely") for step in (0, 2, 4)]
    assert amounts == [0, 0.5, 1]
    assert amount_of({"noticed": ("lonely",), "sign:lonely": UNSURE}, "lonely") == 0.5
    assert amount_of({"noticed": ("lonely",)}, "unheard") == 0


def test_an_answer_counts_in_the_direction_of_its_question():
    more = [points({"misread:0": step}, "misread") for step in range(5)]
    less = [points({"unfair-load:0": step}, "unfair-load") for step in range(5)]
    assert more == sorted(more)
    assert less == sorted(less, reverse=True)
    assert more[4] > points({}, "misread") > more[0]


def test_not_sure_and_rather_not_say_count_for_nothing():
    for reply in (UNSURE, UNSAID):
        assert points({"misread:0": reply, "around": reply, "noticed": reply}, "misread") == points({}, "misread")
        assert points({"around": reply}, "money") == points({}, "money")


def test_what_is_ticked_on_a_list_speaks_for_it_and_what_is_left_a_little_against_it():
    assert points({"around": ("money",)}, "money") > points({}, "money") > points({"around": ()}, "money")
    assert points({"around": ()}, "misread") == points({}, "misread")


def test_a_sure_tie_in_the_direction_that_weighs_adds_to_its_cause_and_no_other_tie_does():
    before = points({}, "work-stress")
    for ties, more in [
        ((tie("own-load", -0.3),), True),
        ((tie("own-load", -0.3, sure=False),), False),
        ((tie("own-load", 0.3),), False),
        ((tie("own-load", -0.2),), False),  # no more than in anybody
        ((tie("sleep", 0.3),), False),
        ((), False),
    ]:
        assert (points({}, "work-stress", Evidence(ties)) > before) is more
    assert points({}, "health", Evidence((tie("sleep", 0.3),))) > points({}, "health")


def test_of_the_same_and_the_next_day_only_the_stronger_tie_is_counted():
    both = Evidence((tie("own-load", -0.2, lag=1), tie("own-load", -0.3)))
    assert points({}, "work-stress", both) == points({}, "work-stress", Evidence((tie("own-load", -0.3),)))


def test_nobodys_load_is_shown_as_the_cause_of_somebody_elses_day():
    assert not any("partner" in item for item in TIES)


def test_what_moved_adds_to_the_cause_of_which_it_speaks():
    assert points({}, "work-stress", Evidence(moved=("own-load",))) > points({}, "work-stress")
    heard = SHELVES.signs[SHELVES.items["felt-heard"].signs[0]].causes[0]
    assert points({}, heard, Evidence(moved=("felt-heard",))) > points({}, heard)
    assert points({}, heard, Evidence(moved=("no-such-item",))) == points({}, heard)


def test_that_nearness_itself_moved_says_nothing_of_why():
    assert rank(SHELVES, {}, Evidence(moved=("closeness",))) == rank(SHELVES, {})


def test_check_ins_never_take_anything_from_a_cause():
    much = Evidence(tuple(tie(item, effect) for item in TIES for effect in (-0.5, 0.5)), tuple(SHELVES.items))
    plain = {one.cause: one.points for one in rank(SHELVES, {})}
    assert all(one.points >= plain[one.cause] for one in rank(SHELVES, {}, much))


def test_fear_and_control_are_never_ranked_asked_or_checked():
    assert not NEVER_ASKED & {one.cause for one in rank(SHELVES, {})}
    assert not NEVER_ASKED & {cause.id for cause in asked_about(SHELVES)}
    for cause in asked_about(SHELVES):
        check = first_check(SHELVES, [weighed(SHELVES, cause, {"around": (cause.id,)})])
        if check and check.rule_out is not None:
            assert cause.rule_out_first[check.rule_out].cause not in NEVER_ASKED


def test_what_speaks_for_bad_ears_is_checked_first_whatever_leads():
    replies = {"noticed": ("unheard",), "sign:unheard": 4, "hearing-physical:0": 3, "communication-skill:0": 0}
    replies |= {"communication-skill:1": 4, "communication-skill:2": 4, "between": ("communication-skill",)}
    ranked = rank(SHELVES, replies)
    assert ranked[0].cause == "communication-skill"
    assert first_check(SHELVES, ranked) == Check("hearing-physical", see=0)
    assert SHELVES.causes["hearing-physical"].see[0].who == "An audiologist"


def test_where_no_body_speaks_the_leading_cause_names_what_to_rule_out():
    ranked = rank(SHELVES, {"between": ("misread",), "misread:0": 4, "health:0": 4, "hearing-physical:0": 0})
    assert first_check(SHELVES, ranked) == Check("misread", rule_out=0)


def test_reasons_are_told_strongest_first_and_only_those_that_speak_for_it():
    one = weighed(SHELVES, SHELVES.causes["money"], {"around": ("money",), "money:0": 4, "money:1": 0})
    assert [reason.about for reason in one.told] == ["money:0", "around"]
    assert one.strength is Strength.HARDLY
    assert weighed(SHELVES, SHELVES.causes["money"], {"around": ("money",)}).strength is Strength.PERHAPS
    assert weighed(SHELVES, SHELVES.causes["money"], {"around": ("money",), "money:0": 4}).strength is Strength.LIKELY
    assert weighed(SHELVES, SHELVES.causes["money"], {}).strength is Strength.HARDLY


def test_the_strongest_signs_come_first():
    replies = {"noticed": ("lonely", "numb", "unheard"), "sign:numb": 4, "sign:unheard": 1}
    assert strongest(replies) == ["numb", "lonely", "unheard"]


def test_a_map_is_due_after_eight_weeks():
    assert not is_due(DAY, DAY + FRESH_AFTER - timedelta(days=1))
    assert is_due(DAY, DAY + FRESH_AFTER)


def test_every_group_but_the_bodies_stands_on_exactly_one_list():
    groups = [group for listed in LISTS.values() for group in listed]
    assert sorted(groups) == sorted({cause.group for cause in asked_about(SHELVES)} - {"rule-out"})


def test_every_cause_and_item_of_the_table_of_ties_is_in_the_library():
    for item, (direction, shares) in TIES.items():
        assert SHELVES.items[item].nearer in {"neutral", "more" if direction > 0 else "less"}
        assert all(cause in SHELVES.causes for cause, _ in shares)
