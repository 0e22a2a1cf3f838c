"""Querysets whose SQL is worked out once, for the few reads that a tap or a board waits for.

Django builds a query's SQL anew each time, and for a join with annotations that takes longer
than Postgres needs to answer. What may change from call to call is a `slot`; everything else is
fixed when it is first read, so nothing of the day or of the request may be written into it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.query import get_related_populators

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class _Slot:
    name: str


def slot(name: str) -> RawSQL:
    """Return a place in a prepared queryset for a value that is known when it is read."""
    return RawSQL("%s", (_Slot(name),))


def slots(name: str) -> RawSQL:
    """Return a place for any number of keys, to stand behind an `__in`."""
    return RawSQL("SELECT unnest(%s::bigint[])", (_Slot(name),))


class Prepared(Generic[Row]):
    """A queryset with slots; `make` returns it, and is called once, when it is first read."""

    def __init__(self, make: Callable[[], QuerySet[Row]]) -> None:
        self._make = make

    def all(self, **values: object) -> list[Row]:
        """Return every row for these values; one query."""
        sql, params = self._sql
        given: list[Any] = [
            values[each.name] if isinstance(each, _Slot) else each for each in params
        ]
        with connections[self._compiler.using].cursor() as cursor:
            cursor.execute(sql, given)
            return list(self._read(cursor.fetchall()))

    def first(self, **values: object) -> Row | None:
        """Return the first row, if there is one; the queryset says in which order."""
        return next(iter(self.all(**values)), None)

    def get(self, **values: object) -> Row:
        """Return the one row. Raises the model's `DoesNotExist`."""
        if (row := self.first(**values)) is None:
            raise self._compiler.query.model.DoesNotExist(f"no row for {values}")
        return row

    @cached_property
    def _compiler(self) -> Any:
        queryset = self._make()
        return queryset.query.get_compiler(queryset.db)

    @cached_property
    def _sql(self) -> tuple[str, tuple[Any, ...]]:
        return self._compiler.as_sql()

    @cached_property
    def _converters(self) -> Any:
        columns = self._compiler.select[: self._compiler.col_count]
        return self._compiler.get_converters([column[0] for column in columns])

    def _read(self, rows: list[tuple[Any, ...]]) -> Iterator[Row]:
        """Make the models as a queryset would: the row's own, its relations, its annotations."""
        compiler = self._compiler
        info, alias = compiler.klass_info, compiler.using
        own = info["select_fields"]
        start, end = own[0], own[-1] + 1
        names = [column[0].target.attname for column in compiler.select[start:end]]
        related = get_related_populators(info, compiler.select, alias)  # type: ignore[call-arg]
        for row in compiler.apply_converters(rows, self._converters):
            made = info["model"].from_db(alias, names, row[start:end])
            for populator in related:
                populator.populate(row, made)
            for name, position in compiler.annotation_col_map.items():
                setattr(made, name, row[position])
            yield made
