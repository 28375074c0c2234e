"""Under TLS a real browser sends forms from pages without a referrer, and they are known to be ours."""

from datetime import UTC, datetime, timedelta

import pytest
from bench.serving import served
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from playwright.sync_api import expect
from tests.browser.steps import sign_up

FORM = """<form method="post" action="{address}/me/words/"><input name="called" value="Mallory"></form>
<script>document.forms[0].submit()</script>"""


@pytest.fixture
def certificate(tmp_path):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    today = datetime.now(UTC)  # noqa: TID251  (the browser's own clock decides)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    kept = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (tmp_path / "certificate.pem").write_bytes(kept + made.public_bytes(pem))
    return tmp_path / "certificate.pem"


@pytest.fixture
def secure_house(browser, certificate, tmp_path):
    with served(tmp_path / "house", certificate=certificate) as address:
        yield address


def look(context, address):
    """Return a page of one's own, and what it says of where it comes from whenever it sends something."""
    said = []
    context.on("request", lambda asked: said.append(asked.all_headers()) if asked.method == "POST" else None)
    return context.new_page(), said


def test_forms_work_where_no_page_says_where_somebody_comes_from(browser, secure_house):
    context = browser.new_context(base_url=secure_house, ignore_https_errors=True, locale="en-GB")
    page, said = look(context, secure_house)
    sign_up(page, "Cleo")
    page.goto("/me/words/")
    page.locator("main input[name=called]").fill("Cleopatra")
    page.locator("main input[name=called]").press("Enter")
    page.wait_for_load_state()
    page.goto("/me/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cleopatra")
    forms = [sent for sent in said if sent.get("sec-fetch-mode") == "navigate"]
    assert len(forms) >= 2
    for sent in forms:
        assert "referer" not in sent
        assert (sent["origin"], sent["sec-fetch-site"]) == ("null", "same-origin")
    names = {cookie["name"] for cookie in context.cookies()}
    assert names >= {"__Host-session", "__Host-csrf"}
    context.close()


def test_a_form_of_another_site_changes_nothing(browser, secure_house):
    context = browser.new_context(base_url=secure_house, ignore_https_errors=True, locale="en-GB")
    page, said = look(context, secure_house)
    sign_up(page, "Cleo")
    other = context.new_page()
    other.route("https://elsewhere.test/*", lambda route: route.fulfill(
        content_type="text/html", headers={"Referrer-Policy": "no-referrer"}, body=FORM.format(address=secure_house)
    ))  # fmt: skip
    with other.expect_response("**/me/words/") as answered:
        other.goto("https://elsewhere.test/")
    assert answered.value.status == 403
    assert said[-1]["origin"] == "null"
    page.goto("/me/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cleo")
    context.close()
