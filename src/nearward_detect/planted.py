"""Made days of pairs in which it is known what closeness hangs on: for tests and benchmarks of links and trials.

    z_kt   how factor k stands today, in SDs: carries over from day to day, alike for partners, with a weekly rhythm
    mood_t = carry mood_t-1 + shock, shocks linked between partners
    closeness_t = level + sd * (sum same_k z_kt + sum after_k z_k,t-1 + sum crossed_k z_k(partner)t + rest mood_t)

rounded and kept within 0-100; `rest` makes the whole one SD where the parts allow it. Missing days come in runs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nearward_detect.scales import Array

WEEK = np.array([-0.3, -0.3, -0.2, -0.1, 0.2, 0.5, 0.2])


@dataclass(frozen=True, slots=True)
class Effects:
    """What a factor does, in closeness SDs for one SD of it: the same day, the day after, and to the partner."""

    same: float = 0.0
    after: float = 0.0
    crossed: float = 0.0


@dataclass(frozen=True, slots=True)
class World:
    """How made days behave; the values follow diaries of couples (docs/detection.md)."""

    carry: float = 0.3
    factor_carry: float = 0.2
    partners: float = 0.4
    alike: float = 0.3
    week: float = 0.4
    level: float = 65.0
    sd: float = 15.0
    missing: float = 0.2
    stuck: float = 0.5
    """Chance that a missing day is followed by another, beyond the usual."""


BASE = World()
STEPPED = frozenset({"conflict"})
"""Factors answered in three steps (no, a little, yes), mostly no; the others on a line from 0 to 100."""


@dataclass(frozen=True, slots=True)
class Days:
    """closeness, and each factor: float [pairs, days, 2] with NaN for missing; weekday [pairs, days], 0 = Monday."""

    closeness: Array
    factors: Mapping[str, Array]
    weekday: NDArray[np.int64]


def planted(
    rng: np.random.Generator,
    pairs: int,
    days: int,
    effects: Mapping[str, Effects] | Sequence[str],
    world: World = BASE,
) -> Days:
    """Make days of pairs; `effects` names every factor with what it does, or only names factors that do nothing."""
    known = effects if isinstance(effects, Mapping) else dict.fromkeys(effects, Effects())
    weekday = (rng.integers(0, 7, pairs)[:, None] + np.arange(days)) % 7
    rhythm = world.week * (WEEK - WEEK.mean())[weekday][..., None] / WEEK.std()
    pulled, factors = np.zeros((pairs, days, 2)), {}
    for name, effect in known.items():
        shown = _shown(wave(rng, (pairs, days, 2), world.factor_carry, world.alike) + rhythm, name in STEPPED)
        z = (shown - shown.mean(1, keepdims=True)) / np.maximum(shown.std(1, keepdims=True), 1e-6)
        pulled += effect.same * z + effect.crossed * z[:, :, ::-1]
        pulled[:, 1:] += effect.after * z[:, :-1]
        factors[name] = shown
    used = sum(e.same**2 + e.after**2 + e.crossed**2 for e in known.values())
    mood = wave(rng, (pairs, days, 2), world.carry, world.partners) + rhythm
    level = world.level + 6.0 * rng.standard_normal((pairs, 1, 2))
    close = np.clip(np.rint(level + world.sd * (pulled + np.sqrt(max(1 - used, 0.2)) * mood)), 0, 100)
    gone = _gone(rng, (pairs, days, 2), world)
    for shown in (close, *factors.values()):
        shown[gone] = np.nan
    return Days(close, factors, weekday)


def wave(rng: np.random.Generator, shape: tuple[int, int, int], carry: float, alike: float) -> Array:
    """A series of SD 1 for [pairs, days, 2] that carries over from day to day, `alike` correlated between partners."""
    shock = rng.standard_normal(shape)
    shock[..., 1] = alike * shock[..., 0] + np.sqrt(1 - alike**2) * shock[..., 1]
    out = shock.copy()
    for day in range(1, shape[1]):
        out[:, day] = carry * out[:, day - 1] + np.sqrt(1 - carry**2) * shock[:, day]
    return out


def _shown(z: Array, stepped: bool) -> Array:  # noqa: FBT001  how it is answered
    if stepped:
        return np.asarray((z > 0.4) * 1.0 + (z > 1.3) * 1.0)
    return np.asarray(np.clip(np.rint(45 + 18 * z), 0, 100))


def _gone(rng: np.random.Generator, shape: tuple[int, int, int], world: World) -> NDArray[np.bool_]:
    chance = rng.random(shape)
    gone = chance < world.missing
    for day in range(1, shape[1]):
        gone[:, day] = chance[:, day] < np.where(
            gone[:, day - 1],
            world.missing + world.stuck * (1 - world.missing),
            world.missing * (1 - world.stuck),
        )
    return np.asarray(gone)
