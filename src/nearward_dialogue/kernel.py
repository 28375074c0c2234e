"""The counting of `words` compiled by this machine's C compiler, where somebody has done so: same counts, less time.

Nothing here compiles. `SOURCE` is one C file without dependencies; `cc` with `FLAGS` makes the library that `Kernel`
opens. Without one, NumPy counts.
"""

import ctypes
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nearward_dialogue.errors import DialogueError
from nearward_dialogue.openings import BREAKS, FIRST, JOINS, STOPS, WITHIN, Openings
from nearward_dialogue.openings import PAD as ROOM
from nearward_dialogue.shapes import Bytes, Int32, Int64
from nearward_dialogue.table import LANES, WIDTH, Table
from nearward_dialogue.tokens import PAD

SOURCE: Final = Path(__file__).with_name("kernel.c")
FLAGS: Final = ("-O3", "-shared", "-fPIC", f"-DLANES={LANES}")
Counts = NDArray[np.uint16]
_POINTER: Final = ctypes.c_void_p


class _Table(ctypes.Structure):
    _fields_ = (
        ("seed", ctypes.c_uint64),
        ("shift", ctypes.c_uint64),
        *((name, _POINTER) for name in ("slots", "low", "high", "masks")),
        ("lanes", _POINTER * LANES),
    )


class _Openings(ctypes.Structure):
    _fields_ = (
        ("keys", _POINTER),
        ("size", ctypes.c_int64),
        ("shift", ctypes.c_int64),
        ("slots", _POINTER),
        *((name, _POINTER) for name in ("single", "pair", "begins", "amid")),
        *((name, _POINTER) for name in ("within", "first", "joins", "stops", "breaks")),
    )


@dataclass(frozen=True, slots=True)
class Kernel:
    """A compiled kernel. Raises DialogueError when `library` cannot be opened or is not one."""

    library: Path

    def counted(
        self, buffer: Bytes, span: tuple[Int64, Int64], table: Table
    ) -> tuple[Int32, Counts, Counts, NDArray[np.uint32]]:
        """Count for messages that start and end at these places what `words.Counted` says."""
        start, end = (np.ascontiguousarray(column, np.int64) for column in span)
        padded = _padded(buffer, PAD)
        held = (table.slots, table.low, table.high, table.masks)
        lanes = (_POINTER * LANES)(*(lane.ctypes.data for lane in table.lanes))
        given = _Table(int(table.seed), int(table.shift), *(column.ctypes.data for column in held), lanes)
        size = len(start)
        words, emoji = np.zeros(size, np.int32), np.zeros(size, np.uint16)
        counts, bits = np.zeros((size, WIDTH), np.uint16), np.zeros(size, np.uint32)
        found = (_at(column) for column in (words, emoji, counts))
        call = _named(self.library, "count_messages", 9)
        call(_at(padded), size, _at(start), _at(end), ctypes.byref(given), *found, _at(bits))
        return words, emoji, counts, bits

    def asked(self, buffer: Bytes, span: tuple[Int64, Int64], known: Openings) -> Bytes:
        """Ask for messages that start and end at these places whether they ask, and how (uint8, bits)."""
        start, end = (np.ascontiguousarray(column, np.int64) for column in span)
        padded = _padded(buffer, ROOM)
        held = (known.single, known.pair, known.begins, known.amid, WITHIN, FIRST, JOINS, STOPS, BREAKS)
        shift = 65 - len(known.slots).bit_length()
        columns = (column.ctypes.data for column in (known.slots, *held))
        given = _Openings(_at(known.keys), len(known.keys), shift, *columns)
        marks = np.zeros(len(start), np.uint8)
        call = _named(self.library, "mark_messages", 6)
        call(_at(padded), len(start), _at(start), _at(end), ctypes.byref(given), _at(marks))
        return marks


@cache
def _named(library: Path, name: str, arguments: int) -> Any:
    """A function of the library; its second argument is a count, all others are pointers."""
    if sys.byteorder != "little":
        raise DialogueError("the compiled kernel is for machines that write the low byte first")
    try:
        call = getattr(ctypes.CDLL(str(library)), name)
    except (OSError, AttributeError) as error:
        raise DialogueError(f"{library.name} is not a compiled kernel") from error
    call.argtypes = [ctypes.c_int64 if place == 1 else _POINTER for place in range(arguments)]
    call.restype = None
    return call


def _padded(buffer: Bytes, room: int) -> Bytes:
    padded = np.empty(len(buffer) + room, np.uint8)
    padded[: len(buffer)] = buffer
    padded[len(buffer) :] = 0
    return padded


def _at(column: NDArray[Any]) -> ctypes.c_void_p:
    return _POINTER(column.ctypes.data)
