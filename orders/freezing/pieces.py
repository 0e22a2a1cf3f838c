"""The pieces of a commission as an approval freezes them: size, measures, design and drawings."""

from decimal import Decimal
from typing import Any

from orders.models import Commission, Piece
from orders.revisions import approved_revision, frozen_revision


def frozen_pieces(commission: Commission) -> list[dict[str, Any]]:
    """Return every piece as it was ordered; the size with its system, label and mm."""
    related = ("design", "cut", "setting", "chain_style")
    return [_piece(piece) for piece in commission.pieces.select_related(*related)]


def frozen_drawings(commission: Commission) -> dict[str, Any]:
    """Return the approved revision with its files' hashes, else the pictures that were released."""
    revision = approved_revision(commission)
    if revision is None:
        return {"revision": {}, "drawings": _released(commission)}
    frozen = frozen_revision(revision)
    files = frozen["files"]
    drawings = [
        {"caption": each["caption"] or each["name"], "sha256": each["sha256"]} for each in files
    ]
    return {"revision": frozen, "drawings": drawings}


def _piece(piece: Piece) -> dict[str, Any]:
    return {
        "type": piece.get_piece_type_display(),
        "part": piece.part,
        "design": piece.design.code if piece.design else "",
        "size": {
            "diameter_mm": text(piece.ring_diameter),
            "system": piece.ring_size_system,
            "label": piece.ring_size_label,
        },
        "finger": piece.finger,
        "band_width_mm": text(piece.band_width),
        "band_thickness_mm": text(piece.band_thickness),
        "profile": piece.get_band_profile_display(),
        "comfort_fit": piece.comfort_fit,
        "finish": piece.get_finish_display(),
        "chain_mm": text(piece.chain_length),
        "chain": str(piece.chain_style or ""),
        "wrist_mm": text(piece.wrist),
        "ease": piece.get_ease_display(),
        "bracelet_mm": text(piece.bracelet_length),
        "bangle_mm": text(piece.bangle_diameter),
        "fitting": piece.get_fitting_display(),
        "is_single": piece.is_single,
        "cut": str(piece.cut or ""),
        "setting": str(piece.setting or ""),
        "engraving": piece.engraving,
    }


def _released(commission: Commission) -> list[dict[str, str]]:
    ours = commission.pictures.filter(from_client=False, released_at__isnull=False)
    return [
        {"caption": each.caption, "sha256": each.picture.sha256}
        for each in ours.select_related("picture")
    ]


def text(value: Decimal | None) -> str:
    """Return a number as a text; nothing for what is not known."""
    return "" if value is None else str(value)
