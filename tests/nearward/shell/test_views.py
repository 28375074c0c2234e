import errno
import json
import re

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.urls import include, path, reverse

from nearward.shell.views import bad_request, csrf_failure, server_error

pytestmark = pytest.mark.urls(__name__)


def keeps(request):  # a form that somebody may send
    raise AssertionError("a form without its token must never get here")


def breaks(request):
    raise RuntimeError("the secret of Ana and Ben")


def fills(request):
    raise OSError(errno.ENOSPC, "No space left on device")


for view in (keeps, breaks, fills):
    view.login_required = False

urlpatterns = [
    path("keeps/", keeps),
    path("breaks/", breaks),
    path("fills/", fills),
    path("leave/", include(([path("", keeps, name="leave")], "safety"))),
    path("", include("nearward.shell.urls")),
]
handler400 = "nearward.shell.views.bad_request"
handler404 = "nearward.shell.views.page_not_found"
handler500 = "nearward.shell.views.server_error"


@pytest.fixture
def stranger():
    return Client(raise_request_exception=False)


def test_a_broken_page_says_so_without_database_and_without_telling_of_what(stranger):
    answer = stranger.get("/breaks/")
    words = answer.content.decode()
    assert answer.status_code == 500
    assert "Something broke on our side" in words
    assert "secret" not in words
    assert "Leave this page" in words


def test_a_full_disk_has_words_of_its_own(stranger):
    answer = stranger.get("/fills/")
    assert answer.status_code == 507
    assert "This could not be kept" in answer.content.decode()


def test_a_busy_database_asks_for_half_a_minute():
    try:
        raise RuntimeError("database is locked")
    except RuntimeError:
        answer = server_error(RequestFactory().get("/"))
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")


def test_an_unreadable_request_touches_no_session():
    assert bad_request(RequestFactory().get("/")).status_code == 400


def test_nothing_there_is_one_and_the_same_page(stranger, db):
    one, other = stranger.get("/not/there/"), stranger.get("/nor/here/")
    assert one.status_code == 404
    assert re.sub(rb'value="\w{64}"', b"", one.content) == re.sub(rb'value="\w{64}"', b"", other.content)
    assert one.content.count(b"There is nothing here") == 1
    assert b"<h1>There is nothing here</h1>" in one.content


def test_a_stale_form_gives_back_what_was_typed(db):
    answer = Client(enforce_csrf_checks=True).post(
        "/keeps/", {"note": "I wanted to say <this> for weeks", "password": "Ana keeps a garden"}
    )
    words = answer.content.decode()
    assert answer.status_code == 403
    assert "I wanted to say &lt;this&gt; for weeks</textarea>" in words
    assert "garden" not in words


def test_a_stale_form_with_nothing_to_lose_says_how_to_go_back(db):
    request = RequestFactory().post("/keeps/", {"closeness": "58"})
    request.user = AnonymousUser()
    words = csrf_failure(request).content.decode()
    assert "Go back with your browser" in words
    assert "<textarea" not in words


def test_the_manifest_names_the_house_and_its_icons(stranger):
    answer = stranger.get(reverse("shell:manifest"))
    told = json.loads(answer.content)
    assert answer["Content-Type"] == "application/manifest+json"
    assert told["name"] == "Nearward"
    assert {icon["purpose"] for icon in told["icons"]} == {"any", "maskable"}
    assert all(icon["src"].startswith(settings.STATIC_URL) for icon in told["icons"])


def may_keep(answer) -> dict:
    first = answer.content.decode().split("\n", 1)[0]
    return json.loads(first.removeprefix("self.nearward = ").removesuffix(";"))


def test_the_worker_may_keep_our_files_and_pages_without_content_only(stranger):
    answer = stranger.get(reverse("shell:service-worker"))
    told = may_keep(answer)
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Cache-Control"] == "no-cache"
    assert told["prefix"] == settings.STATIC_URL
    assert told["fallback"] == reverse("shell:offline")
    assert all(file.startswith(settings.STATIC_URL) for file in told["files"])


def test_every_file_the_worker_asks_for_is_there(stranger):
    told = may_keep(stranger.get(reverse("shell:service-worker")))
    missing = [file for file in told["files"] if stranger.get(file).status_code != 200]
    assert told["files"]
    assert not missing


def test_the_offline_page_is_the_same_for_everybody(as_, ana):
    seen = [who.get(reverse("shell:offline")) for who in (as_(ana), Client())]
    assert [answer.status_code for answer in seen] == [200, 200]
    assert "No connection just now" in seen[0].content.decode()
    assert "ana" not in seen[1].content.decode().lower().split("<main")[1].split("</main>")[0]


def test_no_page_may_be_kept_by_the_browser(stranger, db):
    for address in ("/not/there/", reverse("shell:offline")):
        assert "no-store" in stranger.get(address)["Cache-Control"]
