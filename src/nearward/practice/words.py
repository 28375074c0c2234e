"""What people are told of the rules: each row of the table and each rung of the ladder in words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nearward.practice.ladder import Rung

Words = str | Promise

ROWS: Mapping[str, Words] = {
    "content": _("Where two people are content, thanks, new things, touch and a check-up do more than lessons."),
    "low": _("Where things have been low for a while, light things alone are not enough."),
    "unanswered": _("Where somebody does not feel heard, listening comes before anything else."),
    "pulls-back": _("Where somebody pulls back, good moments and a pause bring more than pressing."),
    "holds-on": _("Where somebody is unsure of the bond, what is kept to counts more than what is said."),
    "hard-day": _("On a hard day something light goes best."),
    "unfair-load": _("Where the load feels uneven, moving one piece of it helps more than talking about it."),
    "monotony": _("Where days have grown alike, something new helps more than more of the same."),
    "less-intimacy": _("Where touch has become rare, small touch comes first, and a body may need a doctor."),
    "transitions": _("Where life has just changed, short things fit better than long ones."),
    "unwell": _("Where somebody is unwell, help from outside goes before doing it alone."),
    "hearing": _("Where ears may be part of it, having them looked at goes before any exercise in talking."),
    "broken-trust": _("Where trust was broken, kept promises and a guide do more than talking it out alone."),
    "small-things": _("Where small things have piled up, another view of them helps more than raising each."),
}

RUNGS: Mapping[Rung, tuple[Words, Words]] = {
    Rung.BASELINE: (
        _("Two weeks to see what is usual"),
        _("Only light things meanwhile. Without knowing your usual, nobody can tell what helps."),
    ),
    Rung.ONE: (
        _("One thing"),
        _("Take up one thing, and do it a few times. A second has time."),
    ),
    Rung.LOOK: (
        _("Look whether it helps"),
        _("After five goes, or two weeks: keep what seems to do you good, swap what does not. Two at a time, no more."),
    ),
    Rung.CHECK_UP: (
        _("Stand back and look at the whole"),
        _("When four weeks of small things have not lifted low days, more of them is not the answer."),
    ),
    Rung.HELP: (
        _("Somebody from outside"),
        _("When that has not lifted them either, four weeks on, a person who does this for a living can help."),
    ),
}
