"""The counting of words in chats, compiled once by this machine's C compiler and kept in the data folder.

Where there is no compiler, or nobody has asked for it, NumPy counts: the same, more slowly.
"""

import hashlib
import shutil
import subprocess
from pathlib import Path

from nearward_dialogue.kernel import FLAGS, SOURCE, Kernel


def kernel(cache: Path) -> Kernel | None:
    """The kernel that was compiled from the source as it is now, if it was."""
    library = _library(cache)
    return Kernel(library) if library.is_file() else None


def compiled(cache: Path) -> Kernel | None:
    """The kernel, compiled if need be; None where there is no compiler or it fails."""
    compiler, library = shutil.which("cc"), _library(cache)
    if not library.is_file():
        if not compiler:
            return None
        cache.mkdir(parents=True, exist_ok=True)
        fresh = library.with_suffix(".new")
        done = subprocess.run([compiler, *FLAGS, "-o", fresh, SOURCE], capture_output=True, check=False)  # noqa: S603
        if done.returncode:
            return None
        fresh.replace(library)
    return Kernel(library)


def _library(cache: Path) -> Path:
    digest = hashlib.sha256(SOURCE.read_bytes() + " ".join(FLAGS).encode()).hexdigest()[:16]
    return cache / f"dialogue-{digest}.so"
