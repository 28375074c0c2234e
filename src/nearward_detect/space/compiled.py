"""`space.today.take` by the compiled kernel."""

from functools import cache, lru_cache
from typing import Any

import numpy as np

from nearward_detect.contract import Ints, Memory
from nearward_detect.kernel import Kernel, in_a_row, prepared
from nearward_detect.scales import SHRINK, Array
from nearward_detect.space import episodes, moments, shifts, verdict
from nearward_detect.space.moments import Parameters, prior
from nearward_detect.space.verdict import Weights

AS_THEY_ARE = (
    *("level", "variance", "variance_days", "noise_share", "noise_days", "carry_days", "link_days", "cross", "floor"),
    *("bad_share", "bad_mean", "bad_sd", "burst_known", "wander", "week_days", "slope_days"),
)
"""What the kernel calls as the prior does."""


def take(kernel: Kernel, m: Memory, near: Array, weekday: Ints, limits: dict[str, float]) -> dict[str, Any]:
    """Return the fields of `Today`; `limits` are its module's."""
    (pairs, people, _items), day = near.shape, int(m["day"][0])
    place, stands, raising = _first_days(m["began"].tobytes(), day, limits["need"])
    if place >= 0:
        m["began"][place] = day
    two, one = np.empty((5, 2, pairs)), np.empty((5, pairs))
    told = dict(zip(("enough", "mood", "noise", "carry", "unit"), two, strict=True))
    told |= dict(zip(("heard", "link", "roughness", "evidence", "chance"), one, strict=True))
    told |= {"value": np.empty((pairs, people)), "free": np.empty(near.shape), "share": np.zeros_like(m["b"])}
    read = {"near": np.ascontiguousarray(near), "weekday": weekday.astype(np.float64), "stands": stands}
    read["raising"] = raising
    numbers: dict[str, Any] = dict(zip(("pairs", "people", "items"), near.shape, strict=True))
    numbers |= {
        "slots": shifts.SLOTS,
        "today": day,
        "open": place,
        "ago": moments.due(day),
        "held": moments.HELD + 1,
        "fading": verdict.fading(day),
    }
    kernel.advance(_constants(**limits), numbers, m | read | told)
    q = Parameters(told["mood"], told["noise"], told["carry"], told["link"], told["unit"])
    w = Weights(told["share"], told["evidence"], stands, m["b"], m["a"])
    said = {"value": told["value"], "free": told["free"], "heard": told["heard"] > 0, "enough": told["enough"] > 0}
    return said | {"q": q, "weights": w, "rough": told["roughness"]}


@lru_cache(maxsize=512)
def _first_days(began: bytes, day: int, need: float) -> tuple[int, Array, Array]:
    """The place of today in the bank (-1: none), and the weights of each first day that is kept then."""
    held = np.frombuffer(began).copy()
    place = -1
    if day >= need:
        place = shifts.place_of(held, day)
        held[place] = day
    return place, verdict.prior_of_days(held, day), verdict.weight_of_days(held, day)


@cache
def _constants(**limits: float) -> bytes:
    p = prior()
    said: dict[str, Any] = {"carry_usual": p.carry, "link_usual": p.link, "shrink": SHRINK}
    said |= {name: getattr(p, name) for name in AS_THEY_ARE}
    said |= {"shape": in_a_row(p.week), "shape_square": float(np.mean(np.square(p.week)))}
    said |= {"reference": moments.REFERENCE, "slow_weight": episodes.SLOW, "gone": shifts.GONE}
    names = ("carrying", "answering", "answered", "rise", "wave_fades", "wave_from", "wave_most", "hazard", "unlikely")
    said |= {name: getattr(verdict, name.upper()) for name in (*names, "spread", "largest")}
    said |= {"wave_off": verdict.WAVE}
    said |= {"size": in_a_row(shifts.SIZES), "weight": in_a_row(verdict.SIZE_WEIGHTS.flat)}
    said |= {"side": in_a_row(verdict.SIDES.flat)}
    return prepared(said | limits)
