"""Views of the mirror."""

from nearward.chats.views.both import (
    agreement_create,
    aside_create,
    both,
    consent_destroy,
    earlier,
    proposal_create,
    report_create,
)
from nearward.chats.views.messages import messages_of, messages_of_both
from nearward.chats.views.visit import answers_keep, file_destroy, index, sample_create

__all__ = [
    "agreement_create",
    "answers_keep",
    "aside_create",
    "both",
    "consent_destroy",
    "earlier",
    "file_destroy",
    "index",
    "messages_of",
    "messages_of_both",
    "proposal_create",
    "report_create",
    "sample_create",
]
