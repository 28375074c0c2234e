"""A made-up chat of Ana and Ben, so that the mirror can be tried without one's own. All of it is invented here."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

WEEKS = 58
SLOWER_FROM, SLOWEST_FROM = 34, 42
"""Between these weeks Ana comes to answer later, and fewer thanks are said."""

BEGIN = (
    "Are you up already?",
    "How was the meeting?",
    "Shall we cook tonight?",
    "The neighbour’s cat is on our balcony again",
    "Can you bring bread?",
    "I saw the first swallows today",
    "Guess who called me",
)
ANSWER = (
    "Yes, just now",
    "Fine, longer than I thought",
    "We could try the soup",
    "Haha, that cat 😄",
    "I will",
    "Not sure yet",
    "Tell me later, I am on the train",
    "Ok",
    "We should go to the lake on Sunday",
    "I am a bit tired today",
)
WARM = (
    "Thank you for the tea this morning",
    "Thanks, you saved my day",
    "I love you ❤",
    "Miss you 😘",
    "I was so happy about your note",
    "Sorry I was short with you earlier",
)
NIGHT = ("Sleep well ❤", "Good night, you")


def sample_chat(last: datetime, rng: random.Random) -> str:
    """Return the text of an export in the manner of WhatsApp that ends on the day of `last`."""
    first = (last - timedelta(weeks=WEEKS)).replace(hour=7, minute=0, second=0, microsecond=0)
    return "".join(
        f"{at:%d/%m/%Y, %H:%M} - {who}: {words}\n"
        for day in range(WEEKS * 7)
        for at, who, words in _day(first + timedelta(days=day), day // 7, rng)
    )


def _day(morning: datetime, week: int, rng: random.Random) -> Iterator[tuple[datetime, str, str]]:
    late = min(1.0, max(0.0, (week - SLOWER_FROM) / (SLOWEST_FROM - SLOWER_FROM)))
    hours = sorted(rng.sample(range(15), rng.choice((1, 2, 3))))
    for hour in hours:
        at = morning + timedelta(hours=hour, minutes=rng.randrange(20))
        who = rng.random() < (0.55 - 0.1 * late)
        turns = rng.randrange(2, 8 - round(3 * late))
        for turn in range(turns):
            name = ("Ben", "Ana")[who]
            yield at, name, _words(turn, rng, warm=0.2 - 0.15 * late)
            who = not who  # who answers next
            slow = 6 + (16 * late if who else 0)
            at += timedelta(minutes=1 + min(120, rng.lognormvariate(0, 0.7) * slow))
    if rng.random() < 0.3:
        yield morning + timedelta(hours=15, minutes=50), rng.choice(("Ana", "Ben")), rng.choice(NIGHT)


def _words(turn: int, rng: random.Random, warm: float) -> str:
    if rng.random() < warm:
        return rng.choice(WARM)
    return rng.choice(BEGIN if turn == 0 else ANSWER)
