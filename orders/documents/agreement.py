"""The agreed version as PDF, set from the approval's frozen words alone.

What was frozen before a field existed lacks it; every part here prints without.
"""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone

from atelier.house.amounts import money_words, plain
from atelier.house.models import House
from atelier.materials.ring_sizes import RingSizeSystem
from atelier.paper import house_block, typeset
from orders.comparison import parts_of, quantity_words
from orders.models import Approval

_TEMPLATE = Path(__file__).with_name("agreement.typ")

Rows = list[tuple[str, str]]


def agreement_pdf(approval: Approval) -> bytes:
    """Return what was agreed, by whom, when and from where, with its SHA-256, as PDF."""
    return typeset(_TEMPLATE, agreement_words(approval))


def agreement_words(approval: Approval) -> dict[str, Any]:
    """Return every word of the paper; prices and measures are the frozen ones."""
    frozen = approval.frozen
    signed_at = timezone.localtime(approval.at, House.current().zone)
    return {
        "house": house_block(),
        "date": approval.at,
        "reference": frozen["commission"],
        "title": frozen["option"]["title"],
        "trade_off": frozen["option"].get("trade_off", ""),
        "facts": [*_made(frozen), *_pieces(frozen)],
        "stones": [_stone(stone) for stone in frozen.get("stones", ())],
        "drawings": _drawings(frozen),
        "lines": _lines(frozen["price"]),
        "sums": _sums(frozen["price"]),
        "payments": _payments(frozen["price"]),
        "promises": _promises(frozen, signed_at),
        "warnings": warnings_in(frozen),
        "terms": frozen.get("terms", {}).get("text", ""),
        "signature": approval.signed_name,
        "signed_at": f"{signed_at:%-d %B %Y, %H:%M %Z}",
        "address": approval.address or "",
        "sha256": approval.sha256,
    }


def warnings_in(frozen: dict[str, Any]) -> list[str]:
    """Return the goldsmith's warnings that were acknowledged, a sentence each."""
    return [each["sentence"] for each in frozen.get("warnings", ())]


def stone_facts(stone: dict[str, Any]) -> list[str]:
    """Return what is held of a frozen stone: measures, weight, growth, treatment, report, owner."""
    sides = " × ".join(side for side in stone.get("mm", ()) if side)
    carats = stone.get("carats")
    report = f"{stone.get('laboratory', '')} report {stone.get('report_number', '')}"
    told = (
        f"{sides} mm" if sides else "",
        f"{plain(carats)} ct" if carats else "",
        _small(stone.get("growth", "")),
        _small(stone.get("treatment", "")),
        report if stone.get("report_number") else "",
        _small(stone.get("title", "")),
    )
    return [words for words in told if words]


def _made(frozen: dict[str, Any]) -> Rows:
    option = frozen["option"]
    metal = option.get("metal", {})
    stamp = f", stamped {metal['stamp']}" if metal.get("stamp") else ""
    return [
        ("Metal", f"{metal.get('name', '')}{stamp}"),
        ("Stones", option.get("stone", "")),
        ("Treatment", option.get("treatment", "")),
        ("Durability", option.get("durability", "")),
        ("Upkeep", option.get("upkeep", "")),
    ]


def _pieces(frozen: dict[str, Any]) -> Rows:
    return [
        (f"Piece {piece.get('part', '')}".strip(), ", ".join(_piece(piece)))
        for piece in frozen.get("pieces", ())
    ]


def _piece(piece: dict[str, Any]) -> list[str]:
    told = (
        piece.get("type", ""),
        _named("design {}", piece.get("design")),
        size_words(piece.get("size", {})),
        _named("band {} mm wide", piece.get("band_width_mm")),
        _named("{} chain", piece.get("chain")),
        _named("length {} mm", piece.get("chain_mm")),
        _named("wrist {} mm", piece.get("wrist_mm")),
        _named("cut: {}", _small(piece.get("cut", ""))),
        _named("setting: {}", _small(piece.get("setting", ""))),
        _named("engraved “{}”", piece.get("engraving")),
    )
    return [words for words in told if words]


def size_words(size: dict[str, str]) -> str:
    """Return "size US / Canada 7, 17.32 mm inside": as it was given, and in millimetres."""
    if not size.get("diameter_mm"):
        return ""
    given = f"{RingSizeSystem(size['system']).label} {size['label']}" if size.get("system") else ""
    return f"size {given}, {size['diameter_mm']} mm inside".replace("size ,", "")


def _stone(stone: dict[str, Any]) -> tuple[str, str]:
    place = stone.get("place", "")
    return f"{place[:1].upper()}{place[1:]}", ", ".join([stone["variety"], *stone_facts(stone)])


def _drawings(frozen: dict[str, Any]) -> Rows:
    return [
        (each.get("caption") or f"Drawing {number}", each.get("sha256", ""))
        for number, each in enumerate(frozen.get("drawings", ()), start=1)
    ]


def _lines(price: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [
        (
            line["description"],
            quantity_words(line["kind"], Decimal(line["quantity"]), line.get("unit", "")),
            money_words(line["amount"], price["currency"]),
        )
        for line in price["lines"]
    ]


def _sums(price: dict[str, Any]) -> Rows:
    amounts = (
        ("Before tax", price["subtotal"]),
        (f"{price['tax_name']} {plain(price['tax_rate'])} %", price["tax"]),
        ("Total", price["total"]),
    )
    return [(name, money_words(amount, price["currency"])) for name, amount in amounts]


def _payments(price: dict[str, Any]) -> Rows:
    currency = price["currency"]
    if parts := parts_of(price.get("schedule", ()), Decimal(price["total"])):
        return [(_capital(part.words), money_words(part.amount, currency)) for part in parts]
    if "deposit" in price:
        return [
            (
                f"Deposit, {plain(price['deposit_percent'])} %",
                money_words(price["deposit"], currency),
            )
        ]
    return []


def _promises(frozen: dict[str, Any], signed_at: Any) -> Rows:
    terms, weeks = frozen.get("terms", {}), frozen.get("timeline", {})
    rows = [("Tolerances", "\n".join(frozen.get("tolerances", ())))]
    if "weeks_max" in weeks:
        days = [
            signed_at.date() + timedelta(weeks=weeks[key]) for key in ("weeks_min", "weeks_max")
        ]
        rows.insert(0, ("Finished", "Between {:%-d %B %Y} and {:%-d %B %Y}".format(*days)))
    if "revision_price" in terms:
        more = money_words(terms["revision_price"], frozen["price"]["currency"])
        rows.append(("Revisions", f"{terms['revisions_included']} included; a further one {more}"))
    return rows


def _named(words: str, value: str | None) -> str:
    return words.format(value) if value else ""


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
