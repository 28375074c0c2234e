"""Which of many findings to believe: the step-up rule of Benjamini & Hochberg (1995).

doi:10.1111/j.2517-6161.1995.tb02031.x; holds for findings that depend on each other positively too (Benjamini &
Yekutieli 2001, doi:10.1214/aos/1013699998).
"""

from collections.abc import Sequence

import numpy as np


def discoveries(chances: Sequence[float], rate: float) -> tuple[bool, ...]:
    """Say of each p-value whether it is a discovery; no more than `rate` of them are expected to be false."""
    p = np.asarray(chances, dtype=np.float64)
    if not len(p):
        return ()
    rising = np.sort(p)
    passed = np.flatnonzero(rising <= rate * np.arange(1, len(p) + 1) / len(p))
    limit = rising[passed[-1]] if len(passed) else -1.0
    return tuple(bool(one <= limit) for one in p)
