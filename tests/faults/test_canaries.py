"""Words that people write are found nowhere outside their browser: on no disk, in no log, cache, task or backup."""

import base64
import contextlib
import logging
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.urls import NoReverseMatch, get_resolver, reverse
from tests.conftest import NOON
from tests.faults import canaries
from tests.faults.canaries import canary, files_with, forms_in, found, readable

from nearward.cli.backups import archive, sqlite
from nearward.kit import lockbox
from nearward.people.models import Person
from nearward.sharing import queries
from nearward.sharing.actions import keep_ours, write
from nearward.sharing.rules import Audience

pytestmark = pytest.mark.django_db(transaction=True)
NOT_WRITTEN_BUT_DONE = ("account", "pair", "leave", "delete", "devices", "log", "export", "mfa", "language", "demo")
"""Addresses whose forms do something else than to keep words, or keep a user name, which is no content."""


def addresses(pattern=None, names=()):
    """Every address of the house that needs no argument."""
    for each in (pattern or get_resolver()).url_patterns:
        inner = (*names, each.namespace) if getattr(each, "namespace", None) else names
        if hasattr(each, "url_patterns"):
            yield from addresses(each, inner)
        elif each.name:
            with contextlib.suppress(NoReverseMatch):
                yield reverse(":".join((*inner, each.name)))


def write_everywhere(browser, word):
    """Write the word into every form that can be reached in two steps; return the addresses that took it."""
    took = set()
    for address in sorted(set(addresses())):
        if any(part in address.split("/") for part in NOT_WRITTEN_BUT_DONE):
            continue
        page = browser.get(address, follow=True)
        if page.status_code != 200 or "text/html" not in page["Content-Type"]:
            continue
        for action, sent in forms_in(page.content.decode(), word):
            answer = browser.post(action or page.request["PATH_INFO"], sent)
            if answer.status_code in (302, 303):
                took.add(action or page.request["PATH_INFO"])
    return took


@pytest.fixture
def written(ana, ben, pair, as_, now):
    """Two who write the same strange word wherever there is room for words, and once of every kind there is."""
    word = canary()
    took = write_everywhere(as_(ana), word) | write_everywhere(as_(ben), word)
    kinds = {found.kind for found in queries.everything_of(ana)} | {"faults.other"}
    for kind in sorted(kinds):
        write(ben, kind, "canary", now.date(), {"words": word, "list": [word] * 3}, audience=Audience.BOTH, now=now)
    keep_ours(ana, "faults.ours", "canary", {"words": word}, now)
    assert any(word in str(found.value) for found in queries.everything_of(ana)), took
    assert word in str(Person.objects.get(pk=ana.pk).words), took
    assert len(took) >= 3
    return word


def as_bytes(value):
    return bytes(value) if isinstance(value, memoryview | bytes) else str(value).encode()


def in_rows(word):
    """Return the tables that hold the word in any shape, whichever database it is."""
    told = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                plain = [
                    bytes(value) if isinstance(value, memoryview | bytes) else str(value).encode() for value in row
                ]
                if found([word], b"\x00".join(plain)):
                    told.add(table)
    return told


def test_what_people_write_is_in_no_row_file_log_cache_or_task(written, caplog, capfd, tmp_path):
    assert in_rows(written) == set()
    assert files_with([written], Path(settings.DATA)) == {}
    assert found([written], caplog.text.encode()) == set()
    assert found([written], "".join(capfd.readouterr()).encode()) == set()
    assert found([written], repr(getattr(cache, "_cache", {})).encode()) == set()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="this copies the file of SQLite")
def test_what_people_write_is_in_no_backup_sealed_or_opened(written, tmp_path):
    database, folder = Path(connection.settings_dict["NAME"]), Path(settings.NEARWARD_RING).parent
    taken = sqlite.take(database, tmp_path / "copy")
    archive.pack_data(
        archive.Manifest("", "sqlite", taken.migrations, taken.tally), tmp_path / "copy", tmp_path / "data"
    )
    archive.pack_keys(archive.secrets_in(folder, taken), NOON, tmp_path / "keys")
    lock = lockbox.Lock(public=(lockbox.new_pair()[1],))
    for name in ("data", "keys"):
        lock.seal(tmp_path / name, tmp_path / f"{name}.box")
    assert files_with([written], tmp_path) == {}


@pytest.mark.parametrize("shape", ["plain", "base64", "hex", "utf-16"])
def test_a_word_planted_in_a_file_a_log_or_a_row_is_found_in_every_shape(shape, tmp_path, ana, caplog):
    word = canary()
    for number, form in enumerate(canaries.shapes(word)[shape]):
        (tmp_path / f"file{number}").write_bytes(b"some bytes before " + form + b" and after")
    told = files_with([word], tmp_path)
    assert len(told) == number + 1
    assert all(shape in shapes for shapes in told.values())
    logging.getLogger("planted").error("%s", canaries.shapes(word)[shape][0].decode("latin-1"))
    assert found([word], caplog.text.encode("latin-1")) >= {shape}
    Person.objects.filter(pk=ana.pk).update(profile=b"planted " + canaries.shapes(word)[shape][0])
    assert in_rows(word) == {"people_person"}
    Person.objects.filter(pk=ana.pk).update(profile=b"")
    assert in_rows(word) == set()


def test_a_word_in_base64_is_found_wherever_it_begins():
    word = canary()
    for before in range(7):
        assert found([word], base64.b64encode(b"x" * before + word.encode() + b"yz")) == {"base64"}


def test_a_word_is_found_in_bytes_and_one_that_chance_could_write_is_refused():
    assert readable(b"\x00we met\x01", "we met", "we part") == {"we met"}
    assert readable(memoryview(b"sealed"), "we met") == set()
    with pytest.raises(ValueError, match="'Ana'"):
        readable(b"", "we met", "Ana")
