import pytest
from asgiref.sync import async_to_sync
from django.conf import settings
from django.test import RequestFactory

from nearward.chats.senders import may_send_a_chat
from nearward.kit.bodies import REFUSED
from nearward.shell.middleware import RefusedBodiesMiddleware


def may(path, cookie=""):
    return async_to_sync(may_send_a_chat)({"path": path, "headers": [(b"cookie", cookie.encode())]})


@pytest.mark.django_db
def test_a_whole_chat_may_be_sent_by_somebody_signed_in_to_the_mirror_alone(as_, ana, monkeypatch):
    monkeypatch.setattr("nearward.chats.senders.close_old_connections", lambda: None)  # this test's is one of them
    name = settings.SESSION_COOKIE_NAME
    signed_in = f"a=b; {name}={as_(ana).cookies[name].value}"
    assert may("/mirror/", signed_in)
    assert not may("/", signed_in)
    assert not may("/mirror/both/", signed_in)
    assert not may("/mirror/", f"{name}=guessed")
    assert not may("/mirror/")


def test_whoever_sent_too_much_is_answered_in_words():
    request = RequestFactory().get("/account/sign-in/")
    request.scope = {REFUSED: True}
    answer = RefusedBodiesMiddleware(None)(request)
    assert answer.status_code == 413
    assert "Nothing of it was kept" in answer.content.decode()
