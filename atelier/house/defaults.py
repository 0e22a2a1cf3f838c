"""Gives a house its starting records once each: edited they stay, deleted they stay deleted.

What was given is kept as a mark beside the records, so a load may run at every start.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import models

from atelier.house.models import GivenDefault

Row = Mapping[str, Any]


def give(model: type[models.Model], *key: str, rows: Iterable[Row]) -> None:
    """Make those rows of a table that this house was never given, all at once.

    `key` names the fields by which a row is known for good. Belongs into a transaction.
    """
    fresh = [model(**row) for row in never_given(model, *key, rows=rows)]
    model._default_manager.bulk_create(fresh, ignore_conflicts=True)


def never_given(model: type[models.Model], *key: str, rows: Iterable[Row]) -> list[Row]:
    """Return the rows that are neither there nor were ever given, and mark all rows as given.

    The caller makes the records in the same transaction, so that a mark never stands alone.
    """
    table = model._meta.label_lower
    named = {_name(row[field] for field in key): row for row in rows}
    given = set(GivenDefault.objects.filter(table=table).values_list("key", flat=True))
    marks = [GivenDefault(table=table, key=name) for name in named if name not in given]
    GivenDefault.objects.bulk_create(marks, ignore_conflicts=True)
    known = given | {_name(values) for values in model._default_manager.values_list(*key)}
    return [row for name, row in named.items() if name not in known]


def _name(values: Iterable[Any]) -> str:
    """Write a key as text; 14 and 14.0 are one length."""
    plain = (f"{v.normalize():f}" if isinstance(v, Decimal) else str(v) for v in values)
    return " / ".join(plain)
