"""Log records without content: no page addresses, no request data, no values from a traceback's last line."""

from __future__ import annotations

import logging


class WithoutContent(logging.Filter):
    """Reduce a failed request to its status, and an exception to its class and its lines of code."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("django.request") or record.name.startswith("django.security"):
            record.msg, record.args = f"a request failed ({getattr(record, 'status_code', '?')})", None
        if record.exc_info and record.exc_info[0]:
            kind, _, trace = record.exc_info
            record.msg = f"{record.getMessage()} · {kind.__name__} at {' < '.join(_places(trace))}"
            record.args = record.exc_info = record.exc_text = None
        return True


def _places(trace: object) -> list[str]:
    places: list[str] = []
    while trace is not None:
        frame = trace.tb_frame  # type: ignore[attr-defined]
        places.append(f"{frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}")  # type: ignore[attr-defined]
        trace = trace.tb_next  # type: ignore[attr-defined]
    return places[-4:][::-1]
