"""Which entry names which."""

from collections.abc import Iterator

from nearward_library.schema import Part

Reference = tuple[tuple[str | int, ...], str, str]
"""The field that names, the kind it names from, and the id it names."""

_LISTS = {name: name for name in ("signs", "causes", "practices", "items", "sources")}
_SINGLES = {"quality": "qualities", "format": "formats", "item": "items", "practice": "practices", "cause": "causes"}


def references(part: Part, above: tuple[str | int, ...] = ()) -> Iterator[Reference]:
    """Every other entry named in this one."""
    for name in type(part).model_fields:
        value = getattr(part, name)
        field = (*above, name)
        if name in _LISTS and isinstance(value, tuple):
            for index, one in enumerate(value):
                yield (*field, index), _LISTS[name], str(one)
        elif name in _SINGLES and isinstance(value, str):
            yield field, _SINGLES[name], value
        elif isinstance(value, Part):
            yield from references(value, field)
        elif isinstance(value, tuple):
            for index, one in enumerate(value):
                if isinstance(one, Part):
                    yield from references(one, (*field, index))
