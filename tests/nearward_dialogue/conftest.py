"""Small chats made by hand, and one long one drawn at random, with the words in memory."""

import numpy as np
import pytest

from nearward_dialogue import Chat, Kind
from nearward_dialogue.sources import sources_of
from nearward_dialogue.texts import FileTexts

PEOPLE = ("Ana", "Ben")


def chat_of(said):
    """A chat of (seconds, who, text) or (seconds, who, text, kind), in the order given."""
    texts = [text.encode() for _, _, text, *_ in said]
    bounds = np.cumsum([0, *(len(text) + 1 for text in texts)])
    return Chat(
        source="made",
        people=PEOPLE,
        time=np.array([at for at, *_ in said], np.int64),
        sender=np.array([who for _, who, *_ in said], np.int16),
        kind=np.array([(rest or [Kind.TALK])[0] for _, _, _, *rest in said], np.int8),
        flags=np.zeros(len(said), np.uint8),
        offset=bounds[:-1].astype(np.int64),
        length=np.array([len(text) for text in texts], np.int32),
        texts=FileTexts(sources_of(b"\n".join([*texts, b" "]), "made.txt")),
    )


@pytest.fixture
def made():
    return chat_of


@pytest.fixture(scope="session")
def year():
    """A year of messages: sessions of quick answers with hours between them; Ana begins two of three."""
    rng = np.random.default_rng(7)
    said, at = [], 18_262 * 86_400  # 2020-01-01
    while at < 18_628 * 86_400:
        who = int(rng.random() < 1 / 3)
        for _ in range(rng.geometric(0.15)):
            said.append((at, who, "a word or two"))
            who = who if rng.random() < 0.3 else 1 - who
            at += int(rng.lognormal(3.5 + 0.8 * who, 0.8)) + 1
        at += int(rng.lognormal(10.2, 0.7))
    return chat_of(said)
