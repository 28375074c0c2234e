"""A bank of possible changes: for each possible first day, what the data say about a shift of either person.

The filter is linear, so a shift d (two people) that began on day k moves its innovations by D d, where D follows from
the filter's own gains, whatever the data (signature approach of the generalised likelihood ratio: Willsky &
Jones 1976, doi:10.1109/TAC.1976.1101146). The log likelihood ratio against "nothing changed" is then exactly
d'b - d'Ad/2, for all sizes and sides at once, gaps and the unknown level included. First days are kept daily for
three weeks and more sparsely further back.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np

from nearward_detect.contract import Memory
from nearward_detect.scales import Array
from nearward_detect.space.kalman import Forecast

DAILY, THIRD, SIXTH, OLDEST = 20, 62, 122, 302
SLOTS = 56
SIZES = (0.5, 0.8, 1.2)
GONE = -1e3  # log likelihood of a change that a pair can no longer have


def start_bank(pairs: int, sizes: int = len(SIZES)) -> Memory:
    """An empty bank."""
    return {
        "began": np.full(SLOTS, -1.0),
        "pull": np.zeros((4, 2, SLOTS, pairs)),
        "b": np.zeros((3, SLOTS, pairs)),
        "a": np.zeros((3, SLOTS, pairs)),
        "extra": np.zeros((sizes, 3, SLOTS, pairs)),
        "wave": np.zeros(pairs),
    }


def kept(began: Array, day: float) -> Array:
    """How many days each first day stands for; 0 when it is no longer kept."""
    age = np.minimum(day - began, OLDEST + 1).astype(np.int64)
    stands: Array = _stands()[age, began.astype(np.int64) % 24] * (began >= 0)
    return stands


@cache
def _stands() -> Array:
    """Days stood for, by age and by first day modulo 24."""
    table = np.zeros((OLDEST + 2, 24))
    for age in range(OLDEST + 1):
        every = 1 if age <= DAILY else 3 if age <= THIRD else 6 if age <= SIXTH else 24
        table[age, ::every] = every
    return table


def place_of(began: Array, day: float) -> int:
    """The place of a first day that is no longer kept."""
    return int(np.argmin(kept(began, day) > 0))


def open_day(m: Memory, day: float) -> None:
    """Let today be a possible first day, in the place of one that is no longer kept."""
    free = place_of(m["began"], day)
    m["began"][free] = day
    for name in ("pull", "b", "a", "extra"):
        m[name][..., free, :] = 0.0


def fade(m: Memory, f: Array) -> None:
    """One night of the moods' response to each shift."""
    pull = m["pull"]
    first = f[0, 0] * pull[0] + f[0, 1] * pull[1]
    pull[1] = f[1, 0] * pull[0] + f[1, 1] * pull[1]
    pull[0] = first


def weigh(m: Memory, f: Forecast, unit: Array, sizes: Sequence[float] = SIZES, sides: int = 3) -> None:
    """Add what today says about every shift. A shift of 1 is a fall by one `unit` [2, pairs] of that person.

    `extra` holds, for each size, what the chance of a bad day adds to the ratio of likelihoods. `sides` is 1 where
    there is one person only: nothing is added for the second one, or for both.
    """
    reach = m["pull"][:2] + m["pull"][2:]
    reach[0, 0] -= unit[0]
    reach[1, 1] -= unit[1]
    g = np.concatenate((reach, reach[:, :1] + reach[:, 1:]), axis=1) if sides > 1 else reach[:, :1]
    usual = _times(f.usual, g)
    slope = usual[0] * f.v[0] + usual[1] * f.v[1]
    bend = usual[0] * g[0] + usual[1] * g[1]
    m["b"][:sides] += slope
    m["a"][:sides] += bend
    bad = _times(f.bad, g)
    tilt = bad[0] * f.low[0] + bad[1] * f.low[1] - slope
    curve = 0.5 * (bend - bad[0] * g[0] - bad[1] * g[1])
    size = np.array(sizes)[:, None, None, None]
    odds = curve * size
    odds += tilt
    odds *= size
    odds += f.log_odds
    np.minimum(odds, 50.0, out=odds)
    np.exp(odds, out=odds)
    odds += 1.0
    np.log(odds, out=odds)
    odds -= np.log1p(np.exp(f.log_odds))
    m["extra"][:, :sides] += odds


def _times(p: tuple[Array, Array, Array], g: Array) -> tuple[Array, Array]:
    return p[0] * g[0] + p[1] * g[1], p[1] * g[0] + p[2] * g[1]


def absorb(m: Memory, person: int, gain: Array, unit: Array) -> None:
    """Let each hypothesis's filter learn from one person's value as the main filter did."""
    pull = m["pull"]
    reach = pull[person] + pull[2 + person]
    reach[person] -= unit
    pull -= gain[:, None, None] * reach


def clear(m: Memory, rows: Array) -> None:
    """Forget all possible changes of some pairs (boolean [pairs]): a new stretch begins for them."""
    for name in ("pull", "b", "a"):
        m[name][..., rows] = 0.0
    m["extra"][..., rows] = GONE
