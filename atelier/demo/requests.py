"""Writes the demo's requests as a client's answers would leave them, then sends them."""

from decimal import Decimal

from atelier.demo.commissions import Script
from atelier.journal.actor import Actor
from atelier.materials.models import Alloy, Cut, StoneVariety
from atelier.materials.ring_sizes import nearest_size
from atelier.materials.typed_sizes import parse
from atelier.people.models import Client
from designs.models import Design
from orders.actions.requests import send_request
from orders.models import Commission, Piece
from orders.steps import Step

INCH = Decimal("25.4")
SECOND_HAND = Decimal("1.63")
"""How much wider, in mm, the second band of a pair is: two US sizes."""
HABITS = "Worn every day; takes it off for climbing and for clay."


def write_request(script: Script, client: Client, by: Actor) -> Commission:
    """Write one request; send it unless the script leaves it a draft."""
    commission = Commission.objects.create(
        level=script.level,
        wearer=script.wearer,
        occasion=script.occasion,
        is_surprise=script.surprise,
        story=script.story,
        wear_habits=HABITS if script.level == "bespoke" else "",
        stone_source=_source(script),
        budget_min=script.budget[0],
        budget_max=script.budget[1],
        contact_name=client.name,
        contact_email=client.email,
        contact_phone=client.phone,
        preferred_channel=script.channel,
        steps_done=2 if script.reach == "draft" else len(Step) - 1,
    )
    for part in ("A", "B") if _is_pair(script) else ("",):
        _write_piece(commission, script, part)
    return commission if script.reach == "draft" else _send(commission, client, by)


def _send(commission: Commission, client: Client, by: Actor) -> Commission:
    contact = {
        "contact_name": client.name,
        "contact_email": client.email,
        "contact_phone": client.phone,
        "preferred_channel": commission.preferred_channel,
    }
    return send_request(commission=commission, contact=contact, by=by)


def _is_pair(script: Script) -> bool:
    return script.wearer == "both" and script.piece == "wedding_band"


def _source(script: Script) -> str:
    if script.own_stone:
        return "client"
    return "atelier" if script.stone else "advise"


def _write_piece(commission: Commission, script: Script, part: str) -> None:
    variety, cut, colour = script.stone or ("", "", "")
    Piece.objects.create(
        commission=commission,
        part=part,
        piece_type=script.piece,
        design=Design.objects.filter(code=script.design).first() if script.design else None,
        alloy=Alloy.objects.get(code=script.alloy) if script.alloy else None,
        stone_variety=StoneVariety.objects.get(code=variety) if variety else None,
        cut=Cut.objects.get(code=cut) if cut else None,
        stone_colour=colour,
        chain_length=(script.chain * INCH).quantize(Decimal("0.1")) if script.chain else None,
        **_size(script, part),
    )


def _size(script: Script, part: str) -> dict[str, object]:
    if not script.size:
        return {"size_unknown": script.surprise and script.piece == "engagement_ring"}
    system, label = script.size.split()
    size = parse(label, system.lower())
    if part == "B":
        size = nearest_size(size.system, size.diameter + SECOND_HAND)
    return {
        "ring_diameter": size.diameter,
        "ring_size_system": size.system,
        "ring_size_label": size.label,
    }
