"""Writes a made-up WhatsApp chat of two people, the same bytes for the same seed, and what is true of it.

    python -m bench.dialogue_made 100000 chat.txt --style android|ios [--seed 7]

Talk comes in bursts by day, with long messages, several lines, lines that look almost like headers, pictures, deleted
and edited messages, polls, calls and notices. `chat.truth.json` beside it holds the exact counts: messages by sender
and kind, words, emoji, first and last time. Words are counted where they are put in, never by reading the text back.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

PEOPLE = ("Ana Lindqvist", "Ben Okoro")
COMMON = (  # noqa: SIM905
    "the to and you I a it we is of in that for on was so with have be not are me my what at can this will do just if "
    "but like she he they your there about when get go home now see know think time day good work want need still"
).split()
CONTENT = (  # noqa: SIM905
    "dinner train kitchen garden sister meeting coffee bread shoes doctor holiday music window morning letter bicycle "
    "soup market bus keys laundry film walk river cousin painting phone bed rain weekend story cake office ticket"
).split()
WARM = ["love you", "thank you so much", "I am sorry", "miss you", "you are lovely", "feeling tired", "so happy"]
EMOJI = ["😂", "❤️", "😘", "👍🏽", "🙈", "☀️", "🥺", "👩‍❤️‍👨", "🎉", "😅"]
OTHERS = ["привет", "te quiero", "schön", "ça va", "どうも"]
LINES = ["12/05/2020, maybe?", "21:05 - bread", "- milk", "[note] call", "3/4 of it"]
WORDS_IN = {"12/05/2020, maybe?": 4, "21:05 - bread": 3, "- milk": 1, "[note] call": 2, "3/4 of it": 4}
NOTICES = {
    "android": {
        "MEDIA": ["<Media omitted>", "IMG-20210312-WA0007.jpg (file attached)", "PTT-1.opus (file attached)"],
        "DELETED": ["This message was deleted", "You deleted this message"],
        "POLL": ["POLL:\nDinner?\nOPTION: soup (1 vote)\nOPTION: bread (0 votes)"],
    },
    "ios": {
        "MEDIA": ["\u200eimage omitted", "\u200eaudio omitted", "\u200e<attached: 00000042-PHOTO-2021-03-12.jpg>"],
        "DELETED": ["\u200eThis message was deleted.", "\u200eYou deleted this message."],
        "CALL": ["\u200eMissed voice call"],
    },
}  # fmt: skip
SYSTEM = ["Messages and calls are end-to-end encrypted. Tap to learn more.", "Your security code with Ben changed."]


def main() -> None:
    ask = argparse.ArgumentParser(prog="python -m bench.dialogue_made", description=__doc__)
    ask.add_argument("messages", type=int)
    ask.add_argument("path", type=Path)
    ask.add_argument("--style", choices=list(NOTICES), default="android")
    ask.add_argument("--seed", type=int, default=7)
    said = ask.parse_args()
    write(said.path, said.messages, said.style, said.seed)


def write(path: Path, messages: int, style: str = "android", seed: int = 7) -> None:
    """Write the chat and its truth."""
    truth: Counter[str] = Counter()
    ends = "\r\n" if style == "ios" else "\n"
    first = last = ""
    with path.open("w", encoding="utf-8", newline="") as file:
        for when, line in _lines(random.Random(seed), messages, style, truth):
            first, last = first or when, when
            file.write(line + ends)
    told = {**truth, "first": first, "last": last, "bytes": path.stat().st_size}
    path.with_suffix(".truth.json").write_text(json.dumps(told, indent=1), encoding="utf-8")


def _lines(rng: random.Random, messages: int, style: str, truth: Counter[str]) -> Iterator[tuple[str, str]]:
    now, left, who = datetime(2015, 1, 1, 8), 0, 0  # noqa: DTZ001  # the wall clock of a phone
    for _ in range(messages):
        if left <= 0:
            now += timedelta(seconds=1800 + rng.expovariate(1 / 2000))
            left, who = 1 + int(rng.expovariate(1 / 20)), int(rng.random() < 0.4)
            if rng.random() < 0.01 and style == "android":
                truth["SYSTEM"] += 1
                yield _head(now, style), f"{_head(now, style)}{rng.choice(SYSTEM)}"
        left -= 1
        who = 1 - who if rng.random() < 0.6 else who
        now += timedelta(seconds=1 + min(1200, rng.lognormvariate(3, 1)))
        kind, body = _body(rng, style, truth)
        truth[f"{PEOPLE[who]} {kind}"] += 1
        mark = "\u200e" if body.startswith("\u200e") else ""
        yield _head(now, style), f"{mark}{_head(now, style)}{PEOPLE[who]}: {body}"


def _head(now: datetime, style: str) -> str:
    return now.strftime("[%d/%m/%Y, %H:%M:%S] " if style == "ios" else "%d/%m/%Y, %H:%M - ")


def _body(rng: random.Random, style: str, truth: Counter[str]) -> tuple[str, str]:
    if rng.random() < 0.045:
        kind = rng.choice(list(NOTICES[style]) + ["MEDIA"] * 6)
        return kind, rng.choice(NOTICES[style][kind])
    body = _sentence(rng, truth)
    while rng.random() < 0.25:
        body += rng.choice([". ", ", ", " - "]) + _sentence(rng, truth)
    if rng.random() < 0.15:
        body += " " + rng.choice(EMOJI)
        truth["emoji"] += 1
    if rng.random() < 0.045:
        line = rng.choice(LINES)
        truth["words"] += WORDS_IN[line]
        body += f"\n{line}" + "\n" * (rng.random() < 0.1) + f"\n{_sentence(rng, truth)}"
    if rng.random() < 0.004:
        truth["edited"] += 1
        body += " <This message was edited>"
    return "TALK", body


def _sentence(rng: random.Random, truth: Counter[str]) -> str:
    chance = rng.random()
    if chance < 0.01:
        truth["words"] += 2
        return f"https://www.{rng.choice(CONTENT)}.org/a?b={rng.randrange(99)} {rng.choice(COMMON)}"
    if chance < 0.1:
        said = rng.choice([*WARM, *OTHERS])
        truth["words"] += len(said.split())
        return said
    count = 1 + int(rng.expovariate(1 / 7))
    truth["words"] += count
    words = rng.choices(COMMON, k=count) if count < 3 else rng.choices(COMMON + CONTENT, k=count)
    return " ".join(words) + rng.choice(["", "", "?", "!", "..."])


if __name__ == "__main__":
    main()
