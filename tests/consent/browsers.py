"""The house as the consent machine drives it over HTTP: each of the three has a browser and uses the real pages.

Nothing is done but by an address that a page offers: forms are fetched and sent back as a browser would, with what
they carry along. Only the hour, and whose an item's number is, are known from elsewhere.
"""

from __future__ import annotations

import uuid
from contextlib import ExitStack
from datetime import date, timedelta

from django.test import Client
from tests.consent import pages
from tests.consent.oracle import BOTH, ME, THERAPIST, US, Key, Refused
from tests.consent.world import FIRST_DAY, START, World, day_of, forget, supposing, value_from

from nearward.kit import clock
from nearward.people.models import Person
from nearward.people.sessions import BEGUN
from nearward.sharing.models import Item

MINUTE, ANSWER, THANKS = "checkins.answer", "together.answer", "together.thanks"
DAY_STARTS = timedelta(hours=4)
OFFERED = {MINUTE: {ME: ME, BOTH: BOTH, US: US, THERAPIST: ME}, ANSWER: {ME: ME, BOTH: BOTH, US: BOTH, THERAPIST: ME}}
OFFERED[THANKS] = {ME: ME, BOTH: US, US: US, THERAPIST: ME}
"""No page offers a therapist yet; of words for two a page offers two audiences each."""


