"""One measure of how two people talk a module, found by its presence.

A measure module's docstring is its definition. It holds

- `UNIT`: "share", "seconds", "words", "days", "match" (0 to 1) or "per 100" (of what the definition names);
- `SOURCES`: ids of sources in the library;
- `LIMITS`: what the figure does not say, in one sentence;
- `measure(talk) -> Sums`: sums by week and person (see `weeks`); `measure(talk, words)` where `WORDS = True`;
- `messages(talk) -> mask` (or `messages(talk, words)`): the messages that make up the figure, to be opened.
"""

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


def measures() -> dict[str, ModuleType]:
    """Every measure by name, in the order of names."""
    names = sorted(found.name for found in iter_modules(__path__) if not found.name.startswith("_"))
    return {name: import_module(f"{__name__}.{name}") for name in names}
