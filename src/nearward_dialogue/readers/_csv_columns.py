"""Which column of a table is what, by its name."""

from dataclasses import dataclass
from typing import Final

from nearward_dialogue.readers._csv_cells import unquoted

DELIMITERS: Final = (b",", b";", b"\t", b"|")
_TIME: Final = (
    "timestamp datetime date/time message_date date_sent sent_at sent created_at date_and_time "
    "zeitstempel zeitpunkt datum/uhrzeit datum_uhrzeit gesendet fecha_y_hora fecha/hora fecha_hora enviado"
)
_DATE: Final = "date day datum tag fecha dia día"
_CLOCK: Final = "time clock uhrzeit zeit hora"
_SENDER: Final = (
    "sender from author sender_name from_name author_name user username name who speaker "
    "absender von autor verfasser person remitente de usuario nombre quien quién"
)
_WORDS: Final = "message text content body message_text message_body nachricht inhalt mensaje texto contenido"


@dataclass(frozen=True, slots=True)
class Columns:
    """The places of the columns; `clock` is -1 when date and time stand in one."""

    delimiter: bytes
    names: tuple[str, ...]
    time: int
    clock: int
    sender: int
    words: int

    def known(self) -> int:
        """How many of the three that are needed have been found."""
        return (self.time >= 0) + (self.sender >= 0) + (self.words >= 0)

    def most(self) -> int:
        """How many cells of a record matter."""
        return max(self.time, self.clock, self.sender, self.words) + 1


def columns_of(line: bytes) -> Columns:
    """Read the first line of a table; the delimiter is the one with which most columns are known."""
    line = line.removeprefix(b"\xef\xbb\xbf").rstrip(b"\r\n")
    found = [_columns(line, delimiter) for delimiter in DELIMITERS]
    return max(found, key=lambda columns: (columns.known(), len(columns.names)))


def _columns(line: bytes, delimiter: bytes) -> Columns:
    names = tuple(_called(cell) for cell in line.split(delimiter)[:200])
    time, date, clock = (_first(names, wanted) for wanted in (_TIME, _DATE, _CLOCK))
    if time < 0:
        time, clock = (date, clock) if date >= 0 else (clock, -1)
    else:
        clock = -1
    return Columns(delimiter, names, time, clock, _first(names, _SENDER), _first(names, _WORDS))


def _called(cell: bytes) -> str:
    return "_".join(unquoted(cell.strip()).strip().lower().replace("-", " ").split())[:60]


def _first(names: tuple[str, ...], wanted: str) -> int:
    """The first column with one of these names; a name that stands earlier in the list wins."""
    return next((names.index(name) for name in wanted.split() if name in names), -1)
