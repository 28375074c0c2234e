"""What may be answered about a month, and how a mistake is answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from nearward.month.queries import Asked, standing_audience, steps_of
from nearward.people.queries import Bond
from nearward.sharing.rules import Audience
from nearward.shell.widgets import Boxes, Scale


def audiences(partner_called: str) -> list[tuple[str, str]]:
    """Return for whom an answer may be, in words."""
    return [
        (str(Audience.ME), _("Only I see it")),
        (str(Audience.BOTH), _("We see each other’s, once we have both answered this")),
        (str(Audience.US), _("%(partner)s sees it too") % {"partner": partner_called}),
    ]


class ShownForm(forms.Form):
    """Whom something is for; its author alone, where the form was not made for the link that is open now."""

    link = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, bond: Bond, partner_called: str, audience: Audience = Audience.ME) -> None:
        super().__init__(data, initial={"link": _link_of(bond), "audience": str(audience)})
        self.bond = bond
        if bond.pair:
            self.fields["audience"] = forms.ChoiceField(
                label=_("Who sees these answers?"), choices=audiences(partner_called), required=False, widget=Boxes
            )

    @property
    def audience(self) -> Audience:
        same = bool(self.bond.pair) and self.data.get("link") == _link_of(self.bond)
        return Audience(self.cleaned_data.get("audience") or Audience.ME) if same else Audience.ME

    @property
    def not_as_meant(self) -> bool:
        """Whether it was meant for a partner with whom there is no open link now."""
        return self.data.get("audience", Audience.ME) != Audience.ME and self.audience is Audience.ME


class MonthForm(ShownForm):
    """The ten questions of a month, none of them required."""

    def __init__(self, data: Any = None, *, asked: Sequence[Asked], bond: Bond, partner_called: str) -> None:
        super().__init__(data, bond=bond, partner_called=partner_called, audience=standing_audience(asked))
        self.asked = asked
        for one in asked:
            scale = one.item.scale
            self.fields[f"a-{one.item.id}"] = forms.IntegerField(
                label=one.item.prompt,
                min_value=scale.low,
                max_value=scale.high,
                required=False,
                widget=Scale((scale.low_end or "", scale.high_end or ""), steps_of(one.item)),
            )
            self.initial[f"a-{one.item.id}"] = one.value

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self[f"a-{one.item.id}"] for one in self.asked]

    @property
    def answers(self) -> dict[str, int]:
        given = {one.item.id: self.cleaned_data.get(f"a-{one.item.id}") for one in self.asked}
        return {item: value for item, value in given.items() if value is not None}


def _link_of(bond: Bond) -> str:
    return str(bond.pair or "")
