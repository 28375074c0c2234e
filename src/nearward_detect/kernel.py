"""One day of the state-space detector compiled by this machine's C compiler, where somebody has done so.

Nothing here compiles. `SOURCE` is one C file without dependencies; `cc -c` with `FLAGS`, and then `cc -shared` with
`LIBRARIES`, make the library that `use` takes: in two steps, since linking with -ffast-math would let the whole process
round the smallest numbers to nought. Without a library NumPy does the same (`space.today.by_numpy`), more slowly.
"""

import ctypes
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np

from nearward_detect.errors import DetectError
from nearward_detect.scales import Array

SOURCE: Final = Path(__file__).with_name("kernel.c")
FLAGS: Final = ("-std=c11", "-O3", "-ffast-math", "-fPIC")
LIBRARIES: Final = ("-lm",)
LARGEST: Final = 128
"""Pairs that one call takes."""

_NUMBER, _REAL, _POINTER = ctypes.c_int64, ctypes.c_double, ctypes.c_void_p
_FLOAT64: Final = np.dtype(np.float64)
COUNTS: Final = (
    "pairs", "people", "items", "slots", "today", "open", "ago", "held",
)  # fmt: skip
CONSTANTS: Final = (
    "shrink", "need", "still", "worst", "stuck_share", "top", "reference", "rough_weight", "rough_scale", "settled",
    "slow_weight", "level", "variance", "variance_days", "noise_share", "noise_days", "carry_usual", "carry_days",
    "link_usual", "link_days", "cross", "bad_share", "bad_mean", "bad_sd", "burst_known", "wander", "floor",
    "week_days", "slope_days", "shape_square", "fading", "carrying", "answering", "answered", "rise", "gone",
    "wave_fades", "wave_off", "wave_from", "wave_most", "hazard", "unlikely", "spread", "largest",
)  # fmt: skip
ROWS: Final = {"size": 3, "weight": 3, "side": 3, "shape": 7}
ARRAYS: Final = (
    "near", "weekday", "stands", "raising", "began", "episode", "item_n", "item_offset", "n", "sum", "square", "lag_n",
    "lag_sum", "lag_old", "lag_new", "split", "split_n", "yesterday", "link_n", "link_sum", "link_a", "link_b",
    "wait_x", "wait_split", "wait_n", "week", "week_n", "slope", "slope_n", "slow", "seen", "seen_sum", "seen_square",
    "stuck", "rough", "lean", "mean", "cov", "pull", "b", "a", "extra", "wave", "value", "free", "heard", "enough",
    "mood", "noise", "carry", "link", "unit", "roughness", "share", "evidence", "chance",
)  # fmt: skip


class _Day(ctypes.Structure):
    """The Day of kernel.c: the same names in the same order."""

    _fields_ = (
        *((name, _NUMBER) for name in COUNTS),
        *((name, _REAL) for name in CONSTANTS),
        *((name, _REAL * length) for name, length in ROWS.items()),
        ("arrays", _POINTER * len(ARRAYS)),
    )


class Kernel:
    """A compiled kernel. Raises DetectError when `library` cannot be opened or is not one."""

    def __init__(self, library: Path) -> None:
        try:
            self._advance = ctypes.CDLL(str(library)).advance
        except (OSError, AttributeError) as error:
            raise DetectError(f"{library.name} is not a compiled kernel") from error
        self._advance.argtypes = [ctypes.POINTER(_Day)]
        self._advance.restype = ctypes.c_int

    def advance(self, constants: bytes, numbers: Mapping[str, Any], arrays: Mapping[str, Array]) -> None:
        """Take one day: `numbers` by `COUNTS` and `fading`, and contiguous float64 arrays by the names in `ARRAYS`.

        `constants` is what `prepared` made of all the others.
        """
        day = _Day.from_buffer_copy(constants)
        for name, value in numbers.items():
            setattr(day, name, value)
        day.arrays[:] = [_address(arrays[name]) for name in ARRAYS]
        if self._advance(ctypes.byref(day)):
            raise DetectError(f"no more than {LARGEST} pairs at a time")


def _address(array: Array) -> int:
    if array.dtype is not _FLOAT64 or not array.flags.carray:
        raise DetectError("the kernel takes contiguous float64 arrays that can be written to")
    whole: Any = array
    return ctypes.addressof(_REAL.from_buffer(whole))  # six times as fast as asking NumPy


def prepared(constants: Mapping[str, Any]) -> bytes:
    """What is the same on every day, by the names in `CONSTANTS` and `ROWS`."""
    return bytes(_Day(**constants))


def in_a_row(values: Iterable[float]) -> Any:
    """Some numbers as the kernel takes them."""
    held = tuple(values)
    return (_REAL * len(held))(*held)


_used: list[Kernel] = []


def use(library: Path | None) -> None:
    """Let this process work with a compiled kernel from now on, or with NumPy alone (None). Raises DetectError."""
    _used[:] = [] if library is None else [Kernel(library)]


def used(pairs: int) -> Kernel | None:
    """The kernel to work with, where there is one that takes so many pairs at a time."""
    return _used[0] if _used and pairs <= LARGEST else None
