import gzip
import random
import zlib

import pytest
from asgiref.sync import async_to_sync
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

from nearward.shell.middleware import BLOCK, FilesMiddleware

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


def test_pages_travel_compressed_and_filled_up_to_whole_blocks(client):
    pages = [client.get(reverse("shell:offline")) for _ in range(12)]
    assert all("No connection just now" in gzip.decompress(page.content).decode() for page in pages)
    assert {len(page.content) for page in pages} == {BLOCK}
    assert {page["Content-Length"] for page in pages} == {str(BLOCK)}
    assert all("no-store" in page["Cache-Control"] for page in pages)


@pytest.mark.parametrize("length", [BLOCK - 1, BLOCK, BLOCK + 1, 5 * BLOCK])
def test_whatever_it_holds_a_page_is_whole_blocks_and_opens(length):
    text = random.Random(length).randbytes(length).hex().encode()
    page = FilesMiddleware(lambda _: HttpResponse(text, content_type="text/html; charset=utf-8"))
    sent = page(RequestFactory().get("/", headers={"accept-encoding": "gzip"})).content
    assert len(sent) % BLOCK == 0
    opened = zlib.decompressobj(wbits=31)
    assert opened.decompress(sent) == text
    assert opened.unused_data == b""


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


SENDING = {
    # Origin, Sec-Fetch-Site, Referer: whether a form with its token is taken, under TLS
    ("https://testserver", "same-origin", None): True,
    ("https://testserver", None, None): True,
    ("null", "same-origin", None): True,
    (None, "same-origin", None): True,
    (None, None, "https://testserver/page/"): True,
    ("null", None, None): False,
    ("null", "cross-site", None): False,
    ("null", "same-site", None): False,
    ("null", "none", None): False,
    ("https://elsewhere.test", "same-origin", None): False,
    ("https://elsewhere.test", "cross-site", None): False,
    ("http://testserver", "same-site", None): False,
    (None, None, None): False,
    (None, "cross-site", None): False,
    (None, "same-origin", "https://elsewhere.test/"): False,
}


@pytest.mark.urls("nearward.urls")
@pytest.mark.parametrize("said", SENDING)
def test_a_form_is_taken_only_from_where_it_is_known_to_be_ours(said, db):
    names = ("Origin", "Sec-Fetch-Site", "Referer")
    headers = {name: value for name, value in zip(names, said, strict=True) if value is not None}
    browser = Client(enforce_csrf_checks=True)
    page = browser.get("/account/sign-in/", secure=True)
    token = page.context["csrf_token"]
    sent = {"login": "nobody", "password": "nothing"}
    with_token = browser.post(
        "/account/sign-in/", sent | {"csrfmiddlewaretoken": str(token)}, secure=True, headers=headers
    )
    assert (with_token.status_code == 200) is SENDING[said]
    without = browser.post("/account/sign-in/", sent, secure=True, headers=headers)
    assert without.status_code == 403


@pytest.mark.parametrize(
    ("host", "tls", "told"),
    [
        ("localhost:8000", False, "no-referrer"),
        ("127.0.0.1", False, "no-referrer"),
        ("[::1]:8000", False, "no-referrer"),
        ("[::1]", False, "no-referrer"),
        ("ours.localhost", False, "no-referrer"),
        ("192.168.1.2:8000", False, "same-origin"),
        ("localhost.elsewhere.test", False, "same-origin"),
        ("ours.test", True, "no-referrer"),
    ],
)
def test_pages_hide_where_somebody_comes_from_wherever_forms_are_known_without(client, settings, host, tls, told):
    settings.ALLOWED_HOSTS, settings.TLS = ["*"], tls
    assert client.get(reverse("shell:offline"), headers={"host": host})["Referrer-Policy"] == told
