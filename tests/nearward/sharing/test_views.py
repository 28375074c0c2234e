import csv
import io
import json
import zipfile
from datetime import date

import pytest
from django.urls import reverse

from nearward.kit import clock
from nearward.people import actions as people
from nearward.people.queries import ledger_of
from nearward.people.sessions import BEGUN
from nearward.sharing.actions import write
from nearward.sharing.rules import Audience

DAY = date(2026, 3, 12)
EXPORT = "/me/export/"


@pytest.fixture
def taken(as_, now):
    """Return the files of somebody's copy."""

    def took(who):
        with clock.at(now):
            browser = as_(who)
            session = browser.session
            session[BEGUN] = now.isoformat()
            session.save()
            answer = browser.post(EXPORT)
        assert answer["Content-Disposition"] == 'attachment; filename="my-notes.zip"'
        assert "no-store" in answer["Cache-Control"]
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            return {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}

    return took


def put(who, now, value, subject="closeness", audience=Audience.US):
    write(who, "answer", subject, DAY, value, audience=audience, now=now)


def table(text):
    return list(csv.reader(io.StringIO(text)))


def test_the_copy_holds_everything_one_wrote_and_ones_log(taken, ana, ben, pair, now):
    put(ana, now, {"text": "the sea, “again”\nand again"})
    put(ana, now, 7, subject="heard", audience=Audience.ME)
    files = taken(ana)
    assert "“again”" in files["everything.json"]  # as it was typed, for whoever opens it as text
    everything = json.loads(files["everything.json"])
    assert [(one["subject"], one["audience"], one["value"]) for one in everything["written"]] == [
        ("closeness", "us", {"text": "the sea, “again”\nand again"}),
        ("heard", "me", 7),
    ]
    assert everything["about"]["user_name"] == "ana"
    assert [line["act"] for line in everything["log"]] == ["linked", "exported"]
    heads, *rows = table(files["written.csv"])
    assert [row[heads.index("value")] for row in rows] == ['{"text": "the sea, “again”\\nand again"}', "7"]
    assert [row[1] for row in table(files["log.csv"])] == ["act", "linked", "exported"]


def test_nothing_the_partner_wrote_is_in_it(taken, ana, ben, pair, now):
    for audience in Audience:
        put(ben, now, "the lighthouse", subject=f"said-{audience}", audience=audience)
        put(ana, now, "my own", subject=f"said-{audience}", audience=audience)
    people.choose_words(ben, called="Benedict")
    whole = "".join(taken(ana).values())
    assert "lighthouse" not in whole
    assert "Benedict" not in whole
    assert str(ben.pk) not in whole
    assert whole.count("my own") == 2 * len(Audience)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_the_tables_hold_no_formula(taken, ana, now, start):
    put(ana, now, f'{start}HYPERLINK("//example.org")')
    heads, row = table(taken(ana)["written.csv"])
    assert row[heads.index("value")] == f'\'{start}HYPERLINK("//example.org")'


def test_a_copy_tells_a_pause_by_the_other_from_an_end_by_nothing(taken, ana, ben, pair, now):
    put(ana, now, "for us both")
    people.pause_pair(ben, now)
    paused = taken(ana)
    ledger_of(ana).last().delete()
    people.leave_pair(ben, now)
    assert taken(ana) == paused


def test_the_page_comes_first_and_takes_nothing(as_, ana, now):
    browser = as_(ana)
    assert browser.get(EXPORT)["Location"].startswith(reverse("account_reauthenticate"))
    assert browser.post(EXPORT)["Location"].startswith(reverse("account_reauthenticate"))
    session = browser.session
    session[BEGUN] = now.isoformat()
    session.save()
    with clock.at(now):
        assert b"Nothing that your partner wrote is in it" in browser.get(EXPORT).content
        assert [browser.generic(method, EXPORT).status_code for method in ("PUT", "DELETE")] == [405, 405]
    assert not ledger_of(ana).exists()


def test_an_empty_account_gives_an_empty_copy(taken, cleo):
    files = taken(cleo)
    assert json.loads(files["everything.json"])["written"] == []
    assert len(table(files["written.csv"])) == 1
