"""The pages of the daily minute."""

from nearward.checkins.views.answers import answer, answer_erase, answers
from nearward.checkins.views.choices import choices
from nearward.checkins.views.minute import day, day_edit, not_today, today
from nearward.checkins.views.offline import offline, queue

__all__ = [
    "answer",
    "answer_erase",
    "answers",
    "choices",
    "day",
    "day_edit",
    "not_today",
    "offline",
    "queue",
    "today",
]
