"""One thing to do: doing it, putting it away, asking for another, and what to be offered."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nearward.guide.queries import practice_page
from nearward.kit import clock
from nearward.kit.http import PersonRequest
from nearward.people.queries import bond_of, today_of
from nearward.practice import actions
from nearward.practice.forms import AnswerForm, ChoiceForm, FocusForm, WishForm
from nearward.practice.ladder import Rung
from nearward.practice.moments import Said, Wish
from nearward.practice.plan import plan_of, standing_in_plan
from nearward.practice.queries import best_for, focus_of, offer_for, tonight_for, tried_by, wish_of
from nearward.practice.words import RUNGS
from nearward.practice.working import wants_lots
from nearward.sharing.queries import NotThere

BACK = {"home:today": "/#one-thing", "practice:index": "practice:index", "practice:tonight": "practice:tonight"}
"""Where an answer goes back to, by the name of the page that it came from."""

LATELY = 30


@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """The plan, what is looked into, what to be offered, and what was said to offers."""
    return _index(request, WishForm(initial={"wish": wish_of(request.user)}))


@require_safe
def tonight(request: PersonRequest) -> HttpResponse:
    """One act for this evening, and three ways to go on."""
    viewer = request.user
    told = {"offer": tonight_for(viewer, today_of(viewer, clock.now())), "linked": bool(bond_of(viewer).pair)}
    return render(request, "practice/tonight.html", told)


@require_safe
def doing(request: PersonRequest, name: str) -> HttpResponse:
    """One practice, step by step."""
    page = practice_page(name)
    if page is None:
        raise Http404
    now = clock.now()
    today = today_of(request.user, now)
    shown, best = offer_for(request.user, today), best_for(request.user, today)
    told = {
        "page": page,
        "practice": page.practice,
        "best": best if best and best.practice.id == name else None,
        "tired": bool(best and best.tired),
        "alone": wish_of(request.user) in {Wish.QUIET, Wish.ALONE},
        "done": shown.done if shown and shown.practice.id == name else None,
        "in_plan": any(one.practice.id == name for one in standing_in_plan(request.user)),
    }
    return render(request, "practice/doing.html", told)


@require_POST
def answer_create(request: PersonRequest) -> HttpResponse:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise Http404
    now = clock.now()
    today = today_of(request.user, now)
    said = Said(form.cleaned_data["said"])
    practice, liked = form.cleaned_data["practice"], form.cleaned_data["liked"]
    actions.answer_offer(request.user, practice, said, today, now, liked=liked)
    if (back := request.POST.get("back")) in BACK:
        return redirect(BACK[back])
    if said is Said.DONE:
        messages.success(request, _("Good. That is all for today."))
    if said is Said.ANOTHER:
        return _to_best(request)
    return redirect("practice:index")


@require_POST
def answer_destroy(request: PersonRequest, answer: uuid.UUID) -> HttpResponse:
    try:
        actions.take_back(request.user, answer, clock.now())
    except NotThere:
        raise Http404 from None
    return redirect(BACK.get(request.POST.get("back", ""), "practice:index"))


@require_POST
def kept_create(request: PersonRequest) -> HttpResponse:
    form = ChoiceForm(request.POST)
    if not form.is_valid():
        raise Http404
    now = clock.now()
    if not actions.take_up(request.user, form.cleaned_data["practice"], today_of(request.user, now), now):
        messages.info(request, _("Two things stand in your plan already. Put one of them by to make room."))
    return redirect("practice:index")


@require_POST
def kept_destroy(request: PersonRequest, kept: uuid.UUID) -> HttpResponse:
    now = clock.now()
    try:
        actions.put_by(request.user, kept, today_of(request.user, now), now)
    except NotThere:
        raise Http404 from None
    return redirect("practice:index")


@require_POST
def booster_destroy(request: PersonRequest) -> HttpResponse:
    now = clock.now()
    actions.put_booster_by(request.user, today_of(request.user, now), now)
    return redirect("practice:index")


@require_POST
def choice_create(request: PersonRequest) -> HttpResponse:
    form = ChoiceForm(request.POST)
    if not form.is_valid():
        raise Http404
    now = clock.now()
    practice = form.cleaned_data["practice"]
    actions.choose(request.user, practice, today_of(request.user, now), now)
    return redirect("practice:doing", name=practice)


@require_POST
def focus_create(request: PersonRequest) -> HttpResponse:
    form = FocusForm(request.POST)
    if not form.is_valid():
        return redirect("guide:behind")
    now = clock.now()
    found = form.cleaned_data
    actions.look_into(request.user, found["sign"], found["cause"], today_of(request.user, now), now)
    return _to_best(request)


@require_POST
def focus_destroy(request: PersonRequest) -> HttpResponse:
    now = clock.now()
    actions.put_away_focus(request.user, today_of(request.user, now), now)
    return redirect("practice:index")


@require_POST
def wish_create(request: PersonRequest) -> HttpResponse:
    form = WishForm(request.POST)
    if not form.is_valid():
        return _index(request, form)
    now = clock.now()
    actions.wish_for(request.user, Wish(form.cleaned_data["wish"]), today_of(request.user, now), now)
    messages.success(request, _("Kept."))
    return redirect("practice:index")


def _index(request: PersonRequest, form: WishForm) -> HttpResponse:
    viewer = request.user
    told = {
        "plan": plan_of(viewer, today_of(viewer, clock.now())),
        "alone": wish_of(viewer) in {Wish.QUIET, Wish.ALONE},
        "lots": wants_lots(viewer),
        "rungs": [(rung, *RUNGS[rung]) for rung in Rung],
        "focus": focus_of(viewer),
        "form": form,
        "tried": tried_by(viewer)[:LATELY],
    }
    return render(request, "practice/index.html", told)


def _to_best(request: PersonRequest) -> HttpResponseRedirect:
    best = best_for(request.user, today_of(request.user, clock.now()))
    return redirect("practice:doing", name=best.practice.id) if best else redirect("practice:index")
