"""Long files sealed block by block, so that any place in them opens alone: AES-256-GCM, a key for each file.

As a key seals one file only, a block's number is its nonce. The last block is marked, and a block opens at its own
place alone, so that a file that was cut, lengthened or reordered does not open (the STREAM construction: Hoang,
Reyhanitabar, Rogaway and Vizár 2015, doi:10.1007/978-3-662-47989-6_24).
"""

from __future__ import annotations

import hmac
import io
from types import TracebackType
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from nearward.kit.seal import Unreadable

BLOCK = 64 << 10
TAG = 16
_WHOLE = BLOCK + TAG


class Sealer:
    """Seals what is written to it into a file; nothing of it is readable before `finish`."""

    def __init__(self, file: BinaryIO, key: bytes) -> None:
        self._file, self._cipher = file, _cipher(key)
        self._waiting = bytearray()
        self._blocks = 0

    def write(self, plain: bytes) -> None:
        self._waiting += plain
        while len(self._waiting) > BLOCK:
            self._put(bytes(self._waiting[:BLOCK]), last=False)
            del self._waiting[:BLOCK]

    def finish(self) -> None:
        """Seal what is left as the last block, and close the file."""
        self._put(bytes(self._waiting), last=True)
        self._file.close()

    def _put(self, plain: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._blocks), plain, _mark(last=last)))
        self._blocks += 1


class SealedFile(io.RawIOBase):
    """Opens what a `Sealer` sealed, at any place; raises `Unreadable` where it was changed or the key is another."""

    def __init__(self, file: BinaryIO, key: bytes) -> None:
        self._file, self._cipher = file, _cipher(key)
        sealed = file.seek(0, io.SEEK_END)
        self._blocks = max(1, -(-sealed // _WHOLE))
        self._size = sealed - TAG * self._blocks
        self._at = 0
        self._held: tuple[int, bytes] = (-1, b"")
        if self._size < 0:
            raise Unreadable
        self._opened(self._blocks - 1)  # the last block says how long the file is

    @property
    def size(self) -> int:
        return self._size

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = max(0, offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence])
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self._at >= self._size:
            return 0
        block = self._opened(self._at // BLOCK)
        start = self._at % BLOCK
        some = block[start : start + len(buffer)]
        buffer[: len(some)] = some
        self._at += len(some)
        return len(some)

    def close(self) -> None:
        self._file.close()
        super().close()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _opened(self, number: int) -> bytes:
        if self._held[0] != number:
            self._file.seek(number * _WHOLE)
            try:
                plain = self._cipher.decrypt(
                    _nonce(number), self._file.read(_WHOLE), _mark(last=number == self._blocks - 1)
                )
            except InvalidTag:
                raise Unreadable from None
            self._held = (number, plain)
        return self._held[1]


def _cipher(key: bytes) -> AESGCM:
    """A key of its own, so that whatever else is sealed under `key` shares no nonce with the blocks."""
    return AESGCM(hmac.digest(key, b"nearward sealed file", "sha256"))


def _nonce(number: int) -> bytes:
    return number.to_bytes(12)


def _mark(*, last: bool) -> bytes:
    return b"last" if last else b"more"
