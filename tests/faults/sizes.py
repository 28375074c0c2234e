"""How long the tests in this folder go on: a little in every run, much in `start.py test --nightly`."""

from __future__ import annotations

import os


def rounds(normal: int, nightly: int) -> int:
    return nightly if os.environ.get("NEARWARD_TEST_NIGHTLY") else normal
