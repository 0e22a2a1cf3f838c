"""What stands on a job's envelope: read from the approved version, never from the live quote."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from atelier.house.amounts import plain
from atelier.materials.care import Care, care_of
from atelier.materials.models import Alloy, Stone
from atelier.materials.models.stones import Title
from designs.models import MM_PER_INCH, Design
from orders.models import CommissionStone, Piece
from orders.models.pieces import RingSizeSystem
from production.agreed_words import care_in
from production.models import Job

CARE_UNKNOWN = "Not known what it bears: ask before ultrasonic or torch"


@dataclass(frozen=True)
class PieceFacts:
    """One piece: its name, its size in mm and as given, and its other measures."""

    name: str
    size: str
    as_given: str
    facts: list[tuple[str, str]]


@dataclass(frozen=True)
class StoneFacts:
    """One stone or parcel with what it bears; `delicate` when something is forbidden.

    `identity` says whose it is and by which report it is known.
    """

    name: str
    measures: str
    care: str
    delicate: bool
    may_be_shaken: bool = False
    warnings: tuple[str, ...] = ()
    identity: str = ""


@dataclass(frozen=True)
class Card:
    """The envelope's front."""

    title: str
    metal: str
    stamp: str
    pieces: list[PieceFacts]
    stones: list[StoneFacts]
    design: Design | None
    alloy: Alloy

    @property
    def may_be_shaken(self) -> bool:
        """Whether ultrasonic shaking may be part of the stress test: only if every stone bears it.

        Source: the trade's rule for testing set stones.
        """
        return all(stone.may_be_shaken for stone in self.stones)


def card_of(job: Job) -> Card:
    """Return what the bench must know of a job's piece, as it was approved."""
    agreed = job.approval.frozen
    metal = agreed.get("option", {}).get("metal", {})
    wished = list(job.commission.pieces.select_related("design", "stone_variety"))
    return Card(
        title=title_of(job),
        metal=metal.get("name", ""),
        stamp=metal.get("stamp", ""),
        pieces=[_piece(each) for each in agreed.get("pieces", [])],
        stones=_stones(job, agreed, wished),
        design=next((piece.design for piece in wished if piece.design), None),
        alloy=job.approval.option.alloy,
    )


def title_of(job: Job) -> str:
    """Return what the piece is: "Engagement ring", or "Wedding band, a pair"."""
    names = [each["type"] for each in job.approval.frozen.get("pieces", [])]
    if not names:
        return "Piece"
    return f"{names[0]}, a pair" if len(names) > 1 else str(names[0])


def _piece(agreed: dict[str, Any]) -> PieceFacts:
    size = agreed.get("size", {})
    label, system = size.get("label", ""), size.get("system", "")
    given = f"{RingSizeSystem(system).label} {label}" if system else ""
    mm = size.get("diameter_mm", "")
    return PieceFacts(
        name=" ".join(filter(None, [agreed.get("type", ""), agreed.get("part", "")])),
        size=f"⌀ {mm} mm" if mm else "",
        as_given=given,
        facts=[(name, value) for name, value in _made_to(agreed) if value],
    )


def _made_to(agreed: dict[str, Any]) -> list[tuple[str, str]]:
    """Everything but the size that the bench makes a piece to, in the order of the making."""
    return [
        ("Band", _band(agreed)),
        ("Chain", _joined(_long(agreed.get("chain_mm")), agreed.get("chain"))),
        ("Bracelet", _bracelet(agreed)),
        ("Bangle", _mm(agreed.get("bangle_mm"), "inside")),
        ("Earrings", "One, not a pair" if agreed.get("is_single") else ""),
        ("Fitting", agreed.get("fitting", "")),
        ("Cut", agreed.get("cut", "")),
        ("Setting", agreed.get("setting", "")),
        ("Surface", agreed.get("finish", "")),
        ("Engraving", agreed.get("engraving", "")),
    ]


def _band(agreed: dict[str, Any]) -> str:
    """Say "4.00 mm wide, 1.80 mm thick, court, comfort fit"."""
    return _joined(
        _mm(agreed.get("band_width_mm"), "wide"),
        _mm(agreed.get("band_thickness_mm"), "thick"),
        agreed.get("profile", "").partition(":")[0].lower(),
        "comfort fit" if agreed.get("comfort_fit") else "",
    )


def _bracelet(agreed: dict[str, Any]) -> str:
    """Say the length it is made to; the wrist and its ease beside it."""
    return _joined(
        _mm(agreed.get("bracelet_mm"), "long"),
        f"wrist {plain(agreed['wrist_mm'])} mm" if agreed.get("wrist_mm") else "",
        agreed.get("ease", "").lower(),
    )


def _stones(job: Job, agreed: dict[str, Any], wished: list[Piece]) -> list[StoneFacts]:
    meant = job.commission.stones.living().select_related("stone__variety", "stone__cut")
    if found := [_stone(each) for each in meant.prefetch_related("stone__reports")]:
        return found
    if not (text := agreed.get("option", {}).get("stone")):
        return []
    if care := care_in(text, wished):
        return [_facts(text, "", care)]
    return [StoneFacts(text, "", CARE_UNKNOWN, delicate=True)]


def _stone(meant: CommissionStone) -> StoneFacts:
    stone = meant.stone
    name = f"{stone.colour} {stone.variety.name.lower()}, {meant.place}".strip()
    more = ("On memo: not to be set until it is bought.",) if stone.title == Title.MEMO else ()
    facts = _facts(name[:1].upper() + name[1:], _measures(stone), care_of(stone), more)
    return replace(facts, identity=_identity(stone))


def _identity(stone: Stone) -> str:
    """Say whose stone it is, and the reports and inscriptions it is known by."""
    said = ["The client’s own"] if stone.title == Title.CLIENT else []
    for report in stone.reports.all():
        read = f", inscribed {report.inscription}" if report.inscription else ""
        said.append(f"{report}{read}")
    return ". ".join(said)


def _facts(name: str, measures: str, care: Care, more: tuple[str, ...] = ()) -> StoneFacts:
    delicate = not (care.allows_ultrasonic and care.bears_heat)
    return StoneFacts(
        name,
        measures,
        care.bench_label,
        delicate,
        may_be_shaken=care.allows_ultrasonic,
        warnings=(*care.warnings, *more),
    )


def _measures(stone: Stone) -> str:
    sides = [f"{side:.2f}" for side in (stone.length, stone.width, stone.depth) if side]
    facts = [f"{stone.count} stones"] if stone.count > 1 else []
    facts += [f"{' × '.join(sides)} mm"] if sides else []
    facts += [f"{stone.carats} ct"] if stone.carats else []
    return ", ".join(facts)


def _long(text: str | None) -> str:
    """Say a chain's length as the bench's rule and as the client's catalogue have it."""
    inches = (Decimal(text) / MM_PER_INCH).quantize(Decimal("0.1")) if text else None
    return f"{plain(inches)} in, {text} mm" if inches else ""


def _mm(text: str | None, which: str) -> str:
    return f"{plain(text)} mm {which}" if text else ""


def _joined(*words: str | None) -> str:
    return ", ".join(word for word in words if word)
