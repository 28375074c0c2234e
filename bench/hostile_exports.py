"""The worst exports we can think of, 10 MiB each: CPU seconds, peak memory and how each is answered.

    python -m bench.hostile_exports            # a table; ends with 1 when a limit is broken
    python -m bench.hostile_exports --json

Every export is read in a process of its own. The limits are those of docs/dialogue.md: 2 CPU-seconds, 256 MiB. The time
of an empty export (starting Python, importing numpy) is taken off the seconds, not off the memory.
"""

import argparse
import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from nearward_dialogue import DialogueError
from nearward_dialogue.reading import read_any
from nearward_dialogue.shapes import Ask

SIZE: Final = 10 << 20
MOST_SECONDS: Final = 2.0
MOST_MIB: Final = 256.0
HOPELESS: Final = 12
"""CPU seconds after which a reader is stopped."""

TELEGRAM: Final = b'{"type":"personal_chat","messages":['
META: Final = b'{"participants":[],"thread_path":"x","messages":['
SIGNAL: Final = b'{"date":"2024-01-01T00:00:00","sender":"a","body":"'
MARKDOWN: Final = b"[2024-01-01 00:00:00] a: "
MAC: Final = b"May 17, 2022  5:29:42 PM\na\n"
TABLE: Final = b"timestamp,sender,message\n"
PAGE: Final = b'<div class="page_header"><div class="message default clearfix" id="message1">'
DATE: Final = b'<div class="pull_right date details" title="01.01.2024 00:00:00"></div><div class="from_name">a</div>'
MSG: Final = b'<div class="msg"><span class="sender">a</span><time class="time" datetime="2024-01-01T00:00:00">'


