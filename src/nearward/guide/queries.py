"""The library as pages show it. Nothing here depends on who reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nearward.guide.rules import RULE_OUT, Lead, QualityPage, TalkPage, TelehealthPage, cues, leads
from nearward.kit.shelf import library
from nearward_library import Library
from nearward_library.schema import (
    Cause,
    Entry,
    Format,
    HelpPage,
    Hint,
    Item,
    Practice,
    Quality,
    Sign,
    Telehealth,
    Words,
)
from nearward_library.schema.base import Source
from nearward_library.schema.causes import First, Help, Neighbour
from nearward_library.search import Finder, Hit

E_ = TypeVar("E_", bound=Entry)
MOST_LEADS = 4
MOST_TO_RULE_OUT = 2
MOST_PRACTICES = 5

SIGN_GROUPS: Mapping[str, str | Promise] = {
    "talk": _("When you talk"),
    "tone": _("The tone"),
    "warmth": _("Warmth and touch"),
    "feeling": _("How it feels"),
}
CAUSE_GROUPS: Mapping[str, str | Promise] = {
    "rule-out": _("Rule these out first"),
    "outside": _("Pressure from outside"),
    "talk": _("How you talk"),
    "built-up": _("What has built up"),
    "faded": _("What has faded"),
    "within": _("Within one of you"),
}
PRACTICE_GROUPS: Mapping[str, str | Promise] = {
    "begin": _("To begin"),
    "talk": _("Talking"),
    "time": _("Time for each other"),
    "warmth": _("Warmth"),
    "together-apart": _("Together and apart"),
    "repair": _("Repair"),
    "help": _("Help and keeping at it"),
}
DESIGNS: Mapping[str, str | Promise] = {
    "meta-analysis": _("Many studies taken together"),
    "review": _("Reviews"),
    "trial": _("Trials, by lot"),
    "experiment": _("Experiments"),
    "longitudinal": _("Couples followed over months or years"),
    "diary": _("Diaries, day by day"),
    "survey": _("Surveys"),
    "measure": _("Questionnaires and how they were made"),
    "method": _("Ways to reckon"),
    "programme": _("Programmes"),
    "guidance": _("Guidance"),
}
"""Kinds of studies by what they can show, the strongest first."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Entries of one group under its name."""

    name: str | Promise
    entries: tuple[Sign | Cause | Practice, ...]


@dataclass(frozen=True, slots=True)
class Behind:
    """What may lie behind some signs: first what a body or a doctor could explain, then the rest."""

    signs: tuple[Sign, ...]
    rule_out: tuple[Lead, ...]
    leads: tuple[Lead, ...]


