"""Writing without a connection, on the server's side. The browser's side is in tests/browser/test_offline.py."""

import hashlib
import json
import os
import uuid
from datetime import date, timedelta

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.urls import reverse
from tests.compare import told

from nearward.checkins.models import Receipt
from nearward.checkins.queries import answers_on, choices_of
from nearward.kit import clock
from nearward.kit.envelope import key_in, owner_word, to_base64url
from nearward.sharing.models import Item

DAY = date(2026, 3, 12)
QUEUE = "/minute/queue/"
ENTRY = "0f1e2d3c-4b5a-4697-8877-665544332211"


@pytest.fixture(autouse=True)
def _noon(now):
    with clock.at(now):
        yield


def server_key():
    return key_in(settings.DATA / "keys").public


def seal(plain, entry, owner, server):
    """Seal as a browser does, written from the description in offline_seal.js."""
    own = ec.generate_private_key(ec.SECP256R1())
    point = own.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), server)
    info = b"nearward offline entry v1"
    key = HKDF(hashes.SHA256(), length=32, salt=point + server, info=info).derive(own.exchange(ec.ECDH(), theirs))
    nonce = os.urandom(12)
    head = b"\x01" + hashlib.sha256(server).digest()[:8] + point + nonce
    plain = plain.ljust(-(-len(plain) // 512) * 512)
    return to_base64url(head + AESGCM(key).encrypt(nonce, plain, head + uuid.UUID(entry).bytes + owner.encode()))


def word_of(who):
    return owner_word(who.pk, settings.SECRET_KEY)


def envelope(who, value, entry=ENTRY, server=None):
    plain = value if isinstance(value, bytes) else json.dumps(value).encode()
    return {"id": entry, "owner": word_of(who), "sealed": seal(plain, entry, word_of(who), server or server_key())}


def minute(now, **answers):
    return {"v": 1, "at": now.isoformat(), "answers": {name.replace("_", "-"): v for name, v in answers.items()}}


def send(browser, told):
    return browser.post(QUEUE, told if isinstance(told, str) else json.dumps(told), content_type="application/json")


def written(who, day=DAY):
    return {each.item.id: each.value for each in answers_on(who, day)}


def nothing_kept():
    return not Item.objects.exists() and not Receipt.objects.exists()


def test_a_sealed_minute_arrives_once_and_the_next_page_says_so(ana, as_, now):
    browser = as_(ana)
    sent = envelope(ana, minute(now - timedelta(hours=2), closeness=58, tension="away"))
    assert [send(browser, sent).status_code for _time in range(3)] == [204] * 3
    assert written(ana) == {"closeness": 58, "tension": None}
    assert browser.get("/minute/").content.count(b"has arrived") == 1
    assert b"has arrived" not in browser.get("/minute/").content


def test_several_minutes_that_arrive_together_are_told_of_once(ana, as_, now):
    browser = as_(ana)
    for ago in (3, 2, 1):
        then = now - timedelta(days=ago)
        assert send(browser, envelope(ana, minute(then, closeness=ago), str(uuid.uuid4()))).status_code == 204
        assert written(ana, DAY - timedelta(days=ago)) == {"closeness": ago}
    assert browser.get("/minute/").content.count(b"has arrived") == 1


def test_an_entry_of_another_person_is_not_taken_and_nobody_is_told_whose_it_is(ana, ben, cleo, pair, as_, now):
    browser = as_(ana)
    by_ben, by_cleo = (envelope(who, minute(now, closeness=58)) for who in (ben, cleo))
    by_nobody = {**by_ben, "owner": "a-word-of-nobody"}
    assert told(send(browser, by_ben)) == told(send(browser, by_cleo)) == told(send(browser, by_nobody))
    assert send(browser, by_ben).status_code == 403
    assert nothing_kept()
    assert send(as_(ben), by_ben).status_code == 204
    assert written(ben) == {"closeness": 58}


def test_an_entry_sealed_as_somebody_elses_does_not_open_under_ones_own_word(ana, ben, as_, now):
    sent = {**envelope(ben, minute(now, closeness=58)), "owner": word_of(ana)}
    assert send(as_(ana), sent).status_code == 422
    assert nothing_kept()


@pytest.mark.parametrize("ago", [timedelta(days=8), timedelta(hours=-1)])
def test_an_entry_too_old_or_from_the_future_is_refused_kindly(ana, as_, now, ago):
    browser = as_(ana)
    assert send(browser, envelope(ana, minute(now - ago, closeness=58))).status_code == 422
    assert nothing_kept()
    assert choices_of(ana).closed is None
    assert b"too old, or the clock was wrong" in browser.get("/minute/").content


@pytest.mark.parametrize(
    "value",
    [
        b"not json",
        b"[]",
        b'"text"',
        b"{}",
        {"at": "2026-03-12T12:00:00", "answers": {"closeness": 5}},
        {"at": "yesterday", "answers": {"closeness": 5}},
        {"at": 5, "answers": {"closeness": 5}},
        {"at": "2026-03-12T12:00:00Z", "answers": [["closeness", 5]]},
        {"at": "2026-03-12T12:00:00Z", "answers": {"closeness": "5"}},
        {"at": "2026-03-12T12:00:00Z", "answers": {}},
    ],
)
def test_an_envelope_that_holds_no_minute_is_refused_for_good(ana, as_, value):
    assert send(as_(ana), envelope(ana, value)).status_code == 422
    assert nothing_kept()


def test_an_envelope_for_another_server_is_refused_for_good(ana, as_, now, tmp_path):
    other = key_in(tmp_path).public
    assert send(as_(ana), envelope(ana, minute(now, closeness=5), server=other)).status_code == 422
    assert nothing_kept()


@pytest.mark.parametrize(
    "body",
    ["", "[]", "{}", "nothing", '{"id": 5}', '{"id": "x", "owner": "y", "sealed": "z"}', "9" * 20_000, "[" * 16_000],
)
def test_what_is_no_envelope_is_refused_for_good(ana, as_, body):
    assert send(as_(ana), body).status_code == 422
    assert nothing_kept()


def test_without_signing_in_an_entry_waits(ana, client, now):
    answer = send(client, envelope(ana, minute(now, closeness=58)))
    assert answer.status_code == 302
    assert nothing_kept()


def test_an_entry_needs_the_token_of_a_page(ana, as_, now):
    browser = as_(ana)
    browser.handler.enforce_csrf_checks = True
    assert send(browser, envelope(ana, minute(now, closeness=58))).status_code == 403
    assert nothing_kept()


def test_the_page_without_a_connection_is_the_same_for_everybody(ana, ben, pair, as_, client, now):
    address = reverse("checkins:offline")
    send(as_(ana), envelope(ana, minute(now, closeness=58)))
    pages = [told(browser.get(address)) for browser in (client, as_(ana), as_(ben))]
    assert pages[0] == pages[1] == pages[2]
    assert pages[0][0] == 200
    assert b"Ana" not in pages[0][1]


def test_pages_of_somebody_signed_in_name_the_key_and_their_own_word(ana, ben, as_):
    page = as_(ana).get("/minute/").content
    assert key_in(settings.DATA / "keys").told.encode() in page
    assert word_of(ana).encode() in page
    assert word_of(ben).encode() not in page
