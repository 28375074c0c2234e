"""Whether "what works for us" says the truth: made pairs in which it is known what a practice does.

    python -m bench.trials [--lives N] [--seed N]

Bias is the mean of estimate less truth, with its standard error; coverage the share of 95 % intervals that hold the
truth. A life has carried-over moods shared with the partner, effects that linger (`linger` of them stays each day),
what the partner's own draws do to this person, rounding, the ends of the scale, and a fifth of all days missing.
"""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from nearward_detect.planted import wave
from nearward_detect.scales import Array
from nearward_detect.trials import Draw, Effect, draw, effect_of, randomised_effect

LEVEL, SD, MISSING = 50.0, 12.0, 0.2


@dataclass(frozen=True, slots=True)
class Life:
    """How a life goes: what each practice does (in SDs), how effects linger, how moods carry over, who does what when.

    chosen: what a go hangs on where people choose: nothing, "yesterday" (yesterday's answer), "load" (today's load,
    which is asked), or "mood" (this day's mood, which is not). lean: how much likelier a go is on a low day, negative
    for goes on good days. on_bad_days: draws are made only where the last answer was low.
    """

    days: int = 60
    effects: tuple[float, ...] = (0.0, 0.0)
    carry: float = 0.4
    linger: float = 0.0
    from_partner: float = 0.2
    chosen: str = ""
    lean: float = 1.2
    on_bad_days: bool = False
    uneven: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """How an estimator did over many lives."""

    bias: float
    bias_se: float
    coverage: float
    estimates: int
    width: float


def chosen_life(rng: np.random.Generator, life: Life) -> tuple[Array, Array, Array]:
    """Days on which somebody chose: outcome [days], goes [days], and that day's load [days]."""
    days, effect = life.days, life.effects[0]
    mood, load = wave(rng, (1, days, 2), life.carry, 0.4)[0, :, 0], rng.standard_normal(days)
    state = 0.9 * mood - 0.4 * load
    y, goes, stays = np.full(days, np.nan), np.zeros(days, dtype=bool), 0.0
    for day in range(days):
        last = (y[day - 1] - LEVEL) / SD if day else 0.0
        hangs = {"yesterday": last, "load": -load[day], "mood": mood[day]}.get(life.chosen, 0.0)
        goes[day] = rng.random() < 1 / (1 + np.exp(1.4 + life.lean * hangs))
        now = effect * goes[day] + stays
        y[day] = np.clip(np.rint(LEVEL + SD * (state[day] + now)), 0, 100)
        stays = life.linger * now
    y[rng.random(days) < MISSING] = np.nan
    return y, goes, load


def drawn_life(rng: np.random.Generator, life: Life) -> tuple[Array, list[Draw], Array]:
    """Draws of one of two partners who both draw: outcome after each, the draws, and the answer before each."""
    names = [f"practice {n}" for n in range(len(life.effects))]
    does = dict(zip(names, life.effects, strict=True))
    weights = {name: float(1 + 2 * place) for place, name in enumerate(names)} if life.uneven else None
    mood, stays, last = wave(rng, (1, life.days, 2), life.carry, 0.4)[0, :, 0], 0.0, np.nan
    outcome, draws, before = [], [], []
    for day in range(life.days):
        theirs = life.from_partner * does[draw(names, rng, weights=weights).choice]
        drawn = None
        if not life.on_bad_days or not last > LEVEL:
            drawn = draw(names, rng, weights=weights)
        now = stays + theirs + (does[drawn.choice] if drawn else 0.0)
        answered = rng.random() >= MISSING
        y = float(np.clip(np.rint(LEVEL + SD * (mood[day] + now)), 0, 100)) if answered else np.nan
        if drawn:
            outcome.append(y)
            draws.append(drawn)
            before.append(last)
        stays, last = life.linger * now, y if answered else last
    return np.array(outcome), draws, np.array(before)


def of_chosen(rng: np.random.Generator, life: Life, *, adjusted: bool = True) -> tuple[Effect, float] | None:
    """The estimate from chosen goes and the truth, in own SDs; `adjusted` knows load too."""
    y, goes, load = chosen_life(rng, life)
    effect = effect_of(y, goes, comparable=[load] if adjusted else [])
    return (effect, life.effects[0] * SD / float(np.nanstd(y))) if effect else None


