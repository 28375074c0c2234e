"""When to speak: raise a notice, follow the episode, tell when it is over, begin anew.

calm -> dip or drift or change-in-steadiness -> (what stays low becomes a drift) -> back to usual, or, after three
months, a new usual.
"""

from dataclasses import dataclass

import numpy as np

from nearward_detect.contract import Memory, Strict
from nearward_detect.scales import Array
from nearward_detect.space import shifts
from nearward_detect.space.moments import Parameters

CALM, DIP, DRIFT, ROUGH = 0, 1, 2, 3
SLOW = 0.15  # weight of a day in the view of the present level
NEAR = 0.3  # as near to the usual as this, in person-SD, is back
LONGEST = 90
LASTS = 0.315  # below this chance of passing, a low is a drift


@dataclass(slots=True)
class Seen:
    """What today says about each pair.

    Evidence of a shift and of roughness, side of the shift (0, 1, 2 = both), whose usual is known (likewise), chance
    that it passes, the level without it, and whether anybody answered: on a day without an answer nothing new is said.
    Roughness has no side, since it is that of the pair's days together: it is said of all whose usual is known.
    """

    shift: Array
    rough: Array
    side: Array
    known: Array
    passing: Array
    usual: Array
    heard: Array


def start_episodes(pairs: int) -> Memory:
    """Calm."""
    names = ("episode", "episode_days", "episode_side")
    memory = {name: np.zeros(pairs) for name in names}
    return memory | {"slow": np.full((2, pairs), np.nan), "base": np.zeros((2, pairs))}


def follow_level(m: Memory, x: Array) -> None:
    """Move the view of the present level by today's values [2, pairs]."""
    old = np.where(np.isnan(m["slow"]), m["mean"][2:], m["slow"])
    m["slow"] = np.where(x == x, old + SLOW * (x - old), m["slow"])  # noqa: PLR0124


def judge(m: Memory, s: Seen, q: Parameters, strict: Strict) -> tuple[Array, Array]:
    """Kind of notice [pairs] (index into `shapes.KINDS`, -1 none) and its side (0, 1, 2 = both)."""
    state = m["episode"].copy()
    strong = (s.shift > strict.limit) & s.heard
    raised = (state == CALM) & strong
    lasting = s.passing < LASTS
    # a great fall looks like roughness on its first days; when it stays, it is told as what it is
    grown = ((state == DIP) | (state == ROUGH)) & strong & lasting
    rough = (state == CALM) & ~strong & s.heard & (s.rough > strict.limit)
    drift = (raised & lasting) | grown
    m["base"] = np.where(raised | (grown & (state == ROUGH)), s.usual, m["base"])
    m["episode_side"] = np.where(raised | grown, s.side, np.where(rough, s.known, m["episode_side"]))
    m["episode"] = np.where(drift, DRIFT, np.where(raised, DIP, np.where(rough, ROUGH, state)))
    m["episode_days"] = np.where(state == CALM, 0, m["episode_days"] + 1)
    side = m["episode_side"].astype(np.int64)
    apart = (state == DIP) | (state == DRIFT)
    back = apart & ~grown & (m["episode_days"] >= 5) & _near_usual(m, side, m["base"], NEAR * q.unit)
    steady = (state == ROUGH) & (m["episode_days"] >= 14) & (s.rough < 0.5 * strict.limit)
    anew = (state > CALM) & ~back & ~steady & (m["episode_days"] > LONGEST)
    _restart(m, back & apart, m["base"], 0.25, q)
    _restart(m, anew, m["slow"], 0.35, q)
    m["episode"] = np.where(back | steady | anew, CALM, m["episode"])
    kind = np.where(drift, 0, np.where(raised, 1, np.where(rough, 2, np.where(back, 3, -1))))
    return kind, side


def _near_usual(m: Memory, side: Array, usual: Array, reach: Array) -> Array:
    """Whether all people on the side are within `reach` of their usual level [pairs]."""
    near = ~(m["slow"] < usual - reach)
    chosen: Array = np.where(side == 2, near[0] & near[1], np.where(side == 1, near[1], near[0]))
    return chosen


def _restart(m: Memory, rows: Array, level: Array, doubt: float, q: Parameters) -> None:
    """Begin a new calm stretch for some pairs around a level that is known up to `doubt` person-SD."""
    if not rows.any():
        return
    level = np.where(np.isnan(level), m["mean"][2:], level)
    m["mean"][2:, rows] = level[:, rows]
    m["mean"][:2, rows] = 0.0
    root = np.sqrt(q.mood[:, rows])
    m["cov"][..., rows] = 0.0
    for person in (0, 1):
        m["cov"][person, person, rows] = root[person] ** 2
        m["cov"][2 + person, 2 + person, rows] = (doubt * q.unit[person, rows]) ** 2
    m["cov"][0, 1, rows] = m["cov"][1, 0, rows] = q.link[rows] * root[0] * root[1]
    m["wait_x"][..., rows] = np.nan
    m["lean"][:, rows] = 0.0
    m["rough"][rows] = 0.0
    shifts.clear(m, rows)
