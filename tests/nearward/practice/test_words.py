from nearward.practice import rows, words
from nearward.practice.ladder import Rung


def test_each_row_and_each_rung_has_words():
    assert {row.name for row in rows.ROWS} == words.ROWS.keys()
    assert words.RUNGS.keys() == set(Rung)
