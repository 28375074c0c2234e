"""What a response says, without what is fresh in every response: for comparing two of them byte for byte."""

import re

from django.http import HttpResponse

TOKEN = re.compile(rb'((?:csrfmiddlewaretoken"|data-token=)[^>]*?")[A-Za-z0-9]{64}(")')
NONCE = re.compile(rb'(nonce[="-]+)[A-Za-z0-9+/=_-]{16,}')
FRESH = {"Content-Security-Policy", "Date", "Expires", "Set-Cookie"}


def told(response: HttpResponse) -> tuple[int, bytes, dict[str, str]]:
    """Return status, body and headers, with tokens and nonces made the same length and the same letters."""
    body = NONCE.sub(rb"\1-", TOKEN.sub(rb"\1-\2", response.content))
    return response.status_code, body, {name: value for name, value in response.headers.items() if name not in FRESH}
