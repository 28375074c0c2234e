"""Chats that Ana and Ben could have exported, and their browsers at the mirror."""

import random
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from nearward.chats import at_hand
from nearward.chats.sample import sample_chat
from nearward.kit import clock


@cache
def a_chat(seed=3):
    return sample_chat(datetime(2026, 3, 11, tzinfo=UTC), random.Random(seed))


def a_chat_with_four_belittling_words(who):
    """The made-up chat, and four messages more in which one of the two belittles the other."""
    last = a_chat().rstrip("\n").rsplit("\n", 1)[-1]
    header = last.partition(" - ")[0]
    return a_chat() + "".join(f"{header} - {who}: you are so useless\n" for _ in range(4))


@pytest.fixture(autouse=True)
def held(now):
    with clock.at(now):
        yield now


@pytest.fixture(autouse=True)
def visits(tmp_path, monkeypatch):
    """A folder of this test's own, in which to look for what is left."""
    monkeypatch.setattr(settings, "DATA", tmp_path)
    return at_hand.folder()


def give(browser, text, name="chat.txt", **more):
    """Upload a file as the form does, and return where it leads."""
    raw = text.encode() if isinstance(text, str) else text
    return browser.post("/mirror/", {"file": SimpleUploadedFile(name, raw)}, **more)


def look(browser, text, me):
    """Upload a chat, say who one is, and return the page."""
    give(browser, text)
    browser.post("/mirror/answers/", {"me": me})
    return browser.get("/mirror/")


def later(now, **by):
    return clock.at(now + timedelta(**by))
