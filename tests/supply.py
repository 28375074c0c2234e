"""What Nearward is made of: the packages of the locks, their licences, and what is known against them.

`python3 start.py supply bill FILE`      writes a bill of materials (CycloneDX 1.6, JSON) of what is installed
`python3 start.py supply audit FOLDER`   holds the locks against a folder of advisories (OSV, JSON), dated in `as-of`

Advisories cannot be had from a package index. Without a fresh folder of them the audit fails and says so; it never
takes silence for safety.
"""

from __future__ import annotations

import contextlib
import json
import re
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")
OLDEST = timedelta(days=60)
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)(?: ; ([^\\]+?))? *\\?$")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


class Unknown(Exception):
    """Nothing can be said about the packages; the message tells why."""


@dataclass(frozen=True, slots=True)
class Locked:
    """One package of a lock: its exact version, on which machines it is wanted, and what its files hash to."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]


def locked(text: str) -> list[Locked]:
    """Return the packages of a lock's text."""
    found: list[Locked] = []
    for line in text.splitlines():
        if pin := _PIN.match(line.strip()) if not line.startswith((" ", "#")) else None:
            found.append(Locked(canonicalize_name(pin[1]), pin[2], (pin[3] or "").strip(), ()))
        elif (digest := _HASH.search(line)) and found:
            last = found[-1]
            found[-1] = Locked(last.name, last.version, last.marker, (*last.hashes, digest[1]))
    return found


def licence_of(name: str) -> str:
    """Return what an installed package says its licence is: an expression, classifiers, or words."""
    told = metadata.metadata(name)
    if expression := told.get("License-Expression"):
        return expression
    classified = [
        each.rpartition(" :: ")[2] for each in told.get_all("Classifier") or () if each.startswith("License ::")
    ]
    words = (told.get("License") or "").strip().splitlines()
    return " AND ".join(classified) or (words[0] if words else "") or _from_file(name)


def bill(packages: list[Locked], made: datetime) -> dict[str, Any]:
    """Return a bill of materials; the same packages give the same serial number."""
    parts = [_part(package) for package in packages]
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(parts, sort_keys=True))
    project = {"type": "application", "name": "nearward", "licenses": [{"license": {"id": "AGPL-3.0-or-later"}}]}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {"timestamp": made.isoformat(timespec="seconds"), "component": project},
        "components": parts,
    }


def known_against(packages: list[Locked], folder: Path, today: date) -> list[str]:
    """Return what the advisories in `folder` say against these packages; raise `Unknown` where they say nothing."""
    try:
        as_of = date.fromisoformat((folder / "as-of").read_text().strip())
    except (OSError, ValueError):
        raise Unknown(f"There are no dated advisories in {folder}, so nothing is known about any package.") from None
    if today - as_of > OLDEST:
        raise Unknown(f"The advisories are of {as_of}, which is more than {OLDEST.days} days ago.")
    by_name: dict[str, list[dict[str, Any]]] = {}
    for file in sorted(folder.glob("*.json")):
        advisory = json.loads(file.read_text(encoding="utf-8"))
        for affected in advisory.get("affected", ()):
            if affected["package"]["ecosystem"] == "PyPI" and "withdrawn" not in advisory:
                name = canonicalize_name(affected["package"]["name"])
                by_name.setdefault(name, []).append({**affected, "id": advisory["id"]})
    if not by_name:
        raise Unknown(f"There is no advisory on any Python package in {folder}.")
    return [
        f"{package.name} {package.version}: {affected['id']}"
        for package in packages
        for affected in by_name.get(package.name, ())
        if _concerns(package.version, affected)
    ]


def _concerns(version: str, affected: dict[str, Any]) -> bool:
    """Whether a version is named, or lies in a range; one that cannot be compared counts as concerned."""
    if version in affected.get("versions", ()):
        return True
    ranges = [each for each in affected.get("ranges", ()) if each["type"] == "ECOSYSTEM"]
    try:
        return any(_within(Version(version), each["events"]) for each in ranges)
    except InvalidVersion:
        return True


def _within(version: Version, events: list[dict[str, str]]) -> bool:
    inside = False
    for event in events:
        if "introduced" in event:
            inside = inside or event["introduced"] == "0" or version >= Version(event["introduced"])
        else:
            fixed = "fixed" in event and version >= Version(event["fixed"])
            passed = "last_affected" in event and version > Version(event["last_affected"])
            inside = inside and not (fixed or passed)
    return inside


def _part(package: Locked) -> dict[str, Any]:
    """One package as CycloneDX names it. The lock hashes files of which one is chosen, so they stand as properties."""
    part: dict[str, Any] = {
        "type": "library",
        "bom-ref": f"pkg:pypi/{package.name}@{package.version}",
        "name": package.name,
        "version": package.version,
        "purl": f"pkg:pypi/{package.name}@{package.version}",
        "properties": [{"name": "nearward:sha256", "value": digest} for digest in package.hashes],
    }
    if package.marker:
        part["properties"].append({"name": "nearward:marker", "value": package.marker})
    with contextlib.suppress(metadata.PackageNotFoundError):  # what this machine does not want it knows no licence of
        part["licenses"] = [{"license": {"name": licence_of(package.name)}}]
    return part


def _from_file(name: str) -> str:
    """Return the first words of the licence that a package brings along."""
    files: Iterator[Any] = (each for each in metadata.files(name) or () if "licen" in each.name.lower())
    return next((line.strip() for each in files for line in each.read_text().splitlines() if line.strip()), "")


def main(arguments: list[str]) -> int:
    now = datetime.now(UTC)  # noqa: TID251
    packages = locked((ROOT / LOCKS[0]).read_text())
    if len(arguments) != 2 or arguments[0] not in {"bill", "audit"}:
        print(__doc__)
        return 2
    if arguments[0] == "bill":
        Path(arguments[1]).write_text(json.dumps(bill(packages, now), indent=1) + "\n")
        print(f"{len(packages)} packages are told in {arguments[1]}.")
        return 0
    try:
        found = known_against(packages, Path(arguments[1]), now.date())
    except Unknown as reason:
        print(reason)
        return 1
    print("\n".join(found) or f"Nothing is known against any of the {len(packages)} packages.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
