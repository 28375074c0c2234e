"""Small faults planted into a program's text, one at a time: what a test suite should notice (mutation testing).

The kinds are the usual ones: comparisons, boolean operators and arithmetic exchanged, conditions turned round, numbers
and truth values changed, results dropped, statements and conditions of queries left out. Words are left alone
(messages, labels, names of columns), and so are columns, which the migrations hold, and what is read for types alone.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
RECKONED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
NARROWING = frozenset({"filter", "exclude", "get", "update"})
KEPT_DECORATORS = frozenset({"property", "cached_property", "classmethod", "staticmethod", "dataclass"})
"""Without one of these nothing works at all."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A program with one fault: the line it is on, the fault in words, and the text, made when asked for."""

    line: int
    what: str
    make: Callable[[], str]

    @property
    def text(self) -> str:
        return self.make()


def mutants(text: str) -> Iterator[Mutant]:
    """Yield every mutant of a module's text, in the order of its nodes."""
    for number, node in enumerate(_nodes(ast.parse(text))):
        for what, _ in _faults(node):
            yield Mutant(node.lineno, what, partial(_planted, text, number, what))
        for statement, what, _ in _without(node):
            yield Mutant(statement.lineno, what, partial(_planted, text, number, what))


def _planted(text: str, number: int, what: str) -> str:
    tree = ast.parse(text)
    node = list(_nodes(tree))[number]
    dict([*_faults(node), *(each[1:] for each in _without(node))])[what]()
    return ast.unparse(ast.fix_missing_locations(tree))


def _nodes(tree: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """Yield what may hold a fault: no annotation, no text of documentation, no import for types alone."""
    for name, field in ast.iter_fields(tree):
        if name in {"annotation", "returns", "type_params"}:
            continue
        for child in field if isinstance(field, list) else [field]:
            if not isinstance(child, ast.AST) or _is_words(child) or _is_for_types(child) or _is_column(child):
                continue
            if isinstance(child, ast.expr | ast.stmt):
                yield child
            yield from _nodes(child)


def _is_words(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_column(node: ast.AST) -> bool:
    """Whether this describes a column or a rule of a table, which the migrations hold."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "models"
        and node.func.attr[:1].isupper()
    )


def _is_for_types(node: ast.AST) -> bool:
    """Whether this changes nothing that is done: what is for types, how records are kept, how much is cached."""
    if isinstance(node, ast.If):
        return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    return isinstance(node, ast.Call) and _called(node) in {"cast", "dataclass", "lru_cache"}


def _faults(node: ast.AST) -> Iterator[tuple[str, Callable[[], None]]]:
    yield from _in_expressions(node)
    yield from _in_comprehensions(node)
    yield from _in_statements(node)


def _in_expressions(node: ast.AST) -> Iterator[tuple[str, Callable[[], None]]]:
    if isinstance(node, ast.Compare):
        for place, operator in enumerate(node.ops):
            other = COMPARED[type(operator)]
            yield _told(operator, other, place), lambda p=place, o=other: node.ops.__setitem__(p, o())
    elif isinstance(node, ast.BoolOp):
        other = ast.Or if isinstance(node.op, ast.And) else ast.And
        yield _told(node.op, other), lambda: setattr(node, "op", other())
    elif isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in RECKONED:
        yield _told(node.op, RECKONED[type(node.op)]), lambda: setattr(node, "op", RECKONED[type(node.op)]())
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool | int):
        value = not node.value if isinstance(node.value, bool) else node.value + 1
        yield f"{node.value} -> {value}", lambda: setattr(node, "value", value)
    elif isinstance(node, ast.IfExp):
        yield "condition turned round", lambda: setattr(node, "test", ast.UnaryOp(ast.Not(), node.test))
    elif isinstance(node, ast.Call) and _called(node) in NARROWING:
        for place, keyword in enumerate(node.keywords):
            yield f"without {keyword.arg}", lambda p=place: node.keywords.pop(p)


def _in_comprehensions(node: ast.AST) -> Iterator[tuple[str, Callable[[], None]]]:
    for part in getattr(node, "generators", ()):
        for place, condition in enumerate(part.ifs):
            yield f"for all, not if `{ast.unparse(condition)[:60]}`", lambda i=part.ifs, p=place: i.pop(p)


def _in_statements(node: ast.AST) -> Iterator[tuple[str, Callable[[], None]]]:
    if isinstance(node, ast.If | ast.While):
        yield "condition turned round", lambda: setattr(node, "test", ast.UnaryOp(ast.Not(), node.test))
    elif isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
        yield "returns nothing", lambda: setattr(node, "value", ast.Constant(None))
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        for place, each in enumerate(node.decorator_list):
            if _called(each) not in KEPT_DECORATORS:
                yield f"without @{ast.unparse(each)}", lambda p=place: node.decorator_list.pop(p)


def _without(node: ast.AST) -> Iterator[tuple[ast.stmt, str, Callable[[], None]]]:
    """Yield each statement of this one's blocks that may be left out, those of its handlers of errors too."""
    blocks = [getattr(node, name, None) for name in ("body", "orelse", "finalbody")]
    for block in [*blocks, *(handler.body for handler in getattr(node, "handlers", ()))]:
        for place, statement in enumerate(block if isinstance(block, list) else ()):
            if _may_be_left_out(statement):
                what = f"without `{ast.unparse(statement)[:60]}` at line {statement.lineno}"
                yield statement, what, lambda b=block, p=place: b.__setitem__(p, ast.Pass())


def _may_be_left_out(statement: ast.AST) -> bool:
    if isinstance(statement, ast.Expr):
        return isinstance(statement.value, ast.Call)
    if isinstance(statement, ast.Assign):
        return isinstance(statement.targets[0], ast.Attribute)
    return isinstance(statement, ast.Raise | ast.AugAssign)


def _called(node: ast.AST) -> str:
    while isinstance(node, ast.Call):
        node = node.func
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _told(one: ast.AST, other: type[ast.AST], place: int = 0) -> str:
    return f"{type(one).__name__} -> {other.__name__}" + (f" (number {place + 1})" if place else "")
