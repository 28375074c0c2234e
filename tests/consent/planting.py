"""Planted faults: each is a small change to the house such as people make, applied at run time by its name.

Many of them were found in comparable programs; the others leave out one condition of `sharing` or `people`. A property
whose fault goes unnoticed proves nothing. The faults stand in `faults_*.py`; each returns the patches that plant it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from tests.consent.world import forget

from nearward.checkins import queries as checkins
from nearward.people import actions as people
from nearward.people import queries as bonds
from nearward.sharing import actions, queries
from nearward.together import queries as together

FAULTS: dict[str, Callable[[], list[Any]]] = {}
USES_BOND = (bonds, people, actions, queries, checkins, together)


def fault(plant: Callable[[], list[Any]]) -> Callable[[], list[Any]]:
    """Keep a fault under its name."""
    FAULTS[plant.__name__] = plant
    return plant


@contextmanager
def planted(name: str) -> Iterator[None]:
    with ExitStack() as stack:
        for patched in FAULTS[name]():
            stack.enter_context(patched)
        forget()
        yield
    forget()


def bond_as(change: Callable[[Callable, Any], Any]) -> list[Any]:
    """Let everybody who asks for the bond get a changed one."""
    real = bonds.bond_of
    return [patch.object(module, "bond_of", lambda viewer: change(real, viewer)) for module in USES_BOND]
