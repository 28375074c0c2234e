"""Whether the map finds what was planted: made couples whose cause is known, asked as the map asks.

    python -m bench.causes [--cases N] [--seed N] [--where]

Each case draws one true cause (all but the one that lives on the private page), often a lesser second one, and the
causes that the library says are easily taken for it. From these follow what is noticed, what is ticked, each answer to
a probe with "not sure" and "rather not say", and six weeks of check-ins in which the cause weighs on closeness, beside
the quarrel, load and sleep that weigh on everybody's. The rules of `explore` rank, those of `practice` offer; nothing
here knows how. `--where` prints for which causes it fails.
"""

import argparse
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from nearward.explore.asking import Question, is_answer, next_question, taps
from nearward.explore.rules import (
    NOTICED,
    SEEN,
    UNSAID,
    UNSURE,
    Evidence,
    Kind,
    Replies,
    Reply,
    Tie,
    asked_about,
    rank,
)
from nearward.practice.moments import Moment, Wish
from nearward.practice.rules import second_to, weigh
from nearward_detect.links import Factor, links_of
from nearward_detect.planted import Effects, planted
from nearward_library import Library

SIX_WEEKS, MONDAY = 42, date(2026, 1, 5)
FIRST = 3
SIGN_IS_THERE = (0.6, 0.35, 0.08)
SIGN_WEIGHS = (2.9, 2.4, 1.9)
"""Chance and mean step of a sign that the library lists for the true cause, for the second, for neither."""


FACTORS = {
    "tension": Factor("tension", "conflict"),
    "own-load": Factor("own-load", "load"),
    "sleep": Factor("sleep", "sleep", "easier"),
    "time-together": Factor("time-together", "time", "easier"),
    "welcome-touch": Factor("welcome-touch", "touch", "easier"),
    "attention": Factor("attention", "attention", "easier"),
}
EVERYBODY = {"tension": -0.3, "own-load": -0.2, "sleep": 0.1}
"""What weighs on closeness in any couple, in SDs, whatever lies behind (docs/detection.md)."""

WEIGHING = {
    "own-load": ("work-stress", "transitions", "money", "mental-health"),
    "tension": ("unresolved-conflict", "small-grievances", "demand-withdraw", "communication-skill", "unfair-load"),
    "sleep": ("health",),
    "time-together": ("schedules", "small-rituals-lost", "diverging", "monotony"),
    "welcome-touch": ("less-intimacy",),
    "attention": ("devices",),
}
"""The item of the minute through which a cause weighs, as far as it has one; the others show in the map alone."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How people answer. Means of probe answers are steps from 0 to 4 in the direction of the cause."""

    true: float = 3.0
    also: float = 2.2
    near: float = 1.7
    rest: float = 1.1
    spread: float = 1.0
    gloom: float = 0.4
    """SD of a person's own leaning over all answers."""
    unsure: float = 0.07
    unsaid: float = 0.05
    second: float = 0.6
    """Chance of a second, lesser cause."""
    suspected: float = 0.55
    """Chance that the true cause is among those that one ticks oneself."""
    minutes: bool = True
    """Whether there are six weeks of check-ins."""


HABITS: Mapping[str, Habits] = {
    "map and six weeks of minutes": Habits(),
    "the map alone": Habits(minutes=False),
    "always a second cause": Habits(second=1.0),
    "noisier answers": Habits(spread=1.4),
    "a third unsure or unsaid": Habits(unsure=0.2, unsaid=0.13),
    "nobody suspects it": Habits(suspected=0.06),
    "low spirits colour every answer": Habits(gloom=1.0),
}


