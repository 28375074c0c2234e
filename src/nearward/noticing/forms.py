"""What a person may say to a notice."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

ASIDE, KEEP = "aside", "keep"


class ResponseForm(forms.Form):
    """One of the buttons under a notice."""

    say = forms.ChoiceField(
        choices=[
            (ASIDE, _("Put it aside")),
            (KEEP, _("Keep it on my day")),
            ("yes", _("Yes")),
            ("no", _("No")),
            ("unsure", _("I am not sure")),
        ]
    )
