"""What a person may type about themself, and how a mistake is answered."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from nearward.kit.clock import is_zone
from nearward.people.actions import welcome
from nearward.people.models import Person


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Where allauth asks the house."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send nothing: a mailbox may be shared, and nothing here needs one."""


class JoinForm(forms.Form):
    """What is asked beside user name and password, all of it optional."""

    called = forms.CharField(label=_("What shall we call you?"), max_length=60, required=False)
    partner_called = forms.CharField(label=_("What do you call your partner?"), max_length=60, required=False)
    time_zone = forms.CharField(label=_("Time zone"), max_length=64, required=False, initial="UTC")

    def clean_time_zone(self) -> str:
        zone: str = self.cleaned_data["time_zone"] or "UTC"
        if not is_zone(zone):
            raise forms.ValidationError(_("We do not know this time zone. Please choose one from the list."))
        return zone

    def signup(self, request: HttpRequest, person: Person) -> None:  # noqa: ARG002
        welcome(
            person,
            called=self.cleaned_data["called"],
            partner_called=self.cleaned_data["partner_called"],
            time_zone=self.cleaned_data["time_zone"],
        )
