import asyncio
from types import SimpleNamespace

import pytest
from tests.house.sockets import SOCKETS, UnknownApplication, unlisted, ways_in

from nearward.asgi import application


def router(**by_protocol):
    return SimpleNamespace(application_mapping=by_protocol)


def routes(*paths):
    return SimpleNamespace(routes=[SimpleNamespace(path=path) for path in paths])


def test_every_way_into_the_house_is_listed():
    assert unlisted(application) == []
    assert {address for protocol, address in ways_in(application) if protocol == "websocket"} == set(SOCKETS)


def test_an_unlisted_socket_is_found():
    planted = router(http=application, websocket=SimpleNamespace(inner=routes("/calls/")))
    assert unlisted(planted) == ["websocket /calls/"]


def test_a_page_beside_the_table_of_addresses_is_found():
    assert unlisted(router(http=routes("/behind/"))) == ["http /behind/"]


@pytest.mark.parametrize("planted", [object(), router(http=application, websocket=application), router(lifespan=print)])
def test_a_part_that_nobody_can_look_into_is_refused(planted):
    with pytest.raises(UnknownApplication):
        unlisted(planted)


def test_whoever_asks_for_a_socket_is_refused():
    """Django's handler raises before anything is read; the server closes the connection."""

    async def never(*_given):
        raise AssertionError

    with pytest.raises(ValueError, match="only handle ASGI/HTTP"):
        asyncio.run(application({"type": "websocket", "path": "/", "headers": []}, never, never))
