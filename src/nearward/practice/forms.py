"""What somebody may say to an offer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nearward.practice.moments import Said, Wish
from nearward.shell.widgets import Boxes
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
