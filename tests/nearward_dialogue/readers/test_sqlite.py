import io
import sqlite3
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nearward_dialogue import BrokenFile
from nearward_dialogue.readers._sqlite import Database, Table
from nearward_dialogue.readers._sqlite_columns import columns_of

VALUE = (
    st.none()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)
    | st.integers(400, 9000).map(lambda size: "x" * size)
    | st.binary(max_size=10)
)


def database(statements=(), rows=(), page=512, encoding="UTF-8"):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.db"
        made = sqlite3.connect(path)
        made.executescript(
            f"PRAGMA page_size={page}; PRAGMA encoding='{encoding}'; CREATE TABLE t (id INTEGER PRIMARY KEY, a, b);"
        )
        made.executemany("INSERT INTO t (a, b) VALUES (?, ?)", rows)
        for statement in statements:
            made.execute(statement)
        made.commit()
        made.close()
        return path.read_bytes()


def opened(raw):
    return Database(io.BytesIO(raw), len(raw), "made.db")


@settings(max_examples=25)
@given(
    st.lists(st.tuples(VALUE, VALUE), max_size=60),
    st.sampled_from([512, 1024, 65536]),
    st.sampled_from(["UTF-8", "UTF-16le", "UTF-16be"]),
)
def test_rows_are_those_that_were_written(rows, page, encoding):
    base = opened(database(rows=rows, page=page, encoding=encoding))
    table = base.tables()["t"]
    found = list(base.rows(table))
    assert [values for _, _, values in found] == [(number, *row) for number, row in enumerate(rows, 1)]
    assert [base.row_at(table, position) for _, position, _ in found] == [values for _, _, values in found]


def test_many_rows_make_a_deep_tree_and_keep_their_order():
    rows = [(f"text {k}", k) for k in range(5000)]
    base = opened(database(["DELETE FROM t WHERE id % 3 = 0"], rows))
    assert [values[2] for _, _, values in base.rows(base.tables()["t"])] == [k for k in range(5000) if (k + 1) % 3]


def test_a_column_that_came_later_is_empty_in_older_rows():
    base = opened(
        database(["ALTER TABLE t ADD COLUMN c TEXT DEFAULT 'x'", "INSERT INTO t VALUES (9, 1, 2, 'new')"], [(1, 2)])
    )
    table = base.tables()["t"]
    assert table.columns == ("id", "a", "b", "c")
    assert [values for _, _, values in base.rows(table)] == [(1, 1, 2, None), (9, 1, 2, "new")]


@pytest.mark.parametrize(
    ("sql", "wanted"),
    [
        ("CREATE TABLE t (a, b TEXT)", (("a", "b"), -1)),
        (
            'CREATE TABLE "x" ("a b" INTEGER PRIMARY KEY AUTOINCREMENT, [c,d] TEXT DEFAULT (1+(2)), `e` -- no\n)',
            (("a b", "c,d", "e"), 0),
        ),
        ("CREATE TABLE t (a TEXT, b INTEGER PRIMARY KEY, UNIQUE (a, b), CHECK (a IN ('x, y', 2)))", (("a", "b"), 1)),
        ("CREATE TABLE t (a INT PRIMARY KEY, CONSTRAINT k FOREIGN KEY (a) REFERENCES u (a))", (("a",), -1)),
    ],
)
def test_columns_are_read_from_the_statement_that_made_the_table(sql, wanted):
    assert columns_of(sql) == wanted


def all_rows(raw):
    base = opened(raw)
    return [row for table in base.tables().values() for row in base.rows(table)]


@pytest.mark.parametrize("keep", [0, 16, 100, 600, -700])
def test_a_database_that_is_cut_off_is_said_to_be_damaged(keep):
    raw = database(rows=[("x" * 2000, k) for k in range(40)])
    with pytest.raises(BrokenFile):
        all_rows(raw[:keep])


def test_a_page_that_leads_back_to_itself_ends_the_reading():
    raw = bytearray(database(rows=[(k, "y" * 50) for k in range(500)]))
    root = opened(bytes(raw)).tables()["t"].root
    raw[(root - 1) * 512 + 8 : (root - 1) * 512 + 12] = root.to_bytes(4, "big")
    base = opened(bytes(raw))
    with pytest.raises(BrokenFile, match="twice"):
        list(base.rows(Table(root, ("id", "a", "b"), 0)))


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 6000), st.integers(0, 255)), min_size=1, max_size=6))
def test_a_few_wrong_bytes_never_crash(changes):
    raw = bytearray(database(rows=[("x" * (k % 7) * 200, k) for k in range(30)]))
    for at, byte in changes:
        raw[at % len(raw)] = byte
    try:
        all_rows(bytes(raw))
    except BrokenFile as error:
        assert str(error)  # noqa: PT017  # a clear refusal is as good as rows
