"""Reply latency: how long the other waits for this person's answer, the median with unanswered waits counted as such.

A wait begins with the last message of the other's turn. It ends with this person's next message, whether in the same
session or later. It is given up, and counts as "longer than that", when the other writes anew after a silence that ends
a session, or when the chat ends. Waits that begin in this person's night (the hours of the day in which they write
least) stand apart in `nights`; leaving them in would make early sleepers look cold.

Source: Kaplan, E. L., & Meier, P. (1958). Nonparametric estimation from incomplete observations. Journal of the
American Statistical Association, 53, 457-481. doi:10.1080/01621459.1958.10501452
"""

from typing import Final

import numpy as np

from nearward_dialogue.cases import Cases, answers
from nearward_dialogue.talk import DAY, Talk
from nearward_dialogue.weeks import Floats, Waits

UNIT = "seconds"
SOURCES: tuple[str, ...] = ()
LIMITS = "Slow answers have many causes: work, driving, a full day, a phone in another room. It says when, never why."

EDGES: Final[Floats] = np.geomspace(1, 30 * DAY, 161)
BY_MINUTE: Final[Floats] = np.concatenate([[1], 30 + 60 * np.arange(30), np.geomspace(1830, 30 * DAY, 90)])
"""For a chat whose times have no seconds: so many minutes by the clock means half a minute less or more."""


def measure(talk: Talk, *, at: float = 0.5, nights: bool = False) -> Waits:
    """Waits by week, person waited for and length; `at` .5 is the median, .9 the tail; `nights` takes those alone."""
    waited = talk.waited
    chosen = waited.by_day != nights
    edges = EDGES if (talk.time % 60).any() else BY_MINUTE
    bins = np.clip(np.searchsorted(edges, np.maximum(waited.seconds, 1), side="right") - 1, 0, len(edges) - 2)
    shape = (talk.weeks, 2, len(edges) - 1)
    place = np.ravel_multi_index((talk.week[waited.begun], waited.whose, bins), shape) if len(bins) else bins
    counted = [
        np.bincount(place[chosen & which], minlength=int(np.prod(shape))).reshape(shape).astype(np.int32)
        for which in (waited.answered, ~waited.answered)
    ]
    return Waits(counted[0], counted[1], edges, at)


def cases(talk: Talk) -> Cases:
    """The messages that answered a wait by day, in the week in which it began."""
    return answers(talk, talk.waited.by_day)
