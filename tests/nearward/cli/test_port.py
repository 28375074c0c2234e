import socket

import pytest

from nearward.cli import port as ports
from nearward.cli.sorry import SorryError

pytestmark = pytest.mark.usefixtures("socket_enabled")


def never(found: int) -> bool:
    raise AssertionError(f"nothing should be offered, and {found} was")


@pytest.fixture
def taken():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


def test_a_free_port_is_taken_at_once():
    with ports.take("127.0.0.1", 0, offer=never) as listening:
        socket.create_connection(listening.getsockname()).close()


def test_the_next_free_port_is_offered_and_held_meanwhile(taken):
    offered = []

    def accept(found: int) -> bool:
        with pytest.raises(OSError, match="in use"):
            socket.create_server(("127.0.0.1", found))
        offered.append(found)
        return True

    with ports.take("127.0.0.1", taken, offer=accept) as listening:
        assert listening.getsockname()[1] == offered[0] > taken


def test_an_offer_that_is_declined_starts_nothing(taken):
    with pytest.raises(SorryError, match="Nothing was started"):
        ports.take("127.0.0.1", taken, offer=lambda found: False)


@pytest.mark.parametrize("host", ["192.0.2.1", "no such name"])
def test_an_address_this_machine_does_not_have_is_told(host):
    with pytest.raises(SorryError, match=f"This machine has no address {host}"):
        ports.take(host, 0, offer=never)


@pytest.mark.parametrize(
    ("host", "shown"), [("127.0.0.1", "http://127.0.0.1:{}/"), ("0.0.0.0", "http://127.0.0.1:{}/")]
)
def test_the_address_can_be_typed_into_a_browser_here(host, shown):
    with ports.take(host, 0, offer=never) as listening:
        assert ports.address(listening) == shown.format(listening.getsockname()[1])


def test_an_address_of_the_sixth_version_stands_in_brackets():
    try:
        listening = ports.take("::1", 0, offer=never)
    except SorryError:
        pytest.skip("this machine has no IPv6")
    with listening:
        assert ports.address(listening) == f"http://[::1]:{listening.getsockname()[1]}/"
