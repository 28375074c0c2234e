"""The oracle: true parameters, true size, side and shape of the change; only its first day is unknown.

It sees the day means of both people, as the detector does, and knows level, weekday, moods, noise and bad days of
every pair. What remains between it and any method is what not knowing costs.
"""

from typing import Any

import numpy as np

from bench.detect_streams import START
from nearward_detect.scales import nearness
from nearward_detect.scenarios import SCENARIOS
from nearward_detect.simulate import ITEMS, Made
from nearward_detect.space import kalman, shifts
from nearward_detect.space.moments import Parameters, start_moments


def oracle(made: Made, change: str) -> Any:
    """Log Shiryaev-Roberts sum [pairs, days] for the named scenario."""
    c = made.couples
    pairs, days = made.y.shape[:2]
    near = nearness(made.y, ITEMS)
    there = np.isfinite(near)
    count = there.sum(-1)
    load = np.abs(c.load).mean(-1)
    centre = c.level.copy()
    centre[..., 3] = 10 - centre[..., 3]
    value = np.where(there, near - centre[:, None], 0).sum(-1) / np.maximum(count, 1)
    value = np.where(count > 0, value, np.nan)
    mood = ((c.mood_sd * load) ** 2).T
    link = c.mood_cov[:, 0, 1] / c.mood_sd.prod(1)
    noise = (c.noise**2 + 1 / 12).mean(-1).T
    carry = np.stack([c.phi[:, 0, 0], c.phi[:, 1, 1]])
    q = Parameters(mood, noise / 4, carry, link, (c.unit * load).T)
    f = c.phi.transpose(1, 2, 0).copy()
    f[0, 1] *= load[:, 0] / load[:, 1]
    f[1, 0] *= load[:, 1] / load[:, 0]
    story = SCENARIOS[change]
    course = story.drop(np.zeros(pairs), days, c.mover)
    m = start_moments(pairs) | kalman.start_filter(pairs) | shifts.start_bank(pairs, sizes=1)
    m["mean"][:] = 0
    m["cov"][2:, 2:] = 0
    out = np.full((pairs, days), -1e9)
    rows = np.arange(pairs)
    for day in range(days):
        week = (c.week[rows, :, made.weekday[:, day]] * load).T
        x = value[:, day].T - week
        loud = noise / np.maximum(count[:, day].T, 1)
        evidence = _day(m, (x, loud), (q, f), day, course)
        if day >= START:
            out[:, day] = evidence
    return out


def _day(m: Any, seen: tuple[Any, Any], truth: tuple[Parameters, Any], day: int, course: Any) -> Any:
    (x, noise), (q, f) = seen, truth
    if day > 0:
        kalman.predict(m, f, q, burst_known=0.0)
        shifts.fade(m, f)
    if day >= START:
        shifts.open_day(m, day)
    age = np.clip(day - m["began"], 0, course.shape[1] - 1).astype(int)
    # the fall that each possible first day would mean for today [2, slots, pairs]
    unit = course[:, age].transpose(2, 1, 0) * q.unit[:, None]
    forecast = kalman.forecast(m, x, noise, q)
    shifts.weigh(m, forecast, unit, sizes=(1.0,))
    zero = np.zeros_like(q.unit)
    kalman.absorb_bad(m, kalman.bad_chance(forecast, zero), q)
    for person in (0, 1):
        gain = kalman.update(m, person, x[person], noise[person])
        shifts.absorb(m, person, gain, unit[person])
    stands = shifts.kept(m["began"], day)[:, None] * (m["began"] >= START)[:, None]
    ratio = m["b"][2] - 0.5 * m["a"][2] + m["extra"][0, 2]
    return np.log(np.maximum((stands * np.exp(np.minimum(ratio, 200))).sum(0), 1e-9))
