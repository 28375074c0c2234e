import errno
import sqlite3

import pytest

from nearward.shell.rules import Trouble, trouble_of, worth_keeping


def caused(error: Exception, by: Exception) -> Exception:
    error.__cause__ = by
    return error


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), Trouble.FULL),
        (OSError(errno.EDQUOT, "quota"), Trouble.FULL),
        (sqlite3.OperationalError("database or disk is full"), Trouble.FULL),
        (sqlite3.OperationalError("attempt to write a readonly database"), Trouble.FULL),
        (sqlite3.OperationalError("disk I/O error"), Trouble.FULL),
        (sqlite3.OperationalError("database is locked"), Trouble.BUSY),
        (ValueError("anything"), Trouble.OTHER),
        (OSError(errno.ENOENT, "not there"), Trouble.OTHER),
        (caused(RuntimeError("could not save"), OSError(errno.ENOSPC, "full")), Trouble.FULL),
        (caused(RuntimeError("could not ask"), sqlite3.OperationalError("database is locked")), Trouble.BUSY),
        (None, Trouble.OTHER),
    ],
)
def test_the_trouble_is_named_also_where_another_error_wraps_it(error, trouble):
    assert trouble_of(error) is trouble


def test_errors_that_cause_each_other_come_to_an_end():
    one, other = ValueError("one"), ValueError("other")
    one.__cause__, other.__cause__ = other, one
    assert trouble_of(one) is Trouble.OTHER


def test_longer_texts_are_worth_keeping_and_secrets_never():
    posted = [
        ("note", ["I wanted to say this for weeks"]),
        ("password", ["a long password indeed"]),
        ("csrfmiddlewaretoken", ["x" * 64]),
        ("pairing_code", ["7KQ2M-9XT4B and more"]),
        ("answer", ["yes", "   ", "one more long answer"]),
    ]
    assert worth_keeping(posted) == ["I wanted to say this for weeks", "one more long answer"]


def test_not_more_is_given_back_than_a_page_holds():
    assert len(worth_keeping([("note", ["long enough to keep"] * 50)])) == 8