def filled(head: bytes, piece: bytes, tail: bytes = b"") -> bytes:
    """A file of SIZE bytes: the head, the piece again and again, the tail."""
    return head + piece * ((SIZE - len(head) - len(tail)) // len(piece)) + tail


def database() -> bytes:
    """A database whose pages all hold as many rows as fit, every one of them the same."""
    with tempfile.TemporaryDirectory() as folder:
        made = sqlite3.connect(Path(folder) / "chat.db")
        made.executescript(
            "CREATE TABLE handle (ROWID INTEGER PRIMARY KEY, id TEXT); CREATE TABLE chat (ROWID INTEGER PRIMARY KEY,"
            " style INTEGER, chat_identifier TEXT, display_name TEXT); CREATE TABLE message (ROWID INTEGER PRIMARY KEY,"
            " text TEXT, date INTEGER, handle_id INTEGER, is_from_me INTEGER); CREATE TABLE chat_message_join"
            " (chat_id INTEGER, message_id INTEGER); INSERT INTO chat VALUES (1, 45, 'b', '');"
        )
        made.executemany("INSERT INTO message (text, date, is_from_me) VALUES (?, 1, 1)", [("a",)] * 400_000)
        made.executemany("INSERT INTO chat_message_join VALUES (1, ?)", [(k,) for k in range(1, 400_001)])
        made.commit()
        made.close()
        return (Path(folder) / "chat.db").read_bytes()[:SIZE]


EXPORTS: Final[dict[str, Callable[[], bytes]]] = {
    "nothing": lambda: b"",
    "telegram: shortest messages": lambda: filled(
        TELEGRAM, b'{"date_unixtime":"1","from":"a","text":"a"},', b'{"date_unixtime":"1","from":"a","text":"a"}]}'
    ),
    "telegram: empty entries": lambda: filled(TELEGRAM, b"{},", b"{}]}"),
    "telegram: numbers": lambda: filled(TELEGRAM, b"1,", b"1]}"),
    "telegram: a message too many brackets deep": lambda: filled(TELEGRAM + b'{"text":', b"["),
    "telegram: one text": lambda: filled(TELEGRAM + b'{"date_unixtime":"1","from":"a","text":"', b"a", b'"}]}'),
    "telegram: one text of white space": lambda: (
        TELEGRAM + b'{"date_unixtime":"1","from":"a","text":"' + b" " * (3 << 20) + b'"}]}'
    ),
    "telegram: backslashes": lambda: filled(TELEGRAM + b'{"text":"', b"\\"),
    "telegram: quotes": lambda: filled(TELEGRAM, b'"'),
    "telegram: half pairs": lambda: filled(TELEGRAM, b'{"date_unixtime":"1","from":"\\ud83d","text":""},', b"{}]}"),
    "telegram: lists around the messages": lambda: filled(
        b'{"type":"personal_chat","x":[', b"[],", b'[]],"messages":[]}'
    ),
    "telegram: objects around the messages": lambda: filled(
        b'{"type":"personal_chat","chats":{"list":[', b"{},", b"{}]}}"
    ),
    "telegram: arrays of messages": lambda: filled(
        b'{"type":"personal_chat","chats":{"list":[', b'{"messages":[{}]},', b'{"messages":[{}]}]}}'
    ),
    "messenger: shortest messages": lambda: filled(
        META, b'{"sender_name":"a","timestamp_ms":1},', b'{"sender_name":"a"}]}'
    ),
    "messenger: members": lambda: filled(
        b'{"sender_name":"timestamp_ms","messages":[],"participants":[', b'"a",', b'"a"]}'
    ),
    "discord: shortest messages": lambda: filled(
        b'{"guild":{},"channel":{},"dateRange":{},"exportedAt":"","messages":[',
        b'{"timestamp":"2024-01-01T00:00:00Z","author":{}},',
        b'{"timestamp":"2024-01-01T00:00:00Z","author":{}}]}',
    ),
    "signal: shortest lines": lambda: filled(SIGNAL + b'"}\n', b'{"date":"2024-01-01T00:00:00","sender":"a"}\n'),
    "signal: one line": lambda: filled(SIGNAL, b"a"),
    "signal_markdown: shortest messages": lambda: filled(b"", MARKDOWN + b"\n"),
    "signal_markdown: files": lambda: filled(MARKDOWN, b"[a](./b)  "),
    "signal_markdown: files in messages": lambda: filled(b"", MARKDOWN + b"[a](./b)  " * 1000 + b"x\n"),
    "signal_markdown: brackets": lambda: filled(b"", MARKDOWN + b"[a](./[" * 2000 + b"x)\n"),
    "signal_markdown: quotes": lambda: filled(b"", MARKDOWN + b">\n" * 1000),
    "signal_markdown: reactions": lambda: filled(b"", MARKDOWN + b"\n(- a -)" * 1000 + b"\n(( x\n"),
    "signal_html: shortest messages": lambda: filled(MSG, b'<div class="msg cont">'),
    "signal_html: bodies never closed": lambda: filled(b"", MSG + b'<div class="body">' * 5000),
    "imessage_text: shortest messages": lambda: filled(b"", MAC),
    "imessage_text: edited": lambda: filled(MAC, b"Edited 1 later: "),
    "imessage_text: lines": lambda: filled(b"", MAC + b"Sent with A\n/Attachments/\n" * 5000),
    "imessage: shortest rows": database,
    "imessage: zeroes": lambda: filled(database()[:8192], b"\0"),
    "spreadsheet: shortest lines": lambda: filled(TABLE, b"1000000000,a,b\n"),
    "spreadsheet: dates": lambda: filled(TABLE, b"1/2/24,a,b\n13/2/24,a,b\n"),
    "spreadsheet: times that are none": lambda: filled(TABLE, b",a,\n"),
    "spreadsheet: a quote never closed": lambda: filled(TABLE + b'"', b'""\n'),
    "spreadsheet: quotes": lambda: filled(TABLE, b'"'),
    "spreadsheet: people": lambda: TABLE + b"".join(b"1000000000,%d,b\n" % k for k in range(400_000)),
    "telegram_html: shortest messages": lambda: filled(PAGE, b'<div class="message default" id="message1">' + DATE),
    "telegram_html: texts never closed": lambda: filled(b"", PAGE + DATE + b'<div class="text">' * 5000),
    "telegram_html: half tags": lambda: filled(PAGE + DATE, b'<div class="text">' + b"<br" * 5000 + b"</div>"),
    "telegram_html: joined without a first": lambda: filled(
        PAGE, b'<div class="message default joined" id="message1">'
    ),
    "messenger_html: shortest messages": lambda: filled(b"<html>Participants: a<", b">a<>1 Jan 2024 00:00<"),
    "messenger_html: leaves": lambda: filled(b"<html>Participants: a<", b">a<") + b">1 Jan 2024 00:00<",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an export."""

    export: str
    seconds: float
    mib: float
    outcome: str


def main() -> int:
    """Read each export and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--only", default="", help="exports whose name contains this")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(read_one(given.one)))
        return 0
    answers = []
    for name in EXPORTS:
        if given.only in name or name == "nothing":
            answers.append(measured(name))
            print(answers[-1], file=sys.stderr, flush=True)
    start = answers[0].seconds
    told = [Answer(each.export, round(each.seconds - start, 2), each.mib, each.outcome) for each in answers[1:]]
    broken = [each for each in told if each.seconds > MOST_SECONDS or each.mib > MOST_MIB]
    if given.json:
        print(json.dumps([asdict(each) for each in told], indent=1))
    else:
        for each in told:
            mark = "!" if each in broken else " "
            print(f"{mark} {each.export:45} {each.seconds:6.2f} s {each.mib:7.1f} MiB  {each.outcome}")
    return 1 if broken else 0


def measured(name: str) -> Answer:
    """Read one export in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("x.csv" if name.startswith("spreadsheet") else "x")
        path.write_bytes(EXPORTS[name]())
        command = [sys.executable, "-m", "bench.hostile_exports", "--one", str(path)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=True, preexec_fn=_bounded)
        except subprocess.CalledProcessError as error:
            return Answer(name, float(HOPELESS), 0.0, f"ended by signal {-error.returncode}: {error.stderr[-200:]}")
    return Answer(name, *json.loads(done.stdout))


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (HOPELESS, HOPELESS))
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))


def read_one(path: Path) -> tuple[float, float, str]:
    """Read this file; CPU seconds and peak MiB of this process, and what came of it."""
    try:
        reading = read_any(path, Ask(order="dmy"))
        outcome = f"{reading.chat.source}: {len(reading.chat):,} messages, {reading.bad_lines:,} bad"
    except DialogueError as error:
        outcome = f"{type(error).__name__}: {str(error)[:90]}"
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, outcome


if __name__ == "__main__":
    sys.exit(main())
