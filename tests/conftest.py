"""The cast: Ana and Ben are a pair, Cleo is a stranger, Dan has left Ben."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation
from hypothesis import settings as examples
from pytest_socket import disable_socket, enable_socket

from nearward.people import actions
from nearward.people.models import Pair, Person
from nearward.people.queries import meeting_of

examples.register_profile("patient", examples(), deadline=None)  # no test asserts how fast a machine is
examples.load_profile("patient")

NOON = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_network(request):
    """Only this machine may be spoken to: a unix socket, or 127.0.0.1 where a test serves a page there."""
    disable_socket(allow_unix_socket=True)
    if request.node.get_closest_marker("browser") or request.node.get_closest_marker("faults"):
        enable_socket()
    yield
    enable_socket()


@pytest.fixture(autouse=True)
def _in_english():
    """No test inherits the language that a request of an earlier one left behind in this thread."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def now():
    return NOON


def link(one: Person, other: Person, now: datetime) -> Pair:
    """Make a pair as two people do it: a code shown, typed, and two times yes."""
    code = actions.invite(one, now)
    actions.take_code(other, code, now)
    assert meeting_of(one, now)
    actions.agree_to_meet(one, now)
    pair = actions.agree_to_meet(other, now)
    assert pair
    return pair


def person(name: str, zone: str = "Europe/Berlin") -> Person:
    joined = actions.join(name.lower(), password=f"{name} keeps a garden", called=name, time_zone=zone)
    joined.date_joined = NOON
    joined.save(update_fields=["date_joined"])
    return joined


@pytest.fixture
def ana(db):
    return person("Ana")


@pytest.fixture
def ben(db):
    return person("Ben")


@pytest.fixture
def cleo(db):
    return person("Cleo")


@pytest.fixture
def dan(db, ben, now):
    """Dan, who was linked with Ben and has left him."""
    dan = person("Dan")
    link(dan, ben, now)
    actions.leave_pair(dan, now)
    return dan


@pytest.fixture
def pair(ana, ben, now):
    return link(ana, ben, now)


@pytest.fixture
def as_(db):
    """Return a browser signed in as somebody."""

    def signed_in(who: Person) -> Client:
        client = Client()
        client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed_in
