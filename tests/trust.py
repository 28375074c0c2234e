"""What most trust rests on, and the tests that hold it: measured by `start.py cover` and `start.py mutate`."""

import sys
from pathlib import Path

import coverage

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "nearward"
PARTS = {
    "sharing": ("actions", "apps", "models", "queries", "rules", "views"),
    "people": ("actions", "holding", "models", "queries", "rules", "views/link", "views/me", "views/pairing"),
    "kit": ("codes", "composed", "envelope", "gone", "keyring", "lockbox", "seal", "stepup"),
    "safety": ("middleware", "rules", "views"),
}
"""Sharing and safety whole; of people what makes, pauses, ends and deletes; of the kit what seals, with what that uses,
and what asks the database."""

MODULES = tuple(SOURCE / room / f"{name}.py" for room, names in PARTS.items() for name in names)
TESTS = tuple(f"tests/nearward/{room}" for room in PARTS)
PYTEST = ("-q", "-p", "no:cacheprovider", "-p", "no:randomly", "-m", "not browser and not slow and not faults")


def pytest_runtest_protocol(item, nextitem):
    """Tell the measuring which test runs from here on, its fixtures included."""
    measuring = coverage.Coverage.current()
    if measuring is not None:
        measuring.switch_context(item.nodeid)
        _compose_anew()


def _compose_anew():
    """Let each test work its queries out by itself, so that it counts as one that reaches the lines that make them."""
    kit = sys.modules.get("nearward.kit.composed")
    for module in [each for name, each in sys.modules.items() if kit and name.startswith("nearward.")]:
        for query in vars(module).values():
            if isinstance(query, kit.Composed):
                query._known.clear()
