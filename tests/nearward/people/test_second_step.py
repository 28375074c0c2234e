from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse


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
