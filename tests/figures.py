"""The page of figures in docs/promises.md, written by `python3 start.py test --nightly` and by nothing else.

A test tells what it has gone through with pytest's own `record_property(PROOF + "what", figure)`, which pytest keeps in
the report of the run. Whole numbers of the same name, as from the parts of one proof, are added up.
"""

from __future__ import annotations

import os
import platform
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from datetime import date
from importlib.metadata import version
from pathlib import Path

PROOF = "proof: "
BEGIN = "<!-- Written by `python3 start.py test --nightly`; what is changed by hand is overwritten. -->"
END = "<!-- Until here. -->"


def gathered(reports: Iterable[Path]) -> dict[str, str | int]:
    """Return what the tests of these reports told, in alphabetical order; of failed tests it says that they failed."""
    found: dict[str, str | int] = {}
    for report in reports:
        for case in ET.parse(report).iter("testcase"):
            failed = case.find("failure") is not None or case.find("error") is not None
            for told in case.iter("property"):
                name, value = told.get("name", ""), told.get("value", "")
                if name.startswith(PROOF):
                    what = name.removeprefix(PROOF)
                    found[what] = "failed" if failed else _sum(found.get(what), value)
    return dict(sorted(found.items()))


def page(figures: Mapping[str, str | int], said: str, minutes: float, today: date) -> str:
    """Return the section: when, on what, how long, and a row for each figure."""
    made_of = f"Python {platform.python_version()}, Django {version('django')}, SQLite {_sqlite()}, {sys.platform}"
    lines = [
        f"{today.isoformat()}, {made_of}, {os.cpu_count()} processors, {minutes:.0f} minutes: {said}.",
        "",
        "| what | figure |",
        "|---|---|",
    ]
    lines += [
        f"| {what} | {value:,} |" if isinstance(value, int) else f"| {what} | {value} |"
        for what, value in figures.items()
    ]
    return "\n".join(lines)


def write(document: Path, section: str) -> None:
    """Put the section between its markers."""
    text = document.read_text(encoding="utf-8")
    between = re.compile(f"{re.escape(BEGIN)}.*{re.escape(END)}", re.DOTALL)
    document.write_text(between.sub(lambda _found: f"{BEGIN}\n\n{section}\n\n{END}", text), encoding="utf-8")


def _sum(before: str | int | None, value: str) -> str | int:
    if before == "failed" or not value.isdecimal():
        return before if before == "failed" else value
    return int(value) + (before if isinstance(before, int) else 0)


def _sqlite() -> str:
    try:
        from pysqlite3 import sqlite_version  # noqa: PLC0415
    except ImportError:
        from sqlite3 import sqlite_version  # noqa: PLC0415
    return str(sqlite_version)
