"""Pages of the guide. They say the same to everybody, and keep nothing of what was typed or ticked."""

from __future__ import annotations

from typing import TypeVar

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nearward.guide import queries
from nearward.guide.forms import SearchForm, SignsForm
from nearward.guide.rules import patterns_of
from nearward.kit.http import PersonRequest

P_ = TypeVar("P_")
TRY_HERE = "i-statements"
"""The words beside which a sentence can be tried."""


@require_safe
def index(request: PersonRequest) -> HttpResponse:
    shelves = {"words": queries.words_to_begin(), "helps": queries.help_pages()}
    return render(request, "guide/index.html", shelves)


@require_safe
def signs(request: PersonRequest) -> HttpResponse:
    return _shelves(request, _("What you notice"), "guide:sign", queries.sign_shelves())


@require_safe
def causes(request: PersonRequest) -> HttpResponse:
    return _shelves(request, _("What may lie behind it"), "guide:cause", queries.cause_shelves())


@require_safe
def practices(request: PersonRequest) -> HttpResponse:
    return _shelves(request, _("What you can do"), "guide:practice", queries.practice_shelves())


@require_safe
def sign(request: PersonRequest, name: str) -> HttpResponse:
    return render(request, "guide/sign.html", {"page": _found(queries.sign_page(name))})


@require_safe
def cause(request: PersonRequest, name: str) -> HttpResponse:
    return render(request, "guide/cause.html", {"page": _found(queries.cause_page(name))})


@require_safe
def practice(request: PersonRequest, name: str) -> HttpResponse:
    return render(request, "guide/practice.html", {"page": _found(queries.practice_page(name))})


@require_safe
def help_page(request: PersonRequest, name: str) -> HttpResponse:
    return render(request, "guide/help.html", {"help": _found(queries.help_page(name))})


@require_safe
def words(request: PersonRequest, name: str) -> HttpResponse:
    """Words to begin with; where they are about saying how it is for oneself, with a place to try a sentence."""
    shown: dict[str, object] = {"words": _found(queries.words_page(name))}
    if name == TRY_HERE:
        shown |= {"hints": queries.hints(), "patterns": [patterns_of(hint) for hint in queries.hints()]}
    return render(request, "guide/words.html", shown)


@require_safe
def qualities(request: PersonRequest) -> HttpResponse:
    return render(request, "guide/qualities.html", {"entries": queries.qualities()})


@require_safe
def quality(request: PersonRequest, name: str) -> HttpResponse:
    return render(request, "guide/quality.html", {"page": _found(queries.quality_page(name))})


@require_safe
def telehealth_all(request: PersonRequest) -> HttpResponse:
    return render(request, "guide/telehealth_all.html", {"entries": queries.telehealth()})


@require_safe
def telehealth(request: PersonRequest, name: str) -> HttpResponse:
    return render(request, "guide/telehealth.html", {"page": _found(queries.telehealth_page(name))})


@require_safe
def talks(request: PersonRequest) -> HttpResponse:
    return render(request, "guide/talks.html", {"talks": queries.talks()})


@require_safe
def talk(request: PersonRequest, name: str) -> HttpResponse:
    return render(request, "guide/talk.html", {"page": _found(queries.talk_page(name))})


@require_safe
def evidence(request: PersonRequest) -> HttpResponse:
    return render(request, "guide/evidence.html", {"kinds": queries.evidence()})


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: PersonRequest) -> HttpResponse:
    """Search by POST, so that what was typed stands in no address."""
    form = SearchForm(request.POST if request.method == "POST" else None)
    typed = form.cleaned_data["words"] if form.is_bound and form.is_valid() else ""
    found = {"typed": typed, "found": queries.found_for(typed)}
    if request.htmx:
        return render(request, "guide/_found.html", found)
    return render(request, "guide/search.html", found)


@require_http_methods(["GET", "HEAD", "POST"])
def behind(request: PersonRequest) -> HttpResponse:
    """Signs that moved, or that were ticked, and what may lie behind them."""
    form = SignsForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return render(request, "guide/behind.html", {"behind": queries.behind(form.cleaned_data["sign"])})
    ticked = request.POST.getlist("sign")
    return render(request, "guide/noticed.html", {"form": form, "ticked": ticked, "shelves": queries.sign_shelves()})


def _shelves(request: PersonRequest, title: str, to: str, shelves: tuple[queries.Shelf, ...]) -> HttpResponse:
    return render(request, "guide/shelves.html", {"title": title, "to": to, "shelves": shelves})


def _found(page: P_ | None) -> P_:
    if page is None:
        raise Http404
    return page
