import pytest

from nearward_dialogue import AmbiguousDates, BrokenFile, read
from nearward_dialogue.readers import spreadsheet


def table(*lines, head="timestamp,sender,message"):
    return "\n".join([head, *lines]).encode()


def times(*written, **answers):
    reading = read(table(*(f"{each},Ana,x" for each in written)), **answers)
    return reading.chat.time.tolist(), reading.chat.zone, reading.dates.order


@pytest.mark.parametrize(
    ("written", "seconds", "zone"),
    [
        ("2024-01-02 03:04:05", 1704164645, ""),
        ("2024-01-02T03:04:05.123", 1704164645, ""),
        ("2024-01-02T03:04:05Z", 1704164645, "UTC"),
        ("2024-01-02T03:04:05+01:30", 1704159245, "UTC"),
        ("1704164645", 1704164645, "UTC"),
        ("1704164645123", 1704164645, "UTC"),
        ("1704164645.5", 1704164645, "UTC"),
        ("2024-01-02", 1704153600, ""),
    ],
)
def test_a_time_is_read_in_the_way_it_is_written(written, seconds, zone):
    assert times(written)[:2] == ([seconds], zone)


def test_day_and_month_are_decided_once_for_the_file():
    assert times("01/02/2024 10:00", "13/02/2024 10:00")[2] == "dmy"
    assert times("02/01/2024 10:00 PM", "02/13/2024 1:00 a.m.")[2] == "mdy"
    with pytest.raises(AmbiguousDates):
        times("01/02/2024", "03/04/2024")
    assert times("01/02/2024", "03/04/2024", order="mdy")[0] == [1704153600, 1709510400]


def test_days_that_do_not_exist_are_bad_lines_and_the_rest_keeps_its_words():
    reading = read(
        table("31/01/2024,Ana,one", "31/02/2024,Ana,never", *(f"{d}/02/2024,Ben,{d}" for d in range(13, 29)))
    )
    assert [reading.chat.text(i) for i in (0, 1)] == ["one", "13"]
    assert [(bad.line, bad.reason) for bad in reading.bad] == [(3, "there is no such day")]


def test_a_table_without_the_columns_needed_says_which_it_needs():
    with pytest.raises(BrokenFile, match=r"time .* sender .* words .*here are: a, b"):
        read(b"a,b\n1,2\n", name="x.csv")
    with pytest.raises(BrokenFile, match="UTF-8"):
        read("timestamp,sender,message".encode("utf-16"), name="x.csv")


def test_a_table_of_something_else_is_given_up(monkeypatch):
    monkeypatch.setattr(spreadsheet, "HARDLY", 3)
    with pytest.raises(BrokenFile, match="hardly any"):
        read(table(*["soon,Ana,x"] * 9))
