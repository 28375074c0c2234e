"""The two readings of the made-up messages: whole, in known words, and compared by the right sum."""

import csv

import pytest
from bench.dialogue_labels import (
    FOLDER,
    KINDS,
    LABELS,
    NONE,
    QUESTION,
    READINGS,
    agreement,
    kappa,
    main,
    positives,
    read,
    values,
)


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("path", READINGS, ids=lambda path: path.stem)
def test_a_reading_holds_every_message_once_and_known_values_only(path):
    head, *rows = rows_of(path)
    ids = [row[0] for row in rows_of(FOLDER / "messages.tsv")[1:]]
    assert head == ["id", QUESTION, *LABELS]
    assert [row[0] for row in rows] == ids
    assert len(set(ids)) == len(ids) == 780
    assert {len(row) for row in rows} == {len(head)}
    assert {row[1] for row in rows} == {NONE, *KINDS}
    assert {value for row in rows for value in row[2:]} == {"0", "1"}


def test_kappa_of_a_table_worked_out_by_hand():
    # Both yes 20, only the first 5, only the second 10, both no 15: 35/50 agree, by chance (25·30 + 25·20)/2500 = 1/2.
    a = ["1"] * 20 + ["1"] * 5 + ["0"] * 10 + ["0"] * 15
    b = ["1"] * 20 + ["0"] * 5 + ["1"] * 10 + ["0"] * 15
    assert agreement(a, b) == pytest.approx(0.7)
    assert kappa(a, b) == kappa(b, a) == pytest.approx(0.4)
    assert (positives(a), positives(b)) == (25, 30)


def test_kappa_of_three_values_worked_out_by_hand():
    # 4 of 6 agree; by chance (3·2 + 2·2 + 1·2)/36 = 1/3, so (2/3 - 1/3)/(1 - 1/3) = 1/2.
    a = ["none", "none", "none", "closed", "closed", "open"]
    b = ["none", "none", "closed", "closed", "open", "open"]
    assert kappa(a, b) == pytest.approx(0.5)
    assert (positives(a), positives(b)) == (3, 4)


def test_kappa_at_its_ends():
    assert kappa("0101", "0101") == 1
    assert kappa("0101", "1010") == -1
    assert kappa("0000", "1111") == 0
    assert kappa("0000", "0000") is None


def test_a_kind_of_question_is_weighed_against_the_rest_in_the_order_of_the_other():
    reading = {"1": {QUESTION: "open"}, "2": {QUESTION: "closed"}, "3": {QUESTION: "none"}}
    assert values(reading, "open") == ["1", "0", "0"]
    assert values(reading, QUESTION, dict(reversed(reading.items()))) == ["none", "closed", "open"]


def test_a_message_labelled_twice_is_refused(tmp_path):
    path = tmp_path / "reading.tsv"
    path.write_text("id\tquestion\n1\tnone\n1\topen\n", encoding="utf-8")
    with pytest.raises(ValueError, match="twice"):
        read(path)


def test_the_table_has_a_line_for_every_label(capsys):
    main()
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "780 messages"
    assert [line.split()[0] for line in told[3:]] == [QUESTION, *KINDS, *LABELS]
