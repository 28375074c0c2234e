"""What somebody may answer to one question of the map, say of the circle and their needs, and choose to show."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from nearward.explore.asking import Question, is_answer
from nearward.explore.rules import SEEN, UNSAID, Kind, Reply
from nearward.people.queries import Bond
from nearward.shell.widgets import Chips, ManyChips
from nearward_library.schema import Item


class ReplyForm(forms.Form):
    """One answer. `question` says which question the page asked: an older page's answer goes to no other question."""

    question = forms.CharField(max_length=80)
    reply = forms.CharField(max_length=20, required=False)

    def __init__(self, data: Any, *, asked: Question) -> None:
        super().__init__(data)
        self.asked = asked
        self.ticked: tuple[str, ...] = tuple(data.getlist("tick")) if data else ()

    @property
    def is_old(self) -> bool:
        """Whether the page that sent this asked another question."""
        return self.data.get("question") != self.asked.id

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.is_old:
            cleaned["said"] = self._said(cleaned.get("reply", ""))
            if not is_answer(self.asked, cleaned["said"]):
                raise forms.ValidationError(self._mistake())
        return cleaned

    def _said(self, given: str) -> Reply:
        match self.asked.kind:
            case Kind.PAUSE:
                return SEEN
            case Kind.TICK:
                return UNSAID if given == UNSAID else tuple(dict.fromkeys(self.ticked))
        return int(given) if given.isdecimal() and self.asked.kind is Kind.STEP else given

    def _mistake(self) -> str:
        if self.asked.kind is Kind.TICK and self.asked.most and len(set(self.ticked)) > self.asked.most:
            return _("At most %(n)d, please: those that weigh most.") % {"n": self.asked.most}
        return _("Please choose one of the answers; “not sure” is one too.")


class ItemsForm(forms.Form):
    """Some questions at once, none of them required: about the circle, or what somebody needs."""

    def __init__(self, data: Any = None, *, items: Iterable[Item], said: Mapping[str, int | tuple[int, ...]]) -> None:
        super().__init__(data)
        for item in items:
            choices = [(str(place), choice.says) for place, choice in enumerate(item.scale.choices)]
            if item.scale.kind == "tick":
                self.fields[item.id] = forms.MultipleChoiceField(
                    label=item.prompt, choices=choices, required=False, widget=ManyChips
                )
            else:
                self.fields[item.id] = forms.ChoiceField(
                    label=item.prompt, choices=choices, required=False, widget=Chips
                )
            self.initial[item.id] = _as_typed(said.get(item.id))

    def answers(self) -> dict[str, int | tuple[int, ...]]:
        """Return what was answered, by item."""
        given = {name: value for name, value in self.cleaned_data.items() if value}
        return {
            name: tuple(int(place) for place in value) if isinstance(value, list) else int(value)
            for name, value in given.items()
        }


class ShowForm(forms.Form):
    """What to show to a partner, question by question. `link` says with whom the page was made."""

    link = forms.CharField(required=False)

    def __init__(self, data: QueryDict, *, bond: Bond, may: Collection[str]) -> None:
        super().__init__(data)
        self.ticked = frozenset(data.getlist("show")) & frozenset(may)
        self.bond, self.may = bond, may

    @property
    def chosen(self) -> frozenset[str]:
        """The questions to show; all of them, or none, where a button says so."""
        if "none" in self.data:
            return frozenset()
        return frozenset(self.may) if "all" in self.data else self.ticked

    @property
    def is_meant(self) -> bool:
        """Whether the link is still the one that the page spoke of."""
        return self.bond.pair is not None and self.data.get("link") == link_of(self.bond)


def link_of(bond: Bond) -> str:
    """Return what a form says about the link it was made in."""
    return bond.pair.hex if bond.pair else ""


def _as_typed(value: int | tuple[int, ...] | None) -> str | list[str]:
    if isinstance(value, tuple):
        return [str(place) for place in value]
    return "" if value is None else str(value)
