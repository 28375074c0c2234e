"""The question of the day: answering it, swapping it, and what was answered before."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nearward.kit import clock
from nearward.kit.days import DAY, Stretch, day_named
from nearward.kit.http import PersonRequest
from nearward.people.queries import bond_of, today_of
from nearward.sharing.queries import NotThere, earliest_day
from nearward.together.actions import answer_question, erase_answer, swap_question
from nearward.together.forms import AnswerForm
from nearward.together.queries import ANSWER, DayQuestion, answerable, answers_between, is_there_before, question_of
from nearward.together.views.leading import lead_to

A_PAGE = timedelta(days=28)


@require_safe
def question(request: PersonRequest) -> HttpResponse:
    """Show the question of today."""
    return _shown(request, question_of(request.user, _today(request)))


@require_http_methods(["GET", "HEAD", "POST"])
def day(request: PersonRequest, day: str) -> HttpResponse:
    """Show the question of one day, and keep what somebody answers to it."""
    asked = question_of(request.user, _read_day(request, day))
    if request.method != "POST":
        return _shown(request, asked)
    form = _form(request, asked)
    if not form.is_valid():
        return _shown(request, asked, form)
    answered = form.cleaned_data["question"]
    meant, text = form.audience, form.cleaned_data["text"]
    kept = answer_question(request.user, asked.day, answered, text, audience=meant, now=clock.now())
    if form.not_as_meant or kept is not meant:
        messages.info(request, _("You are not linked to anyone just now, so your words are kept for you alone."))
    elif answered != asked.id:
        messages.info(request, _("The question has changed since. Your answer is kept under the one you answered."))
    return lead_to(request, "together:day", day=asked.day.isoformat())


@require_POST
def day_swap(request: PersonRequest, day: str) -> HttpResponse:
    """Ask for another question."""
    about = _read_day(request, day)
    swap_question(request.user, about, clock.now())
    return redirect("together:day", day=about.isoformat())


@require_safe
def answers(request: PersonRequest) -> HttpResponse:
    """List four weeks of questions that somebody answered, the newest first."""
    page = Stretch.ending(request.GET.get("until", ""), earliest_day(request.user), _today(request), A_PAGE)
    told = {
        "answers": answers_between(request.user, page.since, page.until),
        "newer": page.newer,
        "older": page.older if is_there_before(request.user, ANSWER, page.since) else None,
    }
    return render(request, "together/answers.html", told)


@require_POST
def answer_erase(request: PersonRequest, answer: uuid.UUID) -> HttpResponse:
    """Erase one answer of one's own for good."""
    try:
        erase_answer(request.user, answer, clock.now())
    except NotThere:
        raise Http404 from None
    messages.success(request, _("Erased."))
    return redirect("together:answers")


def _today(request: PersonRequest) -> date:
    return today_of(request.user, clock.now())


def _read_day(request: PersonRequest, text: str) -> date:
    day = day_named(text, earliest_day(request.user), _today(request))
    if day is None:
        raise Http404
    return day


def _form(request: PersonRequest, asked: DayQuestion) -> AnswerForm:
    standing = {"text": asked.mine.text, "audience": str(asked.mine.audience)} if asked.mine else {}
    return AnswerForm(
        request.POST if request.method == "POST" else None,
        bond=bond_of(request.user),
        partner_called=request.user.partner_called,
        answerable=answerable(request.user, asked.day),
        initial={"question": asked.id, **standing},
    )


def _shown(request: PersonRequest, asked: DayQuestion, form: AnswerForm | None = None) -> HttpResponse:
    today = _today(request)
    told = {
        "question": asked,
        "form": form or _form(request, asked),
        "is_today": asked.day == today,
        "yesterday": today - DAY if asked.day == today else None,
    }
    return render(request, "together/question.html", told)
