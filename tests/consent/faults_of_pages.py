"""Faults that live in views, templates and kept pages: only whoever looks at what is sent can notice them.

They are planted at the addresses, so that every way in runs through them, and are not among those of the actions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from unittest.mock import patch

from django.core.cache import cache
from django.http import HttpResponse
from django.urls import URLResolver, get_resolver

from nearward.people.models import Membership, Person
from nearward.people.queries import bond_of
from nearward.sharing import views as sharing
from nearward.sharing.models import Item
from nearward.sharing.rules import Audience

PAGE_FAULTS: dict[str, Callable[[], list[Any]]] = {}
WALKS: dict[str, str] = {}
"""The walk on which each fault is noticed."""


def page_fault(walk: str):
    """Keep a fault under its name."""

    def keep(plant):
        PAGE_FAULTS[plant.__name__], WALKS[plant.__name__] = plant, walk
        return plant

    return keep


def at(name: str, change: Callable[..., HttpResponse]) -> list[Any]:
    """Let one address be answered by `change(real, request, ...)`."""

    def below(patterns, prefix=""):
        for each in patterns:
            if isinstance(each, URLResolver):
                yield from below(each.url_patterns, f"{prefix}{each.namespace}:" if each.namespace else prefix)
            elif f"{prefix}{each.name}" == name:
                yield each

    (found,) = below(get_resolver().url_patterns)
    real = found.callback
    return [patch.object(found, "callback", lambda request, **rest: change(real, request, **rest))]


def other_of(viewer: Person) -> Person | None:
    """The other half of the last pair, which a page must never ask for."""
    mine = Membership.objects.filter(person=viewer).order_by("-pk").first()
    half = mine and Membership.objects.filter(pair=mine.pair).exclude(person=viewer).select_related("person").first()
    return half.person if half else None


def saying(text: Callable[[Person], str]) -> Callable[..., HttpResponse]:
    """Add to a page what somebody must not be told."""

    def change(real, request, **rest):
        response = real(request, **rest)
        if response.status_code == 200 and (words := text(request.user)):
            response.content = response.content.replace(b"</main>", words.encode() + b"</main>")
        return response

    return change


def heading(name: str, value: Callable[[Person], str]) -> Callable[..., HttpResponse]:
    def change(real, request, **rest):
        response = real(request, **rest)
        response.headers[name] = value(request.user)
        return response

    return change


def kept_by(key: Callable[[Any], str]) -> Callable[..., HttpResponse]:
    """Keep a page in the house's cache."""

    def change(real, request, **rest):
        kept = cache.get(key(request))
        if kept is None or request.method != "GET":
            response = real(request, **rest)
            cache.set(key(request), (response.status_code, response.content))
            return response
        return HttpResponse(kept[1], status=kept[0])

    return change


HIDDEN, BACK = "nothing hidden shows", "taken back after a look"


@page_fault("written before, and linked again")
def the_day_says_that_the_other_has_answered():
    def words(viewer):
        partner = bond_of(viewer).partner
        return "<p>An answer waits for yours.</p>" if Item.objects.filter(author=partner, audience="both") else ""

    return at("together:question", saying(words))


@page_fault(HIDDEN)
def the_list_counts_what_is_kept():
    def words(viewer):
        other = other_of(viewer)
        return f'<data hidden value="{Item.objects.filter(author=other).count()}"></data>' if other else ""

    return at("checkins:answers", saying(words))


@page_fault(HIDDEN)
def a_tag_of_the_page_changes_with_every_row():
    return at("home:today", heading("ETag", lambda _viewer: f'"{Item.objects.count()}"'))


@page_fault(HIDDEN)
def the_page_of_the_pair_says_when_the_other_last_wrote():
    def changed(viewer):
        last = Item.objects.filter(author=other_of(viewer)).order_by("-changed_at").first()
        return str(last.changed_at) if last else ""

    return at("people:pair", heading("Last-Modified", changed))


@page_fault(HIDDEN)
def a_cookie_remembers_how_much_the_other_wrote():
    def change(real, request, **rest):
        response = real(request, **rest)
        response.set_cookie("seen", str(Item.objects.exclude(author=request.user).count()))
        return response

    return at("noticing:picture", change)


@page_fault("who is shown what")
def a_day_is_kept_for_everybody_at_its_address():
    return at("checkins:day", kept_by(lambda request: request.path))


@page_fault(BACK)
def a_day_is_kept_for_its_reader_when_it_is_taken_back():
    return at("checkins:day", kept_by(lambda request: f"{request.user.pk}{request.path}"))


@page_fault("paused")
def the_lists_are_kept_for_their_reader_through_a_pause():
    return at("together:thanks", kept_by(lambda request: f"{request.user.pk}{request.get_full_path()}"))


@page_fault("hands on what is not theirs")
def what_is_anothers_is_forbidden_and_not_absent():
    def change(real, request, answer):
        if Item.objects.filter(pk=answer).exclude(author=request.user).exists():
            return HttpResponse(status=403)
        return real(request, answer=answer)

    return at("checkins:answer", change)


@page_fault("hands on what is not theirs")
def what_is_anothers_is_absent_in_other_words():
    def change(real, request, answer):
        if Item.objects.filter(pk=answer).exclude(author=request.user).exists():
            return HttpResponse("This is not yours.", status=404)
        return real(request, answer=answer)

    return at("checkins:answer", change)


@page_fault("hands on what is not theirs")
def the_view_takes_the_number_for_the_right():
    def change(real, request, answer):
        found = Item.objects.filter(pk=answer).select_related("author").first()
        request.user = found.author if found else request.user
        return real(request, answer=answer)

    return at("checkins:answer", change)


@page_fault("hands on what is not theirs")
def erasing_takes_the_number_for_the_right():
    def change(real, request, answer):
        found = Item.objects.filter(pk=answer).select_related("author").first()
        request.user = found.author if found else request.user
        return real(request, answer=answer)

    return at("checkins:answer-erase", change)


@page_fault("paused")
def the_page_of_the_pair_says_who_paused():
    def words(viewer):
        paused = Membership.objects.filter(person=other_of(viewer), active=True, paused_at__isnull=False).exists()
        return f'<a href="/pair/resume/">{other_of(viewer).username} has paused the link</a>' if paused else ""

    return at("people:pair", saying(words))


@page_fault("paused")
def parting_by_the_other_is_told_on_the_page_of_the_day():
    def words(viewer):
        other = other_of(viewer)
        ended = other and bond_of(viewer).pair is None
        return f"<p>{other.words.get('called')} in {other.time_zone} has ended the link.</p>" if ended else ""

    return at("home:today", saying(words))


@page_fault(HIDDEN)
def the_archive_holds_a_second_file():
    real = sharing.packed

    def packed(copy):
        counted = Item.objects.exclude(pk__in=[one.id for one in copy.written]).count()
        with patch.object(type(copy), "written_columns", (*copy.written_columns, f"of {counted}")):
            return real(copy)

    return [patch.object(sharing, "packed", packed)]


@page_fault("who is shown what")
def the_form_keeps_the_wider_choice():
    def change(real, request, **rest):
        request.POST = request.POST.copy()
        for name in [each for each in request.POST if each.startswith("for-")]:
            request.POST[name] = str(Audience.US)
        return real(request, **rest)

    return at("checkins:day-edit", change)


@page_fault("who is shown what")
def the_form_offers_the_wider_choice_first():
    def change(real, request, **rest):
        response = real(request, **rest)
        if request.method == "GET":
            page = response.content.replace(b" checked", b"")
            response.content = page.replace(b'value="us"', b'value="us" checked')
        return response

    return at("checkins:day-edit", change)
