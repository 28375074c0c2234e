import io

import pytest
from django.core.files.uploadhandler import StopUpload
from django.test import RequestFactory
from tests.faults.canaries import readable

from nearward.chats.apps import ChatsConfig
from nearward.chats.arriving import Arriving
from nearward.kit.sealed_file import SealedFile


@pytest.fixture
def arriving(visits):
    handler = Arriving(RequestFactory().get("/"))
    handler.most = 1_000
    handler.new_file("file", "chat.txt", "text/plain", None)
    return handler


def test_what_arrives_is_sealed_from_its_first_byte(arriving, visits):
    arriving.receive_data_chunk(b"we met " * 100, 0)
    arrived = arriving.file_complete(700)
    (kept,) = visits.iterdir()
    assert readable(kept.read_bytes(), "we met") == set()
    assert io.BufferedReader(SealedFile(kept.open("rb"), arrived.key)).read() == b"we met " * 100


def test_what_nobody_keeps_goes_with_the_request(arriving, visits):
    arriving.receive_data_chunk(b"x", 0)
    arriving.file_complete(1).close()
    assert list(visits.iterdir()) == []


def test_what_is_too_long_goes_as_soon_as_it_is(arriving, visits):
    arriving.receive_data_chunk(b"x" * 1_000, 0)
    with pytest.raises(StopUpload):
        arriving.receive_data_chunk(b"x", 1_000)
    assert arriving.too_large
    assert list(visits.iterdir()) == []


def test_what_is_cut_off_on_its_way_goes_too(arriving, visits):
    arriving.receive_data_chunk(b"x", 0)
    arriving.upload_interrupted()
    assert list(visits.iterdir()) == []


def test_the_room_listens_for_sessions_that_end():
    assert ChatsConfig.name == "nearward.chats"
