"""Draws four example lives with their curve of evidence: `python -m bench.detect_pictures` writes docs/pictures."""

from pathlib import Path
from typing import Any

import numpy as np

from nearward_detect import Policy, Replay, replay
from nearward_detect.calibration import Limits
from nearward_detect.detectors import DEFAULT
from nearward_detect.simulate import ITEMS, simulate

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
LIVES = {
    "quiet": ("none", 4, "A quiet half year"),
    "one-drifts": ("step 1 one", 5, "One of two steps back by one SD"),
    "slow": ("ramp60 1 both", 6, "Both move apart over sixty days"),
    "dip": ("dip7 1.5 both", 7, "A week of low days"),
}
WIDE, HIGH, LEFT, TOP = 720, 200, 44, 34
LETTER = 8  # pixels, at the most
COLOURS = ("#9a3b26", "#1f5d73")


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    limit = Limits.of(DEFAULT).strict(0.5, 2).limit
    for name, (scenario, seed, title) in LIVES.items():
        made = simulate(seed, 1, 180, scenario, onset=(90, 90))
        result = replay(made.y, ITEMS, Policy(0.5), made.weekday)
        onset = int(made.onset[0]) if scenario != "none" else -1
        target = FOLDER / f"detection-{name}.svg"
        target.write_text(_picture(result, title, onset, limit), encoding="utf-8")
        print(target.name, [(int(d), str(result.kind[0, d])) for d in np.flatnonzero(result.notice[0] >= 0)])


def _picture(r: Replay, title: str, onset: int, limit: float) -> str:
    days = r.evidence.shape[1]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {2 * HIGH + 90}" font-family="sans-serif" '
        f'font-size="12" role="img"><title>{title}</title><rect width="100%" height="100%" fill="#fffdf8"/>',
        f'<text x="{LEFT}" y="20" font-size="15">{title}</text>',
    ]
    for person, colour in enumerate(COLOURS):
        low, high = r.low[0, :, person], r.high[0, :, person]
        parts.append(_area(low, high, days, colour))
        parts.append(_line(r.nearness[0, :, person], days, colour, thin=True))
        parts.append(_line(r.now[0, :, person], days, colour, thin=False))
    ceiling = max(12.0, float(r.evidence.max()) + 1)
    parts.append(_line(np.clip(r.evidence[0], 0, None), days, "#333", thin=False, low=TOP + HIGH + 30, top=ceiling))
    level = _y(limit, TOP + HIGH + 30, ceiling)
    parts.append(f'<path d="M{LEFT} {level:.1f}H{WIDE - 10}" stroke="#888" stroke-dasharray="4 4"/>')
    parts.append(f'<text x="{LEFT + 4}" y="{level - 4:.1f}" fill="#666">limit for half of quiet years</text>')
    parts.append(f'<text x="{LEFT}" y="{TOP + HIGH + 24}" fill="#666">evidence (nats)</text>')
    parts += _marks(r, onset, days)
    return "\n".join([*parts, "</svg>", ""])


def _marks(r: Replay, onset: int, days: int) -> list[str]:
    bottom = TOP + 2 * HIGH + 30
    marks = []
    if onset >= 0:
        x = _x(onset, days)
        marks.append(f'<path d="M{x:.1f} {TOP}V{bottom}" stroke="#b58900" stroke-dasharray="2 3"/>')
        marks.append(f'<text x="{x + 3:.1f}" y="{bottom + 14}" fill="#7a5c00">change begins</text>')
    behind, row = 0.0, 0  # the end of the word before; one that would stand on it stands above it
    for day in np.flatnonzero(r.notice[0] >= 0):
        x = _x(int(day), days)
        row = row + 1 if x < behind else 0
        behind = x + LETTER * len(r.kind[0, day])
        marks.append(f'<path d="M{x:.1f} {TOP}V{bottom}" stroke="#444" stroke-width=".7"/>')
        marks.append(f'<text x="{x + 3:.1f}" y="{TOP + HIGH + 10 - 15 * row}" fill="#222">{r.kind[0, day]}</text>')
    return marks


def _x(day: float, days: int) -> float:
    return LEFT + (WIDE - LEFT - 10) * day / (days - 1)


def _y(value: float, low: float, top: float) -> float:
    return low + HIGH * (1 - value / top)


def _line(values: Any, days: int, colour: str, *, thin: bool, low: float = TOP, top: float = 10.0) -> str:
    pen, path = "M", []
    for day, value in enumerate(values):
        if np.isnan(value):
            pen = "M"
            continue
        path.append(f"{pen}{_x(day, days):.1f} {_y(float(value), low, top):.1f}")
        pen = "L"
    width = 'stroke-width=".8" opacity=".55"' if thin else 'stroke-width="2"'
    return f'<path d="{" ".join(path)}" fill="none" stroke="{colour}" {width}/>'


def _area(low: Any, high: Any, days: int, colour: str) -> str:
    known = [day for day in range(days) if not np.isnan(low[day])]
    there = [f"{_x(d, days):.1f} {_y(float(high[d]), TOP, 10.0):.1f}" for d in known]
    back = [f"{_x(d, days):.1f} {_y(float(low[d]), TOP, 10.0):.1f}" for d in reversed(known)]
    return f'<path d="M{"L".join([*there, *back])}Z" fill="{colour}" opacity=".12"/>' if known else ""


if __name__ == "__main__":
    main()
