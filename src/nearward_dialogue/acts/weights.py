"""The weights that `python -m bench.dialogue_train` has learned, as one file beside this one.

A weight w of a label is kept in a byte b: w = b·|b|·most / 127², so that small weights are kept finely too. The file
says its version, which has to be `VERSION`, and a digest of all it holds.
"""

import zlib
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from nearward_dialogue.errors import DialogueError

VERSION: Final = 1
LEARNED: Final = ("thanks", "advice", "disclosure", "comfort", "affection")
PATH: Final = Path(__file__).with_name("weights.npz")
STEPS: Final = 127
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """`table` (float32, SIZE x labels in the order of LEARNED) and for each label what makes a sum a probability.

    The probability is 1 / (1 + exp(-(slope · sum + constant))). From `even` on a label is given in
    sums; from `sure` on it was right nine times of ten where it was tried out, infinite where no such point is.
    """

    table: Floats
    slope: Floats
    constant: Floats
    even: Floats
    sure: Floats
    digest: str


def packed(table: NDArray[np.float64], **of_labels: NDArray[np.float64]) -> dict[str, NDArray[np.generic]]:
    """What is written to the file: bytes for the table, float32 for the rest, and a digest."""
    most = np.abs(table).max(axis=0)
    small = np.round(np.sqrt(np.abs(table) / most) * STEPS) * np.sign(table)
    arrays: dict[str, NDArray[np.generic]] = {"bytes": small.astype(np.int8).T.copy(), "most": most.astype(np.float32)}
    arrays |= {name: column.astype(np.float32) for name, column in sorted(of_labels.items())}
    return {"version": np.array(VERSION), "digest": np.array(digest_of(arrays)), **arrays}


def digest_of(arrays: dict[str, NDArray[np.generic]]) -> str:
    """SHA-256 over the arrays in the order of their names."""
    digest = sha256()
    for name in sorted(set(arrays) - {"version", "digest"}):
        digest.update(name.encode() + arrays[name].tobytes())
    return digest.hexdigest()


@cache
def weights(path: Path = PATH) -> Weights:
    """Open the file. Raises DialogueError when it is missing, of another version, or not what was written."""
    try:
        with path.open("rb") as handle, np.load(handle, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
    except (OSError, EOFError, ValueError, TypeError, BadZipFile, zlib.error) as error:
        raise DialogueError(f"{path.name} holds no weights") from error
    if int(arrays.get("version", np.array(0))) != VERSION:
        raise DialogueError(f"{path.name} was made for another version of Nearward; train it anew")
    if str(arrays.get("digest")) != digest_of(arrays):
        raise DialogueError(f"{path.name} is damaged")
    small = arrays["bytes"].T.astype(np.float32)
    table = np.ascontiguousarray(small * np.abs(small) * (arrays["most"] / STEPS**2), np.float32)
    named = {name: arrays[name] for name in ("slope", "constant", "even", "sure")}
    return Weights(table, digest=str(arrays["digest"]), **named)
