"""Lists as CSV that a spreadsheet opens without running anything in it."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

# A spreadsheet takes a cell that begins so for a formula.
# https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_of(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return the rows as CSV in UTF-8, with the mark by which Excel knows it."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(heads)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    if isinstance(value, int | Decimal):
        # A number is no text somebody typed: −120.00 stays one.
        return value
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
