"""Queries that are composed once and asked often.

Django needs most of a millisecond to work out the SQL of a query, and SQLite a thirtieth of that to answer it. What
every page asks, many times over, is therefore worked out once for each kind of question: with a value that occurs
nowhere else in each place, so that the places are known, and afterwards with what is asked for. The rows are as fresh
as any; nothing of an answer is kept.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet
from django.db.models.query import ModelIterable
from django.db.transaction import TransactionManagementError

Row = TypeVar("Row")

_FIRST = datetime(3, 1, 1, tzinfo=UTC)
"""No question is about the years three and after it, so these days mark places."""


class NotComposable(Exception):
    """A query that does not depend on what is given in a way that could be found again, or joins whole rows."""


@dataclass(frozen=True, slots=True)
class _Sql(Generic[Row]):
    text: str
    fixed: tuple[Any, ...]
    places: dict[int, int]
    """Which of the parameters is which of the values that are given."""
    convert: tuple[tuple[int, list[Any], Any], ...]
    make: Callable[[list[Any]], Row]
    locks: bool


class Composed(Generic[Row]):
    """`compose` makes a queryset of what is given: UUIDs, days, instants, words, and lists of these.

    Only whether something is None, and how long a list is, may change the query; every other value must go into it as
    it is. A queryset of models gives models, one of `values_list` gives tuples.
    """

    def __init__(self, compose: Callable[..., QuerySet[Any, Row]]) -> None:
        self._compose = compose
        self._known: dict[Hashable, _Sql[Row] | None] = {}

    def __call__(self, *given: Any) -> list[Row]:
        connection = connections[DEFAULT_DB_ALIAS]
        shape = (connection.vendor, *map(_shape, given))
        if shape not in self._known:
            self._known[shape] = _composed(self._compose, given, connection)
        sql = self._known[shape]
        if sql is None:
            return []
        if sql.locks and connection.get_autocommit():
            raise TransactionManagementError(sql.text)
        values = [_adapted(value, connection) for value in _flat(given)]
        asked = [values[sql.places[at]] if at in sql.places else each for at, each in enumerate(sql.fixed)]
        with connection.cursor() as cursor:
            cursor.execute(sql.text, asked)
            rows = cursor.fetchall()
        return [sql.make(_converted(row, sql.convert, connection)) for row in rows]


def _composed(
    compose: Callable[..., QuerySet[Any, Row]], given: tuple[Any, ...], connection: BaseDatabaseWrapper
) -> _Sql[Row] | None:
    """Work the SQL out; None for what no row can answer."""
    marks = _Marks()
    query = compose(*map(marks.like, given))
    compiler = query.query.get_compiler(connection=connection)
    try:
        text, parameters = compiler.as_sql()
    except EmptyResultSet:
        return None
    where = {_adapted(mark, connection): place for place, mark in enumerate(marks.made)}
    places = {at: where[each] for at, each in enumerate(parameters) if isinstance(each, Hashable) and each in where}
    if len(set(places.values())) != len(marks.made) or (compiler.klass_info or {}).get("related_klass_infos"):
        raise NotComposable(text)
    found = compiler.get_converters([each[0] for each in compiler.select])
    convert = tuple((at, converters, expression) for at, (converters, expression) in found.items())
    locks = query.query.select_for_update and connection.features.has_select_for_update
    return _Sql(text, tuple(parameters), places, convert, _maker(query, compiler.select), locks)


def _maker(query: QuerySet[Any, Row], columns: Iterable[Any]) -> Callable[[list[Any]], Row]:
    """Return what makes a row of the queryset's own kind out of values."""
    if not issubclass(query._iterable_class, ModelIterable):
        return tuple  # type: ignore[return-value]
    names = [column.target.attname for column, *_ in columns]
    return lambda row: query.model.from_db(DEFAULT_DB_ALIAS, names, row)


def _converted(row: Iterable[Any], convert: tuple[tuple[int, list[Any], Any], ...], connection: Any) -> list[Any]:
    values = list(row)
    for at, converters, expression in convert:
        for each in converters:
            values[at] = each(values[at], expression, connection)
    return values


class _Marks:
    """Values of the same kinds as those given, that occur nowhere else."""

    def __init__(self) -> None:
        self.made: list[Any] = []

    def like(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self.like(each) for each in value]
        if value is None:
            return None
        self.made.append(self._new(value))
        return self.made[-1]

    def _new(self, value: Any) -> Any:
        then = _FIRST + timedelta(days=len(self.made))
        if isinstance(value, uuid.UUID):
            return uuid.uuid4()
        if isinstance(value, datetime):
            return then
        if isinstance(value, date):
            return then.date()
        return uuid.uuid4().hex


def _shape(value: Any) -> Hashable:
    if isinstance(value, list):
        return tuple(map(_shape, value))
    return type(value).__name__


def _flat(given: Iterable[Any]) -> Iterable[Any]:
    for value in given:
        if isinstance(value, list):
            yield from _flat(value)
        elif value is not None:
            yield value


def _adapted(value: Any, connection: BaseDatabaseWrapper) -> Any:
    """Return a value as the database's own fields hand it over."""
    if isinstance(value, uuid.UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return value
