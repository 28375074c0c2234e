"""A personal state-space model of a pair's days, and a Shiryaev-Roberts sum over all changes it may hide.

Parts: `space.moments` (parameters), `space.kalman` (filter), `space.shifts` (bank of possible changes),
`space.verdict` (what they add up to), `space.episodes` (when to speak). The mathematics is in docs/detection.md.
One person alone is a pair whose second person never answers.
"""

from typing import Any

import numpy as np

from nearward_detect.contract import Ints, Memory, Reading, Strict, blank
from nearward_detect.scales import Array, day_value, start_offsets
from nearward_detect.space import episodes, kalman, moments, shifts, verdict, week
from nearward_detect.space.episodes import Seen

NEED = 10  # answered days before anything is said
SETTLED = 28  # answered days before spread is judged
STUCK = 0.8  # share of answers at one end of the scale beyond which there is no signal
TOP = 9.7
STILL = 0.01  # variance in points below which there is no signal
ITEM_WEIGHT = 0.12
ROUGH_WEIGHT, ROUGH_SCALE, WORST = 1 / 21, 1.25, 9.0


class StateSpace:
    """The detector; see the module."""

    name = "state_space"

    def start(self, pairs: int, people: int, items: int) -> Memory:
        """Memory before the first day."""
        memory = moments.start_moments(pairs) | kalman.start_filter(pairs) | shifts.start_bank(pairs)
        memory |= week.start_week(pairs) | episodes.start_episodes(pairs) | start_offsets(pairs, people, items)
        memory |= {"day": np.zeros(1), "lean": np.zeros((2, pairs)), "rough": np.zeros(pairs)}
        memory |= {name: np.zeros((2, pairs)) for name in ("seen", "seen_sum", "seen_square", "stuck")}
        memory["item_move"] = np.zeros((pairs, people, items))
        return memory

    def advance(self, memory: Memory, near: Array, weekday: Ints, strict: Strict) -> Reading:
        """Take one day; see `contract.Detector`."""
        m, day, people = memory, float(memory["day"][0]), near.shape[1]
        offset = m["item_offset"].copy()
        value, count, free = day_value(m, near)
        raw, answers = _two(value, np.nan), _two(count, 0.0)
        split, split_n = _spread_of_items(m, near, offset, value, count)
        q = moments.parameters(m)
        x = raw - week.week_effect(m, weekday, q.unit)
        usual_count = np.maximum(_two((m["item_n"] > 0).sum(-1), 1), 1)
        noise = q.noise * (usual_count / np.maximum(answers, 1))
        forecast, bad = _filter(m, x, noise, q, day)
        enough = _enough(m, raw)
        allowed = np.stack([enough[0], enough[1], enough.all(0)])
        w = verdict.weigh_all(m, day, allowed)
        chance, lean = verdict.expected_shift(m, w, q.unit)
        rough = _roughness(m, forecast) * (enough & (m["seen"] >= SETTLED)).any(0)
        m["lean"] = lean
        _learn(m, x, (split, split_n), w, chance)
        off = np.where(forecast.answered, forecast.v + raw - x, np.nan)
        week.learn_week(m, weekday, off, (m["episode"] == 0) * (1 - chance) * (1 - bad), q.unit)
        episodes.follow_level(m, x)
        kind, side = _judge(m, w, rough, np.asarray(forecast.answered.any(0)), q, strict)
        reading = blank(*near.shape)
        reading |= {"kind": kind, "side": side + 1, "evidence": np.maximum(w.evidence, rough)}
        _tell(m, w, day, reading, strict)
        _picture(m, value, enough, q.unit, people, reading)
        reading["moved"] = _moved(m, near, free, q.unit)
        m["day"] += 1
        return Reading(**reading)


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


