"""Detectors, found by their presence: each module here that is not private offers `DETECTOR`."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from nearward_detect.contract import Detector
from nearward_detect.errors import ShapeError

DEFAULT = "state_space"


def names() -> tuple[str, ...]:
    """Names of all detectors, the default one first."""
    found = [m.name for m in iter_modules(__path__) if not m.name.startswith("_")]
    return tuple(sorted(found, key=lambda name: (name != DEFAULT, name)))


@cache
def load(name: str = "") -> Detector:
    """Load a detector by name (empty: the default one); raises ShapeError for an unknown name."""
    name = name or DEFAULT
    if name not in names():
        raise ShapeError(f"there is no detector {name!r}; there are {', '.join(names())}")
    detector: Detector = import_module(f"{__name__}.{name}").DETECTOR
    return detector
