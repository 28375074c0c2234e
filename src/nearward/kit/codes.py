"""Short codes that one person reads out and another types: Crockford's base 32, ten characters, fifty bits."""

from __future__ import annotations

import hashlib
import hmac
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
_LOOKALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})


def new_code() -> str:
    """Return a fresh code, written as two groups: `7KQ2M-9XT4B`."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{letters[:5]}-{letters[5:]}"


def normal(typed: str) -> str:
    """Return what was meant: capitals, no dashes or blanks of any kind, look-alike letters made one."""
    return "".join(letter for letter in typed.upper() if letter.isalnum()).translate(_LOOKALIKE)


def digest(typed: str, secret: str) -> str:
    """Return what is stored of a code: its keyed SHA-256, so that the table does not hold the code itself."""
    return hmac.new(secret.encode(), normal(typed).encode(), hashlib.sha256).hexdigest()
