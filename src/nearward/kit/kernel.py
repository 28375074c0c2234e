"""What is compiled once by this machine's C compiler and kept in the data folder: see the `kernel` of each package.

Where there is no compiler, or nobody has asked for it, NumPy does the same, more slowly.
"""

import hashlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import nearward_detect.kernel
import nearward_dialogue.kernel
from nearward_dialogue.kernel import Kernel

FOLDER = "compiled"
"""Where the libraries lie below the data folder."""


def compiled_here() -> Path:
    """Where the libraries of this house lie, whether there is a house or not."""
    from nearward.kit import env  # noqa: PLC0415  # Django comes with it

    return env.path("NEARWARD_DATA", Path.cwd() / "nearward-data") / FOLDER


@dataclass(frozen=True, slots=True)
class Part:
    """One C file, and how it is compiled."""

    name: str
    source: Path
    flags: tuple[str, ...]
    libraries: tuple[str, ...] = ()


TALK = Part("dialogue", nearward_dialogue.kernel.SOURCE, nearward_dialogue.kernel.FLAGS)
DAYS = Part("detect", nearward_detect.kernel.SOURCE, nearward_detect.kernel.FLAGS, nearward_detect.kernel.LIBRARIES)


def library(part: Part, folder: Path) -> Path | None:
    """The library that was compiled from the source as it is now, if it was."""
    path = _path(part, folder)
    return path if path.is_file() else None


def built(part: Part, folder: Path) -> Path | None:
    """The library, compiled if need be; None where there is no compiler or it fails."""
    there = library(part, folder)
    compiler = shutil.which("cc")
    if there or not compiler:
        return there
    import subprocess  # noqa: PLC0415  # only then is it worth its import

    folder.mkdir(parents=True, exist_ok=True)
    path = _path(part, folder)
    fresh, made = path.with_suffix(f".{os.getpid()}"), path.with_suffix(f".{os.getpid()}.o")
    compiling = [compiler, *part.flags, "-c", "-o", str(made), str(part.source)]
    linking = [compiler, "-shared", "-o", str(fresh), str(made), *part.libraries]
    try:
        for command in (compiling, linking):
            subprocess.run(command, capture_output=True, check=True)  # noqa: S603
    except subprocess.CalledProcessError:
        return None
    finally:
        made.unlink(missing_ok=True)
    fresh.replace(path)
    return path


def kernel(folder: Path) -> Kernel | None:
    """The kernel that counts words, if it was compiled."""
    there = library(TALK, folder)
    return Kernel(there) if there else None


def compiled(folder: Path) -> Kernel | None:
    """The kernel that counts words, compiled if need be."""
    made = built(TALK, folder)
    return Kernel(made) if made else None


def watch_by(made: Path | None) -> None:
    """Let this process take days with a library that was compiled, where there is one."""
    if made:
        nearward_detect.kernel.use(made)


def _path(part: Part, folder: Path) -> Path:
    how = " ".join([*part.flags, *part.libraries])
    digest = hashlib.sha256(part.source.read_bytes() + how.encode()).hexdigest()[:16]
    return folder / f"{part.name}-{digest}.so"
