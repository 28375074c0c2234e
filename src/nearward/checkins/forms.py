"""What a person may answer in their minute and choose about it, and how a mistake is answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nearward.checkins.actions import Entry
from nearward.checkins.queries import Asked, choosable, steps_of
from nearward.checkins.rules import AWAY, Answer, Choices, follows_on, is_wanted, read_value, standing_audience
from nearward.people.queries import Bond
from nearward.sharing.rules import SHARED, Audience
from nearward.shell.widgets import Boxes, Chips, Circles, ManyChips, Scale
from nearward_library.schema import Item


@dataclass(frozen=True, slots=True)
class Part:
    """One question as the page draws it."""

    asked: Asked
    answer: BoundField
    away: BoundField | None
    audience: BoundField | None


class AudienceField(forms.ChoiceField):
    """Who sees an answer; only built where there is an open link."""

    def __init__(self, partner_called: str, **named: Any) -> None:
        choices = [
            (Audience.ME, _("Only I see it")),
            (Audience.BOTH, _("We see each other’s, once we have both answered this")),
            (Audience.US, _("%(partner)s sees it too") % {"partner": partner_called}),
        ]
        super().__init__(choices=[(str(value), words) for value, words in choices], **named)


class MinuteForm(forms.Form):
    """The questions of one day, none of them required.

    `had` names the answers that stood there when the form was made: only those can be taken away again by leaving them
    empty. `link` says with whom, so that a form from before a parting shows nothing to anybody new.
    """

    had = forms.CharField(required=False, widget=forms.HiddenInput)
    link = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, questions: Sequence[Asked], bond: Bond, partner_called: str) -> None:
        standing = [asked.item.id for asked in questions if asked.written]
        super().__init__(data, initial={"had": " ".join(standing), "link": link_of(bond)})
        self.questions, self.bond = questions, bond
        self.entries: list[Entry] = []
        self.erased: list[str] = []
        for asked in questions:
            self._add(asked, partner_called)

    @property
    def not_as_meant(self) -> bool:
        """Whether something was meant for a partner with whom there is no open link now."""
        meant = any(self.data.get(f"for-{asked.item.id}") in SHARED for asked in self.questions)
        return meant and not self._linked_as_shown()

    def parts(self) -> Iterator[Part]:
        """Return the questions in their order, each with its fields."""
        for asked in self.questions:
            answer, away, audience = (f"{kind}-{asked.item.id}" for kind in ("a", AWAY, "for"))
            yield Part(
                asked,
                self[answer],
                self[away] if away in self.fields else None,
                self[audience] if audience in self.fields else None,
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        answers = {asked.item.id: answer for asked in self.questions if (answer := self._answer(asked.item))}
        had = cleaned.get("had", "").split()
        for asked in self.questions:
            item = asked.item
            if item.id in answers and follows_on(item, answers):
                self.entries.append(Entry(item.id, answers[item.id], self._audience(item)))
            elif item.id in had and f"a-{item.id}" not in self.errors:
                self.erased.append(item.id)
        return cleaned

    def _add(self, asked: Asked, partner_called: str) -> None:
        item, answer = asked.item, asked.written.answer if asked.written else Answer()
        field, initial = _answer_field(item, answer)
        self.fields[f"a-{item.id}"] = field
        self.initial[f"a-{item.id}"] = initial
        if item.scale.away:
            self.fields[f"{AWAY}-{item.id}"] = forms.BooleanField(label=item.scale.away, required=False)
            self.initial[f"{AWAY}-{item.id}"] = answer.away
        if self.bond.pair:
            self.fields[f"for-{item.id}"] = AudienceField(
                partner_called, label=gettext_lazy("Who sees this answer?"), required=False, widget=Boxes
            )
            self.initial[f"for-{item.id}"] = str(asked.audience)

    def _answer(self, item: Item) -> Answer | None:
        given = self.cleaned_data.get(f"a-{item.id}")
        if self.cleaned_data.get(f"{AWAY}-{item.id}") or given == AWAY:
            return Answer(away=True)
        if item.scale.kind == "tick":
            return Answer(ticks=tuple(int(place) for place in given)) if given else None
        return None if given in (None, "") else read_value(item, int(given))

    def _audience(self, item: Item) -> Audience:
        chosen = self.cleaned_data.get(f"for-{item.id}") or Audience.ME
        return Audience(chosen) if self._linked_as_shown() else Audience.ME

    def _linked_as_shown(self) -> bool:
        return bool(self.bond.pair) and self.data.get("link") == link_of(self.bond)


class ChoicesForm(forms.Form):
    """What is asked, on which day the weekly questions come, and who sees future answers."""

    link = forms.CharField(required=False, widget=forms.HiddenInput)
    weekday = forms.TypedChoiceField(
        label=gettext_lazy("The weekly questions come on"), choices=list(WEEKDAYS.items()), coerce=int
    )

    def __init__(self, data: Any = None, *, choices: Choices, bond: Bond, partner_called: str) -> None:
        super().__init__(data, initial={"weekday": choices.weekday, "link": link_of(bond)})
        self.bond = bond
        for item in choosable():
            self.fields[f"ask-{item.id}"] = forms.BooleanField(
                label=item.label, help_text=item.prompt, required=False, initial=is_wanted(item, choices)
            )
            if bond.pair:
                self.fields[f"seen-{item.id}"] = AudienceField(
                    partner_called,
                    label=_("Who sees future answers about “%(item)s”?") % {"item": item.label},
                    initial=str(standing_audience(choices, item.id, bond.pair)),
                    required=False,
                    widget=Boxes,
                )

    def groups(self) -> Iterator[tuple[str, list[tuple[BoundField, BoundField | None]]]]:
        """Return the items by when they are asked, each with its switch and, while linked, its audience."""
        names = {"core": _("Every day"), "rotating": _("One of these a day"), "weekly": _("Once a week")}
        for when, words in names.items():
            items = [item.id for item in choosable() if item.when == when]
            yield words, [(self[f"ask-{item}"], self[f"seen-{item}"] if self.bond.pair else None) for item in items]

    def chosen(self) -> dict[str, Any]:
        """Return what `actions.choose` wants to know."""
        ticked = {item.id for item in choosable() if self.cleaned_data[f"ask-{item.id}"]}
        same_link = self.cleaned_data["link"] == link_of(self.bond)
        return {
            "off": [item.id for item in choosable() if not item.opt_in and item.id not in ticked],
            "on": [item.id for item in choosable() if item.opt_in and item.id in ticked],
            "weekday": self.cleaned_data["weekday"],
            "seen_by": {
                item.id: Audience(self.cleaned_data[f"seen-{item.id}"] or Audience.ME)
                for item in choosable()
                if self.bond.pair and same_link
            },
        }


class OneAudienceForm(forms.Form):
    """Who sees one past answer."""

    link = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, audience: Audience, bond: Bond, partner_called: str) -> None:
        super().__init__(data, initial={"link": link_of(bond)})
        self.bond = bond
        if bond.pair:
            self.fields["audience"] = AudienceField(
                partner_called, label=gettext_lazy("Who sees this answer?"), widget=Boxes, initial=str(audience)
            )

    @property
    def chosen(self) -> Audience:
        """Whom the answer is for; its author alone where the link is not the one the page spoke of."""
        same_link = self.cleaned_data["link"] == link_of(self.bond)
        return Audience(self.cleaned_data["audience"]) if self.bond.pair and same_link else Audience.ME


def link_of(bond: Bond) -> str:
    """Return what a form says about the link it was made in."""
    return bond.pair.hex if bond.pair else ""


def _answer_field(item: Item, answer: Answer) -> tuple[forms.Field, Any]:
    """Return the field for one question, and what stands in it."""
    scale = item.scale
    if scale.kind == "tick":
        places = [(str(place), choice.says) for place, choice in enumerate(scale.choices)]
        many = forms.MultipleChoiceField(label=item.prompt, choices=places, required=False, widget=ManyChips)
        return many, [str(place) for place in answer.ticks]
    if scale.kind == "choice":
        valued = [(str(place), choice.says) for place, choice in enumerate(c for c in scale.choices if not c.away)]
        aways = [(AWAY, choice.says) for choice in scale.choices if choice.away]
        options = [*valued, *aways, ("", _("no answer"))]
        one = forms.ChoiceField(label=item.prompt, choices=options, required=False, widget=Chips)
        return one, AWAY if answer.away else "" if answer.value is None else str(answer.value)
    ends = (scale.low_end or "", scale.high_end or "")
    widget = Circles(ends) if scale.kind == "circles" else Scale(ends, steps_of(item))
    number = forms.IntegerField(
        label=item.prompt, min_value=scale.low, max_value=scale.high, required=False, widget=widget
    )
    return number, answer.value