@dataclass(frozen=True, slots=True)
class Couple:
    """What is true of a made couple; `gloom` is added to every answer of the person, `signs` says how much there is."""

    true: str
    also: str
    near: frozenset[str]
    gloom: float
    signs: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one case went: the place of the true cause (0 = first), whether it is answered, and how many taps it took."""

    couple: Couple
    place: int
    answered: bool
    taps: int
    ties: int


def cases(library: Library, rng: np.random.Generator, number: int, habits: Habits) -> Iterator[Outcome]:
    """Make so many couples and see what they are told."""
    for _ in range(number):
        made = couple(library, rng, habits)
        replies = answers(library, made, rng, habits)
        evidence = minutes(made, rng) if habits.minutes else Evidence()
        ranked = [one.cause for one in rank(library, replies, evidence)]
        offered = plan(library, ranked[:FIRST], MONDAY + timedelta(days=int(rng.integers(365))))
        helps = {one.practice for one in library.causes[made.true].helps}
        answered = any(name in helps or made.true in library.practices[name].causes for name in offered)
        yield Outcome(made, ranked.index(made.true), answered, taps(replies), sum(t.sure for t in evidence.ties))


def couple(library: Library, rng: np.random.Generator, habits: Habits) -> Couple:
    """Draw what is true of one couple."""
    names = [cause.id for cause in asked_about(library)]
    true = str(rng.choice(names))
    also = str(rng.choice([name for name in names if name != true])) if rng.random() < habits.second else ""
    near = frozenset(one.cause for one in library.causes[true].tell_apart)
    signs = {}
    for sign in library.signs.values():
        kind = 0 if true in sign.causes else 1 if also in sign.causes else 2
        if rng.random() < SIGN_IS_THERE[kind]:
            signs[sign.id] = float(rng.normal(SIGN_WEIGHS[kind], 0.8))
    return Couple(true, also, near, habits.gloom * float(rng.standard_normal()), signs)


def answers(library: Library, couple: Couple, rng: np.random.Generator, habits: Habits) -> Replies:
    """Walk through the map as this person would."""
    replies: dict[str, Reply] = {}
    while question := next_question(library, replies):
        reply = _reply(library, question, couple, rng, habits)
        if not is_answer(question, reply):
            raise ValueError(f"{question.id} does not take {reply!r}")
        replies[question.id] = reply
    return replies


def minutes(couple: Couple, rng: np.random.Generator) -> Evidence:
    """What happened together in six weeks of check-ins: tension and load every day, one other item in its turn."""
    weight = dict(EVERYBODY)
    for item, causes in WEIGHING.items():
        turn = -1 if FACTORS[item].higher_is == "harder" else 1
        if couple.true in causes:
            weight[item] = 0.5 * turn
        elif couple.also in causes:
            weight[item] = 0.35 * turn
    effects: dict[str, Effects] = {FACTORS[item].kind: Effects(same=weight.get(item, 0.0)) for item in FACTORS}
    made = planted(rng, 1, SIX_WEEKS, effects)
    series = {}
    for place, (item, factor) in enumerate(FACTORS.items()):
        values = made.factors[factor.kind][0, :, 0].copy()
        if item not in {"tension", "own-load"}:
            values[np.arange(SIX_WEEKS) % 11 != place] = np.nan
        series[factor] = values
    links = links_of(made.closeness[0, :, 0], series, weekday=made.weekday[0])
    return Evidence(tuple(Tie(x.factor, x.lag, x.effect, x.low, x.high, x.sure) for x in links))


def plan(library: Library, likely: Iterable[str], today: date) -> tuple[str, ...]:
    """The two practices that the plan offers to somebody with an open gate and nothing tried yet."""
    moment = Moment(today=today, wish=Wish.OPEN, likely=tuple(likely))
    weighed = weigh(library.practices.values(), library.causes, moment)
    first = second_to(None, weighed)
    if first is None:
        return ()
    second = second_to(first.practice, [one for one in weighed if one is not first])
    return tuple(one.practice.id for one in (first, second) if one)


def _reply(library: Library, question: Question, couple: Couple, rng: np.random.Generator, habits: Habits) -> Reply:
    if question.kind is Kind.PAUSE:
        return SEEN
    if question.id == NOTICED:
        # what weighs most is ticked where there is more than may be
        here = sorted((name for name in couple.signs if name in question.choices), key=lambda n: -couple.signs[n])
        return tuple(here[: question.most])
    chance = rng.random()
    if chance < habits.unsaid:
        return UNSAID
    if question.kind is Kind.TICK:
        return _ticked(library, question, couple, rng, habits)
    if chance < habits.unsaid + habits.unsure:
        return UNSURE
    return str(rng.choice(question.choices)) if question.choices else _step(library, question, couple, rng, habits)


def _ticked(
    library: Library, question: Question, couple: Couple, rng: np.random.Generator, habits: Habits
) -> tuple[str, ...]:
    """Causes that one suspects oneself, or the lines of a probe that are true."""
    if question.about in library.causes:
        chance = min(0.95, max(0.02, (_mean(question.about, couple, habits) + couple.gloom) / 4))
        some = rng.permutation(question.choices)[: 1 + int(rng.random() < 0.4)]
        return tuple(str(one) for one in some) if rng.random() < chance else ()
    chances = {couple.true: habits.suspected, couple.also: 0.35} | dict.fromkeys(couple.near - {couple.also}, 0.15)
    ticked = [name for name in question.choices if rng.random() < chances.get(name, 0.06)]
    rng.shuffle(ticked)
    return tuple(ticked[: question.most])


def _mean(cause: str, couple: Couple, habits: Habits) -> float:
    if cause == couple.true:
        return habits.true
    if cause == couple.also:
        return habits.also
    return habits.near if cause in couple.near else habits.rest


def _step(library: Library, question: Question, couple: Couple, rng: np.random.Generator, habits: Habits) -> int:
    """A step of a probe in the direction in which it is asked, or how much of a sign there is."""
    if question.about in library.signs:
        return int(np.clip(np.rint(couple.signs.get(question.about, 0.0) + couple.gloom), 0, 4))
    step = int(np.clip(np.rint(rng.normal(_mean(question.about, couple, habits) + couple.gloom, habits.spread)), 0, 4))
    return step if library.causes[question.about].probe[question.place].likelier_when == "more" else 4 - step


def main() -> None:
    from nearward_library import library  # noqa: PLC0415  opened only when it is run

    ask = argparse.ArgumentParser(prog="python -m bench.causes", description=__doc__)
    ask.add_argument("--cases", type=int, default=1000)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--where", action="store_true")
    said = ask.parse_args()
    opened = library()
    print(
        "| who answers | first | in the first three | the plan answers it | taps: mean, most |\n|---|---|---|---|---|"
    )
    for name, habits in HABITS.items():
        found = list(cases(opened, np.random.default_rng(said.seed), said.cases, habits))
        cells = [_share([one.place == 0 for one in found]), _share([one.place < FIRST for one in found])]
        cells.append(_share([one.answered for one in found]))
        took = [one.taps for one in found]
        print(f"| {name} |", " | ".join(cells), f"| {np.mean(took):.0f}, {max(took)} |", flush=True)
        if said.where:
            _where(found)


def _where(found: list[Outcome]) -> None:
    for cause in sorted({one.couple.true for one in found}):
        mine = [one for one in found if one.couple.true == cause]
        share = np.mean([one.place < FIRST for one in mine])
        print(f"  {cause}: {share:.2f} of {len(mine)}, answered {np.mean([one.answered for one in mine]):.2f}")


def _share(values: list[bool]) -> str:
    mean = float(np.mean(values))
    return f"{mean:.3f} ± {np.sqrt(mean * (1 - mean) / len(values)):.3f}"


if __name__ == "__main__":
    main()
