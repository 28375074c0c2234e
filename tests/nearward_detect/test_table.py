"""Reading tidy diary tables."""

import numpy as np
import pytest

from nearward_detect import TableError
from nearward_detect.table import Options, Table, parse_range

HEAD = "couple,person,day,closeness,conflict\n"


def table(tmp_path, text, **options):
    path = tmp_path / "diary.csv"
    path.write_text(text, encoding="utf-8")
    return Table(path, Options(**options))


def test_rows_become_days_people_and_items(tmp_path):
    t = table(tmp_path, HEAD + "1,ana,1,7,2\n1,ben,1,6,3\n1,ana,3,5,NA\n")
    (series,) = t.series()
    assert series.people == ("ana", "ben")
    assert series.y.shape == (3, 2, 2)
    assert series.y[0].tolist() == [[7, 2], [6, 3]]
    assert np.isnan(series.y[1]).all()
    assert [i.nearer for i in t.items] == [True, False]


def test_rows_of_a_couple_need_not_stand_together(tmp_path):
    t = table(tmp_path, HEAD + "1,ana,1,7,2\n2,cleo,1,4,4\n1,ana,2,6,3\n2,cleo,2,5,4\n")
    found = {s.couple: s.y[:, 0, 0].tolist() for s in t.series()}
    assert found == {"1": [7, 6], "2": [4, 5]}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("1,ana,2,7", "cells"),
        ("1,ana,two,7,2", "two"),
        ("1,ana,2,seven,2", "seven"),
        ("1,,2,7,2", "no person"),
        ("1,ana,1,7,2", "second row"),
        ("1,dan,2,7,2", "third person"),
        ("1,ana,2,17,2", "not within"),
        ("1,ana,2,inf,2", "number"),
        ('1,"ana,2,7,2', "cells"),
    ],
)
def test_a_row_that_does_not_fit_is_named_by_its_line_and_left_out(tmp_path, row, reason):
    text = HEAD + "1,ana,1,7,2\n1,ben,1,6,3\n" + row + "\n1,ben,2,6,3\n"
    t = table(tmp_path, text, ranges={"closeness": (0, 10), "conflict": (0, 10)})
    (series,) = t.series()
    assert [e.line for e in series.errors] == [4]
    assert reason in series.errors[0].reason
    assert series.y[1, 1].tolist() == [6, 3]


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "couple,person,closeness\n1,a,3\n", HEAD, HEAD + "1,a,1,x,y\n"])
def test_a_table_without_usable_columns_is_refused(tmp_path, text):
    with pytest.raises(TableError):
        table(tmp_path, text)


def test_an_unknown_item_is_refused(tmp_path):
    with pytest.raises(TableError, match="warmth"):
        table(tmp_path, HEAD + "1,ana,1,7,2\n", closer=["warmth"])


def test_a_range_is_read_with_its_name():
    assert parse_range("my item:-1..6.5") == ("my item", (-1.0, 6.5))
    for wrong in ("closeness", "closeness:1", "closeness:5..2", ":0..1", "closeness:a..b"):
        with pytest.raises(TableError):
            parse_range(wrong)
