"""All that one day does to what is known of a pair, up to the sums that say whether to speak.

`by_numpy` is the one to read; `space.compiled` does the same in C where there is a kernel. Tests hold them together.
"""

from dataclasses import dataclass

import numpy as np

from nearward_detect import kernel
from nearward_detect.contract import Ints, Memory
from nearward_detect.scales import Array, day_value
from nearward_detect.space import compiled, episodes, kalman, moments, shifts, verdict, week
from nearward_detect.space.moments import Parameters
from nearward_detect.space.verdict import Weights

NEED = 10  # answered days before anything is said
SETTLED = 28  # answered days before spread is judged
STUCK = 0.8  # share of answers at one end of the scale beyond which there is no signal
TOP = 9.7
STILL = 0.01  # variance in points below which there is no signal
ROUGH_WEIGHT, ROUGH_SCALE, WORST = 1 / 21, 1.08, 9.0


@dataclass(slots=True)
class Today:
    """What a day has told of each pair.

    value [pairs, people]: day value on 0-10, NaN without an answer. free [pairs, people, items]: answers without the
    items' offsets. heard [pairs]: whether anybody answered. enough [2, pairs]: who has answered often and variedly
    enough. q: parameters that the day was met with. weights: posterior of what may have changed. rough [pairs]:
    evidence of days that vary more than usual.
    """

    value: Array
    free: Array
    heard: Array
    enough: Array
    q: Parameters
    weights: Weights
    rough: Array


def take(m: Memory, near: Array, weekday: Ints) -> Today:
    """Take a day's nearness [pairs, people, items] into the memory `m`; `weekday` [pairs] is 0 on Mondays."""
    library = kernel.used(len(near))
    if library is None:
        return by_numpy(m, near, weekday)
    return Today(**compiled.take(library, m, near, weekday, _limits()))


def by_numpy(m: Memory, near: Array, weekday: Ints) -> Today:
    """`take`, by NumPy."""
    offset = m["item_offset"].copy()
    value, count, free = day_value(m, near)
    raw, answers = _two(value, np.nan), _two(count, 0.0)
    split, split_n = _spread_of_items(m, near, offset, value, count)
    q = moments.parameters(m)
    x = raw - week.week_effect(m, weekday, q.unit)
    usual_count = np.maximum(_two((m["item_n"] > 0).sum(-1), 1), 1)
    noise = q.noise * (usual_count / np.maximum(answers, 1))
    enough = _enough(m, raw)
    forecast, bad = _filter(m, x, noise, q, sides=1 if near.shape[1] == 1 else 3)
    allowed = np.stack([enough[0], enough[1], enough.all(0)])
    w = verdict.weigh_all(m, float(m["day"][0]), allowed, q.carry[: near.shape[1]])
    chance, lean = verdict.expected_shift(m, w, q.unit)
    rough = _roughness(m, forecast) * (enough & (m["seen"] >= SETTLED)).any(0)
    m["lean"] = lean
    _learn(m, x, (split, split_n), w, chance)
    off = np.where(forecast.answered, forecast.v + raw - x, np.nan)
    week.learn_week(m, weekday, off, (m["episode"] == 0) * (1 - chance) * (1 - bad), q.unit)
    episodes.follow_level(m, x)
    return Today(value, free, np.asarray(forecast.answered.any(0)), enough, q, w, rough)


def _limits() -> dict[str, float]:
    said = {"need": NEED, "settled": SETTLED, "stuck_share": STUCK, "top": TOP, "still": STILL, "worst": WORST}
    return said | {"rough_weight": ROUGH_WEIGHT, "rough_scale": ROUGH_SCALE}


def _two(a: Array, empty: float) -> Array:
    """[pairs, people] as [2, pairs]; a missing second person is `empty`."""
    if a.shape[1] == 2:
        return np.ascontiguousarray(a.T, dtype=np.float64)
    return np.stack([a[:, 0], np.full(len(a), empty)])


def _spread_of_items(m: Memory, near: Array, offset: Array, value: Array, count: Array) -> tuple[Array, Array]:
    """Variance of the day value by how far its items lie apart [2, pairs], and whether it could be seen."""
    seen = (m["item_n"] >= 3) & (near == near)  # noqa: PLR0124
    apart = np.where(seen, near - offset - value[..., None], 0.0)
    known = seen.sum(-1)
    use = (known == count) & (count >= 2)
    variance = (apart * apart).sum(-1) / np.maximum(count - 1, 1) / np.maximum(count, 1)
    return _two(np.where(use, variance, 0.0), 0.0), _two(use * 1.0, 0.0)


def _filter(m: Memory, x: Array, noise: Array, q: Parameters, sides: int) -> tuple[kalman.Forecast, Array]:
    """Carry the filter and the bank of changes over one day; returns the forecast and the chance of a bad day."""
    f, day = kalman.transition(q), float(m["day"][0])
    if day > 0:
        kalman.predict(m, f, q, moments.prior().burst_known)
        shifts.fade(m, f)
    if day >= NEED:
        shifts.open_day(m, day)
    forecast = kalman.forecast(m, x, noise, q)
    shifts.weigh(m, forecast, q.unit, sides=sides)
    bad = kalman.bad_chance(forecast, m["lean"])
    kalman.absorb_bad(m, bad**1.5, q)
    for person in (0, 1):
        gain = kalman.update(m, person, x[person], noise[person])
        shifts.absorb(m, person, gain, q.unit[person])
    return forecast, bad


def _learn(m: Memory, x: Array, split: tuple[Array, Array], w: Weights, chance: Array) -> None:
    """Keep today for later, and learn from the day whose time has come, as far as no change had begun by then."""
    calm, day = m["episode"] == 0, int(m["day"][0])
    ago = moments.hold(m, day, np.where(calm, x, np.nan), split[0] * calm, split[1] * calm)
    if ago >= 0:
        moments.learn_held(m, day, ago, calm * (1 - chance * verdict.begun(m, w, day, ago)))


def _enough(m: Memory, raw: Array) -> Array:
    """Who has answered often and variedly enough by now [2, pairs]; `raw` still has its weekday in it."""
    there = raw == raw  # noqa: PLR0124
    d = np.where(there, raw - moments.REFERENCE, 0.0)
    for name, add in (("seen", there), ("seen_sum", d), ("seen_square", d * d)):
        m[name] += add
    m["stuck"] += there & ((raw > TOP) | (raw < 10 - TOP))
    n = np.maximum(m["seen"], 1)
    variance = m["seen_square"] / n - (m["seen_sum"] / n) ** 2
    enough: Array = (m["seen"] >= NEED) & (variance > STILL) & (m["stuck"] < STUCK * n)
    return enough


def _roughness(m: Memory, f: kalman.Forecast) -> Array:
    """Evidence that days vary more than usual: a slow average of squared surprise beyond any expected shift."""
    people = f.answered.sum(0)
    lean = m["lean"]
    square = kalman.square(f.usual, (f.v - lean) * f.answered) if lean.any() else f.surprise
    surprise = (np.minimum(square, WORST) - people) / np.sqrt(2.0 * np.maximum(people, 1))
    m["rough"] += np.where(people > 0, ROUGH_WEIGHT * (surprise - m["rough"]), 0.0)
    evidence: Array = m["rough"] * (ROUGH_SCALE / np.sqrt(ROUGH_WEIGHT / 2))
    return evidence
