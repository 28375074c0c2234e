"""The pages of linking, leaving and keeping an account, each at its own moment, checked by axe-core."""

import pytest
from playwright.sync_api import expect
from tests.browser.steps import sign_up
from tests.browser.test_axe import all_faults, axe, faults_on

__all__ = ["axe"]

OWN = (
    "/me/words/",
    "/me/day/",
    "/me/look/",
    "/me/devices/",
    "/me/log/",
    "/me/export/",
    "/me/delete/",
    "/pair/",
    "/pair/code/",
    "/pair/code/type/",
    "/account/sign-out/",
    "/account/password/",
    "/account/again/",
    "/account/second-step/",
    "/account/second-step/totp/activate/",
    "/account/second-step/webauthn/",
    "/account/second-step/webauthn/add/",
)


@pytest.mark.timeout(600)
def test_every_page_of_an_account_is_without_a_fault(house, visit, axe):
    page = visit(house)
    sign_up(page, "Ana")
    assert all_faults(page, list(OWN), axe) == []


@pytest.mark.timeout(600)
def test_every_moment_of_linking_and_parting_is_without_a_fault(house, visit, axe):
    ana, ben = visit(house), visit(house)
    sign_up(ana, "Ana", "Ben")
    sign_up(ben, "Ben", "Ana")
    ana.goto("/pair/code/")
    ana.get_by_role("button", name="Show the code").click()
    code = ana.locator(".code").inner_text()
    faults = faults_on(ana, axe)
    ben.goto("/pair/code/type/")
    ben.locator("main input[name=code]").fill("00000-00000")
    ben.get_by_role("button", name="Next").click()
    faults += faults_on(ben, axe)
    ben.locator("main input[name=code]").fill(code)
    ben.get_by_role("button", name="Next").click()
    faults += faults_on(ben, axe)
    ben.get_by_role("button", name="Yes, link us").click()
    faults += faults_on(ben, axe)
    ana.goto("/pair/")
    ana.get_by_role("button", name="Yes, link us").click()
    expect(ana.get_by_role("heading", level=1)).to_contain_text("You are linked")
    faults += all_faults(ana, ["/pair/", "/pair/day/", "/pair/end/", "/pair/pause/"], axe)
    ana.get_by_role("button", name="Pause now").click()
    faults += all_faults(ana, ["/pair/", "/pair/resume/"], axe)
    faults += all_faults(ben, ["/pair/", "/pair/end/"], axe)
    assert faults == []
