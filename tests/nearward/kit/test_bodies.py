from contextlib import suppress

from nearward.kit.bodies import REFUSED, TOO_LARGE, BoundedBodies


def asked(body, most, *, announced=None, pieces=1, little=0, trusted=True):
    """What the application was handed: its scope, and the bytes and ends it received."""
    seen = {}
    size = -(-len(body) // pieces) or 1
    parts = [body[at : at + size] for at in range(0, len(body), size)] or [b""]
    waiting = [
        {"type": "http.request", "body": part, "more_body": at < len(parts) - 1} for at, part in enumerate(parts)
    ]

    async def receive():
        return waiting.pop(0) if waiting else {"type": "http.disconnect"}

    async def app(scope, receive, send):
        seen["scope"], seen["body"], seen["last"] = scope, b"", None
        if scope.get(REFUSED):
            return
        while True:
            message = await receive()
            seen["last"] = message["type"]
            seen["body"] += message.get("body", b"")
            if not message.get("more_body"):
                break
        seen["after"] = (await receive())["type"] if seen["last"] == "http.request" else None

    headers = [] if announced is None else [(b"content-length", str(announced).encode()), (b"cookie", b"a=b")]

    async def may(_scope):
        return trusted

    bounded = BoundedBodies(app, most=most, little=little, may_send_most=may)
    with suppress(StopIteration):  # nothing in it ever waits
        bounded({"type": "http", "method": "POST", "headers": headers}, receive, None).send(None)
    return seen, waiting


def test_a_body_within_the_limit_goes_through():
    seen, _ = asked(b"x" * 100, 100, announced=100, pieces=3)
    assert seen["body"] == b"x" * 100
    assert TOO_LARGE not in seen["scope"]


def test_one_that_announces_too_much_never_arrives_and_the_page_is_told():
    seen, waiting = asked(b"x" * 101, 100, announced=101, pieces=5)
    assert seen["body"] == b""
    assert seen["scope"][TOO_LARGE]
    assert seen["scope"]["method"] == "GET"
    assert seen["scope"]["headers"] == [(b"cookie", b"a=b")]
    assert waiting == []
    assert seen["after"] == "http.disconnect"


def test_one_that_announces_nothing_is_cut_off():
    seen, _ = asked(b"x" * 1_000, 100, pieces=10)
    assert seen["scope"][TOO_LARGE]
    assert seen["body"] == b""


def test_a_stranger_is_answered_before_a_long_body_is_taken_in():
    seen, waiting = asked(b"x" * 100, 1_000, announced=100, pieces=10, little=20, trusted=False)
    assert seen["scope"][REFUSED]
    assert len(waiting) == 10


def test_a_stranger_who_announces_nothing_is_answered_as_soon_as_it_is_long():
    seen, waiting = asked(b"x" * 100, 1_000, pieces=10, little=20, trusted=False)
    assert seen["scope"][REFUSED]
    assert len(waiting) == 7


def test_a_little_is_taken_from_everybody():
    seen, _ = asked(b"x" * 20, 1_000, announced=20, little=20, trusted=False)
    assert seen["body"] == b"x" * 20


def test_an_absurd_announcement_is_not_waited_for():
    seen, _ = asked(b"x" * 10, 100, announced=1 << 50)
    assert seen["body"] == b""
    assert seen["after"] == "http.disconnect"
