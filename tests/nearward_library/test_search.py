import random

import pytest

from nearward_library import library
from nearward_library.search import Finder

FINDER = Finder(library())


def ids(asked: str, limit: int = 3) -> list[str]:
    return [hit.entry.id for hit in FINDER.find(asked, limit)]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("lonely", "lonely"), ("lonley", "lonely"), ("stonewalling", "shuts-down"), ("stone walling", "shuts-down"),
        ("resentfull", "resentful"), ("tuch", "less-affection"), ("interupt", "interrupted"),
        ("gratitude", "gratitude"), ("my partner does not listen to me", "unheard"), ("GRATITUDE!", "gratitude"),
        ("housemates", "roommates"), ("no sex", "less-sex"), ("phubbing", "distracted-partner"),
    ],
)  # fmt: skip
def test_what_was_meant_is_among_the_first_three(asked: str, expected: str) -> None:
    assert expected in ids(asked)


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("we never talk anymore", {"talks-less"}), ("We don't talk", {"talks-less"}), ("we don’t talk", {"talks-less"}),
        ("sarcastic", {"contempt", "harsh-tone"}), ("he is so sarcastic", {"contempt", "harsh-tone"}),
        ("in-laws", {"unclear-agreements"}), ("drifted apart", {"roommates", "diverging", "lonely"}),
        ("we have drifted apart", {"roommates", "diverging", "lonely"}), ("stopped talking", {"talks-less"}),
    ],
)  # fmt: skip
def test_what_people_say_to_a_friend_leads_first_to_what_they_mean(asked: str, first: set[str]) -> None:
    assert ids(asked, 1)[0] in first


@pytest.mark.parametrize("asked", ["", "   ", "the and of", "we never did", "don't", "don’t", "zzxqv", "?!", "\x00"])
def test_nothing_to_look_for_finds_nothing(asked: str) -> None:
    assert ids(asked) == []


def test_every_entry_is_found_by_its_own_title() -> None:
    more = (library().qualities, library().formats, library().telehealth)
    for kind in (library().signs, library().causes, library().practices, library().help, library().words, *more):
        for entry in kind.values():
            assert entry.id in ids(entry.title, 5), entry.title


def test_one_slip_of_the_finger_in_a_title_still_finds_the_sign() -> None:
    rng = random.Random(7)
    lost = []
    for sign in library().signs.values():
        word = max(sign.title.split(), key=len)
        place = rng.randrange(1, len(word) - 1)
        slipped = word[: place + 1] + word[place] + word[place + 1 :]
        if sign.id not in ids(sign.title.replace(word, slipped), 5):
            lost.append(slipped)
    assert len(lost) <= 1, lost


def test_hits_are_ordered_by_score_and_kept_to_the_limit() -> None:
    hits = FINDER.find("talk", 7)
    assert len(hits) == 7
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_hit_knows_its_kind() -> None:
    hit = FINDER.find("stonewalling")[0]
    assert hit.kind == "signs"
    assert hit.entry is library().signs[hit.entry.id]
