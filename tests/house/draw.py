"""Draws the house: its floors as the contracts in pyproject.toml tell them, its lines as the code imports.

`python -m tests.house.draw` writes docs/architecture.svg. Only what exists is drawn, and of the imports only those that
do not follow from others.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path

from tests.house.tree import ROOT, imports

PICTURE = "docs/architecture.svg"
WIDTH, ROW, TOP, MARGIN = 1000, 78, 16, 20
BOX, HIGH, GAP = 112, 38, 10
WIDE_BOX = 190
ASIDE = 190
"""A part alone on its floor steps aside, in turn to the left and to the right, so that lines run past it."""

STYLE = """
  .sheet { fill: #faf7f1 } .floor { fill: none; stroke: #e6dfd3 }
  .box { fill: #ffffff; stroke: #1d6f69; stroke-width: 1.5 } .ground { fill: #dcecea }
  .way { fill: none; stroke: #b9552f; stroke-width: 1.4; opacity: .55 } .tip { fill: #b9552f; opacity: .7 }
  text { font: 15px system-ui, sans-serif; fill: #21302d; text-anchor: middle }
  @media (prefers-color-scheme: dark) {
    .sheet { fill: #141918 } .floor { stroke: #2e3836 } .box { fill: #1c2322; stroke: #79cabf }
    .ground { fill: #1f3936 } .way { stroke: #f2a27c } .tip { fill: #f2a27c } text { fill: #efe9de }
  }
"""

Places = Mapping[str, tuple[float, float, float]]


def floors(root: Path) -> list[list[str]]:
    """The parts of the house that exist, floor by floor from the top, as the first contract names them."""
    contracts = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    named = [[part.strip(" ()") for part in layer.split("|")] for layer in layers]
    return [existing for parts in named if (existing := [part for part in parts if _exists(root, part)])]


def ways(root: Path) -> set[tuple[str, str]]:
    """Which part imports which, without the ways that follow from two others."""
    parts = {part for floor in floors(root) for part in floor}
    direct = {
        (here, there)
        for found in imports(root, *sorted({part.split(".")[0] for part in parts}))
        if not found.for_types
        and (here := _part_of(found.importer, parts))
        and (there := _part_of(found.module, parts))
        and here != there
    }
    return {way for way in direct if not _follows(way, direct)}


def picture(root: Path) -> str:
    """The drawing as SVG; the same code gives the same letters."""
    rows = floors(root)
    places = _places(rows)
    drawn_ways = _with_ports(places, ways(root))
    height = TOP * 2 + ROW * len(rows)
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="t">',
        '<title id="t">The floors of the house. Every line is an import, and all of them run down.</title>',
        f"<style>{STYLE}</style>",
        f'<rect class="sheet" width="{WIDTH}" height="{height}" rx="18"/>',
        *(_floor(number) for number in range(1, len(rows))),
        *(_way(*ends) for ends in drawn_ways),
        *(_box(name, place) for name, place in places.items()),
        "</svg>",
    ]
    return "\n".join(drawn) + "\n"


def is_fresh(root: Path) -> bool:
    """Whether the picture shows the code as it is."""
    path = root / PICTURE
    return path.exists() and path.read_text(encoding="utf-8") == picture(root)


def _exists(root: Path, part: str) -> bool:
    path = root.joinpath("src", *part.split("."))
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


def _part_of(module: str, parts: Iterable[str]) -> str:
    return next((part for part in parts if module == part or module.startswith(f"{part}.")), "")


def _follows(way: tuple[str, str], direct: set[tuple[str, str]]) -> bool:
    """Whether one gets from the one end to the other by at least one stop between."""
    here, there = way
    seen, waiting = set(), [stop for start, stop in direct if start == here and stop != there]
    while waiting:
        stop = waiting.pop()
        if stop not in seen:
            seen.add(stop)
            waiting += [after for before, after in direct if before == stop]
    return there in seen


def _places(rows: list[list[str]]) -> Places:
    """Each part's left edge, upper edge and width."""
    places = {}
    for number, row in enumerate(rows):
        width = WIDE_BOX if all("." not in part for part in row) else BOX
        left = (WIDTH - len(row) * width - (len(row) - 1) * GAP) / 2
        left += ASIDE * (-1 if number % 2 else 1) if len(row) == 1 else 0
        for index, part in enumerate(row):
            places[part] = (left + index * (width + GAP), TOP + number * ROW + (ROW - HIGH) / 2, width)
    return places


def _floor(number: int) -> str:
    y = TOP + number * ROW
    return f'<path class="floor" d="M{MARGIN} {y}H{WIDTH - MARGIN}"/>'


def _with_ports(places: Places, drawn: set[tuple[str, str]]) -> list[tuple[float, float, float, float]]:
    """The two ends of each line; lines at the same part stand side by side, in the order of where they come or go."""
    ends = []
    for here, there in sorted(drawn):
        leaving = sorted((to for start, to in drawn if start == here), key=lambda part: (places[part][0], part))
        reaching = sorted((start for start, to in drawn if to == there), key=lambda part: (places[part][0], part))
        x = places[here][0] + places[here][2] * (leaving.index(there) + 1) / (len(leaving) + 1)
        to_x = places[there][0] + places[there][2] * (reaching.index(here) + 1) / (len(reaching) + 1)
        ends.append((x, places[here][1] + HIGH, to_x, places[there][1] - 5))
    return ends


def _way(x: float, y: float, to_x: float, to_y: float) -> str:
    bend = min(ROW * 0.8, (to_y - y) * 0.6)
    line = f"M{x:.0f} {y:.0f}C{x:.0f} {y + bend:.0f} {to_x:.0f} {to_y - bend:.0f} {to_x:.0f} {to_y:.0f}"
    return f'<path class="way" d="{line}"/><path class="tip" d="M{to_x - 4:.0f} {to_y - 3:.0f}h8l-4 7z"/>'


def _box(name: str, place: tuple[float, float, float]) -> str:
    x, y, width = place
    kind = "box" if "." in name else "box ground"
    label = escape(name.removeprefix("nearward."))
    box = f'<rect class="{kind}" x="{x:.0f}" y="{y:.0f}" width="{width:.0f}" height="{HIGH}" rx="12"/>'
    return f'{box}<text x="{x + width / 2:.0f}" y="{y + HIGH / 2 + 5:.0f}">{label}</text>'


if __name__ == "__main__":
    (ROOT / PICTURE).write_text(picture(ROOT), encoding="utf-8")
    sys.stdout.write(f"{PICTURE}\n")
