"""Inputs of our own: a scale that begins unset, and two circles for how near two people feel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

STEPS = 10
NEARNESS = (_("far apart"), _("rather apart"), _("in between"), _("near"), _("very near"))


class Scale(forms.Widget):
    """A number from `low` to `high` that is not answered until touched.

    Without script it is a row of eleven steps; with it, a slider. `ends` are the words at both ends; `words`, spread
    evenly over the scale, are shown and read out in place of the number.
    """

    template_name = "shell/widgets/scale.html"
    use_fieldset = True
    circles = False

    def __init__(
        self,
        ends: tuple[Words, Words],
        words: Sequence[Words] = (),
        *,
        low: int = 0,
        high: int = 100,
        attrs: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(attrs)
        self.ends, self.words, self.low, self.high = ends, tuple(words), low, high

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        number = _whole(value)
        context["widget"] |= {
            "circles": self.circles,
            "ends": self.ends,
            "high": self.high,
            "low": self.low,
            "middle": (self.low + self.high) // 2,
            "number": number,
            "steps": self._steps(number),
            "words": "|".join(str(word) for word in self.words),
        }
        return context

    def id_for_label(self, id_: str, index: str | None = None) -> str:  # noqa: ARG002
        return ""

    def _steps(self, number: int | None) -> list[tuple[int, int, bool]]:
        width = self.high - self.low
        chosen = None if number is None else round((number - self.low) * STEPS / width)
        return [(at, self.low + at * width // STEPS, at == chosen) for at in range(STEPS + 1)]


class Circles(Scale):
    """Two circles that draw nearer, for "How near do you two feel?"."""

    circles = True

    def __init__(
        self,
        ends: tuple[Words, Words] = (NEARNESS[0], NEARNESS[-1]),
        words: Sequence[Words] = NEARNESS,
        *,
        attrs: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(ends, words, attrs=attrs)


class Chips(forms.RadioSelect):
    """One of a few short choices, side by side."""

    template_name = "shell/widgets/chips.html"


class ManyChips(forms.CheckboxSelectMultiple):
    """Any of a few short choices, side by side."""

    template_name = "shell/widgets/chips.html"


class Boxes(forms.RadioSelect):
    """One of a few choices that need a line each."""

    template_name = "shell/widgets/boxes.html"


def _whole(value: Any) -> int | None:
    try:
        return int(value)
    except (TypeError, ValueError):
        return None
