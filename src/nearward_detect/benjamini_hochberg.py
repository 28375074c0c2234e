"""Which of many findings to believe: the step-up rule of Benjamini & Hochberg (1995).

doi:10.1111/j.2517-6161.1995.tb02031.x; holds for findings that depend on each other positively too (Benjamini &
Yekutieli 2001, doi:10.1214/aos/1013699998), and with weights that were set before looking (Genovese, Roeder &
Wasserman 2006, doi:10.1093/biomet/93.3.509).
"""

from collections.abc import Sequence

import numpy as np


def discoveries(chances: Sequence[float], rate: float, weights: Sequence[float] | None = None) -> tuple[bool, ...]:
    """Say of each p-value whether it is a discovery; no more than `rate` of them are expected to be false.

    weights: how far each was expected beforehand, above 0; only their proportions count.
    """
    p = np.asarray(chances, dtype=np.float64)
    if not len(p):
        return ()
    weigh = np.ones(len(p)) if weights is None else np.asarray(weights, dtype=np.float64)
    p = p * weigh.mean() / weigh
    rising = np.sort(p)
    passed = np.flatnonzero(rising <= rate * np.arange(1, len(p) + 1) / len(p))
    limit = rising[passed[-1]] if len(passed) else -1.0
    return tuple(bool(one <= limit) for one in p)
