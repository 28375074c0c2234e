"""Secrets, licences, the bill of materials and what is known against packages."""

import json
import secrets
from datetime import UTC, date, datetime
from importlib import metadata

import pytest
from tests import supply
from tests.house.secret_words import FORMS, secrets_left
from tests.house.tree import ROOT, in_words, plant
from tests.supply import Locked, Unknown, bill, known_against, licence_of, locked

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
MAY_GO_ALONG = {
    "0BSD", "Apache Software License", "Apache-2.0", "BSD License", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0",
    "CNRI-Python", "DFSG approved", "ISC", "LGPL-3.0-only", "MIT", "MIT License", "MIT-0", "MPL-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)", "PSF-2.0", "Python Software Foundation License", "The MIT License (MIT)",
    "Unlicense", "Zlib",
}  # fmt: skip
"""Licences of works that may be given on together with one under the AGPL 3."""

ALSO = {
    "pysqlite3": "its licence is zlib's, which it brings as a text without a name",
    "apsw": "any licence that the OSI approves may be chosen",
    "djlint": "a tool for our own pages: nothing of it is given on",
    "qrcode": "its text is the BSD's, and of a part that it took over the MIT's",
}


def together(name):
    """Return whether every part of a licence may go along with ours."""
    parts = licence_of(name).replace(" OR ", " AND ").split(" AND ")
    return name in ALSO or all(part in MAY_GO_ALONG for part in parts)


def packages():
    return {each.name: each for lock in supply.LOCKS for each in locked((ROOT / lock).read_text())}


def test_no_secret_lies_in_the_project():
    faults = secrets_left(ROOT)
    assert not faults, in_words(faults)


PLANTED = {
    "a private key": "-----BEGIN " + f"PRIVATE KEY-----\n{secrets.token_hex(40)}",
    "a secret key of age": "AGE-SECRET-" + "KEY-1" + "Q7" * 29,
    "a key of a cloud": "AKI" + "AQ7XZ4J2M6N8P3R5T",
    "a token of a forge": "gh" + "p_" + "a1" * 18,
    "a token of a package index": "pypi-" + "AgEI" + "c2" * 30,
    "a signed token": "ey" + "J" + "a1" * 10 + ".ey" + "J" + "b2" * 10 + "." + "c3" * 12,
    "an address with a password": "postgres://near" + "ward:tr0ub4dor@db.example/near",
    "a ring of keys": '{"keys": {"1": "' + "Q7" * 21 + 'x="}}',
}


@pytest.mark.parametrize("what", FORMS)
def test_a_secret_that_is_left_somewhere_is_found(what, tmp_path):
    root = plant(tmp_path, {"docs/notes.md": f"a line\nand {PLANTED[what]}\n", "src/fine.py": "password = typed\n"})
    assert secrets_left(root) == [f"docs/notes.md:2: looks like {what}"]


def test_every_package_may_go_along_with_our_licence():
    unlike = []
    for name in packages():
        try:
            if not together(name):
                unlike.append(f"{name}: {licence_of(name)}")
        except metadata.PackageNotFoundError:
            continue  # for other machines than this one
    assert not unlike, in_words(unlike)


def test_a_licence_that_may_not_go_along_is_told(monkeypatch):
    for unlike in ("Proprietary", "MIT AND SSPL-1.0", "BSD License AND Other/Proprietary License", ""):
        monkeypatch.setattr("tests.house.test_supply.licence_of", lambda name, unlike=unlike: unlike)
        assert not together("some-package")


def test_a_lock_is_read_with_every_version_and_hash():
    text = 'one==1.0 ; sys_platform == "linux" \\\n    --hash=sha256:' + "a" * 64 + " \\\n    --hash=sha256:" + "b" * 64
    assert locked(f"# remark\n{text}\n    # via two\nTwo.Part==2.0rc1\n") == [
        Locked("one", "1.0", 'sys_platform == "linux"', ("a" * 64, "b" * 64)),
        Locked("two-part", "2.0rc1", "", ()),
    ]


def test_the_bill_names_every_package_of_the_lock_with_its_version_and_hashes():
    lock = (ROOT / "requirements.lock").read_text()
    parts = bill(locked(lock), NOON)["components"]
    assert [(part["name"], part["version"]) for part in parts] == [(each.name, each.version) for each in locked(lock)]
    assert len(parts) > 30
    assert all(any(told["name"] == "nearward:sha256" for told in part["properties"]) for part in parts)
    assert sum("licenses" in part for part in parts) >= len(parts) - 4
    again = bill(locked(lock), NOON)
    assert again["serialNumber"] == bill(locked(lock), NOON)["serialNumber"]


ADVISORY = {
    "id": "PYSEC-2026-1",
    "affected": [
        {
            "package": {"ecosystem": "PyPI", "name": "Some.Package"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "1.2"}, {"fixed": "1.4.1"}]}],
            "versions": ["0.9"],
        }
    ],
}


def advisories(folder, as_of="2026-11-01", advisory=ADVISORY):
    return plant(folder, {"as-of": f"{as_of}\n", "PYSEC-2026-1.json": json.dumps(advisory)})


@pytest.mark.parametrize(
    ("version", "concerned"),
    [("0.9", 1), ("1.1", 0), ("1.2", 1), ("1.4", 1), ("1.4.1", 0), ("2.0", 0), ("not a version", 1)],
)
def test_a_version_is_held_against_the_ranges_of_an_advisory(tmp_path, version, concerned):
    told = known_against([Locked("some-package", version, "", ())], advisories(tmp_path), TODAY)
    assert told == [f"some-package {version}: PYSEC-2026-1"] * concerned


def test_a_withdrawn_advisory_counts_no_more_but_knowing_nothing_is_not_safety(tmp_path):
    package = [Locked("some-package", "1.3", "", ())]
    with pytest.raises(Unknown, match="no advisory on any Python package"):
        known_against(package, advisories(tmp_path, advisory={**ADVISORY, "withdrawn": "2026-10-01"}), TODAY)


@pytest.mark.parametrize(("as_of", "why"), [("2026-09-23", "more than 60 days ago"), ("lately", "no dated advisories")])
def test_old_or_undated_advisories_are_no_answer(tmp_path, as_of, why):
    with pytest.raises(Unknown, match=why):
        known_against([Locked("some-package", "9", "", ())], advisories(tmp_path, as_of), TODAY)
    assert known_against([Locked("some-package", "9", "", ())], advisories(tmp_path, "2026-09-24"), TODAY) == []


def test_without_advisories_the_audit_fails_and_says_so(tmp_path, capsys):
    assert supply.main(["audit", str(tmp_path)]) == 1
    assert "nothing is known about any package" in capsys.readouterr().out
    assert supply.main([]) == 2
