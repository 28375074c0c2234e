"""The data folder: made, closed to others, and tried before anything relies on it."""

import errno
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nearward.cli.sorry import SorryError

LEAST_FREE = 50 * 2**20
FEW_FREE = 500 * 2**20


def settle(data: Path) -> list[str]:
    """Make the folder ready to hold intimate data; return what the operator may want to know."""
    os.umask(0o077)
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        if data.stat().st_uid == os.getuid():
            data.chmod(0o700)
        _write_something(data)
    except OSError as error:
        raise SorryError(in_words(error, data)) from None
    free = shutil.disk_usage(data).free
    if free < LEAST_FREE:
        raise SorryError(in_words(OSError(errno.ENOSPC, ""), data))
    return [f"Only {free // 2**20} MB are free on the disk of {data}."] if free < FEW_FREE else []


def in_words(error: OSError, data: Path) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk is full, so nothing could be kept safely in {data}. Please make some room and start again."
    if error.errno in (errno.EEXIST, errno.ENOTDIR):
        reason = "a file stands where the folder should be"
    elif error.errno == errno.EROFS:
        reason = "this disk may only be read"
    elif error.errno in (errno.EACCES, errno.EPERM):
        reason = "it belongs to somebody else"
    else:
        reason = error.strerror or "the system gives no reason"
    return (
        f"The data folder cannot be written to: {data} ({reason}).\n"
        "Please choose another with NEARWARD_DATA=folder, or make this one yours."
    )


@contextmanager
def one_at_a_time(data: Path, name: str) -> Iterator[None]:
    """Wait until no other start does the same in this data folder."""
    with (data / f"{name}.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _write_something(data: Path) -> None:
    with tempfile.TemporaryFile(dir=data) as trial:
        trial.write(bytes(64 * 1024))
        trial.flush()
        os.fsync(trial.fileno())
