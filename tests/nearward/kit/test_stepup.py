from datetime import timedelta

import pytest
from allauth.core.context import request_context
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpResponse
from django.test import RequestFactory

from nearward.kit import clock
from nearward.kit.stepup import after_step_up
from nearward.people.sessions import BEGUN


@pytest.fixture
def ask(as_, ana, now):
    """Ask a guarded view as Ana, so long after she signed in."""

    def asked(after):
        request = RequestFactory().get("/somewhere/")
        request.user, request.session = ana, as_(ana).session
        request.session[BEGUN] = now.isoformat()
        with clock.at(now + after), request_context(request):
            return after_step_up(lambda _request: HttpResponse("reached"))(request)

    return asked


def test_somebody_who_has_just_shown_who_they_are_goes_on(ask):
    assert ask(timedelta(minutes=1)).content == b"reached"


def test_somebody_who_was_here_long_ago_is_asked_again(ask):
    with pytest.raises(ReauthenticationRequired):
        ask(timedelta(days=2))
