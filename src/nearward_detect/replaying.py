"""Many pairs at once: the same code as stepping, over arrays."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nearward_detect.calibration import Limits
from nearward_detect.contract import Detector, Strict
from nearward_detect.detectors import load
from nearward_detect.errors import ShapeError
from nearward_detect.scales import nearness
from nearward_detect.shapes import KINDS, STATUSES, Item, Policy
from nearward_detect.telling import usual_band

CHUNK = 128
Floats = NDArray[np.float32]
Small = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Replay:
    """What a detector says on each day; arrays are [pairs, days, ...].

    alarm: 0 none, 1 first person, 2 second, 3 both, on the day of a notice ('back-to-usual' is no alarm). side: the
    same for every notice. notice: index into `shapes.KINDS`, -1 none. status: index into `shapes.STATUSES`.
    since, since_low, since_high: day index, NaN without a notice; size_* in person-SD and confidence likewise.
    evidence: the statistic on its natural scale. moved [..., people, items]: each item's share on days of a
    notice, else 0. nearness, now, low, centre, high [..., people]: day value, present level and usual band on
    0-10, NaN where unknown.
    """

    alarm: Small
    notice: Small
    side: Small
    status: Small
    since: Floats
    since_low: Floats
    since_high: Floats
    size_sd: Floats
    size_low: Floats
    size_high: Floats
    confidence: Floats
    evidence: NDArray[np.float64]
    moved: Floats
    nearness: Floats
    now: Floats
    low: Floats
    centre: Floats
    high: Floats

    @property
    def kind(self) -> NDArray[np.str_]:
        """Name of the kind of notice a day, '' for none."""
        return np.array(["", *KINDS])[self.notice.astype(np.int64) + 1]

    @property
    def state(self) -> NDArray[np.str_]:
        """Name of the status after each day."""
        return np.array(STATUSES)[self.status.astype(np.int64)]


def replay(
    y: NDArray[Any],
    items: Sequence[Item],
    policy: Policy | None = None,
    weekday: NDArray[Any] | None = None,
    workers: int = 1,
) -> Replay:
    """Run a detector over `y` [pairs, days, people, items] with NaN for missing.

    `weekday` [pairs, days] or [days]: 0 Monday .. 6 Sunday; None counts from Monday. `workers` threads share
    the pairs. Raises ShapeError when the shapes do not fit. Equals stepping day by day.
    """
    if y.ndim != 4 or y.shape[2] not in {1, 2}:
        raise ShapeError("y must be [pairs, days, people, items] with one or two people")
    pairs, days = y.shape[:2]
    week = np.arange(days) % 7 if weekday is None else np.asarray(weekday, dtype=np.int64)
    week = np.broadcast_to(week, (pairs, days))
    policy = policy or Policy()
    detector = load(policy.method)
    strict = Limits.of(detector.name).strict(policy.quiet_year, y.shape[2])
    result = _empty(*y.shape)
    cuts = [slice(a, min(a + CHUNK, pairs)) for a in range(0, pairs, CHUNK)]

    def run(cut: slice) -> None:
        _run(detector, nearness(y[cut], items), week[cut], strict, _part(result, cut))

    if workers > 1:
        from concurrent import futures  # noqa: PLC0415  # only then is it worth its import

        with futures.ThreadPoolExecutor(workers) as pool:
            list(pool.map(run, cuts))
    else:
        for cut in cuts:
            run(cut)
    return result


def replay_chunks(
    chunks: Iterable[NDArray[Any]], items: Sequence[Item], policy: Policy | None = None, workers: int = 1
) -> Iterator[Replay]:
    """Replay one chunk of pairs after another, in their order; memory stays that of a few chunks.

    With more than one of `workers`, that many processes share the chunks, which are read no further ahead than they
    are worked on. Answers do not depend on how many there are.
    """
    if workers <= 1:
        for y in chunks:
            yield replay(y, items, policy)
        return
    from concurrent import futures  # noqa: PLC0415  # as above

    with futures.ProcessPoolExecutor(workers) as pool:
        running: deque[futures.Future[Replay]] = deque()
        for y in chunks:
            running.append(pool.submit(replay, y, items, policy))
            if len(running) > workers:
                yield running.popleft().result()
        while running:
            yield running.popleft().result()


def _empty(pairs: int, days: int, people: int, items: int) -> Replay:
    small: dict[str, Any] = {name: np.zeros((pairs, days), np.int8) for name in ("alarm", "notice", "side", "status")}
    lines = ("since", "since_low", "since_high", "size_sd", "size_low", "size_high", "confidence")
    floats: dict[str, Any] = {name: np.full((pairs, days), np.nan, np.float32) for name in lines}
    per_person = ("nearness", "now", "low", "centre", "high")
    each: dict[str, Any] = {n: np.full((pairs, days, people), np.nan, np.float32) for n in per_person}
    moved = np.zeros((pairs, days, people, items), np.float32)
    return Replay(**small, **floats, **each, moved=moved, evidence=np.zeros((pairs, days)))


def _part(result: Replay, cut: slice) -> Replay:
    return Replay(**{f.name: getattr(result, f.name)[cut] for f in fields(result)})


def _run(detector: Detector, near: Any, week: Any, strict: Strict, out: Replay) -> None:
    memory = detector.start(near.shape[0], near.shape[2], near.shape[3])
    for day in range(near.shape[1]):
        r = detector.advance(memory, np.ascontiguousarray(near[:, day]), week[:, day], strict)
        out.status[:, day], out.notice[:, day] = r.status, r.kind
        out.evidence[:, day] = r.evidence
        out.nearness[:, day], out.now[:, day], out.centre[:, day] = r.value, r.now, r.centre
        out.low[:, day], out.high[:, day] = usual_band(r.centre, r.spread)
        told = r.kind >= 0
        if not told.any():
            continue
        out.side[:, day] = np.where(told, r.side, 0)
        out.alarm[:, day] = np.where(told & (r.kind < 3), r.side, 0)
        out.moved[told, day] = r.moved[told]
        columns = {"size_sd": r.size, "size_low": r.size_low, "size_high": r.size_high, "confidence": r.confidence}
        columns |= {"since": day - r.age, "since_low": day - r.age_high, "since_high": day - r.age_low}
        for name, values in columns.items():
            getattr(out, name)[told, day] = values[told]
