"""Real houses on this machine, and visitors who look at them through a real Chromium."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bench.serving import EVENING, chromium, served
from playwright.sync_api import expect, sync_playwright

HERE = Path(__file__).resolve().parent
IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
LONGEST = 900  # seconds: one test looks at every kind of page, and a machine may have other work
PATIENCE_MS = 20_000  # for a machine whose cores are all busy; a page that is right is not waited for
SIZES = {"phone": {"width": 360, "height": 780}, "desk": {"width": 1280, "height": 800}}
expect.set_options(timeout=PATIENCE_MS)


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")
            item.add_marker(pytest.mark.timeout(LONGEST))


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    program = chromium()
    if program is None:
        (pytest.fail if IN_CI else pytest.skip)("there is no Chromium on this machine")
    with sync_playwright() as playwright:
        kept = str(tmp_path_factory.mktemp("chromium"))  # and nothing in the home folder
        own = os.environ | {"HOME": kept, "XDG_CONFIG_HOME": kept, "XDG_CACHE_HOME": kept}
        opened = playwright.chromium.launch(executable_path=program, env=own)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def house(browser, tmp_path_factory):
    """The address of an empty house."""
    with served(tmp_path_factory.mktemp("house")) as address:
        yield address


@pytest.fixture(scope="session")
def demo(browser, tmp_path_factory):
    """The address of a house in which Ana and Ben have lived twelve made-up weeks."""
    with served(tmp_path_factory.mktemp("demo"), demo_at=EVENING) as address:
        yield address


@pytest.fixture
def visit(browser):
    """Return a way to open a browser of one's own: nothing it shows may come from elsewhere or break a rule."""
    opened, strange, refused = [], [], []

    def visitor(address, *, size="phone", theme="light", script=True, zone="Europe/London"):
        context = browser.new_context(
            base_url=address,
            viewport=SIZES[size],
            color_scheme=theme,
            reduced_motion="reduce",
            locale="en-GB",
            timezone_id=zone,
            java_script_enabled=script,
        )
        opened.append(context)
        here = urlsplit(address).netloc
        context.on("request", lambda asked: strange.append(asked.url) if is_elsewhere(asked.url, here) else None)
        context.on(
            "console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None
        )
        context.on("weberror", lambda error: refused.append(str(error.error)))
        context.set_default_timeout(PATIENCE_MS)
        return context.new_page()

    yield visitor
    for context in opened:
        context.close()
    assert strange == []
    assert refused == []


def is_elsewhere(url: str, here: str) -> bool:
    """Whether an address leads off the house; what is inside the page already is no request."""
    parts = urlsplit(url)
    return parts.scheme not in {"data", "blob", "about"} and parts.netloc != here
