"""Puts the texts of another language into an entry, and sees that all of them are there and nothing else is."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final, get_args

from pydantic import AfterValidator

from nearward_library.schema.base import Part, clean

DRAFT: Final = "draft"
"""The field of a translation that says how it was made, while no person has reviewed it."""

OWN: Final = frozenset({"also", "idea"})
"""Texts that no page shows: a translation may leave them out, and `also` may have other words, more or fewer."""

Field = tuple[str | int, ...]
Fault = tuple[Field, str]


def put_into(english: Part, given: Mapping[str, object]) -> tuple[dict[str, Any], list[Fault]]:
    """Return the values of `english` with the given texts in place of its own, and what is wrong with them.

    The given texts have the shape of the entry without what is no text: steps and other parts stand in the same
    order and number. Faults are the field and what is the matter with it.
    """
    faults: list[Fault] = []
    return _part(english, given, (), faults), faults


@cache
def text_fields(model: type[Part]) -> frozenset[str]:
    """The fields of a part that hold texts for readers, alone or in a list."""
    return frozenset(name for name, info in model.model_fields.items() if _is_text((*info.metadata, info.annotation)))


def _is_text(annotations: Iterable[Any]) -> bool:
    return any(
        (isinstance(one, AfterValidator) and one.func is clean)
        or _is_text((*getattr(one, "__metadata__", ()), *get_args(one)))
        for one in annotations
    )


def _part(english: Part, given: object, above: Field, faults: list[Fault]) -> dict[str, Any]:
    told = {name: getattr(english, name) for name in type(english).model_fields}
    if not isinstance(given, Mapping):
        faults.append((above, "here stand several texts, each under the name of its field"))
        return told
    faults.extend(((*above, name), why) for name, why in _strange(english, given))
    for name, value in _translatable(english):
        if name in given:
            told[name] = _value(value, given[name], (*above, name), faults)
        elif name not in OWN:
            faults.append(((*above, name), "not translated"))
    return told


def _strange(english: Part, given: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    known = {name for name, _ in _translatable(english)}
    for name in given:
        if name not in known:
            yield name, "this field is not in the English entry, or is no text"


def _translatable(english: Part) -> Iterator[tuple[str, Any]]:
    """Fields that hold texts, or parts in which some do."""
    texts = text_fields(type(english))
    for name in type(english).model_fields:
        value = getattr(english, name)
        if (name in texts and value) or name in OWN & texts or _has_texts(value):
            yield name, value


def _has_texts(value: object) -> bool:
    if isinstance(value, tuple):
        return any(_has_texts(one) for one in value)
    return isinstance(value, Part) and any(True for _ in _translatable(value))


def _value(english: object, given: object, field: Field, faults: list[Fault]) -> object:
    if isinstance(english, Part):
        return _part(english, given, field, faults)
    if not isinstance(english, tuple) or field[-1] in OWN:
        return given
    if not isinstance(given, tuple) or len(given) != len(english):
        faults.append((field, f"{len(english)} of them in English, so {len(english)} here, in the same order"))
        return english
    pairs = enumerate(zip(english, given, strict=True))
    return tuple(_value(one, other, (*field, index), faults) for index, (one, other) in pairs)


__all__ = ["DRAFT", "OWN", "Fault", "Field", "put_into", "text_fields"]
