"""Made pairs with known changes, for calibration, tests and benchmarks.

    s_t = Phi s_{t-1} + e_t + bad_t          a pair's two latent moods, VAR(1) with linked shocks and bad days
    x_it = weekday_i(t) + s_it - drop_it     drop in person-SD: the SD of the unclipped day mean without weekdays
    y_ijt = clip(round(a_ij + l_ij x_it + e_ijt), 0, 10), items closeness, heard, warmth and (turned round) tension

Chance comes in five named streams of one seed, so scenarios of one seed share pairs, gaps and noise.
"""

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nearward_detect.couples import Couples, draw_couples, two
from nearward_detect.populations import BASE, Population
from nearward_detect.scales import Array
from nearward_detect.scenarios import SCENARIOS, Scenario
from nearward_detect.shapes import Item

ITEMS = (
    Item("closeness", 0, 10),
    Item("heard", 0, 10),
    Item("warmth", 0, 10),
    Item("tension", 0, 10, nearer=False),
)


@dataclass(frozen=True, slots=True)
class Made:
    """Made answers y float32 [pairs, days, 2, 4] (NaN = missing), weekday [pairs, days], and what is true.

    onset [pairs]: first changed day, or the number of days when nothing changes. side [pairs]: 1, 2, 3, or 0.
    """

    y: NDArray[np.float32]
    weekday: NDArray[np.int64]
    onset: NDArray[np.int64]
    side: NDArray[np.int64]
    drop: Array
    couples: Couples


def stream(seed: int, name: str) -> np.random.Generator:
    """The named stream of chance of a seed."""
    digest = hashlib.sha256(name.encode()).digest()
    return np.random.default_rng(np.random.SeedSequence([seed, int.from_bytes(digest[:6], "big")]))


def simulate(
    seed: int,
    pairs: int,
    days: int,
    scenario: Scenario | str = "none",
    population: Population = BASE,
    onset: tuple[int, int] = (58, 118),
) -> Made:
    """Make `pairs` pairs over `days` days; the change begins on a random day within `onset` (both included)."""
    story = SCENARIOS[scenario] if isinstance(scenario, str) else scenario
    couples = draw_couples(stream(seed, "couples"), pairs, population)
    first = stream(seed, "change").integers(onset[0], onset[1] + 1, pairs)
    if story.kind == "none":
        first = np.full(pairs, days)
    drop = story.drop(first.astype(np.float64), days, couples.mover)
    fast = np.where((np.arange(days)[:, None] >= first) & (story.kind == "variance"), story.spread, 1.0)
    mood = _moods(stream(seed, "latent"), couples, fast, population)
    weekday = (couples.first_weekday[:, None] + np.arange(days)) % 7
    x = mood + np.take_along_axis(couples.week.transpose(0, 2, 1), weekday[:, :, None], axis=1)
    x += _departures(stream(seed, "wander"), couples, days, population) - drop * couples.unit[:, None, :]
    noise = stream(seed, "items").standard_normal((pairs, days, 2, 4), dtype=np.float32)
    z = couples.level[:, None] + couples.load[:, None] * x[..., None] + couples.noise[:, None] * noise
    y = np.clip(np.rint(z), 0, 10).astype(np.float32)
    low = mood / couples.unit[:, None, :] - drop
    y[_gaps(stream(seed, "missing"), couples, low, population)] = np.nan
    side = {"one": couples.mover + 1}.get(story.side, np.full(pairs, 3))
    side = side if story.kind in {"step", "ramp", "dip", "rise"} else np.zeros(pairs, dtype=np.int64)
    return Made(y, weekday, first, side, drop, couples)


def _moods(rng: np.random.Generator, c: Couples, fast: Array, pop: Population) -> Array:
    """Latent moods [pairs, days, 2]; `fast` [days, pairs] multiplies the shocks."""
    days, pairs = fast.shape
    shock = rng.standard_normal((days + 1, pairs, 2))
    bad = (rng.random((days, pairs)) < c.bad_share) * rng.normal(-pop.bad_mean, pop.bad_sd, (days, pairs))
    if pop.t_df > 0:
        chi = rng.chisquare(pop.t_df, (days, pairs)) / pop.t_df
        shock[1:] *= np.sqrt((pop.t_df - 2) / pop.t_df / chi)[..., None]
    root = np.linalg.cholesky(c.shock_cov)
    now = np.einsum("pij,pj->pi", np.linalg.cholesky(c.mood_cov), shock[0])
    out = np.empty((pairs, days, 2))
    for day in range(days):
        push = fast[day][:, None] * np.einsum("pij,pj->pi", root, shock[day + 1])
        now = np.einsum("pij,pj->pi", c.phi, now) + push + bad[day][:, None] * c.mood_sd
        out[:, day] = now
    return out


def _departures(rng: np.random.Generator, c: Couples, days: int, pop: Population) -> Array:
    """Slow wandering of the usual level and a rosy first week, where the population has them."""
    extra = np.zeros((len(c.mover), days, 2))
    if pop.wander_sd > 0:
        keep = np.exp(-1 / pop.wander_tau)
        at = two(rng.standard_normal((len(c.mover), 2)), 0.6)
        for day in range(days):
            extra[:, day] += pop.wander_sd * c.unit * at
            at = keep * at + np.sqrt(1 - keep**2) * two(rng.standard_normal((len(c.mover), 2)), 0.6)
    if pop.elevation > 0:
        fading = pop.elevation * np.exp(-np.arange(days) / pop.elevation_tau)
        extra += fading[None, :, None] * c.unit[:, None, :]
    return extra


def _gaps(rng: np.random.Generator, c: Couples, low: Array, pop: Population) -> NDArray[np.bool_]:
    """Which answers are missing [pairs, days, 2, 4]; `low` is the mood in person-SD for gaps that depend on it."""
    pairs, days = low.shape[:2]
    share = np.broadcast_to(c.miss_share[:, None, :], low.shape)
    if pop.mnar > 0:
        logit = np.log(share / (1 - share)) + pop.mnar * np.clip(-low, -3, 3)
        share = 1 / (1 + np.exp(-logit))
    gone = rng.random((pairs, days, 2)) < share
    length = np.where(rng.random((pairs, days)) < pop.burst_rate, rng.geometric(1 / pop.burst_len, (pairs, days)), 0)
    shared, who = rng.random((pairs, days)) < pop.burst_shared, rng.integers(0, 2, (pairs, days))
    for person in (0, 1):
        reach = np.where(shared | (who == person), np.arange(days) + length, 0)
        gone[:, :, person] |= np.maximum.accumulate(reach, axis=1) > np.arange(days)
    single = rng.random((pairs, days, 2, 4)) < pop.item_miss
    return np.asarray(gone[..., None] | single)
