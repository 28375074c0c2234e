"""Sealing content at rest: AES-256-GCM (NIST SP 800-38D), a fresh nonce each time, bound to its row's identity.

A sealed value is `version (1 byte) · key number (4 bytes) · nonce (12 bytes) · ciphertext and tag`. The version and
key number are authenticated too. Plaintext is padded to a multiple of 64 bytes, so that an answer's length is hidden.
"""

from __future__ import annotations

import json
import os
import struct
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = 1
PAD = 64
_HEAD = struct.Struct(">BI")


class Unreadable(Exception):
    """Cannot be opened: wrong key, wrong row, changed or cut bytes. The raw value is never returned instead."""


def new_key() -> bytes:
    """Return a fresh 256-bit key."""
    return AESGCM.generate_key(bit_length=256)


def seal(key: bytes, plain: bytes, identity: str, *, number: int = 1) -> bytes:
    """Seal `plain` for the row that `identity` names, under `key`, whose number is kept for rotation."""
    head = _HEAD.pack(VERSION, number)
    nonce = os.urandom(12)
    padded = struct.pack(">I", len(plain)) + plain
    padded += bytes(-len(padded) % PAD)
    return head + nonce + AESGCM(key).encrypt(nonce, padded, head + identity.encode())


def unseal(key: bytes, sealed: bytes | memoryview, identity: str) -> bytes:
    """Open what `seal` made for this very row; raise `Unreadable` for anything else."""
    sealed = bytes(sealed)
    head, nonce, body = sealed[: _HEAD.size], sealed[_HEAD.size : _HEAD.size + 12], sealed[_HEAD.size + 12 :]
    if len(body) < 16 + PAD or head[0] != VERSION:
        raise Unreadable
    try:
        padded = AESGCM(key).decrypt(nonce, body, head + identity.encode())
    except InvalidTag:
        raise Unreadable from None
    (length,) = struct.unpack(">I", padded[:4])
    return padded[4 : 4 + length]


def key_number(sealed: bytes | memoryview) -> int:
    """Return the number of the key that a value was sealed under."""
    if len(sealed) < _HEAD.size:
        raise Unreadable
    number: int = _HEAD.unpack(bytes(sealed[: _HEAD.size]))[1]
    return number


def seal_json(key: bytes, value: Any, identity: str) -> bytes:
    """Seal a JSON value."""
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return seal(key, plain, identity)


def unseal_json(key: bytes, sealed: bytes | memoryview, identity: str) -> Any:
    """Open a JSON value."""
    return json.loads(unseal(key, sealed, identity).decode("utf-8", "surrogatepass"))
