"""The slow and obvious readers of JSON exports, with `json` and a dictionary a message, which the fast ones must equal.

Each gives (seconds, sender, words) of every message that has words, in the order of the file.
"""

import json
from datetime import UTC, datetime


def telegram(raw: bytes) -> list[tuple[int, str, str]]:
    found = []
    for message in json.loads(raw)["messages"]:
        pieces = message["text"] if isinstance(message["text"], list) else [message["text"]]
        words = "".join(piece if isinstance(piece, str) else piece["text"] for piece in pieces)
        if message["type"] == "message":
            found.append((int(message["date_unixtime"]), message["from"], words))
    return spoken(found)


def instagram(raw: bytes) -> list[tuple[int, str, str]]:
    messages = json.loads(raw)["messages"][::-1]
    return spoken(
        [(m["timestamp_ms"] // 1000, mended(m["sender_name"]), mended(m.get("content", ""))) for m in messages]
    )


def discord(raw: bytes) -> list[tuple[int, str, str]]:
    messages = json.loads(raw)["messages"]
    return spoken([(seconds(m["timestamp"]), m["author"]["nickname"], m["content"]) for m in messages])


def signal(raw: bytes) -> list[tuple[int, str, str]]:
    messages = [json.loads(line) for line in raw.split(b"\n") if line]
    return spoken([(seconds(m["date"]), m["sender"], m["body"]) for m in messages if not m["deleted"]])


def spoken(found: list[tuple[int, str, str]]) -> list[tuple[int, str, str]]:
    return [one for one in found if one[2].strip()]


def mended(text: str) -> str:
    try:
        return text.encode("latin-1").decode()
    except UnicodeError:
        return text


def seconds(written: str) -> int:
    at = datetime.fromisoformat(written)
    return int((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp())
