"""The demo's stones: those clients brought, those bought for a piece, and one on memo."""

from datetime import timedelta
from decimal import Decimal

from atelier.demo.commissions import Script
from atelier.demo.provenance import COLOURED, WARRANTY, keep_report, tell_origin
from atelier.house.models import House
from atelier.journal.actor import Actor
from atelier.materials.custody import move_stone
from atelier.materials.models import Cut, LaboratoryReport, Memo, Stone, StoneVariety, Supplier
from atelier.materials.models.stones import Growth, Title, Treatment
from orders.actions.choosing import choose_stone
from orders.models import Commission
from orders.policies.choosing import not_chosen

TREATMENTS = {
    "emerald": Treatment.OIL_MINOR,
    "sapphire": Treatment.HEATED,
    "tanzanite": Treatment.HEATED,
    "diamond": Treatment.NONE,
}
MEASURES = {
    "emerald": ("8.00", "6.00", "4.00", "1.310"),
    "round": ("6.40", "6.40", "3.95", "1.010"),
}
COSTS = {
    "emerald": "2100.00", "sapphire": "1650.00", "diamond": "3300.00", "ruby": "2400.00",
    "spinel": "610.00", "tanzanite": "400.00",
}  # fmt: skip
MEMO = ((3, "sapphire", "cornflower blue"), (19, "emerald", "deep green"))
# Two little ones on one paper, weighed together.
BESIDE = ("3.00", "3.00", "1.83", "0.220")
USUAL = ("7.50", "6.00", "3.80", "1.420")


def find_stone(commission: Commission, script: Script, *, by: Actor) -> Stone | None:
    """Take the stone to be offered into the house's own hands; None where there is none."""
    if not script.stone or script.own_stone:
        return None
    code, cut, colour = script.stone
    variety, measures = StoneVariety.objects.get(code=code), MEASURES.get(cut, USUAL)
    stone = _bought(variety, cut, colour, measures, script)
    if code == "diamond":
        keep_report(_report(stone, commission), by)
    _put_away(stone, by)
    return stone


def find_the_rest(commission: Commission, script: Script, *, by: Actor) -> None:
    """Choose what was agreed on by the price list: the stones beside the first."""
    for variety in not_chosen(commission):
        stone = _bought(variety, "round", "G", BESIDE, script)
        _put_away(stone, by)
        choose_stone(commission=commission, stone=stone, by=by, place="side")


def _bought(
    variety: StoneVariety, cut: str, colour: str, measures: tuple[str, ...], script: Script
) -> Stone:
    length, width, depth, carats = measures
    stone = Stone.objects.create(
        title=Title.ATELIER,
        variety=variety,
        cut=Cut.objects.get(code=cut),
        colour=colour,
        growth=Growth.NATURAL,
        treatment=TREATMENTS.get(variety.code, Treatment.UNKNOWN),
        length=Decimal(length),
        width=Decimal(width),
        depth=Decimal(depth),
        carats=Decimal(carats),
        cost_per_carat=Decimal(COSTS.get(variety.code, "420.00")),
    )
    tell_origin(stone, script)
    return stone


def _put_away(stone: Stone, by: Actor) -> None:
    words = "Compared with its papers, weighed, found as described."
    move_stone(stone=stone, to_holder="Safe, drawer 3", by=by, condition=words)


def _report(stone: Stone, commission: Commission) -> LaboratoryReport:
    return LaboratoryReport.objects.create(
        stone=stone,
        laboratory="GIA",
        number=f"2{commission.pk:09d}",
        date=House.current().today() - timedelta(days=200),
        inscription=f"GIA 2{commission.pk:09d}",
        length=stone.length,
        width=stone.width,
        depth=stone.depth,
        carats=stone.carats,
        findings=f"Colour {stone.colour}, clarity VS1, cut Excellent, no fluorescence.",
    )


def borrow_stones(*, by: Actor, today) -> None:
    """Keep two stones on memo, one due this week: they may be quoted, never set."""
    dealer = Supplier.objects.get(name=COLOURED)
    for days, variety, colour in MEMO:
        stone = Stone.objects.create(
            title=Title.MEMO,
            variety=StoneVariety.objects.get(code=variety),
            cut=Cut.objects.get(code="cushion"),
            colour=colour,
            growth=Growth.NATURAL,
            carats=Decimal("2.050"),
            cost_per_carat=Decimal("1900.00"),
            memo=Memo.objects.create(
                number=f"H-{2200 + days}",
                dealer=dealer,
                issued=today - timedelta(days=11),
                due=today + timedelta(days=days),
                insured_value=Decimal(9800),
                warranty_statement=WARRANTY,
            ),
        )
        move_stone(stone=stone, to_holder="Safe, drawer 1", by=by, condition="As on the memo.")