def _filter(m: Memory, x: Array, noise: Array, q: moments.Parameters, day: float) -> tuple[kalman.Forecast, Array]:
    """Carry the filter and the bank of changes over one day; returns the forecast and the chance of a bad day."""
    f = kalman.transition(q)
    if day > 0:
        kalman.predict(m, f, q, moments.prior().burst_known)
        shifts.fade(m, f)
    if day >= NEED:
        shifts.open_day(m, day)
    forecast = kalman.forecast(m, x, noise, q)
    shifts.weigh(m, forecast, q.unit, sides=1 if m["item_move"].shape[1] == 1 else 3)
    bad = kalman.bad_chance(forecast, m["lean"])
    kalman.absorb_bad(m, bad**1.5, q)
    for person in (0, 1):
        gain = kalman.update(m, person, x[person], noise[person])
        shifts.absorb(m, person, gain, q.unit[person])
    return forecast, bad


def _learn(m: Memory, x: Array, split: tuple[Array, Array], w: verdict.Weights, chance: Array) -> None:
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


def _judge(
    m: Memory, w: verdict.Weights, rough: Array, heard: Array, q: moments.Parameters, strict: Strict
) -> tuple[Array, Array]:
    """Kind of notice and side; most days there is nothing to judge."""
    if not ((w.evidence > strict.limit) | (rough > strict.limit) | (m["episode"] > 0)).any():
        return np.full(len(rough), -1), np.zeros(len(rough), dtype=np.int64)
    side = verdict.named_side(w)
    passing = verdict.passing(m, w, float(m["day"][0]), side, verdict.mean_size(w, side))
    return episodes.judge(m, Seen(w.evidence, rough, side, passing, verdict.usual_level(m, w), heard), q, strict)


def _tell(m: Memory, w: verdict.Weights, day: float, r: dict[str, Any], strict: Strict) -> None:
    """Fill in since when, how much and how sure, on days with a notice."""
    told = r["kind"] >= 0
    if not told.any():
        return
    side = r["side"] - 1
    r["age"], r["age_low"], r["age_high"] = verdict.first_day(m, w, day, side)
    rows = np.flatnonzero(told)
    sizes = np.full((3, len(told)), np.nan)
    sizes[:, rows] = verdict.size(m, w, side[rows], rows)
    r["size"], r["size_low"], r["size_high"] = np.where(r["kind"] == 3, sizes - sizes[0], sizes)
    _tell_rough(m, r)
    odds = 0.5 / strict.quiet_year * np.exp(np.clip(r["evidence"] - strict.limit, -6, 6))
    r["confidence"] = odds / (1 + odds)


def _tell_rough(m: Memory, r: dict[str, Any]) -> None:
    """For days that vary more: since about as long as the average looks back; size is the growth of the SD."""
    rough = r["kind"] == 2
    for name, days in (("age", 21.0), ("age_low", 7.0), ("age_high", 42.0)):
        r[name] = np.where(rough, np.minimum(days, m["day"][0]), r[name])
    growth = np.sqrt(np.maximum(1 + m["rough"], 0)) - 1
    for name, part in (("size", 1.0), ("size_low", 0.5), ("size_high", 1.5)):
        r[name] = np.where(rough, part * growth, r[name])


def _picture(m: Memory, value: Array, enough: Array, unit: Array, people: int, r: dict[str, Any]) -> None:
    apart = (m["episode"] == episodes.DIP) | (m["episode"] == episodes.DRIFT)
    centre = np.where(apart, m["base"], m["mean"][2:])
    r["value"] = value
    r["centre"] = np.where(enough, centre, np.nan)[:people].T
    r["spread"] = unit[:people].T
    r["now"] = np.where(enough, m["slow"], np.nan)[:people].T
    r["status"] = np.where(enough.any(0), np.where(apart, 2, 1), 0)


def _moved(m: Memory, near: Array, free: Array, unit: Array) -> Array:
    """Each item's share of the present move, from a slow average of its fall below the person's usual."""
    people = near.shape[1]
    usual = np.where(m["episode"] > 0, m["base"], m["mean"][2:])[:people].T
    there = near == near  # noqa: PLR0124
    fall = (usual[..., None] - free) / unit[:people].T[..., None]
    m["item_move"] += np.where(there, ITEM_WEIGHT * (fall - m["item_move"]), 0.0)
    move = np.maximum(m["item_move"], 0)
    shares: Array = move / np.maximum(move.sum(-1, keepdims=True), 1e-9)
    return shares


DETECTOR = StateSpace()
