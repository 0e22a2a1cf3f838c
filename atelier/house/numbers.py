"""Gapless numbers for papers people hold: custody receipts, payment receipts."""

from django.db import connection, transaction

from atelier.house.models import House, NumberSeries


def next_number(prefix: str) -> str:
    """Return the next number of this year's series, such as `P26-00042`.

    Belongs inside the change that uses it: rolled back, the number is given again, so a series has
    no gaps. Raises `TransactionManagementError` outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("next_number() belongs inside the change")
    year = House.current().today().year % 100
    NumberSeries.objects.bulk_create(
        [NumberSeries(prefix=prefix, year=year)], ignore_conflicts=True
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE house_numberseries SET last = last + 1"
            " WHERE prefix = %s AND year = %s RETURNING last",
            [prefix, year],
        )
        (last,) = cursor.fetchone()
    return f"{prefix}{year:02d}-{last:05d}"
