"""Two maps side by side: each made blind, and laid open only where both say so."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from nearward.explore import queries, wording
from nearward.explore.beside import CAUSE, SIGN, STRENGTHS, Laid, agreed, one_gap
from nearward.explore.showing import MAP, Value, laid_open, showable
from nearward.explore.views.showing import Row, on_show, show
from nearward.kit.http import PersonRequest
from nearward.kit.shelf import library
from nearward.people.models import Person


@dataclass(frozen=True, slots=True)
class Seen:
    """A sign as two people see it, and how it can be from the other chair."""

    title: str
    mine: str
    theirs: str
    other_chair: str


@require_safe
def beside(request: PersonRequest) -> HttpResponse:
    """Show what both have shown, first what both say, then one difference; and what of the own map could be shown."""
    values = showable(queries.last_map(request.user))
    on = on_show(request, MAP, values)
    rows = [_row(question, value, shown=question in on.shown) for question, value in values.items()]
    laid = _laid(request.user)
    gap = one_gap(laid)
    told = {
        "on": on,
        "has_map": queries.has_map(request.user),
        "rows": [row for row in rows if row.says_something],
        "others": [row for row in rows if not row.says_something],
        "laid": laid,
        "signs": [_seen(one) for one in agreed(laid, SIGN)],
        "causes": [library().causes[one.about] for one in agreed(laid, CAUSE)],
        "gap": _seen(gap) if gap else None,
    }
    return render(request, "explore/beside.html", told)


@require_POST
def beside_show(request: PersonRequest) -> HttpResponse:
    """Choose what of the map is shown."""
    return show(request, MAP, showable(queries.last_map(request.user)), "explore:beside")


def _row(question: str, value: Value, *, shown: bool) -> Row:
    kind, _sep, about = question.partition(":")
    if kind == CAUSE:
        cause, strength = library().causes[about], STRENGTHS[value if isinstance(value, int) else 0]
        return Row(question, cause.title, str(wording.STRENGTHS[strength]), shown, says_something=True)
    return Row(question, library().signs[about].title, _amount(value), shown, says_something=bool(value))


def _laid(viewer: Person) -> list[Laid]:
    """What both have shown, of signs and causes that the library knows."""
    shelves = {SIGN: library().signs, CAUSE: library().causes}
    return [
        Laid(one.question, one.mine, one.theirs)
        for one in laid_open(viewer, MAP)
        if isinstance(one.mine, int) and isinstance(one.theirs, int)
        if one.question.partition(":")[2] in shelves[one.question.partition(":")[0]]
    ]


def _seen(one: Laid) -> Seen:
    sign = library().signs[one.about]
    chair = sign.from_their_side if one.mine > one.theirs else sign.from_my_side
    return Seen(sign.title, _amount(one.mine), _amount(one.theirs), chair[0])


def _amount(step: Value) -> str:
    return str(wording.STEPS["amount"][step]) if isinstance(step, int) else ""
