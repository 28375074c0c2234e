import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nearward_dialogue import TooLarge
from nearward_dialogue.readers import _csv_cells
from nearward_dialogue.readers._csv_cells import records, unquoted
from nearward_dialogue.readers._csv_columns import columns_of
from nearward_dialogue.sources import Source

CELL = st.text(alphabet='ab", \n;é🙂', max_size=6)


def cells(raw, delimiter=b",", most=9):
    source = Source("t.csv", len(raw), lambda: io.BytesIO(raw))
    found = []
    for record in records(source, delimiter, most):
        for which, cell in enumerate(record[2]):
            start = record[3][which] if record[3] else sum(map(len, record[2][:which])) + which
            at = record[1] + start
            assert raw[at : at + len(cell)] == cell
        found.append((record[0], [unquoted(cell) for cell in record[2]]))
    return found


@settings(max_examples=80)
@given(
    st.lists(st.lists(CELL, min_size=2, max_size=4), max_size=6), st.integers(1, 20), st.sampled_from(["\n", "\r\n"])
)
def test_cells_are_those_that_the_library_reads(rows, size, newline):
    written = io.StringIO()
    csv.writer(written, lineterminator=newline).writerows(rows)
    raw = written.getvalue().encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_csv_cells, "BLOCK", size)
        assert [found for _, found in cells(raw)] == rows


def test_a_record_is_found_by_the_line_it_begins_on():
    assert cells(b'\xef\xbb\xbfa,b\n"c\n\nd",e\nf,g') == [(1, ["a", "b"]), (2, ["c\n\nd", "e"]), (5, ["f", "g"])]


def test_a_quote_within_a_cell_is_a_quote_and_one_never_closed_too():
    assert cells(b'5" tall,b\n"never,closed\nc,d') == [
        (1, ['5" tall', "b"]),
        (2, ['"never', "closed"]),
        (3, ["c", "d"]),
    ]


def test_only_the_cells_that_matter_are_read():
    assert cells(b"a,b,c,d\n", most=2) == [(1, ["a", "b"])]


def test_a_record_longer_than_any_message_is_refused(monkeypatch):
    monkeypatch.setattr(_csv_cells, "MOST_OF_ONE", 100)
    monkeypatch.setattr(_csv_cells, "BLOCK", 10)
    with pytest.raises(TooLarge, match="line 2"):
        cells(b"a,b\n" + b"x" * 500)


@pytest.mark.parametrize(
    ("line", "places"),
    [
        (b"Date,Time,From,Message", (b",", 0, 1, 2, 3)),
        (b'"Sent at";"Author";"Text"', (b";", 0, -1, 1, 2)),
        (b"Absender\tNachricht\tDatum\tUhrzeit", (b"\t", 2, 3, 0, 1)),
        ("remitente,fecha,mensaje,quién".encode(), (b",", 1, -1, 0, 2)),
        (b"\xef\xbb\xbfid,timestamp,time,user-name,name,content", (b",", 1, -1, 4, 5)),
    ],
)
def test_columns_are_known_by_their_names(line, places):
    found = columns_of(line)
    assert (found.delimiter, found.time, found.clock, found.sender, found.words) == places
    assert found.known() == 3


def test_what_is_missing_is_not_guessed():
    assert columns_of(b"a,b,message").known() == 1
