"""What a response says, without what is fresh in every response: for comparing two of them byte for byte.

Each mask stands for one thing that is drawn at random, or read from the wall clock, anew for every response, and that
therefore cannot tell anything about anybody. Whatever is not named here counts, header by header and letter by letter.
"""

import re

from django.http import HttpResponse

MASKS = {
    "the id of a fresh form, so that a form sent twice is kept once": re.compile(
        r'((?:name="entry" value|data-entry)=")[0-9a-f-]{36}(?=")'
    ),
    "the token against forged forms, salted anew each time": re.compile(
        r'((?:csrfmiddlewaretoken"|data-token=)[^>]*?")[A-Za-z0-9]{64}(?=")'
    ),
    "the nonce of the policy for scripts": re.compile(r"(nonce[=\"'-]+)[A-Za-z0-9+/=_-]{16,}"),
}
MASKED_HEADERS = {
    "Set-Cookie": re.compile(r"(nearward-(?:csrf|session)=)[A-Za-z0-9]{20,}"),
    "Content-Security-Policy": MASKS["the nonce of the policy for scripts"],
}
CLOCKS = frozenset({"Date", "Expires"})
"""`Expires` is `Date` again: pages that no cache may keep have run out at the second at which they were sent."""


def told(response: HttpResponse) -> tuple[int, bytes, dict[str, str]]:
    """Return status, body and headers; what is fresh in every response is made the same letters."""
    headers = {name: value for name, value in response.headers.items() if name not in CLOCKS}
    for name, fresh in MASKED_HEADERS.items():
        if name in headers:
            headers[name] = fresh.sub(r"\1-", headers[name])
    cookies = sorted(f"{name}={_cookie(morsel)}" for name, morsel in response.cookies.items())
    return response.status_code, masked(response.content), headers | {"cookies": "; ".join(cookies)}


def masked(body: bytes) -> bytes:
    text = body.decode("utf-8", "surrogateescape")
    for fresh in MASKS.values():
        text = fresh.sub(r"\1-", text)
    return text.encode("utf-8", "surrogateescape")


def _cookie(morsel: object) -> str:
    """Return a cookie as it is set: value and attributes, without the secret or the hour in it."""
    text = morsel.OutputString()  # type: ignore[attr-defined]
    return re.sub(r"expires=[^;]*", "expires=-", MASKED_HEADERS["Set-Cookie"].sub(r"\1-", text))
