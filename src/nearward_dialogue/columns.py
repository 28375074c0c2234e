"""Collects the columns of a chat block by block, in memory or in a folder of scratch files."""

import mmap
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import DTypeLike, NDArray

Column = NDArray[Any]
DTYPES: Final[dict[str, DTypeLike]] = {
    "time": np.int64,
    "sender": np.int16,
    "kind": np.int8,
    "flags": np.uint8,
    "offset": np.int64,
    "length": np.int32,
}

AT_ONCE: Final = 1 << 15
"""Rows that are kept in memory before they are written to scratch files."""


class Columns:
    """Grows by blocks; `finish` gives each column as one array.

    With a `scratch` folder blocks are written to files there as they come and the arrays at the end are maps of those
    files, so that memory does not grow with the chat. No words are ever written, only numbers.
    """

    def __init__(
        self, dtypes: Mapping[str, DTypeLike], scratch: Path | None = None, widths: Mapping[str, int] | None = None
    ) -> None:
        self._dtypes = dtypes
        self._widths = widths or {}
        self._blocks: dict[str, list[Column]] = {name: [] for name in dtypes}
        self._paths = {name: scratch / f"{name}.column" for name in dtypes} if scratch else {}
        for path in self._paths.values():
            path.write_bytes(b"")
        self.rows = self._written = 0

    def append(self, **block: Column) -> None:
        """Add a block: one array a column, all of one length, which nobody changes afterwards."""
        (added,) = {len(column) for column in block.values()}
        for name, dtype in self._dtypes.items():
            self._blocks[name].append(block[name].astype(dtype, copy=False))
        self.rows += added
        if self._paths and self.rows >= self._written + AT_ONCE:
            self._write()

    def _write(self) -> None:
        for name, path in self._paths.items():
            with path.open("ab") as file:
                for column in self._blocks[name]:
                    file.write(np.ascontiguousarray(column).data)  # cheaper than its own `tofile`
            self._blocks[name].clear()
        self._written = self.rows

    def finish(self) -> dict[str, Column]:
        """Return the whole columns by name."""
        if self._paths and self.rows:
            self._write()
            return {name: self._shaped(name, np.memmap(p, self._dtypes[name], "r+")) for name, p in self._paths.items()}
        whole = {}
        for name, dtype in self._dtypes.items():
            blocks = self._blocks.pop(name)
            whole[name] = np.concatenate([self._shaped(name, np.zeros(0, dtype)), *blocks])
        return whole

    def _shaped(self, name: str, column: Column) -> Column:
        return column.reshape(-1, self._widths[name]) if name in self._widths else column


def new_column(path: Path, dtype: DTypeLike, shape: tuple[int, ...]) -> Column:
    """A column of noughts in a new scratch file, to be filled."""
    column: Any = np.memmap(path, dtype, "w+", shape=shape)
    if hasattr(mmap, "MADV_RANDOM"):  # else what is read ahead brings two megabytes into memory for a few rows
        column.base.madvise(mmap.MADV_RANDOM)
    return np.asarray(column)


def let_go(*columns: Column) -> None:
    """Give back the memory that maps of scratch files have taken while they were looked at; their content stays."""
    for column in columns:
        base: Any = column
        while base is not None and not isinstance(base, mmap.mmap):
            base = getattr(base, "base", None)
        if base is not None and hasattr(base, "madvise"):
            base.madvise(mmap.MADV_DONTNEED)
