"""Seals an upload once it has come. Until it is all there, the server holds a long body in a file without a name."""

from __future__ import annotations

import hashlib
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

from nearward.chats.at_hand import PART, folder
from nearward.kit.seal import new_key
from nearward.kit.sealed_file import Sealer


class Arrived(UploadedFile):
    """A sealed upload. It is deleted when the request ends, unless it was moved away by then."""

    def __init__(self, path: Path, key: bytes, digest: str, size: int) -> None:
        super().__init__(file=None, name="export", size=size)
        self.path, self.key, self.digest = path, key, digest

    def close(self) -> None:
        self.path.unlink(missing_ok=True)


class Arriving(FileUploadHandler):
    """Takes the file of any form of the house (`FILE_UPLOAD_HANDLERS`); one that is too large is dropped at once."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.folder, self.most = folder(), settings.NEARWARD_CHAT_MEGABYTES << 20
        self.too_large = False
        self._path: Path | None = None

    def new_file(self, *args: Any, **named: Any) -> None:
        super().new_file(*args, **named)
        self._drop()
        self._path = self.folder / f"{secrets.token_hex(16)}{PART}"
        self._key, self._digest = new_key(), hashlib.sha256()
        self._handle = self._path.open("xb", buffering=0)
        self._sealer = Sealer(self._handle, self._key)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > self.most:
            self.too_large = True
            self._drop()
            raise StopUpload(connection_reset=False)
        self._digest.update(raw_data)
        self._sealer.write(raw_data)

    def file_complete(self, file_size: int) -> Arrived | None:
        if self._path is None:
            return None
        self._sealer.finish()
        path, self._path = self._path, None
        return Arrived(path, self._key, self._digest.hexdigest(), file_size)

    def upload_interrupted(self) -> None:
        self._drop()

    def _drop(self) -> None:
        if self._path is not None:
            self._handle.close()
            self._path.unlink(missing_ok=True)
            self._path = None
