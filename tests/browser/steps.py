"""What a person does by hand, said once."""

from __future__ import annotations

import re
import secrets

from playwright.sync_api import Page, expect


def sign_up(page: Page, called: str, partner: str = "") -> None:
    """Make an account from the first page on; the user name is a fresh one."""
    page.goto("/")
    page.get_by_role("link", name=re.compile("^Make (the first|an) account$")).click()
    page.get_by_label("Username").fill(f"{called.lower()}-{secrets.token_hex(3)}")
    page.get_by_label(re.compile("^Password")).fill("a garden behind the house")
    page.get_by_label("What shall we call you?").fill(called)
    page.get_by_label("What do you call your partner?").fill(partner)
    page.wait_for_load_state()  # the page's own script fills in the zone; typing meanwhile would mix the two
    zone = page.get_by_label("Time zone")
    if not zone.input_value():
        zone.fill("London")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(called)


def answer_by_keyboard(page: Page, steps: int = 4) -> None:
    """Move the slider that is on the screen from the keyboard."""
    slider = page.locator("input[type=range]:visible").first
    slider.focus()
    for _ in range(steps):
        slider.press("ArrowRight")


def pair_up(one: Page, other: Page) -> None:
    """Link two people as they do it, sitting together."""
    one.goto("/pair/code/")
    one.get_by_role("button", name="Show the code").click()
    code = one.locator(".code").inner_text()
    other.goto("/pair/code/type/")
    other.locator("main input[name=code]").fill(code.lower())
    other.get_by_role("button", name="Next").click()
    expect(other.get_by_role("heading", level=1)).to_contain_text("Is this really")
    one.goto("/pair/")
    expect(one.locator(".number")).to_have_text(other.locator(".number").inner_text())
    other.get_by_role("button", name="Yes, link us").click()
    expect(other.get_by_role("heading", level=1)).to_contain_text("You said yes")
    one.get_by_role("button", name="Yes, link us").click()
    expect(one.get_by_role("heading", level=1)).to_contain_text("You are linked")
