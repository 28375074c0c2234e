from nearward.guide import queries
from nearward_library import library


def test_every_entry_stands_on_exactly_one_shelf():
    for shelves, entries in (
        (queries.sign_shelves(), library().signs),
        (queries.cause_shelves(), library().causes),
        (queries.practice_shelves(), library().practices),
    ):
        names = [entry.id for shelf in shelves for entry in shelf.entries]
        assert sorted(names) == sorted(entries)


def test_behind_keeps_what_to_rule_out_apart_and_is_short():
    behind = queries.behind(["unheard", "no-such-sign", "unheard", "talks-less"])
    assert [sign.id for sign in behind.signs] == ["unheard", "talks-less"]
    assert {lead.cause.group for lead in behind.rule_out} == {"rule-out"}
    assert "rule-out" not in {lead.cause.group for lead in behind.leads}
    assert len(behind.rule_out) <= queries.MOST_TO_RULE_OUT
    assert 0 < len(behind.leads) <= queries.MOST_LEADS


def test_behind_nothing_is_nothing():
    assert queries.behind([]) == queries.Behind((), (), ())


def test_a_page_that_does_not_exist_is_none():
    pages = queries.sign_page, queries.cause_page, queries.practice_page, queries.help_page, queries.words_page
    assert [page("no-such-entry") for page in pages] == [None] * 5


def test_every_cause_page_shows_at_least_two_things_that_help():
    for name in library().causes:
        assert len(queries.cause_page(name).helps) >= 2, name


def test_what_is_typed_is_looked_for_in_all_that_the_guide_has():
    assert {
        hit.kind for typed in ("unherad", "phones", "therapist", "talk first") for hit in queries.found_for(typed)
    } >= {
        "signs",
        "causes",
        "practices",
        "help",
        "words",
        "telehealth",
    }
