"""The table of every address: who may, by which method. An address without a row fails the build.

A row says who may GET and who may POST; what is not said is refused with 405. Whoever is not signed in is sent to
sign in, and what is somebody else's is the same 404 as what is not there. To add an address, add its row:

    "together:thanks": Row(),                                      a page that everybody signed in has of their own
    "together:thanks-erase": Row(get=None, post=OWNER, of=thanks)  something of Ben's: a POST that only Ben may make

`of` makes the thing of Ben's and returns what its address needs; `again` means that the page asks once more who is
there.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from nearward.checkins.actions import Entry, keep_answers
from nearward.checkins.queries import answers_on
from nearward.checkins.rules import Answer
from nearward.explore.actions import answer_all
from nearward.explore.queries import maps_of
from nearward.explore.rules import SEEN, UNSAID, Kind
from nearward.month.actions import keep_month
from nearward.month.queries import KIND as MONTH
from nearward.month.rules import month_asked
from nearward.noticing.actions import refresh_notices
from nearward.people.models import Person, Session
from nearward.people.queries import today_of
from nearward.practice.actions import answer_offer, set_aside, take_up
from nearward.practice.moments import Said
from nearward.practice.queries import held_by, tried_by
from nearward.practice.times import planned_by
from nearward.sharing.queries import mine
from nearward.sharing.rules import Audience
from nearward.together.actions import answer_question, thank
from nearward.together.queries import ANSWER, THANKS, question_of

EVERYBODY = "everybody, signed in or not"
SIGNED_IN = "everybody who is signed in, each their own"
OWNER = "the owner of the thing; for everybody else it is not there"
NOBODY = "nobody: 404 for all, as this house is set up"

Made = Callable[[Person, datetime], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Row:
    """Who may do what with one address."""

    get: str | None = SIGNED_IN
    post: str | None = None
    again: bool = False
    of: Made | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    put: bool = False
    """Answers PUT like POST: Django's own form views do."""
    token: bool = True
    """Whether a POST needs the token of a form."""


def answer(ben: Person, now: datetime) -> Mapping[str, Any]:
    day = today_of(ben, now)
    keep_answers(ben, day, [Entry("closeness", Answer(value=7), Audience.US)], now=now)
    return {"answer": answers_on(ben, day)[0].id}


def said(ben: Person, now: datetime) -> Mapping[str, Any]:
    day = today_of(ben, now)
    answer_question(ben, day, question_of(ben, day).id, "The sea", audience=Audience.US, now=now)
    return {"answer": mine(ben, ANSWER)[0].id}


def thanked(ben: Person, now: datetime) -> Mapping[str, Any]:
    thank(ben, today_of(ben, now), uuid.UUID(int=7), "Thank you for the tea", audience=Audience.US, now=now)
    return {"thank": mine(ben, THANKS)[0].id}


def tried(ben: Person, now: datetime) -> Mapping[str, Any]:
    answer_offer(ben, "unplug", Said.DONE, today_of(ben, now), now)
    return {"answer": tried_by(ben)[0].id}


def kept(ben: Person, now: datetime) -> Mapping[str, Any]:
    take_up(ben, "unplug", today_of(ben, now), now)
    return {"kept": held_by(ben)[0].id}


def aside(ben: Person, now: datetime) -> Mapping[str, Any]:
    set_aside(ben, "unplug", now, now, weekly=False)
    return {"one": planned_by(ben, now)[0].id}


def looked_back(ben: Person, now: datetime) -> Mapping[str, Any]:
    keep_month(ben, month_asked(today_of(ben, now)), {"monthly-valued": 60}, Audience.US, now)
    return {"answer": mine(ben, MONTH)[0].id}


def notice(ben: Person, now: datetime) -> Mapping[str, Any]:
    """Let Ben live nine weeks, the last three of them further away, and notice it."""
    chance = random.Random(7)
    for back in range(60, 0, -1):
        at, level = now - timedelta(days=back), 35 if back <= 21 else 75
        values = {item: Answer(value=level + chance.randrange(-6, 7)) for item in ("closeness", "felt-heard")}
        keep_answers(ben, at.date(), [Entry(item, value) for item, value in values.items()], now=at)
    return {"notice": refresh_notices(ben, today_of(ben, now))[0].id}


def mapped(ben: Person, now: datetime) -> Mapping[str, Any]:
    answer_all(ben, lambda asked: SEEN if asked.kind is Kind.PAUSE else UNSAID, today_of(ben, now), now)
    return {"one": maps_of(ben)[-1].id}


