"""Where allauth asks the house: for words, for limits, and for what it may not do, such as sending mail."""

from __future__ import annotations

import base64
import secrets
from datetime import datetime
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nearward.kit import clock
from nearward.people import actions
from nearward.people.holding import sweep
from nearward.people.models import Person, Session, ring
from nearward.people.rules import Act, device_named
from nearward.people.sessions import BEGUN, DEVICE

KNOWN_FOR = 400 * 24 * 3600
NO_ADDRESS = "unknown"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing in and out."""

    error_messages: ClassVar[dict[str, str | Promise]] = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account has been put to rest by whoever runs this Nearward."),
        "enter_current_password": _("That is not your present password."),
        "incorrect_password": _("That is not your password."),
        "too_many_login_attempts": _("That was a lot of tries in a short time. Please wait five minutes."),
        "username_password_mismatch": _("This name and this password do not belong together."),
        "username_taken": _("Somebody here signs in with this name already. Please choose another."),
        "rate_limited": _("That was a lot at once. Please wait a moment."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send nothing: a mailbox may be shared, and nothing here needs one."""

    def send_notification_mail(self, template_prefix: str, user: Person, *_rest: object, **_more: object) -> None:
        """Write into the person's own log what other houses would send by mail."""
        actions.note(user, template_prefix.rpartition("/")[2].replace("_", "-"), clock.now())

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that limits are counted for; it is never stored."""
        try:
            address: str = super().get_client_ip(request)
        except PermissionDenied:
            return NO_ADDRESS
        return address

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Slow down guessing without locking anybody out: docs/decisions/0009-signing-in.md."""
        name = credentials.get("username", "").casefold()
        browser = known_browser(request, name)
        self._login_failed_rl_usage = ratelimit.consume(
            request,
            app="allauth.account",
            action="login_failed_known" if browser else "login_failed",
            key=f"{name}:{browser or self.get_client_ip(request)}",
        )
        if not self._login_failed_rl_usage:
            raise self.validation_error("too_many_login_attempts")

    def login(self, request: HttpRequest, user: Person) -> None:
        super().login(request, user)
        now = clock.now()
        request.session[DEVICE] = device_named(request.headers.get("User-Agent", ""))
        request.session[BEGUN] = now.isoformat()
        sweep(Session.objects.filter(expire_date__lte=now))

    def post_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        remember_browser(response, user.username)
        actions.note(user, Act.SIGNED_IN, clock.now())
        return response

    def set_password(self, user: Person, password: str) -> None:
        super().set_password(user, password)
        actions.end_other_devices(user, self.request.session.session_key, clock.now())

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        return reverse("people:me")

    def is_reauthentication_required(self, **_kwargs: object) -> bool:
        """Signing in a moment ago is as good as being asked again."""
        begun = self.request.session.get(BEGUN)
        if begun is None:
            return True
        since = (clock.now() - datetime.fromisoformat(begun)).total_seconds()
        return not 0 <= since < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Passkeys, authenticator apps and recovery codes: their secrets are sealed like everything else."""

    error_messages: ClassVar[dict[str, str | Promise]] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code does not fit, or it has just run out. Please take the next one."),
    }

    def generate_authenticator_name(self, user: Person, type: object) -> str:  # noqa: A002, ARG002
        return device_named(self.request.headers.get("User-Agent", "")) or str(_("My passkey"))

    def encrypt(self, text: str) -> str:
        return base64.b64encode(ring().wrap(text.encode(), "people.second-step")).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return ring().unwrap(base64.b64decode(encrypted_text), "people.second-step").decode()


def known_browser(request: HttpRequest, name: str) -> str:
    """Return a token of the browser where `name` has signed in before; empty where they have not."""
    token, _dot, proof = request.COOKIES.get(cookie_name(name), "").partition(".")
    return token if token and constant_time_compare(proof, _proof(name, token)) else ""


def remember_browser(response: HttpResponse, name: str) -> None:
    """Let this browser prove, later on, that `name` has signed in here; nobody can read the name from it."""
    token = secrets.token_urlsafe(12)
    response.set_cookie(
        cookie_name(name),
        f"{token}.{_proof(name, token)}",
        max_age=KNOWN_FOR,
        secure=settings.TLS,
        httponly=True,
        samesite="Lax",
    )


def cookie_name(name: str) -> str:
    """Return a name of its own for each person, so that two who share a browser do not take each other's place."""
    whose = salted_hmac("people.known-browser.name", name.casefold()).hexdigest()[:16]
    return f"__Host-known-{whose}" if settings.TLS else f"known-{whose}"


def _proof(name: str, token: str) -> str:
    return salted_hmac("people.known-browser", f"{token}:{name.casefold()}").hexdigest()
