import hashlib
import json
import stat
import subprocess
import uuid

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.node import IN_CI, NODE, ROOT

from nearward.kit.envelope import FILE, INFO, ServerKey, key_in, owner_word, to_base64url
from nearward.kit.seal import Unreadable

ENTRY = uuid.UUID("0f1e2d3c-4b5a-4697-8877-665544332211")
OWNER = "ana-word"
KEY = ServerKey(
    ec.derive_private_key(0xAE6AF66CDFD9E0C7FB3E7E71AD7B19AE3DFEB400CE27200521D3F208D7C08A79, ec.SECP256R1())
)
VALUE = {"v": 1, "at": "2026-03-12T20:15:00.000Z", "answers": {"closeness": 58, "felt-heard": "away"}}

# Sealed by a browser's WebCrypto with offline_seal.js, to KEY, as ENTRY of OWNER.
SEALED = (
    "Aan6fk46XZ6QBCRwBifzTOeDvCwfMxUKjdPoffletbg1tg8hTOO_5oWFGsphjQooeirSb4VSAmS6YVnPurrvHIcvuE0u9j7QUJe5"
    "jEPEVzgsyHdPJg4uT4G8Vg4yeUYwW68s_DVjQGeiDcWbDYU4Ghg2eUFV59TUAAIAts3Nf9d-xNI3YyDdW0jwSuR-"
    "5p4I8WQThUP5yLXIayU8giItotd7Itf5eu881nzaHdMOHI_leYQWTIq0hewYMUfKNUfslyXI2x3BjIv5HAu6WtFcVnUyKdtzrZf5"
    "gPTYXrdUQD8uYiW__xGqbmYPURPS5TF6BHmde94DypqwSPZ3hjXXrytT9cgHch12nV9_nbnxdL5maqc2sUtz3tn5EaNWkx4T2uNM"
    "OanGkoy1V04Cv_-mpVZc3C-LmaUePCoa-vlGgaFycMCNvVOzQCXmJl83HlwXptiv8ooTT3z9Q5Nfr0eIGnhlNMB5qL2pSULKehuH"
    "d4vFUKYgU7rS3hZT3dNq5oyqzEOB0gt8UvAM5cQaBSlDUjVucxrRfcquC8uQC4fcRz57yctQNVvL7OKOl8pY_6JDMSXv3GJYfkeL"
    "5cDVzK6abmiLi-DNHiilFaHyUyVIUAxbyGoydswSA33DD0pOB-HxG6aw670wWdICHlFQGF5E-y-eQYXfj1G7nIa9ux2yQACrsMkw"
    "tvBYqpPh3UGV0D7zd3vlCg3AX2DsNM_n3FILiwaQYbzxyxC5qMuHP7XRDc-"
    "25pHSXAkj8_CeIVxOK3Gp2Mq9BZg9CAedUzmVl_TmcnraFhKF8TFspT6RgS560MdIScskEEA"
)


def test_what_a_browser_sealed_opens_here():
    assert KEY.open(SEALED, ENTRY, OWNER) == VALUE


def test_an_envelope_opens_for_no_other_owner_entry_or_key(tmp_path):
    for entry, owner, key in [
        (ENTRY, "ben-word", KEY),
        (uuid.UUID(int=5), OWNER, KEY),
        (ENTRY, OWNER, key_in(tmp_path)),
    ]:
        with pytest.raises(Unreadable):
            key.open(SEALED, entry, owner)


@settings(max_examples=200)
@given(st.integers(0, len(SEALED) - 1), st.sampled_from("ABCxyz019-_!é"))
def test_an_envelope_with_one_letter_changed_opens_as_before_or_not_at_all(at, letter):
    changed = SEALED[:at] + letter + SEALED[at + 1 :]
    try:
        assert KEY.open(changed, ENTRY, OWNER) == VALUE
    except Unreadable:
        pass
    else:
        assert at == len(SEALED) - 1 or changed == SEALED


@given(st.text(max_size=300) | st.integers(0, len(SEALED) - 5).map(lambda length: SEALED[:length]))
def test_anything_else_is_unreadable(text):
    with pytest.raises(Unreadable):
        KEY.open(text, ENTRY, OWNER)


def test_the_key_is_made_once_and_only_its_owner_may_read_it(tmp_path):
    first = key_in(tmp_path / "keys").public
    key_in.cache_clear()
    assert key_in(tmp_path / "keys").public == first
    (file,) = (tmp_path / "keys").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_word_stands_for_one_person_on_one_server():
    ana, ben = uuid.uuid4(), uuid.uuid4()
    assert owner_word(ana, "secret") == owner_word(ana, "secret")
    assert len({owner_word(ana, "secret"), owner_word(ben, "secret"), owner_word(ana, "another")}) == 3
    assert ana.hex not in owner_word(ana, "secret")
    assert len(owner_word(ana, "secret")) == 24  # 18 bytes, which need no padding


@pytest.mark.skipif(not NODE.exists() and not IN_CI, reason="there is no Node wheel for this machine")
def test_what_our_own_script_seals_opens_here(tmp_path):
    script = ROOT / "src/nearward/shell/static/shell/offline_seal.js"
    value = {"at": "2026-03-12T20:15:00.000Z", "answers": {"closeness": 0}, "words": "größer als 🌙" * 60}
    told = json.dumps([value, str(ENTRY), {"key": key_in(tmp_path).told, "owner": OWNER}])
    code = f"import {{ seal }} from {json.dumps(script.as_uri())}; console.log(await seal(...{told}));"
    done = subprocess.run([NODE, "--input-type=module", "-e", code], check=True, capture_output=True, text=True)
    assert key_in(tmp_path).open(done.stdout.strip(), ENTRY, OWNER) == value


@pytest.mark.parametrize("other", [ec.generate_private_key(ec.SECP384R1()), ed25519.Ed25519PrivateKey.generate()])
def test_a_key_of_another_kind_in_the_servers_place_is_refused(tmp_path, other):
    pem = other.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (tmp_path / FILE).write_bytes(pem)
    with pytest.raises(Unreadable):
        key_in(tmp_path)


def sealed_by_hand(key, version, which, plain=b"5"):
    """Seal as the browser's script does, but with a head of one's own choosing."""
    fresh = ec.generate_private_key(ec.SECP256R1())
    point = fresh.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    head = version + which + point + bytes(12)
    shared = fresh.exchange(ec.ECDH(), key.private.public_key())
    secret = HKDF(hashes.SHA256(), length=32, salt=point + key.public, info=INFO).derive(shared)
    body = AESGCM(secret).encrypt(bytes(12), plain, head + ENTRY.bytes + OWNER.encode())
    return to_base64url(head + body)


def test_an_envelope_of_another_version_or_to_another_key_stays_shut_even_if_it_would_open(tmp_path):
    key = key_in(tmp_path)
    which = hashlib.sha256(key.public).digest()[:8]
    assert key.open(sealed_by_hand(key, b"\x01", which), ENTRY, OWNER) == 5
    for version, named in ((b"\x02", which), (b"\x01", bytes(8))):
        with pytest.raises(Unreadable):
            key.open(sealed_by_hand(key, version, named), ENTRY, OWNER)


def test_an_envelope_of_any_length_opens(tmp_path):
    key = key_in(tmp_path)
    which = hashlib.sha256(key.public).digest()[:8]
    for length in range(1, 31):
        told = sealed_by_hand(key, b"\x01", which, b"7" * length)
        assert key.open(told, ENTRY, OWNER) == int("7" * length)
