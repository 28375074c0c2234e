"""What somebody may answer to one question of the map."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from nearward.explore.asking import SEEN, Kind, Question, is_answer
from nearward.explore.rules import UNSAID, Reply


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
