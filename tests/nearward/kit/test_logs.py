import logging
import sys

import pytest

from nearward.kit.logs import WithoutContent


def written(record):
    assert WithoutContent().filter(record)
    return logging.Formatter("{message}", style="{").format(record)


def record_of(message, *args, name="nearward.people", **more):
    record = logging.LogRecord(name, logging.ERROR, __file__, 1, message, args, None)
    record.__dict__.update(more)
    return record


def broken(message="something broke"):
    def keep(secret):
        raise ValueError(secret)

    try:
        keep("the lighthouse")
    except ValueError:
        return record_of(message, exc_info=sys.exc_info())


@pytest.mark.parametrize("name", ["django.request", "django.security.csrf"])
def test_a_failed_request_is_told_without_its_address(name):
    record = record_of("Not Found: %s", "/guide/cause/work-stress/", name=name, status_code=404)
    assert written(record) == "a request failed (404)"


def test_a_failed_request_without_a_status_says_so():
    assert written(record_of("Forbidden: /me/", name="django.request")) == "a request failed (?)"


def test_an_exception_is_told_by_its_class_and_its_lines_and_not_its_words():
    told = written(broken())
    assert "lighthouse" not in told
    assert told.startswith("something broke · ValueError at ")
    assert __name__ in told
    assert "\n" not in told


def test_an_ordinary_line_stays_as_it_is():
    assert written(record_of("the worker took %s tasks", 3)) == "the worker took 3 tasks"


def test_only_the_four_innermost_places_are_told():
    def deeper(left):
        return deeper(left - 1) if left else 1 / 0

    try:
        deeper(9)
    except ZeroDivisionError:
        told = written(record_of("broke", exc_info=sys.exc_info()))
    assert told.count(" < ") == 3