class Pages(World):
    """Ana, Ben and Cleo with a browser each."""

    def __init__(self) -> None:
        super().__init__()
        self._held = ExitStack()
        self._held.enter_context(clock.at(self.now))
        self.browsers: dict[str, Client] = {}

    def close(self) -> None:
        self._held.close()
        super().close()

    def pass_time(self, minutes: int) -> None:
        super().pass_time(minutes)
        self._held.close()
        self._held.enter_context(clock.at(self.now))

    @property
    def today(self) -> date:
        return (self.now - DAY_STARTS).date()

    def browser(self, who: str) -> Client:
        """Return somebody's browser, in which they have shown within the last minutes who they are."""
        browser = self.browsers[who]
        session = browser.session
        if session.get(BEGUN) != self.now.isoformat():
            session[BEGUN] = self.now.isoformat()
            session.save()
        return browser

    # what people do

    def join(self, who: str) -> None:
        browser = Client()
        sent = {"username": who, "password1": f"{who} keeps a garden", "called": who.title(), "partner_called": ""}
        answer = browser.post("/account/join/", sent | {"time_zone": "UTC"})
        assert answer.status_code == 302, pages.text_of(answer)
        Person.objects.filter(username=who).update(date_joined=START)
        self.browsers[who] = browser

    def offered(self, who: str, question: tuple[str, str], day: int, audience: str) -> tuple[str, str, int, str]:
        """Return what of this the pages offer today: yesterday and today may be written, and the day's question."""
        kind, subject = question
        if kind == ANSWER and audience == US:
            kind, subject, day = THANKS, uuid.uuid4().hex, 0
        number = (self.today - FIRST_DAY).days + max(day, -1)
        if kind == ANSWER:
            subject = pages.hidden(pages.text_of(self.browser(who).get(f"/two/{day_of(number)}/")), "question")
        return kind, subject, number, OFFERED[kind][audience]

    def write(self, who: str, kind: str, subject: str, day: int, value: int, audience: str) -> None:
        {MINUTE: self._minute, ANSWER: self._answer, THANKS: self._thanks}[kind](who, subject, day, value, audience)

    def _minute(self, who: str, subject: str, day: int, value: int, audience: str) -> None:
        """Answer one question. Who wants it for themself alone leaves the choice as it stands, unless it is another."""
        path = f"/minute/{day_of(day)}/edit/"
        page = pages.text_of(self.browser(who).get(path))
        chosen = pages.preselected(page, f"for-{subject}")
        standing = {f"for-{subject}": chosen} if chosen else {}
        answered = subject in pages.hidden(page, "had").split()
        told = standing if audience == ME and not answered else {f"for-{subject}": audience}
        self._send(
            who, path, {"had": "", "link": pages.hidden(page, "link"), f"a-{subject}": value, "more": "yes", **told}
        )

    def _answer(self, who: str, subject: str, day: int, value: int, audience: str) -> None:
        path = f"/two/{day_of(day)}/"
        link = pages.hidden(pages.text_of(self.browser(who).get(path)), "link")
        self._send(who, path, {"question": subject, "link": link, "text": f"words {value}", "audience": audience})

    def _thanks(self, who: str, subject: str, day: int, value: int, audience: str) -> None:
        item = Item.objects.filter(author__username=who, kind=THANKS, subject=subject).first()
        path = f"/two/thanks/{item.pk}/" if item else "/two/thanks/"
        link = pages.hidden(pages.text_of(self.browser(who).get(path)), "link")
        button = "give" if audience == US else "keep"
        self._send(who, path, {"entry": str(uuid.UUID(subject)), "link": link, "text": f"words {value}", button: "yes"})

    def choose(self, who: str, key: Key, audience: str) -> None:
        path = f"/minute/answers/{self._number(key)}/"
        page = self._there(self.browser(who).get(path))
        self._there(self.browser(who).post(path, {"link": pages.hidden(page, "link"), "audience": audience}))

    def erase(self, who: str, key: Key) -> None:
        of_kind = {MINUTE: "/minute/answers", ANSWER: "/two/answers", THANKS: "/two/thanks"}
        self._there(self.browser(who).post(f"{of_kind[key[1]]}/{self._number(key)}/erase/"))

    def read(self, who: str, key: Key) -> None:
        """Ask for it by its number; what is somebody else's must look like what never was."""
        of_kind = {MINUTE: "/minute/answers", ANSWER: "/minute/answers", THANKS: "/two/thanks"}
        _, answer, absent = (  # the first shows what waited to be told once, whatever is asked for
            self.browser(who).get(f"{of_kind[key[1]]}/{number}/")
            for number in (uuid.uuid4(), self._number(key), uuid.uuid4())
        )
        if pages.compare.told(answer) == pages.compare.told(absent):
            raise Refused
        self._there(answer, at_all=True)

    @staticmethod
    def _number(key: Key) -> uuid.UUID:
        author, kind, subject, day = key
        return Item.objects.get(author__username=author, kind=kind, subject=subject, day=day_of(day)).pk

    @staticmethod
    def _there(answer, *, at_all: bool = False) -> str:
        if answer.status_code == 404 and not at_all:
            raise Refused
        assert answer.status_code in {200, 302}, answer.status_code
        return pages.text_of(answer)

    def _send(self, who: str, path: str, sent: dict[str, object]) -> None:
        answer = self.browser(who).post(path, sent)
        assert answer.status_code == 302, pages.text_of(answer)

    def invite(self, who: str) -> str:
        before = pages.code_shown(self.browser(who))
        self.browser(who).post("/pair/code/", {"called": who.title()})
        code = pages.code_shown(self.browser(who))
        if code in {None, before}:
            raise Refused
        return code

    def type_code(self, who: str, code: str) -> None:
        answer = self.browser(who).post("/pair/code/type/", {"code": code, "called": who.title()})
        if answer.status_code != 302 or not pages.is_meeting(self.browser(who), undecided=True):
            raise Refused

    def agree(self, who: str) -> None:
        if self.browser(who).post("/pair/yes/").status_code != 302:
            raise Refused

    def decline(self, who: str) -> None:
        self._send(who, "/pair/no/", {})

    def pause(self, who: str) -> None:
        self._send(who, "/pair/pause/", {})

    def resume(self, who: str) -> None:
        self._send(who, "/pair/resume/", {})

    def part(self, who: str) -> None:
        self._send(who, "/pair/end/", {})

    def delete(self, who: str) -> None:
        self._send(who, "/me/delete/", {})
        del self.browsers[who]

    # what somebody is shown

    def told(self, who: str) -> str:
        return pages.link_told(self.browser(who))

    def meets(self, who: str) -> bool:
        return pages.is_meeting(self.browser(who))

    def shown(self, who: str, days: set[int]) -> pages.Shown:
        near = {day for number in days if (day := day_of(number)) <= self.today}
        return pages.shown_by_the_other(self.browser(who), near | pages.days_near(self.today))

    def copy(self, who: str) -> tuple[dict[tuple, tuple[int, str]], list[str]]:
        """What the archive holds that somebody can fetch; taking it leaves a line in the log, which is undone here."""
        with supposing():
            taken = pages.copy_taken(self.browser(who))
        written = {
            (each["kind"], each["subject"], (date.fromisoformat(each["day"]) - FIRST_DAY).days): (
                value_from(each["value"]),
                each["audience"],
            )
            for each in taken["written"]
            if each["kind"] in OFFERED
        }
        return written, [line["act"] for line in taken["log"] if line["act"] not in {"signed-in", "exported"}]

    def everything(self, who: str) -> dict[str, object]:
        """Every page, as it is now; looking leaves nothing behind, neither in the house nor in a cache."""
        forget()
        with supposing():
            return pages.every_page(self.browser(who))
