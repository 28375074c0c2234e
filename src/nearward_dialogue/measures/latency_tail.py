"""The slow answers: how long the slowest tenth of the waits for this person's answer takes at least, by day.

The same waits as the median's (`latency`), and the same survival curve, read off where nine of ten have been answered.
Where more than a tenth are never answered there is no such figure.

Source: Kaplan, E. L., & Meier, P. (1958). Nonparametric estimation from incomplete observations. Journal of the
American Statistical Association, 53, 457-481. doi:10.1080/01621459.1958.10501452
"""

import numpy as np

from nearward_dialogue.cases import Cases, answers
from nearward_dialogue.measures import latency
from nearward_dialogue.talk import Talk
from nearward_dialogue.weeks import Waits

UNIT = "seconds"
SOURCES: tuple[str, ...] = ()
LIMITS = "One long working day a week is enough for it; it is less steady than the middle one and says when, never why."
GROUP, TITLE = "answers", "Time until an answer, the slowest in ten"


def measure(talk: Talk) -> Waits:
    """Waits by week, person waited for and length."""
    return latency.measure(talk, at=0.9)


def cases(talk: Talk) -> Cases:
    """The answers that took as long as that, or longer, in the week in which the wait began."""
    tail = latency.measure(talk, at=0.9).figure(np.ones(talk.weeks))
    waited = talk.waited
    return answers(talk, waited.by_day & (waited.seconds >= tail[waited.whose]))
