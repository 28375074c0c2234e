"""Whether a stopwatch can tell two answers of the house apart that must look alike: `python -m bench.timing [PAIRS]`.

Both questions of a pair are asked one after the other, now this one first and now that one, in a house of its own with
the real password hasher; what counts is the processor time of this process. A pair's difference is signed, and the
sign test asks whether one side is slower more often than chance allows; the median of the differences says by how much.
What one way of asking differs from itself, by the same measure, is the noise and stands in the first line.
"""

from __future__ import annotations

import logging
import math
import os
import random
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from statistics import median
from typing import Any

Ask = Callable[[], Any]


def main(pairs: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"NEARWARD_DATA": folder, "DJANGO_SETTINGS_MODULE": "nearward.settings"}
        print(f"{pairs} pairs each; a sixth of that where passwords are hashed")
        print("| what | one, ms | other, ms | median difference, µs | p |\n|---|---|---|---|---|")
        for name, one, other, share in questions():
            print(row(name, one, other, max(20, int(pairs * share))), flush=True)


def questions() -> list[tuple[str, Ask, Ask, float]]:
    """Return the pairs that must take the same time, in a house with two people and a stranger."""
    import django  # noqa: PLC0415

    django.setup()
    logging.disable(logging.WARNING)  # a line for each page that is not there takes time, and belongs to the terminal
    from django.core.management import call_command  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import setup_test_environment  # noqa: PLC0415

    setup_test_environment()
    call_command("migrate", verbosity=0)
    from django.conf import settings  # noqa: PLC0415

    settings.ACCOUNT_RATE_LIMITS = False
    from nearward.kit import clock  # noqa: PLC0415
    from nearward.people.actions import join  # noqa: PLC0415
    from nearward.sharing.actions import write  # noqa: PLC0415
    from nearward.sharing.queries import everything_of  # noqa: PLC0415
    from nearward.sharing.rules import Audience  # noqa: PLC0415

    ana, ben = (join(name, password=f"{name} keeps a garden", time_zone="UTC") for name in ("ana", "ben"))
    now = clock.now()
    write(ben, "checkins.answer", "closeness", now.date(), {"v": 7}, audience=Audience.ME, now=now)
    his = everything_of(ben)[0].id
    hers = Client()
    hers.force_login(ana)

    def get(number: uuid.UUID) -> Ask:
        return lambda: hers.get(f"/minute/answers/{number}/")

    return [
        ("the same page twice (noise)", get(uuid.UUID(int=1)), get(uuid.UUID(int=2)), 1.0),
        ("somebody else’s answer, and none", get(his), get(uuid.UUID(int=1)), 1.0),
        ("erasing somebody else’s, and nothing", _erase(hers, his), _erase(hers, uuid.UUID(int=1)), 1.0),
        ("signing in: a known name, and an unknown one", _knock("ana"), _knock("nobody"), 1 / 6),
        ("the practices: gate open, and closed", *_gates(ana), 1.0),
        ("joining, with a mistake: a taken name, and a free one", _join("ana"), _join("nobody"), 1 / 6),
        *_codes(),
    ]


def _knock(name: str) -> Ask:
    from django.test import Client  # noqa: PLC0415

    return lambda: Client().post("/account/sign-in/", {"login": name, "password": "not this one"})


def _erase(browser: Any, number: uuid.UUID) -> Ask:
    return lambda: browser.post(f"/minute/answers/{number}/erase/")


def _gates(ana: Any) -> tuple[Ask, Ask]:
    """Two people who differ in their wish alone."""
    from django.test import Client  # noqa: PLC0415

    from nearward.kit import clock  # noqa: PLC0415
    from nearward.people.actions import join  # noqa: PLC0415
    from nearward.practice.actions import wish_for  # noqa: PLC0415
    from nearward.practice.moments import Wish  # noqa: PLC0415

    def page(name: str, wish: Wish) -> Ask:
        who = join(name, password=None, time_zone=ana.time_zone)
        wish_for(who, wish, clock.now().date(), clock.now())
        browser = Client()
        browser.force_login(who)
        return lambda: browser.get("/practice/")

    return page("open", Wish.OPEN), page("quiet", Wish.QUIET)


def _join(name: str) -> Ask:
    """Ask for an account by this name, with a mistake elsewhere in the form, so that none is made."""
    from django.test import Client  # noqa: PLC0415

    sent = {"username": name, "password1": "a garden behind the house", "called": "", "time_zone": "nowhere"}
    return lambda: Client().post("/account/join/", sent)


def _codes() -> list[tuple[str, Ask, Ask, float]]:
    """Codes of the right form that do not fit, each beside one that nobody shows."""
    from django.test import Client  # noqa: PLC0415

    from nearward.kit import clock, codes  # noqa: PLC0415
    from nearward.people.actions import invite, join, take_code  # noqa: PLC0415
    from nearward.people.models import CodeTry  # noqa: PLC0415
    from nearward.people.rules import CODE_LIVES  # noqa: PLC0415
    from nearward.people.sessions import BEGUN  # noqa: PLC0415

    cleo, dan, eva, finn = (join(name, password=None, time_zone="UTC") for name in ("cleo", "dan", "eva", "finn"))
    browser = Client()
    browser.force_login(finn)
    session = browser.session
    session[BEGUN] = clock.now().isoformat()
    session.save()
    taken, ended, own = invite(cleo, clock.now()), invite(dan, clock.now() - CODE_LIVES), invite(finn, clock.now())
    take_code(eva, taken, clock.now())

    def typed(code: str) -> Ask:
        def ask() -> None:
            CodeTry.objects.all().delete()  # or ten tries would be all
            answer = browser.post("/pair/code/type/", {"code": code, "called": "Finn"})
            if "does not fit" not in answer.content.decode():
                raise AssertionError(code)

        return ask

    nobodys = typed(codes.new_code())
    return [
        ("a code that nobody shows, and one that was taken", nobodys, typed(taken), 1.0),
        ("a code that nobody shows, and one that ran out", nobodys, typed(ended), 1.0),
        ("a code that nobody shows, and one’s own", nobodys, typed(own), 1.0),
    ]


def row(name: str, one: Ask, other: Ask, pairs: int) -> str:
    chance = random.Random(7)
    firsts: list[int] = []
    seconds: list[int] = []
    for _ in range(5):
        one(), other()
    for _ in range(pairs):
        sides = [(one, firsts), (other, seconds)]
        chance.shuffle(sides)
        for ask, times in sides:
            begun = time.process_time_ns()
            ask()
            times.append(time.process_time_ns() - begun)
    differences = [a - b for a, b in zip(firsts, seconds, strict=True)]
    return (
        f"| {name} | {median(firsts) / 1e6:.2f} | {median(seconds) / 1e6:.2f} | {median(differences) / 1e3:+.0f} | "
        f"{sign_test(differences):.2f} |"
    )


def sign_test(differences: list[int]) -> float:
    """Return the two-sided p of the sign test, by the normal approximation with continuity correction."""
    signs = [each > 0 for each in differences if each]
    n, k = len(signs), sum(signs)
    if n == 0:
        return 1.0
    z = max(0.0, abs(k - n / 2) - 0.5) / math.sqrt(n / 4)
    return math.erfc(z / math.sqrt(2))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 600)
