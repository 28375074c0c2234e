"""What somebody's browser shows them, read from the pages as they are sent."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from collections import Counter
from datetime import date, timedelta

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests import compare
from tests.consent.oracle import ALONE, LINKED, PAUSED, Key
from tests.house.access import ACCESS, EVERYBODY, SIGNED_IN

from nearward.checkins.queries import said_of
from nearward.checkins.rules import Answer
from nearward_library import library

Shown = Counter[tuple[str, ...]]

SECRET = {"account_login", "account_logout", "mfa_activate_totp", "mfa_add_webauthn"}
"""Pages that are a new secret each time (a key for an app), or that send away whoever is signed in."""
OF_ITEMS = re.compile(r'(?:href|action)="((?:/minute|/two|/month|/map|/picture)/[^"#]*|\?until=[^"#]*)"')
ONLY_SENT = re.compile(r"/(erase|swap|not-today|queue|show|destroy|response|back|end)/")

THEIRS = re.compile(r'<section class="card them">(.*?)</section>', re.DOTALL)
LINE = re.compile(r"<dt>(.*?)</dt><dd>(.*?)</dd>", re.DOTALL)
THEIR_WORDS = re.compile(
    r'class="(?:said|card) them">.*?<(?:p|blockquote) class="words">(.*?)</(?:p|blockquote)>', re.DOTALL
)
CODE = re.compile(r'<p class="code" translate="no">([0-9A-Z]{5}-[0-9A-Z]{5})</p>')
HIDDEN = r'<input type="hidden" name="{}" value="([^"]*)"'
OLDER = re.compile(r'rel="next" href="(\?until=[^"]*)"')


def text_of(response: HttpResponse) -> str:
    return response.content.decode()


def hidden(page: str, name: str) -> str:
    """Return what a form carries along unseen."""
    found = re.search(HIDDEN.format(name), page)
    return html.unescape(found[1]) if found else ""


def preselected(page: str, name: str) -> str | None:
    """Return which of several choices a form has made already, or None where there is no such choice."""
    inputs = re.findall(rf'<input type="radio" name="{name}" value="([^"]*)"([^>]*)>', page)
    return next((value for value, rest in inputs if "checked" in rest), "") if inputs else None


def link_told(browser: Client) -> str:
    """What the page about the pair says of the link."""
    page = text_of(browser.get("/pair/"))
    if f'href="{reverse("people:pause")}"' in page:
        return LINKED
    return PAUSED if f'href="{reverse("people:resume")}"' in page else ALONE


def is_meeting(browser: Client, *, undecided: bool = False) -> bool:
    """Whether somebody is asked for a yes, or has given it and waits."""
    page = text_of(browser.get("/pair/"))
    asked = f'action="{reverse("people:meeting-agree")}"' in page
    return asked or (not undecided and 'class="number"' in page)


def code_shown(browser: Client) -> str | None:
    found = CODE.search(text_of(browser.get("/pair/")))
    return found[1] if found else None


def shown_by_the_other(browser: Client, days: set[date]) -> Shown:
    """Everything of the partner's that stands on the pages about these days, and in the lists of words."""
    shown: Shown = Counter()
    for day in days:
        for section in THEIRS.findall(text_of(browser.get(f"/minute/{day.isoformat()}/"))):
            shown.update((day.isoformat(), *map(html.unescape, line)) for line in LINE.findall(section))
    for path in ("/two/answers/", "/two/thanks/"):
        for page in page_by_page(browser, path):
            shown.update((path, html.unescape(words)) for words in THEIR_WORDS.findall(page))
    return shown


def page_by_page(browser: Client, path: str) -> list[str]:
    pages, until = [], ""
    while len(pages) < 40:
        pages.append(text_of(browser.get(path + until)))
        older = OLDER.search(pages[-1])
        if not older:
            break
        until = html.unescape(older[1])
    return pages


def to_be_shown(seen: dict[Key, int], answered: set[tuple[str, int]], day_of) -> Shown:
    """What the pages have to show of what the oracle lets somebody see, in the words of the pages.

    A list of answers has the partner's beside one's own, and `answered` names the questions that somebody has answered.
    """
    shown: Shown = Counter()
    for (_author, kind, subject, day), value in seen.items():
        if kind == "checkins.answer":
            item = library().items[subject]
            shown[day_of(day).isoformat(), item.label, said_of(item, Answer(value=value))] += 1
        elif kind == "together.thanks":
            shown["/two/thanks/", f"words {value}"] += 1
        elif (subject, day) in answered:
            shown["/two/answers/", f"words {value}"] += 1
    return shown


def copy_taken(browser: Client) -> dict[str, object]:
    return json.loads(unpacked(browser.post("/me/export/").content)["everything.json"])


def unpacked(archive: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name).decode("utf-8-sig") for name in opened.namelist()}


def every_page(browser: Client) -> dict[str, object]:
    """Every page that somebody may look at, and all to which these lead about their days and items; and their copy.

    The copy is compared file by file: its archive has the wall clock's hour in it.
    """
    told, wanted = {}, []
    for name, row in ACCESS.items():
        if row.get in {SIGNED_IN, EVERYBODY} and name not in SECRET:
            wanted.append(reverse(name, kwargs=row.of(None, None) if row.of else None))
    while wanted:
        path = wanted.pop()
        if path in told:
            continue
        answer = browser.get(path)
        told[path] = compare.told(answer)
        links = OF_ITEMS.findall(text_of(answer)) if path.startswith(("/minute", "/two", "/month", "/picture")) else []
        full = (path.partition("?")[0] + link if link.startswith("?") else link for link in links)
        wanted += [link for link in map(html.unescape, full) if not ONLY_SENT.search(link)]
    archive = browser.post("/me/export/")
    told["the copy"] = (unpacked(archive.content), dict(compare.told(archive)[2], **{"Content-Length": "-"}))
    return told


def days_near(today: date) -> set[date]:
    return {today, today - timedelta(days=1)}
