"""What was frozen, in words: the pieces, their stones and their drawings.

What was frozen before a field existed lacks it, so everything is read with care.
"""

from typing import Any

from atelier.house.amounts import plain
from atelier.materials.ring_sizes import RingSizeSystem

Frozen = dict[str, Any]
Rows = list[tuple[str, str]]


def piece_rows(frozen: Frozen) -> Rows:
    """Return a row for each piece: its kind, its size with mm and system, and every measure."""
    return [
        (f"Piece {piece.get('part', '')}".strip(), joined(*_piece(piece)))
        for piece in frozen.get("pieces", ())
    ]


def stone_rows(frozen: Frozen) -> Rows:
    """Return a row for each stone: what it is, with treatment, weight, report and owner."""
    return [
        (capital(stone.get("place", "stone")), "\n".join(stone_words(stone)))
        for stone in frozen.get("stones", ())
    ]


def stone_words(stone: Frozen) -> list[str]:
    """Return what is held of one stone, a line each: the stone, its measures, its papers."""
    lines = (
        _what(stone),
        capital(joined(_measures(stone), _weight(stone), _grades(stone), _whose(stone))),
        joined(_report(stone), stone.get("origin", "")),
        stone.get("special_care", ""),
        _if("Without a report, as agreed: {}", stone.get("report_waived")),
        _if("Report as filed, SHA-256 {}", stone.get("report_sha256")),
    )
    return [line for line in lines if line]


def drawing_rows(frozen: Frozen) -> list[tuple[str, list[str]]]:
    """Return each drawing that was agreed: what it shows, its pins and its SHA-256."""
    files = frozen.get("revision", {}).get("files") or frozen.get("drawings", ())
    return [
        (each.get("caption") or each.get("name") or f"Drawing {number}", _under(each))
        for number, each in enumerate(files, start=1)
    ]


def _under(drawing: Frozen) -> list[str]:
    pins = [f"{pin['number']}. {pin['text']}" for pin in drawing.get("pins", ())]
    return [*pins, f"SHA-256 {drawing.get('sha256', '')}"]


def warnings_in(frozen: Frozen) -> list[str]:
    """Return the goldsmith's warnings that were acknowledged, a sentence each."""
    return [each["sentence"] for each in frozen.get("warnings", ())]


def claims_in(frozen: Frozen) -> list[str]:
    """Return what could be said of where everything comes from, as it stood that day."""
    return [each["wording"] for each in frozen.get("claims", ())]


def size_words(size: dict[str, str]) -> str:
    """Return "size US / Canada 7, 17.32 mm inside": as it was given, and in millimetres."""
    if not size.get("diameter_mm"):
        return ""
    inside = f"{size['diameter_mm']} mm inside"
    if not size.get("system"):
        return inside
    return f"size {RingSizeSystem(size['system']).label} {size['label']}, {inside}"


def joined(*words: str) -> str:
    """Join what is there with commas."""
    return ", ".join(word for word in words if word)


def capital(words: str) -> str:
    """Return words that begin a line."""
    return words[:1].upper() + words[1:]


def small(words: str) -> str:
    """Return words that stand within a line."""
    return words[:1].lower() + words[1:]


def _piece(piece: Frozen) -> list[str]:
    return [
        piece.get("type", ""),
        "one, not a pair" if piece.get("is_single") else "",
        _if("design {}", piece.get("design")),
        size_words(piece.get("size", {})),
        _if("worn on: {}", small(piece.get("finger", ""))),
        _if("band {} mm wide", piece.get("band_width_mm")),
        _if("{} mm thick", piece.get("band_thickness_mm")),
        _if("profile: {}", small(piece.get("profile", ""))),
        "comfort fit" if piece.get("comfort_fit") else "",
        _if("finish: {}", small(piece.get("finish", ""))),
        _if("chain: {}", small(piece.get("chain", ""))),
        _if("length {} mm", piece.get("chain_mm")),
        _if("wrist {} mm", piece.get("wrist_mm")),
        _if("ease: {}", small(piece.get("ease", ""))),
        _if("bracelet {} mm long", piece.get("bracelet_mm")),
        _if("bangle {} mm inside", piece.get("bangle_mm")),
        _if("fitting: {}", small(piece.get("fitting", ""))),
        _if("cut: {}", small(piece.get("cut", ""))),
        _if("setting: {}", small(piece.get("setting", ""))),
        _if("engraved “{}”", piece.get("engraving")),
    ]


def _what(stone: Frozen) -> str:
    if stone.get("description"):
        return capital(stone["description"])
    known = (small(stone.get("growth", "")), small(stone.get("treatment", "")))
    return joined(stone.get("variety", ""), *known)


# A dealer's stone is bought before it is set: to its wearer it is bought for the piece.
_WHOSE = {"The client's own": "your own", "On memo from a dealer": "bought for this piece"}


def _whose(stone: Frozen) -> str:
    title = stone.get("title", "")
    return _WHOSE.get(title, small(title))


def _measures(stone: Frozen) -> str:
    sides = " × ".join(side for side in stone.get("mm", ()) if side)
    count = f"{stone['count']} of them" if stone.get("count", 1) > 1 else ""
    return joined(count, small(stone.get("cut", "")), f"{sides} mm" if sides else "")


def _weight(stone: Frozen) -> str:
    if stone.get("carats"):
        return f"{plain(stone['carats'])} ct"
    estimated = stone.get("carats_estimated")
    return f"about {plain(estimated)} ct, estimated" if estimated else ""


def _grades(stone: Frozen) -> str:
    return joined(*(f"{name} {grade}" for name, grade in stone.get("grades", {}).items()))


def _report(stone: Frozen) -> str:
    if not stone.get("report_number"):
        return ""
    return f"{stone.get('laboratory', '')} report {stone['report_number']}".strip()


def _if(words: str, value: str | None) -> str:
    return words.format(value) if value else ""
