"""The version a client approves: canonical JSON and its SHA-256.

Every amount is a text, keys are sorted, and the house's own cost is not part of it. The same
option gives the same bytes for ever, so the hash proves what was agreed.
"""

import hashlib
import json
from decimal import Decimal
from typing import Any

from atelier.materials.models import Stone
from atelier.materials.models.stones import Treatment
from atelier.materials.rounding import money
from orders.models import Commission, Piece, Quote, QuoteOption
from orders.totals import LineTotal, Totals, option_total

# Domain: grams and carats have three decimals.
GRAMS_AND_CARATS = Decimal("0.001")
# Domain: weights are shown, and held, within ten per cent.
METAL_TOLERANCE = "Metal weight within 10 % of the estimate"


def canonical(option: QuoteOption) -> tuple[dict[str, Any], str]:
    """Return what an approval of `option` binds both sides to, and its SHA-256 in hex."""
    quote = option.quote
    frozen = {
        "commission": quote.commission.reference,
        "quote": {"id": str(quote.public_id), "number": quote.number, "version": quote.version},
        "option": _option(option),
        "pieces": [_piece(piece) for piece in _pieces(quote.commission)],
        "stones": _stones(quote.commission),
        "drawings": _drawings(quote.commission),
        "price": _price(quote, option_total(option)),
        "timeline": {"weeks_min": option.weeks_min, "weeks_max": option.weeks_max},
        "tolerances": [METAL_TOLERANCE],
        "terms": _terms(quote),
    }
    return frozen, sha256_of(frozen)


def sha256_of(frozen: dict[str, Any]) -> str:
    """Return the SHA-256 of the canonical JSON: sorted keys, no spaces, UTF-8."""
    text = json.dumps(frozen, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def treatment_of(option: QuoteOption) -> str:
    """Return the option's treatment; a stone without a word on it is "not determined"."""
    if option.stone and not option.treatment:
        return str(Treatment.UNKNOWN.label)
    return option.treatment


def _option(option: QuoteOption) -> dict[str, Any]:
    return {
        "title": option.title,
        "trade_off": option.trade_off,
        "metal": {
            "code": option.alloy.code,
            "name": option.alloy.name,
            "fineness": option.alloy.fineness,
            "stamp": option.alloy.stamp,
        },
        "stone": option.stone,
        "treatment": treatment_of(option),
        "durability": option.durability,
        "upkeep": option.upkeep,
    }


def _pieces(commission: Commission) -> list[Piece]:
    return list(commission.pieces.select_related("design", "cut", "setting", "chain_style"))


def _piece(piece: Piece) -> dict[str, Any]:
    return {
        "type": piece.get_piece_type_display(),
        "part": piece.part,
        "design": piece.design.code if piece.design else "",
        "size": {
            "diameter_mm": _text(piece.ring_diameter),
            "system": piece.ring_size_system,
            "label": piece.ring_size_label,
        },
        "band_width_mm": _text(piece.band_width),
        "chain_mm": _text(piece.chain_length),
        "chain": str(piece.chain_style or ""),
        "wrist_mm": _text(piece.wrist),
        "cut": str(piece.cut or ""),
        "setting": str(piece.setting or ""),
        "engraving": piece.engraving,
    }


def _stones(commission: Commission) -> list[dict[str, Any]]:
    meant = commission.stones.living().select_related("stone__variety", "stone__cut")
    meant = meant.prefetch_related("stone__reports")
    return [{"place": each.place, **_stone(each.stone)} for each in meant]


def _stone(stone: Stone) -> dict[str, Any]:
    return {
        "id": str(stone.public_id),
        "variety": stone.variety.name,
        "title": stone.get_title_display(),
        "growth": stone.get_growth_display(),
        "treatment": stone.get_treatment_display(),
        "mm": [_text(each) for each in (stone.length, stone.width, stone.depth)],
        "carats": _text(stone.carats),
        "laboratory": stone.report.laboratory if stone.report else "",
        "report_number": stone.report.number if stone.report else "",
    }


def _drawings(commission: Commission) -> list[dict[str, str]]:
    ours = commission.pictures.filter(from_client=False, released_at__isnull=False)
    return [
        {"caption": each.caption, "sha256": each.picture.sha256}
        for each in ours.select_related("picture")
    ]


def _price(quote: Quote, totals: Totals) -> dict[str, Any]:
    return {
        "currency": quote.currency,
        "lines": [_line(line) for line in totals.lines],
        "subtotal": str(totals.subtotal),
        "tax_name": quote.tax_name,
        "tax_rate": str(quote.tax_rate),
        "tax": str(totals.tax),
        "total": str(totals.total),
        "deposit_percent": str(quote.deposit_percent.normalize()),
        "schedule": quote.schedule,
        "deposit": str(totals.deposit),
    }


def _line(line: LineTotal) -> dict[str, str]:
    return {
        "kind": line.kind,
        "description": line.description,
        "quantity": str(line.quantity.quantize(GRAMS_AND_CARATS)),
        "unit": line.unit,
        "unit_price": str(money(line.unit_price)),
        "amount": str(line.amount),
    }


def _terms(quote: Quote) -> dict[str, Any]:
    return {
        "text": quote.terms,
        "valid_until": quote.valid_until.isoformat() if quote.valid_until else "",
        "revisions_included": quote.revisions_included,
        "revision_price": str(quote.revision_price),
    }


def _text(value: Decimal | None) -> str:
    return "" if value is None else str(value)
