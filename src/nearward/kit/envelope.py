"""Opening what a browser sealed while it had no connection.

A browser seals each entry to the server's public key, so that whoever holds the phone cannot read what waits on it.
The bytes are told in `shell/static/shell/offline_seal.js`: ECDH on P-256 (SEC 1, NIST SP 800-56A) with a fresh key for
each entry, HKDF-SHA-256 (RFC 5869), AES-256-GCM. The entry's id and its owner's word are authenticated with it, so that
an entry opens for nobody else and under no other id.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import uuid
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from nearward.kit.keyring import write_secret
from nearward.kit.seal import Unreadable

VERSION = b"\x01"
INFO = b"nearward offline entry v1"
FILE = "offline-key.pem"
_WHICH, _POINT, _NONCE = 8, 65, 12
_HEAD = 1 + _WHICH + _POINT + _NONCE


@dataclass(frozen=True, slots=True)
class ServerKey:
    """The key that entries are sealed to; its public half is no secret."""

    private: ec.EllipticCurvePrivateKey

    @property
    def public(self) -> bytes:
        """The public half: 65 bytes, an uncompressed point."""
        return self.private.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )

    @property
    def told(self) -> str:
        """The public half as browsers are told it: base64url without padding."""
        return to_base64url(self.public)

    def open(self, sealed: str, entry: uuid.UUID, owner: str) -> Any:
        """Return the JSON value that was sealed for this entry and owner; raise `Unreadable` for anything else."""
        whole = _from_base64url(sealed)
        head, body = whole[:_HEAD], whole[_HEAD:]
        which, point, nonce = head[1 : 1 + _WHICH], head[1 + _WHICH : -_NONCE], head[-_NONCE:]
        if len(head) < _HEAD or head[:1] != VERSION or which != hashlib.sha256(self.public).digest()[:_WHICH]:
            raise Unreadable
        try:
            theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
            shared = self.private.exchange(ec.ECDH(), theirs)
            key = HKDF(hashes.SHA256(), length=32, salt=point + self.public, info=INFO).derive(shared)
            plain = AESGCM(key).decrypt(nonce, body, head + entry.bytes + owner.encode())
            return json.loads(plain)
        except (ValueError, InvalidTag):
            raise Unreadable from None


@lru_cache(maxsize=4)
def key_in(folder: Path) -> ServerKey:
    """Return the server's key kept in `folder` (mode 0600), making it the first time.

    Losing it loses what still waits in browsers, and nothing else.
    """
    path = folder / FILE
    if not path.exists():
        fresh = ec.generate_private_key(ec.SECP256R1())
        pem = fresh.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        write_secret(path, pem.decode())
    private = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(private, ec.EllipticCurvePrivateKey) or not isinstance(private.curve, ec.SECP256R1):
        raise Unreadable
    return ServerKey(private)


def owner_word(person: uuid.UUID, secret: str) -> str:
    """Return the word by which a browser knows whose entries are waiting; it tells nothing about the person."""
    return to_base64url(hmac.new(secret.encode(), b"offline-owner:" + person.bytes, hashlib.sha256).digest()[:18])


def to_base64url(plain: bytes) -> str:
    """Return base64url without padding."""
    return base64.urlsafe_b64encode(plain).decode().rstrip("=")


def _from_base64url(letters: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(letters + "=" * (-len(letters) % 4))
    except ValueError:
        raise Unreadable from None
