import re

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse
from tests.nearward.people.conftest import ANAS, words_of

from nearward.people.queries import ledger_of


def test_a_code_from_the_phone_is_the_second_step_of_signing_in(ana):
    secret = totp.generate_totp_secret()
    TOTP.activate(ana, secret)
    browser = Client()
    asked = browser.post(reverse("account_login"), {"login": "ana", "password": "Ana keeps a garden"})
    assert asked["Location"] == reverse("mfa_authenticate")
    assert browser.get(reverse("people:me")).status_code == 302
    assert browser.get(asked["Location"]).status_code == 200
    code = totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))
    assert browser.post(asked["Location"], {"code": code}).status_code == 302
    assert browser.get(reverse("people:me")).status_code == 200


def test_a_passkey_is_asked_for_before_anybody_is_signed_in(client, db):
    answer = client.get(reverse("mfa_login_webauthn"), headers={"X-Requested-With": "XMLHttpRequest"})
    assert answer.json()["request_options"]["publicKey"]["challenge"]


def test_an_app_is_added_with_its_first_code_and_the_secret_is_sealed(just, ana, django_capture_on_commit_callbacks):
    browser = just(ana)
    page = words_of(browser.get(reverse("mfa_activate_totp")))
    secret = re.search(r"<code[^>]*>(\w+)</code>", page).group(1)
    code = totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))
    with django_capture_on_commit_callbacks(execute=True):
        added = browser.post(reverse("mfa_activate_totp"), {"code": code})
    assert added["Location"] == reverse("mfa_view_recovery_codes")
    kept = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    assert secret not in str(kept.data)
    assert "totp-activated" in {line.act for line in ledger_of(ana)}


def test_recovery_codes_are_shown_once_and_each_opens_once(just, ana, knock):
    TOTP.activate(ana, totp.generate_totp_secret())
    browser = just(ana)
    browser.post(reverse("mfa_generate_recovery_codes"))
    page = words_of(browser.get(reverse("mfa_view_recovery_codes")))
    shown = re.findall(r"<li>(\d{8})</li>", page)
    assert len(shown) == 10
    assert not re.findall(r"<li>\d{8}</li>", words_of(browser.get(reverse("mfa_view_recovery_codes"))))
    for opens in (True, False):
        another = Client()
        knock("ana", ANAS, browser=another)
        another.post(reverse("mfa_authenticate"), {"code": shown[0]})
        assert (another.get(reverse("people:me")).status_code == 200) == opens


def test_a_wrong_code_is_answered_in_our_words(ana, knock):
    TOTP.activate(ana, totp.generate_totp_secret())
    browser = Client()
    knock("ana", ANAS, browser=browser)
    assert "This code does not fit" in words_of(browser.post(reverse("mfa_authenticate"), {"code": "000000"}))


def test_a_new_passkey_is_named_after_its_device(just, ana):
    firefox = "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/145.0"
    for user_agent, name in ((firefox, "Firefox · Linux"), ("", "My passkey")):
        page = words_of(just(ana).get(reverse("mfa_add_webauthn"), headers={"User-Agent": user_agent}))
        assert f'value="{name}"' in page
        assert "without the password" in page
