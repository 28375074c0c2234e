"""Populations of made pairs: how much people differ, how days hang together, how answers go missing.

The parameters follow diaries of real couples (docs/detection.md); the base population and the departures from
it keep their names so that figures can be compared.
"""

from dataclasses import dataclass, fields, replace

import numpy as np


@dataclass(frozen=True, slots=True)
class Population:
    """Hyper-parameters; SDs are between pairs unless the name says otherwise, levels and noise are in points."""

    phi_mean: float = 0.38
    phi_sd: float = 0.09
    phi_lo: float = 0.10
    phi_hi: float = 0.65
    cross_mean: float = 0.06
    cross_sd: float = 0.04
    rho_mean: float = 0.45
    rho_sd: float = 0.10
    sd_logmean: float = float(np.log(1.10))
    sd_logsd: float = 0.28
    sd_partner_corr: float = 0.3
    level_mean: float = 7.5
    level_sd: float = 1.0
    level_partner_corr: float = 0.5
    item_level_sd: float = 0.45
    tension_mean: float = 2.2
    tension_sd: float = 1.0
    noise_logmean: float = float(np.log(0.95))
    noise_logsd: float = 0.22
    load_lo: tuple[float, ...] = (0.9, 0.7, 0.8, 0.5)
    load_hi: tuple[float, ...] = (1.1, 1.1, 1.1, 1.0)
    weekend_mean: float = 0.22
    weekend_sd: float = 0.20
    weekend_partner_corr: float = 0.6
    weekday_id_sd: float = 0.12
    bad_p_mean: float = 0.025
    bad_p_sd: float = 0.015
    bad_mean: float = 1.8
    bad_sd: float = 0.6
    miss_mean: float = 0.24
    miss_sd: float = 0.07
    burst_rate: float = 1 / 50.0
    burst_len: float = 5.0
    burst_shared: float = 0.5
    item_miss: float = 0.02
    wander_sd: float = 0.0
    wander_tau: float = 60.0
    elevation: float = 0.0
    elevation_tau: float = 7.0
    mnar: float = 0.0
    t_df: float = 0.0

    def jitter(self, seed: int, rel: float = 0.2) -> "Population":
        """The same population with hyper-parameters moved at random by up to `rel`, for held-out runs."""
        rng = np.random.default_rng(np.random.SeedSequence([seed, 77]))
        changed: dict[str, float] = {}
        kept = {"wander_sd", "elevation", "mnar", "t_df", "phi_lo", "phi_hi", "load_lo", "load_hi"}
        for name in (f.name for f in fields(self) if f.name not in kept):
            old = float(getattr(self, name))
            if name.endswith("logmean"):
                changed[name] = old + float(rng.uniform(-rel, rel))
            elif name == "level_mean":
                changed[name] = old + float(rng.uniform(-0.5, 0.5))
            else:
                changed[name] = old * float(1 + rng.uniform(-rel, rel))
        return replace(self, **changed)  # type: ignore[arg-type]


BASE = Population()

POPULATIONS = {
    "base": BASE,
    "wander": replace(BASE, wander_sd=0.35),
    "elevation": replace(BASE, elevation=0.6),
    "heavy_t4": replace(BASE, t_df=4.0),
    "high_ar": replace(BASE, phi_mean=0.52),
    "mnar": replace(BASE, mnar=0.6),
    "ceiling": replace(BASE, level_mean=8.4),
    "sparse": replace(BASE, miss_mean=0.38),
    "noisier": replace(BASE, sd_logmean=float(np.log(1.4)), sd_logsd=0.4),
}
