"""What a piece may claim, computed from its own stones and metal and never typed by anybody.

A claim holds or it does not, and says why not. There is none of being good for the environment,
and a laboratory reports: it certifies nothing. Source: 16 CFR 23 and 260; brief.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from atelier.materials.matching import mismatches
from atelier.materials.models import MetalLot, Stone
from atelier.materials.models.stones import Title
from atelier.materials.models.suppliers import RECYCLED, StatementAbout

CONFLICT_FREE, RECYCLED_METAL, GIA_REPORT = "conflict_free", "recycled", "gia_report"
_SCHEMES = {
    StatementAbout.RECYCLED_RJC: "RJC Chain of Custody",
    StatementAbout.RECYCLED_SCS: "SCS Recycled Content",
}


@dataclass(frozen=True)
class Claim:
    """One claim: its words, fit for a client when it `holds`; `why` says what it lacks."""

    code: str
    holds: bool
    wording: str
    why: tuple[str, ...] = ()


def claims_of(*, stones: Iterable[Stone], lots: Iterable[MetalLot], day: date) -> list[Claim]:
    """Return the three claims of a piece as they stand on `day`; later papers do not count.

    Read both with their managers' `with_evidence()`, else each one asks the database again.
    """
    held, used = list(stones), list(lots)
    return [_conflict_free(held, day), _recycled(used, day), _gia_report(held)]


def holding(claims: Iterable[Claim]) -> list[Claim]:
    """Return only the claims a client may read."""
    return [claim for claim in claims if claim.holds]


def _conflict_free(stones: Sequence[Stone], day: date) -> Claim:
    """Every stone of ours needs a supplier, an invoice and a warranty in force on its day."""
    ours = [stone for stone in stones if stone.title != Title.CLIENT]
    words = "Conflict-free: every stone the atelier supplied has its supplier's written warranty."
    if len(ours) < len(stones):
        words += " The client's own stones are not part of this claim."
    if not ours:
        why = ("There is no stone of the atelier's in it.",)
        return Claim(CONFLICT_FREE, False, words, why)
    found = ((stone, _lacks(stone, day)) for stone in ours)
    lacking = tuple(f"{_name(stone)}: {'; '.join(lacks)}." for stone, lacks in found if lacks)
    return Claim(CONFLICT_FREE, not lacking, words, lacking)


def _lacks(stone: Stone, day: date) -> list[str]:
    if stone.title == Title.MEMO:
        return ["on memo, not bought"]
    checks: tuple[tuple[bool, str], ...] = (
        (stone.supplier_id is None, "no supplier"),
        (not stone.invoice_number, "no invoice number"),
        (stone.invoice_date is None, "no date of the invoice"),
        (bool(stone.invoice_date and stone.invoice_date > day), "invoiced later than today"),
    )
    return [words for lacks, words in checks if lacks] + _statement_lacks(stone)


def _statement_lacks(stone: Stone) -> list[str]:
    statement = stone.statement
    if statement is None:
        return ["no warranty statement"]
    if statement.about == StatementAbout.KIMBERLEY:
        return ["the Kimberley Process covers rough only and says nothing of a cut stone"]
    if statement.about != StatementAbout.CONFLICT_FREE:
        return ["its statement is about metal"]
    if stone.supplier_id and statement.supplier_id != stone.supplier_id:
        return ["its statement is another supplier's"]
    if stone.invoice_date and not statement.covers(stone.invoice_date):
        return [f"the statement was not in force on {stone.invoice_date:%-d %b %Y}"]
    return []


def _recycled(lots: Sequence[MetalLot], day: date) -> Claim:
    """Every lot needs a statement in force when it came; the lowest share is the piece's."""
    if not lots:
        return Claim(RECYCLED_METAL, False, "", ("No metal lot is named.",))
    lacking = tuple(f"Lot {lot.number}: {lack}" for lot in lots for lack in _lot_lacks(lot, day))
    if lacking:
        return Claim(RECYCLED_METAL, False, "", lacking)
    return Claim(RECYCLED_METAL, True, _recycled_words(lots))


def _lot_lacks(lot: MetalLot, day: date) -> list[str]:
    statement = lot.statement
    if lot.received_on > day:
        return ["received later than today."]
    if statement is None or statement.about not in RECYCLED:
        return ["no statement of recycled content."]
    if statement.supplier_id != lot.supplier_id:
        return ["its statement is another supplier's."]
    if not statement.covers(lot.received_on):
        return [f"the statement was not in force on {lot.received_on:%-d %b %Y}."]
    return []


def _recycled_words(lots: Sequence[MetalLot]) -> str:
    statements = [lot.statement for lot in lots if lot.statement]
    least = min((each.percent or Decimal(0)) for each in statements)
    metals = _listed(lot.alloy.metal.name.lower() for lot in lots if lot.alloy.metal)
    schemes = _listed(_SCHEMES[StatementAbout(each.about)] for each in statements)
    return f"At least {least.normalize():f} % recycled {metals}, {schemes}."


def _gia_report(stones: Sequence[Stone]) -> Claim:
    """Name every GIA report; one that contradicts its stone is no proof of it."""
    pairs = [(stone, each) for stone in stones for each in stone.reports.all()]
    graded = [(stone, each) for stone, each in pairs if each.laboratory == "GIA"]
    if not graded:
        return Claim(GIA_REPORT, False, "", ("No stone in it has a GIA report.",))
    lacking = tuple(f"{each}: {lack}" for stone, each in graded for lack in mismatches(each, stone))
    words = _listed(f"{each} for the {stone.variety.name.lower()}" for stone, each in graded)
    return Claim(GIA_REPORT, not lacking, f"{words}.", lacking)


def _name(stone: Stone) -> str:
    name = str(stone)
    return name[:1].upper() + name[1:]


def _listed(words: Iterable[str]) -> str:
    """Join each word once: "gold", "gold and platinum"."""
    *most, last = dict.fromkeys(words)
    return f"{', '.join(most)} and {last}" if most else last
