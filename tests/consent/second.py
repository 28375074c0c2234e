"""A second process of the house, with a cache and a connection of its own: `python -m tests.consent.second DATABASE`.

It reads one request a line (JSON: what to do, and with what) and answers each with a line. Like a worker it lives on
while another process changes everything, so whatever it keeps too long shows.
"""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from typing import TextIO

import django


def serve(requests: TextIO, answers: TextIO, database: str, fault: str) -> None:
    """Answer until there are no more requests."""
    django.setup()
    from django.db import connection  # noqa: PLC0415

    connection.settings_dict["NAME"] = database
    from tests.consent import faults_of_keeping, planting, world  # noqa: PLC0415

    assert faults_of_keeping
    with planting.planted(fault) if fault else nullcontext():
        there = world.Looking()
        for line in requests:
            act, *given = json.loads(line)
            there.known.clear()
            told = getattr(there, act)(*given)
            answers.write(json.dumps(list(told.items()) if isinstance(told, dict) else told) + "\n")
            answers.flush()


if __name__ == "__main__":
    serve(sys.stdin, sys.stdout, sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "")