def device(ben: Person, now: datetime) -> Mapping[str, Any]:
    key = f"{random.Random(now.timestamp()).getrandbits(64):x}"
    return {"reference": Session.objects.create(person=ben, session_key=key, expire_date=now).reference}


def of(**named: str) -> Made:
    """An address that needs a word which belongs to nobody."""
    return lambda _ben, _now: named


FORM = Row(post=SIGNED_IN)
SENT = Row(get=None, post=SIGNED_IN)
OPEN = Row(get=EVERYBODY)
ALLAUTH = Row(post=SIGNED_IN, put=True)
ENTRANCE = Row(get=EVERYBODY, post=EVERYBODY, put=True)

ACCESS: dict[str, Row] = {
    # shell
    "shell:manifest": OPEN,
    "shell:language-choose": Row(get=None, post=EVERYBODY),
    "shell:offline": OPEN,
    "shell:service-worker": OPEN,
    # people
    "people:alive": OPEN,
    "people:ready": OPEN,
    "people:welcome": OPEN,
    "people:goodbye": OPEN,
    "people:me": Row(),
    "people:words": FORM,
    "people:day": FORM,
    "people:look": FORM,
    "people:log": Row(again=True),
    "people:devices": Row(),
    "people:device-end": Row(get=None, post=SIGNED_IN, of=device),
    "people:other-devices-end": SENT,
    "people:delete": Row(post=SIGNED_IN, again=True),
    "people:pair": Row(),
    "people:pair-stage": Row(of=of(seen="alone")),
    "people:code": Row(post=SIGNED_IN, again=True),
    "people:code-taken": Row(post=SIGNED_IN, again=True),
    "people:meeting-agree": Row(get=None, post=SIGNED_IN, again=True),
    "people:meeting-decline": SENT,
    "people:pause": FORM,
    "people:resume": Row(post=SIGNED_IN, again=True),
    "people:part": FORM,
    "people:couple-day": FORM,
    # allauth
    "account_login": ENTRANCE,
    "account_signup": ENTRANCE,
    "account_inactive": OPEN,
    "account_logout": Row(get=EVERYBODY, post=EVERYBODY),
    "account_reauthenticate": ALLAUTH,
    "account_change_password": ALLAUTH,
    "mfa_index": Row(),
    "mfa_authenticate": ALLAUTH,
    "mfa_reauthenticate": ALLAUTH,
    "mfa_activate_totp": Row(post=SIGNED_IN, put=True, again=True),
    "mfa_deactivate_totp": Row(get=NOBODY, post=NOBODY),
    "mfa_view_recovery_codes": Row(get=NOBODY),
    "mfa_generate_recovery_codes": Row(post=SIGNED_IN, put=True, again=True),
    "mfa_download_recovery_codes": Row(get=NOBODY),
    "mfa_list_webauthn": Row(),
    "mfa_add_webauthn": Row(post=SIGNED_IN, put=True, again=True),
    "mfa_reauthenticate_webauthn": ALLAUTH,
    "mfa_remove_webauthn": Row(get=NOBODY, post=NOBODY, of=of(pk="1")),
    "mfa_edit_webauthn": Row(get=NOBODY, post=NOBODY, of=of(pk="1")),
    "mfa_login_webauthn": ENTRANCE,
    # sharing
    "sharing:export": Row(post=SIGNED_IN, again=True),
    # safety
    "safety:away": OPEN,
    "safety:leave": Row(get=EVERYBODY, post=EVERYBODY, token=False),
    # checkins
    "checkins:today": Row(),
    "checkins:day": Row(of=of(day="2026-03-12")),
    "checkins:day-edit": Row(post=SIGNED_IN, of=of(day="2026-03-12")),
    "checkins:not-today": SENT,
    "checkins:answers": Row(),
    "checkins:answer": Row(get=OWNER, post=OWNER, of=answer),
    "checkins:answer-erase": Row(get=None, post=OWNER, of=answer),
    "checkins:choices": FORM,
    "checkins:offline": OPEN,
    "checkins:queue": SENT,
    # home
    "home:today": OPEN,
    "home:demo": Row(get=NOBODY),
    "home:demo-enter": Row(get=None, post=NOBODY, of=of(who="ana")),
    # together
    "together:question": Row(),
    "together:day": Row(post=SIGNED_IN, of=of(day="2026-03-12")),
    "together:day-swap": Row(get=None, post=SIGNED_IN, of=of(day="2026-03-12")),
    "together:answers": Row(),
    "together:answer-erase": Row(get=None, post=OWNER, of=said),
    "together:thanks": FORM,
    "together:thank": Row(get=OWNER, post=OWNER, of=thanked),
    "together:thank-erase": Row(get=None, post=OWNER, of=thanked),
    # explore
    "explore:result": Row(),
    "explore:begin": FORM,
    "explore:question": FORM,
    "explore:back": SENT,
    "explore:draft-destroy": SENT,
    "explore:talk": Row(),
    "explore:beside": Row(),
    "explore:beside-show": SENT,
    "explore:circle": FORM,
    "explore:circle-show": SENT,
    "explore:needs": FORM,
    "explore:needs-show": SENT,
    "explore:earlier": Row(get=OWNER, of=mapped),
    "explore:map-destroy": Row(get=None, post=OWNER, of=mapped),
    # month
    "month:index": Row(),
    "month:questions": FORM,
    "month:answer-show": Row(get=None, post=OWNER, of=looked_back),
    "month:answer-erase": Row(get=None, post=OWNER, of=looked_back),
    # chats
    "chats:index": FORM,
    "chats:answers-keep": SENT,
    "chats:file-destroy": SENT,
    "chats:sample-create": Row(get=None, post=NOBODY),
    "chats:messages": Row(get=NOBODY, of=of(name="thanks")),
    "chats:both": Row(),
    "chats:both-messages": Row(get=NOBODY, of=of(name="thanks")),
    "chats:earlier": Row(get=NOBODY),
    "chats:earlier-messages": Row(get=NOBODY, of=of(name="thanks")),
    "chats:proposal-create": SENT,
    "chats:agreement-create": SENT,
    "chats:aside-create": SENT,
    "chats:consent-destroy": SENT,
    "chats:report-create": SENT,
    # noticing
    "noticing:picture": Row(),
    "noticing:notice": Row(get=OWNER, of=notice),
    "noticing:notice-response": Row(get=None, post=OWNER, of=notice, data={"say": "later"}),
    # practice
    "practice:index": Row(),
    "practice:tonight": Row(),
    "practice:doing": Row(of=of(name="unplug")),
    "practice:answer-create": Row(get=None, post=SIGNED_IN, data={"practice": "unplug", "said": "done"}),
    "practice:answer-destroy": Row(get=None, post=OWNER, of=tried),
    "practice:choice-create": Row(get=None, post=SIGNED_IN, data={"practice": "unplug"}),
    "practice:kept-create": Row(get=None, post=SIGNED_IN, data={"practice": "unplug"}),
    "practice:kept-destroy": Row(get=None, post=OWNER, of=kept),
    "practice:booster-destroy": SENT,
    "practice:working": Row(),
    "practice:lots-choose": SENT,
    "practice:lot-create": SENT,
    "practice:times": Row(),
    "practice:time-create": SENT,
    "practice:time-file": Row(get=OWNER, of=aside),
    "practice:time-destroy": Row(get=None, post=OWNER, of=aside),
    "practice:hours": FORM,
    "practice:words-choose": SENT,
    "practice:feed": Row(post=SIGNED_IN, again=True),
    "practice:feed-destroy": SENT,
    "practice:calendar": Row(get=NOBODY, of=of(token="no-such-calendar")),
    "practice:focus-create": SENT,
    "practice:focus-destroy": SENT,
    "practice:wish-create": SENT,
    # guide
    "guide:index": Row(),
    "guide:signs": Row(),
    "guide:sign": Row(of=of(name="unheard")),
    "guide:causes": Row(),
    "guide:cause": Row(of=of(name="work-stress")),
    "guide:practices": Row(),
    "guide:practice": Row(of=of(name="unplug")),
    "guide:help": Row(of=of(name="kinds-of-help")),
    "guide:words": Row(of=of(name="talk-first")),
    "guide:qualities": Row(),
    "guide:quality": Row(of=of(name="valued")),
    "guide:telehealth-all": Row(),
    "guide:telehealth": Row(of=of(name="privacy")),
    "guide:talks": Row(),
    "guide:talk": Row(of=of(name="daily-ten")),
    "guide:evidence": Row(),
    "guide:search": FORM,
    "guide:behind": FORM,
}
