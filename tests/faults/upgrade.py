"""Bringing the database up to date, with an end at a chosen statement: `python -m tests.faults.upgrade STATEMENT`.

Before the statement of that number the process kills itself, as a power cut or an operator would. With a number that is
never reached it says how many statements there were.
"""
# ruff: noqa: T201  (what it says is read by the test)

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import django


def main(last: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nearward.settings")
    django.setup()
    from django.db import connection  # noqa: PLC0415

    from nearward.cli.database import bring_up_to_date  # noqa: PLC0415

    said = 0

    def count(execute, sql, params, many, context):
        nonlocal said
        said += 1
        if said == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        bring_up_to_date(Path(os.environ["NEARWARD_DATA"]))
    print(said)


if __name__ == "__main__":
    main(int(sys.argv[1]))
