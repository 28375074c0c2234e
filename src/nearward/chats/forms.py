"""What is asked about a file, and how a mistake is answered. The file stays at hand meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nearward.chats.at_hand import Said
from nearward.chats.reading import Found
from nearward.shell.widgets import Boxes

TROUBLES = {
    "unknown": gettext_lazy(
        "This is none of the exports that can be read here. WhatsApp, Telegram, Signal, Messenger, Instagram, iMessage "
        "and Discord are known, and tables in CSV."
    ),
    "broken": gettext_lazy("The file is of a kind that is known, but it is damaged or cut off. A new export may help."),
    "large": gettext_lazy(
        "There is more in this file than can be read here. An export without pictures is far smaller."
    ),
    "empty": gettext_lazy("The file can be read, and there is no message in it."),
    "group": gettext_lazy("More than two people write here. Groups are not read: the others have not been asked."),
    "failed": gettext_lazy(
        "Something in this file made the reading stop. That is a mistake of ours, not yours. The file is put away."
    ),
    "two": gettext_lazy("It takes two who write, and here only one does."),
}


class UploadForm(forms.Form):
    """One file, recognised by its content."""

    file = forms.FileField(label=gettext_lazy("The exported file"), allow_empty_file=False)

    def __init__(self, *given: Any, too_large: bool = False, trouble: str = "", **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["file"].error_messages |= {
            "required": _("Choose a file first."),
            "empty": _("This file is empty."),
        }
        self.too_large, self.trouble = too_large, trouble

    def full_clean(self) -> None:
        super().full_clean()
        if self.too_large:
            self.errors.clear()
            self.add_error("file", too_large())
        elif self.trouble:
            self.errors.clear()
            self.add_error("file", str(TROUBLES[self.trouble]))


def too_large() -> str:
    """Say how large a file may be."""
    told = _(
        "This file is larger than the %(most)s megabytes that are read here. An export without pictures is far smaller."
    )
    return told % {"most": settings.NEARWARD_CHAT_MEGABYTES}


class AskForm(forms.Form):
    """The one thing that a file leaves open: the order of day and month, which chat, which names are one, who is me."""

    def __init__(self, data: Any = None, *, found: Found) -> None:
        super().__init__(data)
        self.asks = found.asks
        names = [name for name, _words, _more in found.choices]
        if found.asks == "same":
            for place, name in enumerate(names[2:]):
                choices = [("", _("Somebody else")), *((each, each) for each in names[:2])]
                field = forms.ChoiceField(
                    label=_("Who is “%(name)s”?") % {"name": name}, choices=choices, required=False, widget=Boxes
                )
                self.fields[f"same-{place}"] = field
            self.names = names
        else:
            choices = [_choice(found.asks, one) for one in found.choices]
            self.fields[found.asks] = forms.ChoiceField(label=_question(found.asks), choices=choices, widget=Boxes)
            self.fields[found.asks].error_messages["required"] = _("Choose one of these.")

    def added_to(self, said: Said) -> Said:
        """Return what is known of the file with the answer added."""
        if self.asks != "same":
            return replace(said, **{self.asks: self.cleaned_data[self.asks]})
        told = {name: self.cleaned_data[f"same-{place}"] for place, name in enumerate(self.names[2:])}
        return replace(said, same={name: other for name, other in told.items() if other} or {"": ""})


def _question(asks: str) -> str:
    return {
        "order": _("Over which time does this chat run?"),
        "chat": _("Which conversation is it?"),
        "me": _("Which of the two are you?"),
    }[asks]


def _choice(asks: str, one: tuple[str, str, str]) -> tuple[str, str]:
    value, words, more = one
    if asks == "order":
        ends = (date_format(datetime.fromisoformat(end), "DATE_FORMAT") for end in (words, more))
        return value, _("%(first)s to %(last)s") % dict(zip(("first", "last"), ends, strict=True))
    if asks == "chat" and int(more) >= 0:
        count = ngettext("%(count)s message", "%(count)s messages", int(more)) % {"count": more}
        return value, f"{words} · {count}"
    return value, words
