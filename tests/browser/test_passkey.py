"""A passkey, from adding it to signing in with nothing else."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from tests.browser.steps import sign_up

FINGER = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def phone(house, visit):
    """A browser with a finger on it. Passkeys need a host with a name, so it comes by `localhost`."""
    page = visit(f"http://localhost:{urlsplit(house).port}")
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": FINGER})
    return page


def test_a_passkey_signs_in_alone_and_answers_when_asked_again(phone):
    sign_up(phone, "Ana")
    phone.goto("/account/second-step/webauthn/add/")
    phone.get_by_role("button", name="Add it").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Recovery codes")
    expect(phone.locator(".codes li")).to_have_count(10)
    phone.get_by_role("link", name="I have them").click()
    expect(phone.get_by_text("You have one.")).to_be_visible()
    phone.goto("/me/")
    phone.get_by_role("button", name="Sign out").click()
    phone.get_by_role("button", name="Sign in with a passkey").click()
    expect(phone).to_have_url(re.compile(r":\d+/$"))
    phone.goto("/me/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Ana")
    phone.goto("/account/second-step/webauthn/reauthenticate/?next=/me/log/")
    phone.get_by_role("button", name="Use a passkey").click()
    expect(phone.get_by_text("A passkey was added.")).to_be_visible()


def test_a_passkey_that_does_not_come_is_answered_kindly(phone):
    phone.goto("/account/sign-in/")
    phone.get_by_role("button", name="Sign in with a passkey").click()
    expect(phone.get_by_text("That did not work.")).to_be_visible()


def test_where_there_are_no_passkeys_nothing_offers_one(house, visit):
    page = visit(house, script=False)
    page.goto("/account/sign-in/")
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
