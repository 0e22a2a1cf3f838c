"""The version a client approves: canonical JSON and its SHA-256.

Every amount is a text, keys are sorted, and the house's own cost is not part of it. The same
option gives the same bytes for ever, so the hash proves what was agreed.
"""

from typing import Any

from atelier.house.models import House
from atelier.materials.models.stones import Treatment
from atelier.paper import fingerprint as sha256_of
from orders.cautions import cautions_of_option
from orders.freezing.pieces import frozen_drawings, frozen_pieces
from orders.freezing.price import frozen_price
from orders.freezing.stones import frozen_stones
from orders.models import Quote, QuoteOption
from orders.totals import option_total

__all__ = ["canonical", "sha256_of", "treatment_of"]

# Domain: weights are shown, and held, within ten per cent; a size within an eighth (US).
METAL_TOLERANCE = "Metal weight within 10 % of the estimate"
SIZE_TOLERANCE = "Ring size within an eighth of a US size"


def canonical(option: QuoteOption) -> tuple[dict[str, Any], str]:
    """Return what an approval of `option` binds both sides to, and its SHA-256 in hex."""
    quote, commission = option.quote, option.quote.commission
    pieces = frozen_pieces(commission)
    frozen = {
        "commission": commission.reference,
        "quote": {"id": str(quote.public_id), "number": quote.number, "version": quote.version},
        "option": _option(option),
        "pieces": pieces,
        **frozen_stones(option, House.current().today()),
        **frozen_drawings(commission),
        "price": frozen_price(quote, option_total(option)),
        "timeline": {"weeks_min": option.weeks_min, "weeks_max": option.weeks_max},
        "tolerances": _tolerances(pieces),
        "warnings": [vars(caution) for caution in cautions_of_option(option)],
        "terms": _terms(quote),
    }
    return frozen, sha256_of(frozen)


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


def _tolerances(pieces: list[dict[str, Any]]) -> list[str]:
    sized = any(piece["size"]["diameter_mm"] for piece in pieces)
    return [METAL_TOLERANCE, SIZE_TOLERANCE] if sized else [METAL_TOLERANCE]


def _terms(quote: Quote) -> dict[str, Any]:
    return {
        "text": quote.terms,
        "valid_until": quote.valid_until.isoformat() if quote.valid_until else "",
        "revisions_included": quote.revisions_included,
        "revision_price": str(quote.revision_price),
    }
