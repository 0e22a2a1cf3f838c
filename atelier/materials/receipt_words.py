"""Every word of a receipt, as it is frozen: the paper is set from this alone, for ever."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from atelier.house.models import House
from atelier.materials.custody import Thing, noun
from atelier.materials.goods import Checked, Goods, ReceiptTerms, Shot
from atelier.materials.identity import inscription_of, recorded_carats
from atelier.materials.marks import Spot
from atelier.materials.models import BroughtPiece, Evaluation, Stone
from atelier.materials.models.custody import Leftovers, ReceiptKind
from atelier.materials.models.goods_pictures import PictureView
from atelier.materials.risks import applicable_risks
from atelier.materials.rounding import money
from atelier.materials.signatures import Signature
from atelier.materials.wording import describe, report_wording, weight_wording
from atelier.paper import house_block
from atelier.people.models import Client

Rows = list[list[str]]
DECLARED = "Value declared by the client"


def head(
    *, number: str, kind: str, client: Client, reference: str, at: datetime, house: House
) -> dict[str, Any]:
    """Return what stands at the top: whose paper, which, for whom and when."""
    return {
        "house": house_block(),
        "number": number,
        "kind": kind,
        "title": f"Custody receipt {number}",
        "subtitle": str(ReceiptKind(kind).label),
        "date": at.astimezone(house.zone).isoformat(timespec="seconds"),
        "on": f"{at.astimezone(house.zone):%-d %B %Y, %H:%M}",
        "client": [client.name, client.email, client.phone],
        "commission": reference,
    }


def received(goods: list[Goods], terms: ReceiptTerms, currency: str) -> dict[str, Any]:
    """Return what came in and on what terms."""
    return {
        "goods": [_goods(each, currency) for each in goods],
        "risks": [
            [str(risk.label), terms.initials.get(risk, "").strip()]
            for risk in applicable_risks(goods)
        ],
        "authorised_work": terms.authorised_work.strip(),
        "leftovers": str(Leftovers(terms.leftovers).label),
        "witness": terms.witness.strip(),
    }


def handed_back(checked: list[Checked], witness: str) -> dict[str, Any]:
    """Return what went back and how it was found to be the same."""
    return {
        "goods": [_checked(each) for each in checked],
        "risks": [],
        "authorised_work": "",
        "leftovers": "",
        "witness": witness.strip(),
    }


def signed(client: Signature, house: Signature) -> dict[str, Any]:
    """Return both signatures."""
    return {
        "client_signature": {"name": client.name, "strokes": client.strokes},
        "house_signature": {"name": house.name, "strokes": house.strokes},
    }


def title_of(thing: Thing) -> str:
    """Return what a thing is called on paper and pages: "Green emerald, emerald cut"."""
    if isinstance(thing, BroughtPiece):
        return thing.description
    parts = [f"{thing.colour} {thing.variety.name.lower()}".strip()]
    parts += [thing.cut.wording] if thing.cut else []
    words = ", ".join(parts)
    return words[:1].upper() + words[1:]


def measures_of(stone: Stone | Evaluation) -> str:
    """Return "8.02 × 6.05 × 4.10 mm", as far as it was measured."""
    sides = [f"{each:.2f}" for each in (stone.length, stone.width, stone.depth) if each is not None]
    return f"{' × '.join(sides)} mm" if sides else ""


def _goods(goods: Goods, currency: str) -> dict[str, Any]:
    thing = goods.thing
    rows = _stone(thing, goods) if isinstance(thing, Stone) else _piece(thing)
    rows += [
        ["Existing damage, at 10×", goods.observed.condition or "None seen"],
        ["Seal", goods.observed.seal],
        [DECLARED, declared(thing.declared_value, currency)],
    ]
    return _entry(thing, rows) | {"pictures": [_picture(shot) for shot in goods.shots]}


def _stone(stone: Stone, goods: Goods) -> Rows:
    return [
        ["As stated by the client", stone.as_stated or "Nothing stated"],
        ["As tested", _tested(stone)],
        ["Count", str(stone.count)],
        ["Length × width × depth", measures_of(stone) or "Not measured"],
        ["Weight", _weight(stone, goods)],
        ["Report", _report(stone, goods)],
    ]


def _piece(piece: BroughtPiece) -> Rows:
    return [
        ["As stated by the client", piece.as_stated or "Nothing stated"],
        ["Weight, stones in", f"{piece.metal_grams:.3f} g" if piece.metal_grams else "Not weighed"],
        ["Stamps", piece.stamps or "None found"],
    ]


def _tested(stone: Stone) -> str:
    words = describe(stone)
    return words[:1].upper() + words[1:]


def _weight(stone: Stone, goods: Goods) -> str:
    weighed = goods.observed.carats or stone.carats
    if weighed is not None and not goods.is_mounted:
        return f"{weighed:.3f} ct, weighed"
    why = ": it is mounted" if goods.is_mounted else ""
    return f"{weight_wording(stone)}{why}" if stone.carats_estimated else f"Not weighed{why}"


def _report(stone: Stone, goods: Goods) -> str:
    if goods.report:
        return str(goods.report)
    words = report_wording(stone) if stone.pk else "no laboratory report"
    return words[:1].upper() + words[1:]


def declared(value: Decimal | None, currency: str) -> str:
    """Return the value a client declared, or that they declared none."""
    return f"{money(value):,} {currency}" if value is not None else "None declared"


def _picture(shot: Shot) -> dict[str, Any]:
    """Return which picture the paper shows: its id, the hash of what the camera sent, its pins."""
    return {
        "id": str(shot.picture.public_id),
        "sha256": shot.picture.sha256,
        "view": str(PictureView(shot.view).label),
        "marks": [_mark(spot) for spot in shot.marks],
    }


def _mark(spot: Spot) -> dict[str, str]:
    return {"x": str(spot.x), "y": str(spot.y), "note": spot.note.strip()}


def _checked(checked: Checked) -> dict[str, Any]:
    thing = checked.thing
    rows = _stone_again(thing, checked) if isinstance(thing, Stone) else []
    if isinstance(thing, BroughtPiece) and checked.grams is not None:
        rows = [["Weighed again", _against(checked.grams, thing.metal_grams, "g")]]
    rows += [["Condition, at 10×", checked.condition or "As received"], ["Seal", checked.seal]]
    return _entry(thing, rows)


def _stone_again(stone: Stone, checked: Checked) -> Rows:
    sides = (checked.length, checked.width, checked.depth)
    again = Stone(length=sides[0], width=sides[1], depth=sides[2])
    return [
        ["Description", _tested(stone)],
        ["Weighed again", _against(checked.carats, recorded_carats(stone), "ct")],
        ["Measured again", measures_of(again)],
        ["Inscription read", checked.inscription.strip() if inscription_of(stone) else ""],
    ]


def _against(found: Decimal | None, recorded: Decimal | None, unit: str) -> str:
    """Return what the scale says now beside what it said before."""
    if found is None:
        return "Never weighed loose"
    before = f"{recorded:.3f} {unit} on record" if recorded is not None else "not weighed before"
    return f"{found:.3f} {unit}; {before}"


def _entry(thing: Thing, rows: Rows) -> dict[str, Any]:
    told = [row for row in rows if row[1]]
    return {
        "id": str(thing.public_id),
        "what": noun(thing),
        "title": title_of(thing),
        "rows": told,
    }
