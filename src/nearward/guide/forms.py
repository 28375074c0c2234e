"""What somebody looking for something may type or tick."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from nearward.guide.queries import sign_shelves

LONGEST = 80


class SearchForm(forms.Form):
    """Words in any spelling; what is longer than anybody types is cut, not refused."""

    words = forms.CharField(required=False)

    def clean_words(self) -> str:
        return str(self.cleaned_data["words"])[:LONGEST]


def _signs_by_group() -> list[tuple[str, list[tuple[str, str]]]]:
    return [(str(shelf.name), [(entry.id, entry.says) for entry in shelf.entries]) for shelf in sign_shelves()]


class SignsForm(forms.Form):
    """Signs that somebody has noticed."""

    sign = forms.MultipleChoiceField(
        label=_("What do you notice?"),
        choices=_signs_by_group,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick one or more, whatever comes nearest."),
            "invalid_choice": _("We do not know this one. Please tick from the list."),
        },
    )
