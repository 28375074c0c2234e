"""Short walks through the machine, on which every planted fault shows.

Each is a list of the machine's own rules with what they were given. After each step everybody is compared with the
oracle, and at the end of a walk all that is hidden is erased. A house without a fault walks all of them in silence.
"""

from __future__ import annotations

from tests.consent.oracle import BOTH, ME, THERAPIST, US

NEAR, HEARD, SEA = ("checkins.answer", "closeness"), ("checkins.answer", "felt-heard"), ("together.answer", "sea")
Step = tuple[str, tuple]


def write(who: str, question: tuple[str, str], day: int, audience: str) -> Step:
    return "write", (who, question, day, audience)


TOURS: dict[str, tuple[bool, list[Step]]] = {
    "who is shown what": (
        True,
        [
            write("ben", NEAR, 0, BOTH),
            write("ana", HEARD, -1, ME),
            write("ana", NEAR, -1, BOTH),
            write("ana", HEARD, 0, BOTH),
            write("ana", NEAR, 0, ME),
            write("ana", NEAR, 0, BOTH),
            write("ben", SEA, 0, US),
            write("ben", SEA, 0, ME),
            write("ben", HEARD, -1, THERAPIST),
            ("choose", (0, ME)),
            ("erase", (0,)),
        ],
    ),
    "hands on what is not theirs": (
        True,
        [write("ben", NEAR, 0, US), ("lay_a_hand_on", ("ana", 0, ME)), ("lay_a_hand_on", ("cleo", 0, US))],
    ),
    "written before, and linked again": (
        False,
        [
            write("ben", NEAR, 0, ME),
            ("link", ("ana", "ben")),
            write("ben", HEARD, 0, US),
            write("ana", SEA, 0, BOTH),
            ("part", ("ana",)),
            ("link", ("ana", "ben")),
            write("ben", SEA, 0, BOTH),
        ],
    ),
    "paused": (
        True,
        [
            write("ben", NEAR, 0, US),
            write("ben", SEA, 0, US),
            ("pause", ("ben",)),
            ("resume", ("ben",)),
            ("part", ("ben",)),
            ("link", ("cleo", "ben")),
        ],
    ),
    "taken back after a look": (True, [write("ben", NEAR, 0, US), ("choose", (0, ME))]),
    "a code typed late": (False, [("link", ("ana", "ben", 11))]),
    "a code typed twice": (False, [("link", ("ana", "ben", 0, "cleo"))]),
    "one yes": (False, [("invite", ("ana",)), ("type_code", ("ben", 0)), ("agree", ("ben",))]),
    "guessing": (False, [("guess_a_code", (0,))]),
    "a second link": (True, [("invite", ("ana",))]),
    "a whole account": (True, [write("ana", NEAR, 0, US), ("if_here", ("delete", "ben")), ("join", ("ben",))]),
    "nothing hidden shows": (
        True,
        [write("ana", NEAR, 0, ME), write("ben", SEA, -5, ME), write("ben", NEAR, 0, ME), write("ben", SEA, 0, ME)],
    ),
}
