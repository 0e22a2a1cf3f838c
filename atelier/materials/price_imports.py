"""Keeps quoted metal prices: a list that staff bring, or what a feed read. Never rewrites one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from atelier.house.models import House
from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.journal.refusals import NotAllowed, Refusal
from atelier.materials.models import MetalPrice
from atelier.materials.price_lists import Quoted, read_prices


class BadList(Refusal):
    """Something in the list has to be mended; `faults` says what, line by line."""

    code = "bad-list"

    def __init__(self, faults: list[str]) -> None:
        super().__init__("Nothing was imported. Please mend what is named below.")
        self.faults = faults


@dataclass(frozen=True)
class Imported:
    """How many prices were new, and how many were on record already."""

    added: int
    known: int


@transaction.atomic
def import_prices(*, text: str, by: Actor) -> Imported:
    """Keep every price of a list, or none: one bad row stops them all.

    The same list twice adds nothing. Raises `BadList` with a sentence for each row to mend, and
    `NotAllowed` for anybody but the house.
    """
    if not by.is_house:
        raise NotAllowed("Only the atelier enters metal prices.")
    found = read_prices(text)
    faults = [*found.faults, *_contradictions(found.rows)]
    if faults or not found.rows:
        raise BadList(faults or ["There is no price in the list."])
    quoted = {each.key: each for each in found.rows.values()}
    added = keep(quoted.values())
    if added:
        record("metal_prices.imported", House.current(), by=by, added=added)
    return Imported(added=added, known=len(found.rows) - added)


def keep(quoted: Iterable[Quoted]) -> int:
    """Write those prices that are not on record, and return how many; belongs in a transaction."""
    known = set(known_prices(quoted))
    fresh = [each for each in quoted if each.key not in known]
    MetalPrice.objects.bulk_create((_row(each) for each in fresh), ignore_conflicts=True)
    return len(fresh)


def known_prices(quoted: Iterable[Quoted]) -> dict[tuple, MetalPrice]:
    """Return the prices on record under the same metal, currency, moment and source."""
    moments = {each.at for each in quoted}
    rows = MetalPrice.objects.filter(at__in=moments)
    return {(row.metal_id, row.currency, row.at, row.source): row for row in rows}


def _contradictions(rows: Mapping[int, Quoted]) -> list[str]:
    """Name the rows that say another price than one on record, or one further up."""
    said = {key: row.per_ozt for key, row in known_prices(rows.values()).items()}
    faults = []
    for line, each in rows.items():
        before = said.setdefault(each.key, each.per_ozt)
        if before != each.per_ozt:
            faults.append(
                f"Line {line}: “{each.source}” already says {before} for "
                f"{each.metal.name.lower()} on {each.at:%-d %b %Y}. A price is never rewritten."
            )
    return faults


def _row(each: Quoted) -> MetalPrice:
    return MetalPrice(
        metal=each.metal,
        per_ozt=each.per_ozt,
        currency=each.currency,
        at=each.at,
        source=each.source,
    )
