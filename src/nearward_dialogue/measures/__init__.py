"""One measure of how two people talk a module, found by its presence.

A measure module's docstring is its definition. It holds

- `UNIT`: "share", "seconds", "words", "days", "a week" (how often), "match" (0 to 1), "more" (of 100, beyond what is
  usual) or "per 100" (of what the definition names);
- `SOURCES`: ids of sources in the library;
- `LIMITS`: what the figure does not say, in one sentence;
- `GROUP` and `TITLE`: where it stands on a page, and what it is called there;
- `measure(talk) -> Sums`: sums by week and person (see `weeks`); `measure(talk, words)` where `WORDS = True`;
- `messages(talk) -> mask` (or `messages(talk, words)`): the messages that make up the figure, each counting for whoever
  wrote it; or `cases(talk) -> Cases` where they count for somebody else or in another week (see `cases.rows_of`);
- `TOGETHER = True` where it belongs to both and both columns are the same;
- `ALONE = False` where it is made of what both wrote, and is told to nobody who looks alone.
"""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


@cache
def measures() -> dict[str, ModuleType]:
    """Every measure by name, in the order of names."""
    names = sorted(found.name for found in iter_modules(__path__) if not found.name.startswith("_"))
    return {name: import_module(f"{__name__}.{name}") for name in names}
