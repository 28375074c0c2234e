"""Me: my words, my clock, how pages look, where I am signed in, my log."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nearward.kit import clock
from nearward.kit.http import PersonRequest
from nearward.kit.stepup import after_step_up
from nearward.people import actions, queries
from nearward.people.forms import DayForm, LookForm, WordsForm
from nearward.people.rules import Act, Link

LINES_A_PAGE = 50
TOLD = {
    Act.SIGNED_IN: gettext_lazy("You signed in."),
    Act.DEVICE_ENDED: gettext_lazy("You signed a device out."),
    Act.OTHERS_ENDED: gettext_lazy("All your other devices were signed out."),
    Act.LINKED: gettext_lazy("You and your partner linked your accounts."),
    Act.PAUSED: gettext_lazy("You paused the link."),
    Act.RESUMED: gettext_lazy("You opened the link again."),
    Act.PARTED: gettext_lazy("You ended the link."),
    Act.DAY_CHANGED: gettext_lazy("One of you two changed when your shared day begins. It counts from the day after."),
    Act.EXPORTED: gettext_lazy("You took your copy of everything."),
    Act.RESTORED: gettext_lazy("Nearward was brought back from a backup, so the link was paused."),
    "audience-me": gettext_lazy("You kept something you wrote to yourself."),
    "audience-both": gettext_lazy("You chose to show something once both have answered."),
    "audience-us": gettext_lazy("You chose to show something to both of you."),
    "audience-therapist": gettext_lazy("You chose to show something to your therapist."),
    "erased": gettext_lazy("You erased something you wrote."),
    "calendar-opened": gettext_lazy("You made an address for your calendar."),
    "calendar-closed": gettext_lazy("You ended the address of your calendar."),
    "chat-proposed": gettext_lazy("You proposed to have a chat read for both of you."),
    "chat-agreed": gettext_lazy("You agreed to have a chat read for both of you."),
    "chat-read": gettext_lazy("You had the chat read that you both agreed to."),
    "chat-withdrawn": gettext_lazy("You took back a reading of a chat for both of you."),
    "password-changed": gettext_lazy("Your password was changed."),
    "totp-activated": gettext_lazy("An authenticator app was added."),
    "totp-deactivated": gettext_lazy("The authenticator app was removed."),
    "webauthn-added": gettext_lazy("A passkey was added."),
    "webauthn-removed": gettext_lazy("A passkey was removed."),
    "recovery-codes-generated": gettext_lazy("New recovery codes were made."),
}


@require_safe
def me(request: PersonRequest) -> HttpResponse:
    link = queries.bond_of(request.user).link
    context = {"linked": link is Link.LINKED, "paused": link is Link.PAUSED_BY_ME}
    return render(request, "people/me.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def words(request: PersonRequest) -> HttpResponse:
    form = WordsForm(_sent(request), initial=request.user.words)
    if not form.is_valid():
        return _page(request, form, _("Your words"))
    actions.choose_words(request.user, **form.cleaned_data)
    return _kept(request)


@require_http_methods(["GET", "HEAD", "POST"])
def day(request: PersonRequest) -> HttpResponse:
    return _settings(request, DayForm, _("Your day"))


@require_http_methods(["GET", "HEAD", "POST"])
def look(request: PersonRequest) -> HttpResponse:
    """Keep the choice, and tell the browser its language: pages open to anybody do not ask who reads."""
    answer = _settings(request, LookForm, _("How it looks"))
    if answer.status_code == HTTPStatus.FOUND and request.user.language:
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            request.user.language,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite="Lax",
        )
    elif answer.status_code == HTTPStatus.FOUND:
        answer.delete_cookie(settings.LANGUAGE_COOKIE_NAME, samesite="Lax")
    return answer


@require_safe
def devices(request: PersonRequest) -> HttpResponse:
    found = queries.devices_of(request.user, request.session.session_key, clock.now())
    return render(request, "people/me/devices.html", {"devices": found})


@require_POST
def device_end(request: PersonRequest, reference: str) -> HttpResponse:
    actions.end_device(request.user, reference, clock.now())
    return redirect("people:devices")


@require_POST
def other_devices_end(request: PersonRequest) -> HttpResponse:
    actions.end_other_devices(request.user, request.session.session_key, clock.now())
    return redirect("people:devices")


@require_safe
@after_step_up
def log(request: PersonRequest) -> HttpResponse:
    lines = Paginator(queries.ledger_of(request.user).reverse(), LINES_A_PAGE).get_page(request.GET.get("page"))
    told = [(line.at, TOLD.get(line.act, line.act)) for line in lines]
    return render(request, "people/me/log.html", {"told": told, "page": lines})


def _settings(request: PersonRequest, kind: type[forms.Form], title: str) -> HttpResponse:
    """Ask for columns of the person's own row that the form names."""
    names = list(kind().fields)
    form = kind(_sent(request), initial={name: getattr(request.user, name) for name in names})
    if not form.is_valid():
        return _page(request, form, title)
    for name in names:
        setattr(request.user, name, form.cleaned_data[name])
    request.user.save(update_fields=names)
    if request.user.language:
        translation.activate(request.user.language)
    return _kept(request)


def _sent(request: PersonRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _page(request: PersonRequest, form: forms.Form, title: str) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "title": title}
    return render(request, "people/me/settings.html", context)


def _kept(request: PersonRequest) -> HttpResponse:
    messages.success(request, _("That is kept."))
    return redirect("people:me")
