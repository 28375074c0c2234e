"""Shallow background entries."""

from __future__ import annotations

from django_tasks import task

from nearward.chats import actions
from nearward.chats.at_hand import put_old_away
from nearward.kit import clock


@task()
def put_away_old() -> None:
    """Put files away whose visit is over, some minutes after it is."""
    put_old_away(clock.now())


@task()
def end_what_is_over() -> None:
    """Delete reports and proposals whose time is over, every night."""
    actions.end_what_is_over(clock.now())
