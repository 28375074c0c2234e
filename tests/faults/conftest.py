"""Tests that kill processes, cut the power and starve disks."""

from pathlib import Path

import pytest
from tests.nearward.cli.conftest import _made, living, made, postgres, run, start, surroundings

__all__ = ["_made", "living", "made", "postgres", "run", "start", "surroundings"]
LONGEST = 900  # seconds, for a machine that has other work as well
HERE = Path(__file__).resolve().parent


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.faults)
            item.add_marker(pytest.mark.timeout(LONGEST))
