"""Querysets whose SQL is worked out once, for the few reads that a tap or a board waits for.

Django builds a query's SQL anew each time, and for a join with annotations that takes longer
than Postgres needs to answer. What may change from call to call is a `slot`; everything else is
fixed when it is first read, so nothing of the day or of the request may be written into it.
"""

from collections.abc import Callable, Iterable, Iterator
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
        compiler, sql, params, converters = self._worked_out
        given: list[Any] = [
            values[each.name] if isinstance(each, _Slot) else each for each in params
        ]
        with connections[compiler.using].cursor() as cursor:
            cursor.execute(sql, given)
            rows = compiler.apply_converters(cursor.fetchall(), converters)
            return list(_models(compiler, rows))

    def first(self, **values: object) -> Row | None:
        """Return the first row, if there is one; the queryset says in which order."""
        return next(iter(self.all(**values)), None)

    def get(self, **values: object) -> Row:
        """Return the one row. Raises the model's `DoesNotExist`."""
        if (row := self.first(**values)) is None:
            raise self._worked_out[0].query.model.DoesNotExist(f"no row for {values}")
        return row

    @cached_property
    def _worked_out(self) -> tuple[Any, str, tuple[Any, ...], Any]:
        """The compiler, its SQL, the parameters, the converters of its columns.

        Made together, for a compiler keeps what its SQL was made of: two threads that come first
        at once each make their own, and one of them stays.
        """
        queryset = self._make()
        compiler: Any = queryset.query.get_compiler(queryset.db)
        sql, params = compiler.as_sql()
        columns = compiler.select[: compiler.col_count]
        return compiler, sql, params, compiler.get_converters([column[0] for column in columns])


def _models(compiler: Any, rows: Iterable[Any]) -> Iterator[Any]:
    """Make the models as a queryset would: the row's own, its relations, its annotations."""
    info, alias = compiler.klass_info, compiler.using
    own = info["select_fields"]
    start, end = own[0], own[-1] + 1
    names = [column[0].target.attname for column in compiler.select[start:end]]
    related = get_related_populators(info, compiler.select, alias)  # type: ignore[call-arg]
    for row in rows:
        made = info["model"].from_db(alias, names, row[start:end])
        for populator in related:
            populator.populate(row, made)
        for name, position in compiler.annotation_col_map.items():
            setattr(made, name, row[position])
        yield made
