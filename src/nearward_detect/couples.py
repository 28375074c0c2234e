"""Draws made pairs from a population: each pair's own dynamics, levels, loadings, noise and habits."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nearward_detect.populations import Population
from nearward_detect.scales import Array

WEEK = np.array([-0.35, -0.30, -0.20, -0.10, 0.25, 0.60, 0.40])


@dataclass(frozen=True, slots=True)
class Couples:
    """Parameters of made pairs; first axis the pair. `unit` is one person-SD in latent units."""

    phi: Array
    shock_cov: Array
    mood_cov: Array
    mood_sd: Array
    level: Array
    load: Array
    noise: Array
    week: Array
    bad_share: Array
    miss_share: Array
    unit: Array
    first_weekday: NDArray[np.int64]
    mover: NDArray[np.int64]


def two(z: Array, link: float) -> Array:
    """Give independent normals [pairs, 2] the correlation `link`."""
    out = z.copy()
    out[:, 1] = link * z[:, 0] + np.sqrt(1 - link**2) * z[:, 1]
    return out


def draw_couples(rng: np.random.Generator, n: int, pop: Population) -> Couples:
    """Draw `n` pairs."""
    phi, mood_sd, mood_cov = _dynamics(rng, n, pop)
    shock_cov = mood_cov - phi @ mood_cov @ phi.transpose(0, 2, 1)
    level, load, noise = _answers(rng, n, pop)
    mean_load = np.abs(load).mean(-1)
    slope = pop.weekend_mean + pop.weekend_sd * two(rng.standard_normal((n, 2)), pop.weekend_partner_corr)
    shape = (WEEK - WEEK.mean()) / WEEK.std()
    week = slope[..., None] * shape + pop.weekday_id_sd * rng.standard_normal((n, 2, 7))
    week = (week - week.mean(-1, keepdims=True)) * mood_sd[..., None]
    bad = np.clip(pop.bad_p_mean + pop.bad_p_sd * rng.standard_normal(n), 0.0, 0.1)
    miss = np.clip(pop.miss_mean + pop.miss_sd * rng.standard_normal((n, 2)), 0.03, 0.6)
    variance = _mood_variance(phi, mood_cov, mood_sd, bad, pop)
    person_sd = np.sqrt(mean_load**2 * variance + (noise**2 + 1 / 12).sum(-1) / 16)
    first, mover = rng.integers(0, 7, n), rng.integers(0, 2, n)
    return Couples(
        phi, shock_cov, mood_cov, mood_sd, level, load, noise, week, bad, miss, person_sd / mean_load, first, mover
    )


def _dynamics(rng: np.random.Generator, n: int, pop: Population) -> tuple[Array, Array, Array]:
    own = np.clip(pop.phi_mean + pop.phi_sd * rng.standard_normal((n, 2)), pop.phi_lo, pop.phi_hi)
    cross = np.clip(pop.cross_mean + pop.cross_sd * rng.standard_normal((n, 2)), -0.05, 0.2)
    rho = np.clip(pop.rho_mean + pop.rho_sd * rng.standard_normal(n), 0.05, 0.8)
    z = two(rng.standard_normal((n, 2)), pop.sd_partner_corr)
    sd = np.clip(np.exp(pop.sd_logmean + pop.sd_logsd * z), 0.35, 3.0)
    phi = np.empty((n, 2, 2))
    phi[:, 0, 0], phi[:, 1, 1] = own[:, 0], own[:, 1]
    # the partner's pull is set on moods in units of their SD, so that unequal SDs stay stable
    phi[:, 0, 1], phi[:, 1, 0] = cross[:, 0] * sd[:, 0] / sd[:, 1], cross[:, 1] * sd[:, 1] / sd[:, 0]
    cov = np.empty((n, 2, 2))
    cov[:, 0, 0], cov[:, 1, 1] = sd[:, 0] ** 2, sd[:, 1] ** 2
    cov[:, 0, 1] = cov[:, 1, 0] = rho * sd[:, 0] * sd[:, 1]
    return phi, sd, cov


def _answers(rng: np.random.Generator, n: int, pop: Population) -> tuple[Array, Array, Array]:
    z = two(rng.standard_normal((n, 2)), pop.level_partner_corr)
    mean = np.clip(pop.level_mean + pop.level_sd * z, 3.5, 9.3)
    level = mean[..., None] + pop.item_level_sd * rng.standard_normal((n, 2, 4))
    mixed = -0.5 * (mean - pop.level_mean) / pop.level_sd + np.sqrt(0.75) * rng.standard_normal((n, 2))
    level[..., 3] = np.clip(pop.tension_mean + pop.tension_sd * mixed, 0.3, 6.5)
    low, high = np.array(pop.load_lo), np.array(pop.load_hi)
    load = low + (high - low) * rng.random((n, 2, 4))
    load[..., 3] *= -1
    noise = np.exp(pop.noise_logmean + pop.noise_logsd * rng.standard_normal((n, 2, 4)))
    return level, load, noise


def _mood_variance(phi: Array, cov: Array, sd: Array, bad: Array, pop: Population) -> Array:
    """Stationary variance of each mood [n, 2] with the bad days in it."""
    share = bad[:, None, None]
    burst = share * (pop.bad_mean**2 + pop.bad_sd**2) - (share * pop.bad_mean) ** 2
    add = burst * sd[:, :, None] * sd[:, None, :]
    total = cov.copy()
    for _ in range(60):
        total = total + add
        add = phi @ add @ phi.transpose(0, 2, 1)
    return np.stack([total[:, 0, 0], total[:, 1, 1]], axis=1)