@dataclass(frozen=True, slots=True)
class SignPage:
    """A sign with what belongs to it."""

    sign: Sign
    group: str | Promise
    causes: tuple[Cause, ...]
    practices: tuple[Practice, ...]
    items: tuple[Item, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class CausePage:
    """A cause with what belongs to it."""

    cause: Cause
    group: str | Promise
    rule_out: tuple[tuple[First, Cause | None], ...]
    neighbours: tuple[tuple[Neighbour, Cause], ...]
    helps: tuple[tuple[Help, Practice], ...]
    signs: tuple[Sign, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class PracticePage:
    """A practice with what belongs to it."""

    practice: Practice
    group: str | Promise
    causes: tuple[Cause, ...]
    signs: tuple[Sign, ...]
    format: Format | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Published work of one kind, by its first author."""

    name: str | Promise
    sources: tuple[Source, ...]


def sign_shelves() -> tuple[Shelf, ...]:
    return _shelves(library().signs.values(), SIGN_GROUPS)


def cause_shelves() -> tuple[Shelf, ...]:
    return _shelves(library().causes.values(), CAUSE_GROUPS)


def practice_shelves() -> tuple[Shelf, ...]:
    return _shelves(library().practices.values(), PRACTICE_GROUPS)


def behind(signs: Iterable[str]) -> Behind:
    """Return what may lie behind these signs; ids that name no sign are passed over."""
    noticed = _those(library().signs, dict.fromkeys(signs))
    found = leads(noticed, library().causes)
    to_rule_out = [lead for lead in found if lead.cause.group == RULE_OUT]
    others = [lead for lead in found if lead.cause.group != RULE_OUT]
    return Behind(noticed, tuple(to_rule_out[:MOST_TO_RULE_OUT]), tuple(others[:MOST_LEADS]))


def sign_page(name: str) -> SignPage | None:
    """Return a sign's page, or None where there is no such sign."""
    if (sign := library().signs.get(name)) is None:
        return None
    return SignPage(
        sign,
        SIGN_GROUPS[sign.group],
        causes=_those(library().causes, sign.causes),
        practices=library().practices_for_sign(name)[:MOST_PRACTICES],
        items=tuple(item for item in _those(library().items, sign.items) if item.when != "map"),
        sources=_those(library().sources, sign.sources),
    )


def cause_page(name: str) -> CausePage | None:
    """Return a cause's page, or None where there is no such cause."""
    causes, practices = library().causes, library().practices
    if (cause := causes.get(name)) is None:
        return None
    return CausePage(
        cause,
        CAUSE_GROUPS[cause.group],
        rule_out=tuple((first, causes.get(first.cause or "")) for first in cause.rule_out_first),
        neighbours=tuple((near, causes[near.cause]) for near in cause.tell_apart if near.cause in causes),
        helps=tuple((help_, practices[help_.practice]) for help_ in cause.helps if help_.practice in practices),
        signs=tuple(sign for sign in library().signs.values() if name in sign.causes),
        sources=_those(library().sources, cause.sources),
    )


def practice_page(name: str) -> PracticePage | None:
    """Return a practice's page, or None where there is no such practice."""
    if (practice := library().practices.get(name)) is None:
        return None
    return PracticePage(
        practice,
        PRACTICE_GROUPS[practice.group],
        causes=_those(library().causes, practice.causes),
        signs=_those(library().signs, practice.signs),
        format=library().formats.get(practice.format or ""),
        sources=_those(library().sources, practice.sources),
    )


def help_pages() -> tuple[HelpPage, ...]:
    return tuple(library().help.values())


def help_page(name: str) -> HelpPage | None:
    return library().help.get(name)


def words_to_begin() -> tuple[Words, ...]:
    return tuple(library().words.values())


def words_page(name: str) -> Words | None:
    return library().words.get(name)


def qualities() -> tuple[Quality, ...]:
    return tuple(library().qualities.values())


def quality_page(name: str) -> QualityPage | None:
    """Return the page of a quality, or None where there is no such quality."""
    if (quality := library().qualities.get(name)) is None:
        return None
    return QualityPage(
        quality,
        items=_those(library().items, quality.items),
        practices=_those(library().practices, quality.practices),
        sources=_those(library().sources, quality.sources),
    )


def telehealth() -> tuple[Telehealth, ...]:
    return tuple(library().telehealth.values())


def telehealth_page(name: str) -> TelehealthPage | None:
    """Return the page of something that help at a distance offers, or None where there is no such thing."""
    if (offer := library().telehealth.get(name)) is None:
        return None
    practices = _those(library().practices, offer.practices)
    return TelehealthPage(offer, practices, _those(library().sources, offer.sources))


def talks() -> tuple[Format, ...]:
    return tuple(sorted(library().formats.values(), key=lambda talk: (talk.minutes, talk.title)))


def talk_page(name: str) -> TalkPage | None:
    """Return a guided talk as a script, or None where there is no such talk."""
    if (talk := library().formats.get(name)) is None:
        return None
    return TalkPage(
        talk,
        cues=cues(talk.turns),
        practices=tuple(practice for practice in library().practices.values() if practice.format == name),
        sources=_those(library().sources, talk.sources),
    )


def evidence() -> tuple[Evidence, ...]:
    """Everything published that any entry may lean on, the kinds of study that show most first."""
    held = sorted(library().sources.values(), key=lambda source: (source.authors, source.year or 0))
    kinds = ((name, tuple(one for one in held if one.design == design)) for design, name in DESIGNS.items())
    return tuple(Evidence(name, sources) for name, sources in kinds if sources)


def hints() -> tuple[Hint, ...]:
    """What to look at again in a sentence, in the order in which it is told."""
    return tuple(library().hints.values())


def found_for(typed: str) -> tuple[Hit, ...]:
    """Return what somebody who typed this may be looking for, best first."""
    return _finder(library()).find(typed)


@lru_cache(maxsize=4)
def _finder(shelf: Library) -> Finder:
    return Finder(shelf)


def _shelves(entries: Iterable[Sign | Cause | Practice], groups: Mapping[str, str | Promise]) -> tuple[Shelf, ...]:
    held = list(entries)
    return tuple(
        Shelf(name, tuple(sorted((e for e in held if e.group == group), key=lambda entry: entry.title)))
        for group, name in groups.items()
        if any(entry.group == group for entry in held)
    )


def _those(shelf: Mapping[str, E_], names: Iterable[str]) -> tuple[E_, ...]:
    return tuple(shelf[name] for name in names if name in shelf)
