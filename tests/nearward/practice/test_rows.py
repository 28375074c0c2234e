from datetime import date

import pytest

from nearward.practice.moments import Moment, State, Wish
from nearward.practice.rows import LESSONS, ROWS, TONIGHT, applying
from nearward.practice.rules import weigh
from nearward_library import library

TODAY = date(2026, 3, 12)
SHOWN = {
    "content": {"state": State.CONTENT},
    "low": {"state": State.LOW},
    "unanswered": {"signs": ("unheard",)},
    "pulls-back": {"signs": ("shuts-down",)},
    "holds-on": {"causes": ("insecurity",)},
    "hard-day": {"their_day_is_hard": True},
    "unfair-load": {"causes": ("unfair-load",)},
    "monotony": {"likely": ("monotony",)},
    "less-intimacy": {"signs": ("less-sex",)},
    "transitions": {"causes": ("transitions",)},
    "unwell": {"likely": ("health", "mental-health")},
    "hearing": {"causes": ("hearing-physical",)},
    "broken-trust": {"causes": ("broken-trust",)},
    "small-things": {"causes": ("small-grievances",)},
}


def test_every_row_names_practices_and_sources_that_there_are():
    known = library()
    for row in ROWS:
        assert {*row.do, *row.leave} <= known.practices.keys(), row.name
        assert row.sources, row.name
        assert {*row.sources} <= known.sources.keys(), row.name
        assert not {*row.do} & {*row.leave}, row.name
    assert known.practices.keys() >= LESSONS


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_each_row_applies_under_its_condition_and_not_without_it(row):
    shown = Moment(TODAY, Wish.TWO, **SHOWN[row.name])
    assert row in applying(shown)
    assert applying(Moment(TODAY, Wish.TWO)) == ()
    weighed = {one.practice.id: {reason.name for reason in one.reasons} for one in _weighed(shown)}
    assert all("row" in weighed[practice] for practice in row.do)
    assert all("row-against" in weighed[practice] for practice in row.leave)


def _weighed(moment):
    return weigh(library().practices.values(), library().causes, moment)


def test_what_is_never_pushed_is_recommended_by_no_row():
    practices = library().practices
    assert not any(practices[name].never_pushed for row in ROWS for name in row.do)


def test_what_is_for_tonight_is_light_and_needs_no_open_gate():
    for name in TONIGHT:
        practice = library().practices[name]
        assert practice.tags.intensity == "light"
        assert practice.safety_class <= 1
        assert not practice.tags.confronting
        assert not practice.never_pushed
        assert len(practice.variants.tired.split()) <= 30, name
