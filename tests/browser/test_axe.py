"""Every kind of page, checked by axe-core at phone and desktop width, in both themes."""

from urllib.parse import urlsplit

import pytest
from bench.pictures import look_as
from django.urls import Resolver404, resolve
from playwright.sync_api import Page
from tests import node
from tests.browser.conftest import IN_CI, SIZES
from tests.browser.steps import sign_up

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}
FAULTS = """async rules => (await axe.run(document, rules)).violations.flatMap(
    one => one.nodes.map(node => `${one.id} at ${node.target[0]} (${one.help})`)
)"""
"""A line for each fault; what is right does not come back."""
OPEN = ("/there-is-no-such-page/", "/offline/", "/clock/", "/goodbye/")
UNLINKED = (
    "/there-is-no-such-page/",
    "/minute/answers/",
    "/two/",
    "/two/thanks/",
    "/two/answers/",
    "/practice/tonight/",
)
"""Pages that nothing links to on the day of the demo."""


@pytest.fixture(scope="session")
def axe():
    """The text of axe-core."""
    reason = node.missing()
    if reason:
        (pytest.fail if IN_CI else pytest.skip)(reason)
    return (node.MODULES / "axe-core" / "axe.min.js").read_text()


def kind_of(path: str) -> str:
    """The name of an address, so that of a hundred practices one is looked at."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return path


def found_on(page: Page) -> list[str]:
    """Every address that the page links to, without what stands behind a question mark."""
    links = page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
    here = urlsplit(page.url).netloc
    return [parts.path for link in links if (parts := urlsplit(link)).netloc == here]


def walked(page: Page, *starts: str) -> list[str]:
    """One address of every kind that can be reached by links from `starts`, in the order of finding."""
    kinds, waiting, found = set(), [*starts], []
    while waiting:
        path = waiting.pop(0)
        if kind_of(path) in kinds or "/static/" in path:
            continue
        kinds.add(kind_of(path))
        answer = page.goto(path)
        if answer and "text/html" in answer.headers.get("content-type", ""):
            found.append(path)
            waiting += found_on(page)
    return found


def faults_on(page: Page, axe: str) -> list[str]:
    """What axe finds on the page as it stands, one line a fault, in both widths and themes."""
    page.evaluate(axe)
    faults = []
    for size, viewport in SIZES.items():
        page.set_viewport_size(viewport)
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            said = page.evaluate(FAULTS, RULES)
            faults += [f"{urlsplit(page.url).path} {size} {theme}: {one}" for one in said]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            faults.append(f"{urlsplit(page.url).path} {size}: {wide} pixels too wide")
    return faults


def all_faults(page: Page, paths: list[str], axe: str) -> list[str]:
    """What is wrong on any of these pages."""
    faults = []
    for path in paths:
        page.goto(path)
        faults += faults_on(page, axe)
    return faults


def test_every_kind_of_open_page_is_without_a_fault(demo, visit, axe):
    page = visit(demo)
    paths = walked(page, "/welcome/", *OPEN)
    assert {"people:welcome", "account_login", "account_signup", "home:demo"} <= {kind_of(path) for path in paths}
    assert all_faults(page, paths, axe) == []


@pytest.mark.timeout(900)
def test_every_kind_of_page_is_without_a_fault_for_ana(demo, visit, axe):
    page = visit(demo)
    look_as(page, demo, "Ana")
    paths = walked(page, "/", *UNLINKED)
    kinds = {
        "checkins:today",
        "noticing:notice",
        "practice:index",
        "practice:tonight",
        "practice:working",
        "guide:index",
    }
    assert {*kinds, "practice:times", "practice:hours", "month:index"} <= {kind_of(path) for path in paths}
    assert all_faults(page, paths, axe) == []


def test_the_daily_pages_are_without_a_fault_for_ben_and_for_a_newcomer(demo, house, visit, axe):
    ben, cleo = visit(demo), visit(house)
    look_as(ben, demo, "Ben")
    sign_up(cleo, "Cleo")
    for page in (ben, cleo):
        assert all_faults(page, ["/", "/minute/", "/picture/", "/pair/"], axe) == []


def test_a_planted_fault_is_found(demo, visit, axe):
    page = visit(demo)
    page.goto("/welcome/")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<p><img src=\"/x.png\"></p>')")
    assert any("image-alt" in fault for fault in faults_on(page, axe))
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<canvas width=\"3000\"></canvas>')")
    assert any("pixels too wide" in fault for fault in faults_on(page, axe))
