"""What a person may type about themself and their pair, and how a mistake is answered."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm, SignupForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from nearward.kit import codes
from nearward.kit.clock import zone_named, zones
from nearward.people.actions import welcome
from nearward.people.models import Person

HOURS = [(hour, f"{hour:02d}:00") for hour in range(24)]
NAME_LENGTH = 60


class ZoneInput(forms.TextInput):
    """A text input with all zones to choose from; a script fills in the browser's own where nothing is typed."""

    template_name = "people/widgets/zone.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs) | {"zones": zones()}
        of_widget = context["widget"]["attrs"]
        of_widget |= {"list": f"{of_widget.get('id', name)}-zones", "data-zone": True, "autocomplete": "off"}
        return context


class ZoneField(forms.CharField):
    """A time zone by its name, or by the name of its city."""

    widget = ZoneInput

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Time zone"))
        options.setdefault("help_text", _("The name of a big city nearby will do, such as Berlin or Europe/London."))
        super().__init__(max_length=64, **options)

    def clean(self, value: Any) -> str:
        zone = zone_named(str(super().clean(value)))
        if zone is None:
            raise forms.ValidationError(_("We do not know this time zone. Please choose one from the list."))
        return zone


class WordsForm(forms.Form):
    """What somebody calls themself and their partner."""

    called = forms.CharField(
        label=_("What shall we call you?"),
        help_text=_("Your partner sees this name when you two link, and nobody else does."),
        max_length=NAME_LENGTH,
        required=False,
    )
    partner_called = forms.CharField(
        label=_("What do you call your partner?"),
        help_text=_("Only you see this. “My love” is fine, and so is a first name."),
        max_length=NAME_LENGTH,
        required=False,
    )


class DayForm(forms.Form):
    """Where somebody's clock hangs, and when their day begins."""

    time_zone = ZoneField()
    day_starts = forms.TypedChoiceField(
        label=_("My day begins at"),
        help_text=_("Whatever you write before this hour belongs to the day before."),
        choices=HOURS,
        coerce=int,
    )


class LookForm(forms.Form):
    """How pages look and which language they speak; the language is asked only where there is a choice."""

    theme = forms.ChoiceField(
        label=_("Light or dark"),
        choices=[("", _("as my device is set")), ("light", _("light")), ("dark", _("dark"))],
        widget=forms.RadioSelect,
        required=False,
    )
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(settings.LANGUAGES) == 1:
            del self.fields["language"]
        else:
            self.fields["language"].choices = [("", _("as my browser is set")), *settings.LANGUAGES]  # type: ignore[attr-defined]


class ShownNameForm(forms.Form):
    """The name by which the other recognises somebody when two people link."""

    called = forms.CharField(
        label=_("The name they will see"),
        help_text=_("So that the two of you can tell that it is really you."),
        max_length=NAME_LENGTH,
    )


class CodeForm(ShownNameForm):
    """A code from the other screen."""

    field_order = ("code", "called")
    code = forms.CharField(
        label=_("The code on their screen"),
        help_text=_("Ten letters and digits. Capitals and the dash do not matter."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        typed: str = self.cleaned_data["code"]
        if len(codes.normal(typed)) != codes.LENGTH:
            raise forms.ValidationError(_("A code has ten letters and digits. Please look once more."))
        return typed


class CoupleDayForm(forms.Form):
    """Whose clock the couple's day follows, and when it begins."""

    clock = forms.ChoiceField(label=_("The day we share follows"), widget=forms.RadioSelect)
    day_starts = forms.TypedChoiceField(label=_("It begins at"), choices=HOURS, coerce=int)

    def __init__(self, *args: Any, clocks: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(clocks) == 1:
            del self.fields["clock"]
        else:
            self.fields["clock"].choices = clocks  # type: ignore[attr-defined]


class SignInForm(LoginForm):  # type: ignore[misc]
    """User name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Username")
        self.fields["password"].help_text = ""


class JoinForm(WordsForm, SignupForm):  # type: ignore[misc]
    """What is asked of somebody new: a few words, a clock, and how they will sign in. No address of any kind."""

    field_order = ("called", "partner_called", "time_zone", "username", "password1")
    time_zone = ZoneField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Username")
        self.fields["username"].help_text = _(
            "Only for signing in. Nobody else is shown it, so it need not be your real name."
        )
        self.fields["password1"].help_text = _("At least ten characters. A few words in a row are easy to keep.")

    @transaction.atomic
    def save(self, request: HttpRequest) -> Person:
        person: Person = super().save(request)
        return person

    def signup(self, request: HttpRequest, person: Person) -> None:  # noqa: ARG002
        welcome(
            person,
            called=self.cleaned_data["called"],
            partner_called=self.cleaned_data["partner_called"],
            time_zone=self.cleaned_data["time_zone"],
        )


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey and its name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("A name for it")
        self.fields["passwordless"].label = _("Let it sign me in alone, without the password")
        self.fields["passwordless"].help_text = _("Your device then asks for your finger, face or PIN.")
        self.fields["passwordless"].initial = True
