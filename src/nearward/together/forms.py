"""What two people may write to each other or keep, and how a mistake is answered."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nearward.people.queries import Bond
from nearward.sharing.rules import SHARED, Audience
from nearward.shell.widgets import Boxes
from nearward.together.rules import LONGEST


class WordsForm(forms.Form):
    """Words, and for whom they are: for oneself, unless one says otherwise.

    `link` says with whom the form was made, so that a form from before a parting shows nothing to anybody new. The
    words are kept all the same.
    """

    link = forms.CharField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("There are no words here yet.")},
    )

    def __init__(self, data: Any = None, *, bond: Bond, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial={"link": link_of(bond), **(initial or {})})
        self.bond = bond

    @property
    def audience(self) -> Audience:
        """Whom the words are for; their author alone where the link is not the one the form spoke of."""
        same = self.bond.pair is not None and self.cleaned_data["link"] == link_of(self.bond)
        return Audience(self.meant()) if same else Audience.ME

    @property
    def not_as_meant(self) -> bool:
        """Whether the words were meant for a partner with whom there is no open link now."""
        return self.meant() in SHARED and self.audience is Audience.ME

    def meant(self) -> str:
        """Return whom the form says the words are for: their author, unless a form asks."""
        return str(Audience.ME)


class AnswerForm(WordsForm):
    """An answer to the question of a day."""

    question = forms.CharField(widget=forms.HiddenInput)

    field_order = ("question", "link", "text", "audience")

    def __init__(
        self,
        data: Any = None,
        *,
        bond: Bond,
        partner_called: str,
        answerable: Collection[str],
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, bond=bond, initial=initial)
        self.answerable = answerable
        self.fields["text"].label = _("Your answer")
        if bond.pair:
            choices = [
                (str(Audience.ME), _("Keep it to myself")),
                (
                    str(Audience.BOTH),
                    _("Show it to %(partner)s, once %(partner)s shows me an answer too") % {"partner": partner_called},
                ),
            ]
            self.fields["audience"] = forms.ChoiceField(
                label=_("Who sees it?"), choices=choices, widget=Boxes, required=False
            )
            self.initial.setdefault("audience", str(Audience.ME))

    def clean_question(self) -> str:
        name: str = self.cleaned_data["question"]
        if name not in self.answerable:
            raise forms.ValidationError(_("This question is not there any more. Your words are still below."))
        return name

    def meant(self) -> str:
        given = self.data.get("audience")
        return str(Audience.BOTH) if given == Audience.BOTH else str(Audience.ME)


class ThanksForm(WordsForm):
    """A thank-you, to give or to keep: two buttons, each says what it does."""

    entry = forms.UUIDField(required=False, widget=forms.HiddenInput)

    field_order = ("entry", "link", "text")

    def __init__(self, data: Any = None, *, bond: Bond, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, bond=bond, initial=initial)
        self.fields["text"].label = _("What are you thankful for?")

    def meant(self) -> str:
        return str(Audience.US) if "give" in self.data else str(Audience.ME)


def link_of(bond: Bond) -> str:
    """Return what a form says about the link it was made in."""
    return bond.pair.hex if bond.pair else ""
