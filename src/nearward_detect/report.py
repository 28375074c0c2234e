"""What `nearward notice FILE.csv` prints: notices in words or as one JSON object a line."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np

from nearward_detect.replaying import Replay, replay
from nearward_detect.shapes import KINDS, STATUSES, Policy
from nearward_detect.table import EPOCH, Options, Series, Table

BATCH = 100
WORDS = {
    "drift": ("has moved away", "have moved away"),
    "dip": ("is having a low stretch", "are having a low stretch"),
    "change-in-steadiness": ("days vary more than usual", "days vary more than usual"),
    "back-to-usual": ("is back to the usual", "are back to the usual"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of output; `to_error` says that it belongs on standard error."""

    text: str
    to_error: bool = False


def notice_file(
    path: Path, options: Options | None = None, policy: Policy | None = None, *, as_json: bool = False
) -> Iterator[Line]:
    """Yield the lines for a table, couple by couple; raises TableError at once or on the way (exit status 2)."""
    table = Table(path, options)
    return _lines(table, policy or Policy(), as_json=as_json)


def _lines(table: Table, policy: Policy, *, as_json: bool) -> Iterator[Line]:
    for batch in _batches(table.series()):
        told = _told(batch, table, policy)
        for series, objects in zip(batch, told, strict=True):
            for error in series.errors:
                yield Line(f"line {error.line}: {error.reason}; left out", to_error=True)
            for found in objects:
                yield Line(json.dumps(found, ensure_ascii=False) if as_json else _say(found))


def _batches(all_series: Iterator[Series]) -> Iterator[list[Series]]:
    """Up to `BATCH` neighbours of the same number of people and nearly the same length."""
    numbered = enumerate(all_series)
    for _, group in groupby(numbered, key=lambda e: (e[0] // BATCH, e[1].y.shape[1], e[1].y.shape[0] // 400)):
        yield [series for _, series in group]


def _told(batch: list[Series], table: Table, policy: Policy) -> list[list[dict[str, Any]]]:
    longest = max(len(series.y) for series in batch)
    y = np.full((len(batch), longest, *batch[0].y.shape[1:]), np.nan, dtype=np.float32)
    for row, series in enumerate(batch):
        y[row, : len(series.y)] = series.y
    weekday = np.array([[series.first.weekday()] for series in batch]) + np.arange(longest)
    result = replay(y, table.items, policy, weekday % 7)
    return [_objects(series, result, row, table) for row, series in enumerate(batch)]


def _objects(series: Series, result: Replay, row: int, table: Table) -> list[dict[str, Any]]:
    days = len(series.y)
    found = [_notice(series, result, row, int(day), table) for day in np.flatnonzero(result.notice[row, :days] >= 0)]
    answered = int(np.isfinite(series.y).any((1, 2)).sum())
    status = STATUSES[int(result.status[row, days - 1])] if days else "not-enough"
    return [*found, {"couple": series.couple, "state": status, "days": answered}]


def _notice(series: Series, r: Replay, row: int, day: int, table: Table) -> dict[str, Any]:
    def when(index: float) -> str | int:
        return _day_name(series.first + timedelta(days=round(index)), dated=table.dated)

    side = int(r.side[row, day])
    on_it = [0, 1] if side == 3 else [side - 1]
    moved = [
        {"person": series.people[person], "item": item.name, "share": round(float(share), 3)}
        for person in on_it
        for item, share in zip(table.items, r.moved[row, day, person], strict=True)
        if share > 0.005
    ]
    return {
        "couple": series.couple,
        "person": "both" if side == 3 else series.people[side - 1],
        "noticed_on": when(day),
        "since": when(float(r.since[row, day])),
        "since_low": when(float(r.since_low[row, day])),
        "since_high": when(float(r.since_high[row, day])),
        "size_sd": round(float(r.size_sd[row, day]), 3),
        "items": sorted(moved, key=lambda m: -float(str(m["share"]))),
        "confidence": round(float(r.confidence[row, day]), 3),
        "kind": KINDS[int(r.notice[row, day])],
    }


def _day_name(day: date, *, dated: bool) -> str | int:
    return day.isoformat() if dated else (day - EPOCH).days


def _say(found: dict[str, Any]) -> str:
    name = found["couple"]
    if "state" in found:
        words = {"quiet": "quiet", "drift": "in a stretch apart", "not-enough": "not enough to say yet"}
        return f"couple {name}: {words[found['state']]} ({found['days']} days)"
    items = ", ".join(dict.fromkeys(m["item"] for m in found["items"][:3])) or "nothing in particular"
    what = WORDS[found["kind"]][found["person"] == "both"]
    sure = f"with it {items}; about {round(found['confidence'] * 10)} in 10 sure"
    if found["kind"] == "change-in-steadiness":
        return f"couple {name}: {what}, noticed on {found['noticed_on']}; {sure}"
    return (
        f"couple {name}: {found['person']} {what}, noticed on {found['noticed_on']}, "
        f"since about {found['since']} ({found['since_low']} to {found['since_high']}); "
        f"{found['size_sd']:.1f} of the own SD; {sure}"
    )
