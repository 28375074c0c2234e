"""The same pages where the rows are kept on PostgreSQL: two people join, link, and one writes to the other."""

import os
import secrets
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from bench.serving import served
from playwright.sync_api import expect
from tests.browser.steps import pair_up, sign_up

POSTGRES = os.environ.get("NEARWARD_TEST_POSTGRES_URL", "")


@pytest.fixture
def on_postgresql(tmp_path, monkeypatch):
    """The address of a house on an empty database of its own."""
    if not POSTGRES:
        pytest.skip("NEARWARD_TEST_POSTGRES_URL names no PostgreSQL")
    name = f"house_{secrets.token_hex(6)}"
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        monkeypatch.setenv("NEARWARD_DATABASE_URL", urlunsplit(urlsplit(POSTGRES)._replace(path=f"/{name}")))
        with served(tmp_path) as address:
            yield address
        assert not (tmp_path / "db.sqlite3").exists()
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_two_join_link_and_write_to_each_other_on_postgresql(on_postgresql, visit):
    ana, ben = visit(on_postgresql), visit(on_postgresql, size="desk")
    sign_up(ana, "Ana", "Ben")
    sign_up(ben, "Ben", "Ana")
    pair_up(ana, ben)
    ben.goto("/two/thanks/")
    ben.locator("textarea[name=text]").first.fill("Thank you for the tea.")
    ben.locator("button[name=give]").click()
    expect(ben.locator("main")).to_contain_text("for the tea")
    ana.goto("/two/thanks/")
    expect(ana.locator("main")).to_contain_text("Thank you for the tea.")
    ana.goto("/minute/")
    ana.locator("input[type=range]:visible").first.press("ArrowRight")
    ana.get_by_role("button", name="Next").first.click()
    expect(ana.locator("main")).to_be_visible()
