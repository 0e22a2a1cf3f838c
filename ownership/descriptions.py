"""What a certificate says of a piece, gathered once when its number becomes active.

It is read from the approved version and from the stones themselves, never from a live quote.
"""

from datetime import date
from typing import Any

from atelier.house.models import House
from atelier.materials import wording
from atelier.materials.claims import holding
from atelier.materials.models import Alloy, Stone
from orders.models import Piece, QuoteOption
from production.models import Job
from production.provenance import claims_for


def describe(job: Job) -> dict[str, Any]:
    """Return the JSON a certificate freezes: piece, rows, stones, care, claims that hold, picture.

    `metal` and `type` are what the public check may show.
    """
    commission = job.commission
    pieces = list(commission.pieces.select_related("design", "alloy"))
    places = commission.stones.living().select_related("stone__variety", "stone__cut")
    stones = [place.stone for place in places]
    option = job.approval.option
    metal = option.alloy
    first = pieces[0]
    return {
        "type": _type(pieces),
        "metal": wording.metal_wording(metal),
        "piece": _title(pieces),
        "rows": _rows(job, pieces),
        "stones": [_stone_row(stone) for stone in stones] or _agreed_stone(option),
        "care": _care(stones),
        "claims": [claim.wording for claim in holding(claims_for(commission, _today()))],
        "grams_note": "Net weight is without stones." if job.net_grams else "",
        "picture": _picture(first, metal),
        "picture_alt": first.design.picture_alt if first.design else "",
    }


def _today() -> date:
    return House.current().today()


def _picture(piece: Piece, metal: Alloy) -> str:
    """Return the path of the design's picture among the static files, or nothing."""
    picture = piece.design.picture_for(metal) if piece.design else None
    return f"designs/{picture.name}-{picture.widths[-1]}.webp" if picture else ""


def _type(pieces: list[Piece]) -> str:
    name = pieces[0].get_piece_type_display()
    return f"Pair of {name.lower()}s" if len(pieces) > 1 else name


def _title(pieces: list[Piece]) -> str:
    design = pieces[0].design
    return f"{_type(pieces)}, {design.name}" if design else f"{_type(pieces)}, one of a kind"


def _rows(job: Job, pieces: list[Piece]) -> list[list[str]]:
    alloy = job.approval.option.alloy
    weight = f", {job.net_grams} g net" if job.net_grams else ""
    rows = [["Metal", f"{wording.metal_wording(alloy)}{weight}"]]
    rows += [[f"Size {piece.part}".strip(), _size(piece)] for piece in pieces if _size(piece)]
    rows.append(["Commission", job.commission.reference])
    return rows


def _size(piece: Piece) -> str:
    if piece.ring_diameter:
        given = f"{piece.get_ring_size_system_display()} {piece.ring_size_label}"
        return f"{piece.ring_diameter} mm inside ({given})"
    return f"{piece.chain_length} mm chain" if piece.chain_length else ""


def _stone_row(stone: Stone) -> dict[str, str]:
    number = f"{stone.count} × " if stone.count > 1 else ""
    name = wording.stone_wording(stone.variety, stone.growth, stone.colour)
    cut = f", {stone.cut.wording}" if stone.cut else ""
    return {
        "description": f"{number}{name}{cut}",
        "weight": wording.weight_wording(stone) or "not weighed",
        "disclosure": _disclosure(stone),
    }


def _disclosure(stone: Stone) -> str:
    words = [
        stone.get_growth_display(),
        wording.treatment_wording(stone.treatment, stone.filler),
        wording.report_wording(stone),
    ]
    return ", ".join(words)


def _agreed_stone(option: QuoteOption) -> list[dict[str, str]]:
    """Fall back on the words both signed where no single stone was recorded."""
    if not option.stone:
        return []
    disclosure = option.treatment or "Treatment not determined"
    return [{"description": option.stone, "weight": "as agreed", "disclosure": disclosure}]


def _care(stones: list[Stone]) -> list[str]:
    """Return each sentence of care once, in the order of the stones."""
    sentences = [wording.special_care_wording(stone.treatment) for stone in stones]
    wanted = dict.fromkeys(filter(None, sentences))
    return [*wanted, "Bring it to us once a year and we will check it."]


def public_view(described: dict[str, Any], year: int) -> dict[str, str]:
    """Return what the public check may show: never owner, price, address or picture."""
    return {"type": described["type"], "metal": described["metal"], "year": f"20{year:02d}"}
