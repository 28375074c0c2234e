"""Reads one YAML file into one entry or its translation, and says file, line and field when it cannot.

The dialect is small on purpose: plain `true`, `false` and whole numbers mean what they look like, everything
else is text ("no" stays a word), straight apostrophes become typographic ones, and a key may stand only once.
"""

from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import ValidationError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from nearward_library.errors import BrokenEntry, Problem
from nearward_library.schema import Entry
from nearward_library.translation import DRAFT, put_into

try:  # many times as fast, and the same nodes
    from yaml import CBaseLoader as _Base
except ImportError:
    from yaml import BaseLoader as _Base  # type: ignore[assignment]


class _Loader(_Base):
    """Parses without resolving tags: this dialect has none, and looking for them takes a third of the time."""

    def resolve(self, kind: type[Node], value: str | None, implicit: object) -> str:  # noqa: ARG002
        return ""

    def descend_resolver(self, current_node: Node | None, current_index: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


Plain = str | int | bool | tuple["Plain", ...] | dict[str, "Plain"]
E_ = TypeVar("E_", bound=Entry)


class _Twice(Exception):
    def __init__(self, node: Node, key: str) -> None:
        super().__init__(key)
        self.node = node
        self.key = key


def read_entry(path: Path, model: type[E_]) -> E_:
    """Read `path` as one `model`; its id is the file's name. Raises BrokenEntry with every fault found."""
    file = f"{path.parent.name}/{path.name}"
    root, values = _opened(path, file)
    if "id" in values:
        raise BrokenEntry((Problem(file, 1, "id", "the file's name is the id; leave the field out"),))
    if found := {"language", DRAFT} & values.keys():
        raise BrokenEntry((Problem(file, 1, min(found), "only a translation has this"),))
    try:
        return model.model_validate({"id": path.stem, **values})
    except ValidationError as error:
        raise BrokenEntry(_problems(file, root, error)) from None


def read_translation(path: Path, english: E_, language: str) -> E_:
    """Read `path` as the texts of `english` in another language. Raises BrokenEntry with every fault found."""
    file = f"{language}/{path.parent.name}/{path.name}"
    root, values = _opened(path, file)
    draft = values.pop(DRAFT, None)
    told, faults = put_into(english, values)
    if faults:
        raise BrokenEntry(
            tuple(sorted(Problem(file, _line(_nearest(root, at)), ".".join(map(str, at)), why) for at, why in faults))
        )
    try:
        return type(english).model_validate({**told, "language": language, DRAFT: draft})
    except ValidationError as error:
        raise BrokenEntry(_problems(file, root, error)) from None


def line_of(path: Path, field: tuple[str | int, ...]) -> int:
    """The line on which `field` of this file stands, or the nearest thing around it that does stand there."""
    return _line(_nearest(_root(path, path.name), field))


def _opened(path: Path, file: str) -> tuple[MappingNode, dict[str, Plain]]:
    root = _root(path, file)
    try:
        return root, _mapping(root)
    except _Twice as twice:
        problem = Problem(file, _line(twice.node), twice.key, "this field stands here twice")
        raise BrokenEntry((problem,)) from None


def _root(path: Path, file: str) -> MappingNode:
    try:
        text = path.read_text(encoding="utf-8")
        node = _Loader(text).get_single_node()
    except UnicodeDecodeError:
        raise BrokenEntry((Problem(file, 1, "", "not UTF-8"),)) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "not readable as YAML"
        raise BrokenEntry((Problem(file, mark.line + 1 if mark else 1, "", str(what)),)) from None
    if not isinstance(node, MappingNode):
        raise BrokenEntry((Problem(file, 1, "", "a file is a list of `field: value` lines"),))
    return node


def _mapping(node: MappingNode) -> dict[str, Plain]:
    values: dict[str, Plain] = {}
    for key, value in node.value:
        if key.value in values:
            raise _Twice(key, key.value)
        values[key.value] = _plain(value)
    return values


def _plain(node: Node) -> Plain:
    if isinstance(node, ScalarNode):
        return _scalar(node)
    if isinstance(node, SequenceNode):
        return tuple([_plain(part) for part in node.value])
    assert isinstance(node, MappingNode)  # noqa: S101  # YAML has no fourth kind of node
    return _mapping(node)


def _scalar(node: ScalarNode) -> str | int | bool:
    value: str = node.value
    if not node.style:  # plain, neither quoted nor folded
        if value in {"true", "false"}:
            return value == "true"
        if value.isdecimal():
            return int(value)
    return value.replace("'", "’")


def _problems(file: str, root: MappingNode, error: ValidationError) -> tuple[Problem, ...]:
    found = []
    for fault in error.errors(include_url=False):
        place = tuple(part for part in fault["loc"] if part != "id")
        message = fault["msg"].removeprefix("Value error, ")
        found.append(Problem(file, _line(_nearest(root, place)), ".".join(map(str, place)), message))
    return tuple(sorted(found))


def _nearest(node: Node, field: tuple[str | int, ...]) -> Node:
    for part in field:
        if isinstance(node, MappingNode):
            below = next((value for key, value in node.value if key.value == part), None)
        elif isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
            below = node.value[part]
        else:
            below = None
        if below is None:
            break
        node = below
    return node


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1
