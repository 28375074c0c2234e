"""How the map speaks: its questions, answers and reasons in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from nearward.explore.asking import ALONE, Question
from nearward.explore.rules import HIGHEST, LISTS, NOTICED, UNSAID, UNSURE, Kind, Reason, Replies, Reply, Strength

if TYPE_CHECKING:
    from nearward_library import Library
    from nearward_library.schema import Sign

Words = str | Promise

STEPS: Mapping[str, tuple[Words, ...]] = {
    "amount": (
        gettext_lazy("not at all"),
        gettext_lazy("a little"),
        gettext_lazy("somewhat"),
        gettext_lazy("much"),
        gettext_lazy("very much"),
    ),
    "often": (
        gettext_lazy("never"),
        gettext_lazy("rarely"),
        gettext_lazy("now and then"),
        gettext_lazy("often"),
        gettext_lazy("nearly always"),
    ),
    "truth": (
        gettext_lazy("not true"),
        gettext_lazy("hardly true"),
        gettext_lazy("partly true"),
        gettext_lazy("mostly true"),
        gettext_lazy("very true"),
    ),
}
OPEN: Mapping[str, Words] = {UNSURE: gettext_lazy("Not sure"), UNSAID: gettext_lazy("Rather not say")}
SINCE: Mapping[str, Words] = {
    "weeks": gettext_lazy("a few weeks"),
    "months": gettext_lazy("a few months"),
    "year": gettext_lazy("about a year"),
    "years": gettext_lazy("longer than that"),
    "always": gettext_lazy("it has always been so"),
}
SIDE: Mapping[str, Words] = {
    "mine": gettext_lazy("more on mine"),
    "theirs": gettext_lazy("more on theirs"),
    "both": gettext_lazy("on both alike"),
    "between": gettext_lazy("it comes and goes between us"),
}
SINCE_TOLD: Mapping[str, Words] = {**SINCE, "years": gettext_lazy("longer than a year")}
SIDE_TOLD: Mapping[str, Words] = {
    **SIDE,
    "mine": gettext_lazy("more on your own side"),
    "theirs": gettext_lazy("more on the other’s side"),
    "both": gettext_lazy("on both sides alike"),
}
"""Since when, and on whose side, as a result tells it without the question."""
STRENGTHS: Mapping[Strength, Words] = {
    Strength.LIKELY: gettext_lazy("a good deal speaks for it"),
    Strength.PERHAPS: gettext_lazy("something speaks for it"),
    Strength.HARDLY: gettext_lazy("little speaks for it"),
}
LISTED: Mapping[str, tuple[Words, Words]] = {
    NOTICED: (
        gettext_lazy("What do you notice between you two?"),
        gettext_lazy("Up to five, those that weigh most; none is an answer too."),
    ),
    ALONE: (gettext_lazy("A moment for you alone"), ""),
    "around": (
        gettext_lazy("What is going on around you?"),
        gettext_lazy("Up to three. Pressure from outside is easily taken home."),
    ),
    "between": (
        gettext_lazy("What rings true between you two?"),
        gettext_lazy("Up to three, of how you talk and what may have built up."),
    ),
    "nearness": (
        gettext_lazy("And what of these?"),
        gettext_lazy("Up to three, of what may have faded and what each of you brings along."),
    ),
}
GROUPS: Mapping[str, Words] = {
    "talk": pgettext_lazy("signs", "When you talk"),
    "tone": pgettext_lazy("signs", "The tone"),
    "warmth": pgettext_lazy("signs", "Warmth and touch"),
    "feeling": pgettext_lazy("signs", "How it feels"),
}
PLANS: Mapping[str, Words] = {
    "needs-two": gettext_lazy("Put one evening in the week, and let the rest be free."),
    "needs-touch": gettext_lazy("A greeting and a parting each day that suit both; anything more only when asked for."),
    "needs-telling": gettext_lazy("Ten minutes with an end to them are easier to give than a whole evening."),
    "needs-alone": gettext_lazy("Plan time alone in, with a time at which you come back to each other."),
    "needs-friends": gettext_lazy("Some evenings with friends for one, some for both, agreed a week ahead."),
    "needs-own": gettext_lazy("An hour of one’s own for each, at the same time or in turns."),
    "needs-calm": gettext_lazy("Whoever needs it may ask for a pause, and names when to go on."),
    "needs-apart": gettext_lazy("A word before and a word after can make time apart easy for both."),
    "needs-after": gettext_lazy("Agree beforehand what comes first, and what comes then, so that both get theirs."),
}
"""An idea for planning round a difference, by the item of the library."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to tap or tick."""

    value: str
    says: Words
    more: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in words. `shelves` are its options under headings; where there is one heading, it is empty."""

    question: Question
    ask: Words
    more: Words
    shelves: tuple[tuple[Words, tuple[Option, ...]], ...]
    open: tuple[Option, ...]


def in_words(library: Library, question: Question) -> Asked:
    """Return a question as a page asks it."""
    ask, more = _asks(library, question)
    left = {UNSAID: OPEN[UNSAID]} if question.kind is Kind.TICK else OPEN
    opened = () if question.kind is Kind.PAUSE else tuple(Option(value, says) for value, says in left.items())
    return Asked(question, ask, more, tuple(_shelves(library, question)), opened)


def reply_in_words(library: Library, question: Question, reply: Reply) -> str:
    """Return an answer as its page offered it; what was ticked, with commas."""
    if isinstance(reply, str) and reply in OPEN:
        return str(OPEN[reply])
    given = set(reply) if isinstance(reply, tuple) else {str(reply)}
    said = [
        str(option.says)
        for _name, options in _shelves(library, question)
        for option in options
        if option.value in given
    ]
    return ", ".join(said)


def reason_in_words(library: Library, reason: Reason, replies: Replies) -> str:
    """Return one reason as a sentence. What is told of the minutes is what happened together, not why."""
    if reason.name == "sign":
        return _("You notice “%(sign)s”, and it often lies behind that.") % {"sign": library.signs[reason.about].title}
    if reason.name in {"tie", "moved"}:
        return _of_minutes(library.items[reason.about].label, reason)
    if reason.about in LISTS:
        return _("You ticked it yourself.")
    probe = _probe_question(library, reason.about)
    said = reply_in_words(library, probe, replies[reason.about])
    return _("You said “%(said)s” when asked: %(ask)s") % {"said": said, "ask": _asks(library, probe)[0]}


def _of_minutes(item: str, reason: Reason) -> str:
    if reason.name == "moved":
        return _("“%(item)s” moved when something changed.") % {"item": item}
    if reason.lag:
        return _("In your minutes, “%(item)s” and how near you felt the day after went together.") % {"item": item}
    return _("In your minutes, “%(item)s” and how near you felt went together.") % {"item": item}


def _asks(library: Library, question: Question) -> tuple[Words, Words]:
    if question.id in LISTED:
        return LISTED[question.id]
    if question.about not in library.signs:
        return library.causes[question.about].probe[question.place].ask, ""
    kind, title = question.id.partition(":")[0], library.signs[question.about].title
    if kind == "sign":
        return library.items[f"map-{question.about}"].prompt, ""
    return (_("Since when, about?") if kind == "since" else _("On whose side do you notice it more?")), title


def _shelves(library: Library, question: Question) -> list[tuple[Words, tuple[Option, ...]]]:
    if question.id == NOTICED:
        return [
            (name, tuple(Option(sign.id, sign.title) for sign in _in_order(library) if sign.group == group))
            for group, name in GROUPS.items()
        ]
    if question.id in LISTS:
        causes = [library.causes[name] for name in question.choices]
        return [("", tuple(Option(cause.id, cause.title, cause.says) for cause in causes))]
    return [("", tuple(_options(library, question)))]


def _options(library: Library, question: Question) -> list[Option]:
    match question.kind:
        case Kind.CHOICE:
            said = SINCE if question.id.startswith("since:") else SIDE
            return [Option(value, said[value]) for value in question.choices]
        case Kind.TICK:
            choices = library.causes[question.about].probe[question.place].choices
            return [Option(str(place), says) for place, says in enumerate(choices)]
        case Kind.STEP:
            scale = (
                "amount"
                if question.about in library.signs
                else library.causes[question.about].probe[question.place].scale
            )
            return [Option(str(step), STEPS[scale][step]) for step in range(HIGHEST + 1)]
    return []


def _in_order(library: Library) -> list[Sign]:
    return sorted(library.signs.values(), key=lambda sign: library.items[f"map-{sign.id}"].order)


def _probe_question(library: Library, name: str) -> Question:
    about, _sep, place = name.rpartition(":")
    probe = library.causes[about].probe[int(place)]
    choices = tuple(str(n) for n in range(len(probe.choices)))
    return Question(name, Kind.TICK if probe.scale == "tick" else Kind.STEP, about, int(place), choices=choices)
