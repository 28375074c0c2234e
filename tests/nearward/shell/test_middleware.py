import gzip
import zlib

import pytest
from asgiref.sync import async_to_sync
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

from nearward.shell.middleware import FilesMiddleware

FILES = ["nearward.shell.middleware.FilesMiddleware"]
OTHERS = [name for name in settings.MIDDLEWARE if name not in FILES]
STYLE = settings.STATIC_URL + "shell/parts.css"

pytestmark = pytest.mark.urls("tests.nearward.shell.gallery")


@pytest.fixture
def client():
    with override_settings(MIDDLEWARE=FILES + OTHERS):
        yield Client(headers={"accept-encoding": "gzip"})


@async_to_sync
async def body(answer) -> bytes:
    return b"".join([part async for part in answer.streaming_content])


def test_our_files_travel_compressed_and_arrive_whole(client):
    packed = client.get(STYLE)
    plain = client.get(STYLE, headers={"accept-encoding": "identity"})
    sent = body(packed)
    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    assert gzip.decompress(sent) == body(plain)
    assert len(sent) < 3_000


def test_a_long_file_is_one_pack_since_browsers_open_only_the_first(client):
    script = settings.STATIC_URL + "django_htmx/htmx-2.min.js"
    opened = zlib.decompressobj(wbits=31)
    first = opened.decompress(body(client.get(script)))
    assert first == body(client.get(script, headers={"accept-encoding": "identity"}))
    assert opened.unused_data == b""


def test_what_is_not_asked_for_compressed_is_not(client):
    assert "Content-Encoding" not in client.get(STYLE, headers={"accept-encoding": "identity"})


def test_pages_travel_compressed_with_a_length_that_varies(client):
    pages = [client.get(reverse("shell:offline")) for _ in range(12)]
    assert all("No connection just now" in gzip.decompress(page.content).decode() for page in pages)
    assert len({len(page.content) for page in pages}) > 1
    assert all("no-store" in page["Cache-Control"] for page in pages)


def test_what_is_no_text_is_left_as_it_is(client):
    packed = FilesMiddleware(lambda _: HttpResponse(b"x" * 1000, content_type="application/zip"))
    request = RequestFactory().get("/copy/", headers={"accept-encoding": "gzip"})
    assert packed(request).content == b"x" * 1000


def test_a_missing_file_is_still_missing(client, db):
    assert client.get(settings.STATIC_URL + "shell/nothing.css").status_code == 404


def test_our_files_may_be_kept_for_ever_and_pages_by_nobody(client):
    assert "immutable" in client.get(STYLE)["Cache-Control"]
    assert "no-store" in client.get(reverse("shell:offline"))["Cache-Control"]


def test_no_page_may_be_loaded_into_another_site_or_listed(client):
    page = client.get(reverse("shell:offline"))
    assert page["Cross-Origin-Resource-Policy"] == "same-origin"
    assert page["X-Robots-Tag"] == "noindex, nofollow"
