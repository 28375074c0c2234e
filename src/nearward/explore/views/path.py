"""The way through the map: one question at a time, and it may be left at any of them."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from nearward.explore import actions, queries
from nearward.explore.asking import share_done
from nearward.explore.forms import ReplyForm
from nearward.explore.wording import Asked
from nearward.kit import clock
from nearward.kit.http import PersonRequest
from nearward.people.queries import today_of


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: PersonRequest) -> HttpResponse:
    """Say what this is and what it is not, and begin or go on."""
    now = clock.now()
    if request.method == "POST":
        actions.begin_map(request.user, today_of(request.user, now), now)
        return redirect("explore:question")
    return render(
        request, "explore/begin.html", {"standing": queries.standing_of(request.user, today_of(request.user, now))}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: PersonRequest) -> HttpResponse:
    """Ask what comes next, and keep the answer. The address is the same for every question."""
    now = clock.now()
    today = today_of(request.user, now)
    found = queries.asked_now(request.user)
    if found is None:
        actions.finish_map(request.user, today, now)
        return redirect("explore:result" if queries.has_map(request.user) else "explore:begin")
    draft, asked = found
    if request.method != "POST":
        return _shown(request, draft, asked)
    form = ReplyForm(request.POST, asked=asked.question)
    if not form.is_valid():
        return redirect("explore:question") if form.is_old else _shown(request, draft, asked, form)
    if form.is_old:
        return redirect("explore:question")
    done = actions.answer(request.user, asked.question.id, form.cleaned_data["said"], today, now)
    return redirect("explore:result" if done else "explore:question")


@require_POST
def back(request: PersonRequest) -> HttpResponse:
    """Ask the last question again."""
    actions.step_back(request.user, clock.now())
    return redirect("explore:question")


@require_POST
def draft_destroy(request: PersonRequest) -> HttpResponse:
    """Put away what was begun."""
    actions.put_away_draft(request.user, clock.now())
    return redirect("explore:begin")


def _shown(request: PersonRequest, draft: queries.Map, asked: Asked, form: ReplyForm | None = None) -> HttpResponse:
    told = {
        "asked": asked,
        "question": asked.question,
        "done": share_done(draft.replies),
        "first": not draft.replies,
        "ticked": form.ticked if form else (),
        "mistake": form.non_field_errors()[0] if form else "",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form else HTTPStatus.OK
    return render(request, "explore/question.html", told, status=status)
