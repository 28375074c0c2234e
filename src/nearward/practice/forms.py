"""What somebody may say to an offer."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from nearward.people.queries import Bond
from nearward.practice.hours import Hours, Part, on_the_wall
from nearward.practice.moments import Said, Wish
from nearward.practice.times import OwnHours
from nearward.sharing.rules import Audience
from nearward.shell.widgets import Boxes, ManyChips
from nearward_library import library

WISHES = (
    (Wish.QUIET, _("Quiet things, for me alone")),
    (Wish.ALONE, _("Things I can do myself")),
    (Wish.TWO, _("Things for the two of us")),
    (Wish.OPEN, _("Hard talks too")),
)


def _named(kind: str) -> list[tuple[str, str]]:
    return [(name, name) for name in getattr(library(), kind)]


class AnswerForm(forms.Form):
    """An answer to one offer."""

    practice = forms.ChoiceField(choices=lambda: _named("practices"))
    said = forms.ChoiceField(choices=[(said.value, said.value) for said in Said])
    liked = forms.TypedChoiceField(
        choices=[(1, "good"), (0, "so so"), (-1, "not for me")], coerce=int, empty_value=None, required=False
    )


class ChoiceForm(forms.Form):
    """A practice that somebody chose themself."""

    practice = forms.ChoiceField(choices=lambda: _named("practices"))


class FocusForm(forms.Form):
    """Signs and causes to look into; fear is none of them, for no practice answers it."""

    sign = forms.MultipleChoiceField(choices=lambda: _named("signs"), required=False)
    cause = forms.MultipleChoiceField(
        choices=lambda: [(name, name) for name, cause in library().causes.items() if not cause.private], required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not (cleaned.get("sign") or cleaned.get("cause")):
            raise forms.ValidationError(_("Choose something to look into."))
        return cleaned


class WishForm(forms.Form):
    """What somebody wants to be offered."""

    wish = forms.ChoiceField(label=_("What shall we offer you?"), choices=WISHES, widget=Boxes)


WEEK = timedelta(days=7)
FIRST_YEAR, LAST_YEAR = 2000, 2100
PARTS = (
    (Part.MORNING, _("morning")),
    (Part.NOON, _("noon")),
    (Part.AFTERNOON, _("afternoon")),
    (Part.EVENING, _("evening")),
    (Part.LATE, _("late")),
)


def _clock() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class HoursForm(forms.Form):
    """One's own usual week. `link` says with whom the form was made, so that nothing is shown to anybody new."""

    link = forms.CharField(required=False, widget=forms.HiddenInput)
    wakes = forms.TimeField(
        label=_("I am usually up by"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    sleeps = forms.TimeField(
        label=_("I usually go to sleep at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    heavy = forms.TypedMultipleChoiceField(
        label=_("Days that are usually heavy"),
        choices=list(WEEKDAYS.items()),
        coerce=int,
        required=False,
        widget=ManyChips,
    )

    def __init__(self, data: Any, *, own: OwnHours, zone: str, bond: Bond, partner_called: str) -> None:
        hours = own.hours
        free = {f"free-{day}": [str(part) for part in hours.free[day]] for day in WEEKDAYS}
        wall = {"wakes": hours.wakes, "sleeps": hours.sleeps, "heavy": [str(day) for day in hours.heavy]}
        super().__init__(data, initial={**free, **wall, "link": _link_of(bond), "audience": str(own.audience)})
        self.zone, self.bond = zone, bond
        for day, name in WEEKDAYS.items():
            self.fields[f"free-{day}"] = forms.MultipleChoiceField(
                label=name, choices=[(str(part), words) for part, words in PARTS], required=False, widget=ManyChips
            )
        if bond.pair:
            seen = [(str(Audience.ME), _("Only I see it")), (str(Audience.US), _("%(partner)s sees it too"))]
            self.fields["audience"] = forms.ChoiceField(
                label=_("Who sees your week?"),
                choices=[(who, str(words) % {"partner": partner_called}) for who, words in seen],
                required=False,
                widget=Boxes,
            )

    @property
    def days(self) -> list[forms.BoundField]:
        return [self[f"free-{day}"] for day in WEEKDAYS]

    @property
    def hours(self) -> Hours:
        found = self.cleaned_data
        free = tuple(frozenset(Part(name) for name in found[f"free-{day}"]) for day in WEEKDAYS)
        return Hours(self.zone, free, found["wakes"], found["sleeps"], frozenset(found["heavy"]))

    @property
    def audience(self) -> Audience:
        return Audience(self.cleaned_data.get("audience") or Audience.ME) if self._linked_as_shown() else Audience.ME

    @property
    def not_as_meant(self) -> bool:
        """Whether it was meant for a partner with whom there is no open link now."""
        return self.data.get("audience") == Audience.US and not self._linked_as_shown()

    def _linked_as_shown(self) -> bool:
        return bool(self.bond.pair) and self.data.get("link") == _link_of(self.bond)


class TimeForm(forms.Form):
    """A time to set aside, on the wall of the person's own zone; from the past only what comes every week goes on."""

    practice = forms.ChoiceField(choices=lambda: _named("practices"))
    at = forms.CharField(label=_("When"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))
    weekly = forms.BooleanField(label=_("Every week"), required=False)

    def __init__(self, data: Any = None, *, zone: str, now: datetime) -> None:
        super().__init__(data)
        self.zone, self.now = zone, now

    def clean_at(self) -> datetime:
        try:
            at = datetime.fromisoformat(self.cleaned_data["at"])
        except ValueError:
            at = None
        if at is None or at.tzinfo or not FIRST_YEAR <= at.year <= LAST_YEAR:
            raise forms.ValidationError(_("Please choose a day and a time."))
        return at

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if wall := cleaned.get("at"):
            cleaned["at"] = self._ahead(wall) if cleaned["weekly"] else self._at(wall)
            if cleaned["at"] <= self.now:
                self.add_error("at", _("Please choose a day and a time."))
        return cleaned

    def _ahead(self, wall: datetime) -> datetime:
        today = self.now.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)
        ahead = wall + max(0, (today.date() - wall.date()) // WEEK) * WEEK
        return self._at(ahead) if self._at(ahead) > self.now else self._at(ahead + WEEK)

    def _at(self, wall: datetime) -> datetime:
        return on_the_wall(wall.date(), time(wall.hour, wall.minute), self.zone)


class WordsForm(forms.Form):
    """What entries of one's own calendar are called."""

    words = forms.CharField(label=_("What the calendar says"), max_length=60, required=False)


def _link_of(bond: Bond) -> str:
    return str(bond.pair or "")