def of_drawn(rng: np.random.Generator, life: Life) -> tuple[Effect, float] | None:
    """The estimate from draws and the truth: what the first practice does more than the others, as often as drawn."""
    y, draws, before = drawn_life(rng, life)
    effect = randomised_effect("practice 0", y, draws, before=before)
    if effect is None:
        return None
    others = np.array([chance for _, chance in draws[0].chances[1:]])
    truth = life.effects[0] - float(others @ life.effects[1:]) / others.sum()
    return effect, truth * SD / float(np.nanstd(y))


def plain_difference(rng: np.random.Generator, life: Life) -> float:
    """What a plain difference of means would say more than the truth, in own SDs."""
    y, goes, _ = chosen_life(rng, life)
    there = np.isfinite(y)
    if not (goes & there).any():
        return np.nan
    return float((y[goes & there].mean() - y[~goes & there].mean() - life.effects[0] * SD) / np.nanstd(y))


def score(one: Callable[[], tuple[Effect, float] | None], lives: int) -> Score:
    """Bias, coverage and width over so many lives; those with too few goes are left out."""
    found = [told for _ in range(lives) if (told := one())]
    off = np.array([effect.effect - truth for effect, truth in found])
    held = [effect.low <= truth <= effect.high for effect, truth in found]
    width = [effect.high - effect.low for effect, _ in found]
    error = float(off.std() / np.sqrt(len(off)))
    return Score(float(off.mean()), error, float(np.mean(held)), len(found), float(np.mean(width)))


CHOSEN = {
    "no effect, goes at random": Life(),
    "0.4 SD, goes at random": Life(effects=(0.4,)),
    "no effect, goes after low days": Life(chosen="yesterday"),
    "0.4 SD, goes after low days": Life(effects=(0.4,), chosen="yesterday"),
    "0.4 SD, lingers, goes after low days, 120 days": Life(120, (0.4,), linger=0.4, chosen="yesterday"),
    "no effect, goes on heavy days": Life(chosen="load"),
    "0.4 SD, goes on heavy days": Life(effects=(0.4,), chosen="load"),
    "no effect, goes on days of low mood, unseen": Life(chosen="mood"),
    "no effect, goes on days of good mood, unseen": Life(chosen="mood", lean=-1.2),
}
DRAWN = {
    "two practices alike, 42 days": Life(42),
    "one does 0.5 SD, 42 days": Life(42, (0.5, 0.0)),
    "three, lingering by half, 60 days": Life(60, (0.5, 0.0, 0.3), linger=0.5),
    "four, 60 days": Life(60, (0.5, 0.0, 0.3, -0.2), linger=0.3),
    "three, drawn on low days only, 90 days": Life(90, (0.5, 0.0, 0.3), linger=0.3, on_bad_days=True),
    "three, moods carry .8, 90 days": Life(90, (0.5, 0.0, 0.3), carry=0.8, linger=0.6),
    "three, chances uneven, 120 days": Life(120, (0.5, 0.0, 0.3), linger=0.5, uneven=True),
}


def main() -> None:
    ask = argparse.ArgumentParser(prog="python -m bench.trials", description=__doc__)
    ask.add_argument("--lives", type=int, default=1000)
    ask.add_argument("--seed", type=int, default=1)
    said = ask.parse_args()
    rng = np.random.default_rng(said.seed)
    print("| chosen goes | plain difference is off by | bias | coverage | lives |\n|---|---|---|---|---|")
    for name, life in CHOSEN.items():
        plain = np.nanmean([plain_difference(rng, life) for _ in range(said.lives)])
        told = score(partial(of_chosen, rng, life), said.lives)
        print(f"| {name} | {plain:+.2f} |", _bias(told), f"| {told.coverage:.3f} | {told.estimates} |")
    print("\n| draws | bias | coverage | mean width | lives |\n|---|---|---|---|---|")
    for name, life in DRAWN.items():
        told = score(partial(of_drawn, rng, life), said.lives)
        print(f"| {name} |", _bias(told), f"| {told.coverage:.3f} | {told.width:.2f} | {told.estimates} |")


def _bias(told: Score) -> str:
    return f"{told.bias:+.3f} ± {told.bias_se:.3f}"


if __name__ == "__main__":
    main()
