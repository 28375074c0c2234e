"""What first alarms add up to: delays with their standard errors, paired differences, verdicts; as Markdown."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from bench.detect_runs import CUT, Found

TARGETS = {
    "step 0.5 both": 50,
    "step 1 both": 17.5,
    "step 1.5 both": 9.5,
    "step 0.5 one": 66,
    "step 1 one": 24.5,
    "step 1.5 one": 12.5,
    "ramp30 1 both": 32.5,
    "ramp30 1 one": 39.5,
    "ramp60 1 both": 46.5,
    "ramp60 1 one": 55,
    "step 1 follow": 22.5,
}
DIP, DIP_TARGET, DIP_DAYS = "dip7 1.5 both", 0.20, 30
OURS, NAMED, ORACLE = "nearward", "nearward, drift named", "oracle"
KEYS = {OURS: "notice", NAMED: "drift", ORACLE: "oracle"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean and its standard error."""

    value: float
    error: float

    def told(self, digits: int) -> str:
        """As a table has it."""
        return f"{self.value:.{digits}f} ± {self.error:.{digits}f}"


def share(hits: Any) -> Figure:
    """Share of true values."""
    return Figure(float(np.mean(hits)), float(np.std(hits) / np.sqrt(max(len(hits), 1))))


def delay(alarm: Any, onset: Any) -> Figure:
    """Mean days to notice, onset day included and cut at `CUT`, among pairs not alarmed before."""
    days = _days(alarm, onset)[alarm >= onset]
    return Figure(float(days.mean()), float(days.std() / np.sqrt(len(days))))


def difference(alarm: Any, other: Any, onset: Any) -> Figure:
    """`delay(alarm)` less `delay(other)` on the same pairs; the error knows that they are the same.

    Each delay is a mean over the pairs that its method has not alarmed before, so a ratio; the error is that of the
    difference of two ratios by linearisation (Cochran 1977, Sampling Techniques, section 6.3).
    """
    value, influence = 0.0, np.zeros(len(onset))
    for sign, day in ((1.0, alarm), (-1.0, other)):
        calm = day >= onset
        mean = float(_days(day, onset)[calm].mean())
        value += sign * mean
        influence += sign * calm * (_days(day, onset) - mean) / calm.mean()
    return Figure(value, float(influence.std() / np.sqrt(len(onset))))


def within(alarm: Any, notice: Any, onset: Any, days: int = DIP_DAYS) -> Figure:
    """Share of pairs, quiet until the change, with an alarm of that kind within `days` days."""
    calm = notice >= onset
    return share(((alarm < onset + days) & (alarm >= onset))[calm])


def delays_table(found: dict[str, Found], methods: list[str], rates: dict[str, Figure]) -> str:
    """All methods by all scenarios."""
    rows = [["days to notice", "alarmed in a quiet year", *TARGETS, f"dip called so within {DIP_DAYS} days"]]
    for method in methods:
        key = KEYS.get(method, method)
        cells = [delay(found[name][key], found[name]["onset"]).told(1) for name in TARGETS]
        rate = rates[method].told(3) if method in rates else ".5"
        rows.append([method, rate, *cells, _dip(found, method)])
    rows.append(["target", ".47-.53", *(f"≤ {t:g}" for t in TARGETS.values()), f"≤ {DIP_TARGET:.2f}"])
    return markdown(rows)


def verdicts(found: dict[str, Found], peers: list[str]) -> str:
    """Ours against every target, and against the best peer of each scenario on the same pairs."""
    rows = [["scenario", "nearward", "target", "", "best peer", "its delay", "nearward less the best peer", ""]]
    slower = []
    for name, target in TARGETS.items():
        f = found[name]
        ours = delay(f["notice"], f["onset"])
        cells = [name, ours.told(2), f"≤ {target:g}", met(ours, target)]
        if peers:
            best = min(peers, key=lambda peer: delay(f[peer], f["onset"]).value)
            apart = difference(f["notice"], f[best], f["onset"])
            cells += [best, delay(f[best], f["onset"]).told(2), apart.told(2), _against(apart)]
            slower += [name] if _against(apart) == "later" else []
        rows.append(cells + [""] * (8 - len(cells)))
    f = found[DIP]
    dip = within(f["drift"], f["notice"], f["onset"])
    rows.append([DIP + ", called drift", dip.told(3), f"≤ {DIP_TARGET}", met(dip, DIP_TARGET), "", "", "", ""])
    told = "later than the best peer beyond two standard errors: " + (", ".join(slower) or "nowhere")
    return markdown(rows) + (f"\n\n{told}" if peers else "")


def met(figure: Figure, highest: float) -> str:
    """Whether a figure is as small as was wished, and by how much not."""
    if figure.value <= highest:
        return "met"
    sure = "" if figure.value > highest + 2 * figure.error else ", within two standard errors"
    return f"missed by {100 * (figure.value / highest - 1):.1f} %{sure}"


def between(figure: Figure, low: float, high: float) -> str:
    """Whether a share lies where it was wished."""
    if low <= figure.value <= high:
        return "met"
    off = max(low - figure.value, figure.value - high)
    return f"missed by {off:.3f}{'' if off > 2 * figure.error else ', within two standard errors'}"


def markdown(rows: list[list[str]]) -> str:
    """The first row is the head."""
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


def _days(alarm: Any, onset: Any) -> Any:
    return np.minimum(alarm - onset + 1.0, CUT)


def _dip(found: dict[str, Found], method: str) -> str:
    if method == ORACLE:
        return "–"
    f = found[DIP]
    notice = f["notice"] if method in {OURS, NAMED} else f[method]
    return within(f[KEYS.get(method, method)], notice, f["onset"]).told(2)


def _against(apart: Figure) -> str:
    if abs(apart.value) <= 2 * apart.error:
        return "level"
    return "earlier" if apart.value < 0 else "later"
