import uuid
from datetime import timedelta
from itertools import product

import pytest

from nearward.people.rules import (
    CODE_LIVES,
    MEETING_LIVES,
    TRIES_A_PERSON,
    TRIES_REMEMBERED,
    Link,
    device_named,
    link_between,
    may_try_code,
    meeting_number,
)

LINUX = "Mozilla/5.0 (X11; Linux x86_64)"
APPLE = "AppleWebKit/605.1.15 (KHTML, like Gecko)"


def test_a_pause_by_the_other_looks_like_no_link():
    paused = link_between(active=True, paused_by_me=False, paused_by_other=True)
    over = link_between(active=False, paused_by_me=False, paused_by_other=False)
    assert paused is over is Link.ALONE


def test_who_paused_is_told_that_they_paused():
    assert link_between(active=True, paused_by_me=True, paused_by_other=False) is Link.PAUSED_BY_ME


def test_linked_is_only_what_is_open_on_both_sides():
    for active, mine, other in product([True, False], repeat=3):
        told = link_between(active=active, paused_by_me=mine, paused_by_other=other)
        assert (told is Link.LINKED) == (active and not mine and not other)


def test_ten_codes_may_be_tried_and_not_an_eleventh():
    assert may_try_code(9)
    assert not may_try_code(10)
    assert TRIES_A_PERSON == 10


def test_a_code_and_the_meeting_it_leads_to_live_ten_minutes_and_a_try_is_remembered_for_an_hour():
    """The figures as they are promised, and not as whatever the rules say now."""
    assert CODE_LIVES == MEETING_LIVES == timedelta(minutes=10)
    assert timedelta(minutes=60) == TRIES_REMEMBERED


@pytest.mark.parametrize(("number", "shown"), [(0, "00 00"), (41, "00 41"), (7_123_456, "34 56")])
def test_a_meeting_has_a_number_of_four_digits(number, shown):
    assert meeting_number(uuid.UUID(int=number)) == shown


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (f"{LINUX} Gecko/20100101 Firefox/145.0", "Firefox · Linux"),
        ("Mozilla/5.0 (Linux; Android 16; Pixel 9) Chrome/156.0.0.0 Mobile Safari/537.36", "Chrome · Android"),
        (f"{LINUX} Chrome/156.0.0.0 Safari/537.36 Edg/156.0", "Edge · Linux"),
        (
            f"Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) {APPLE} Version/19.0 Safari/604.1",
            "Safari · iPhone",
        ),
        (f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {APPLE} Safari/605.1.15", "Safari · Mac"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64)", "Windows"),
        ("curl/8.5", ""),
        ("", ""),
    ],
)
def test_a_device_is_told_by_its_kind_and_nothing_finer(user_agent, name):
    assert device_named(user_agent) == name
