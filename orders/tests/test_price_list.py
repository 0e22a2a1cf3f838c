"""What a design's lines take from the price list, and what they do without it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from atelier.materials.models import Alloy, Operation, Service, StoneVariety
from atelier.materials.models.operations import ServiceKind
from atelier.materials.tests.factories import load_materials
from designs.tests.factories import make_design
from orders.figures import Figures
from orders.lines.work import centre_report
from orders.models.quotes import LineKind
from orders.priced_lines import Choice, lines_for
from orders.tests.factories import make_service

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture(autouse=True)
def _reference():
    load_materials()


def alloy(code="18KY"):
    return Alloy.objects.get(code=code)


def test_a_surface_is_a_service_or_hours():
    Service.objects.all().delete()
    Operation.objects.all().delete()
    choice = Choice(make_design("AT-W01"), alloy(), finish="hammered", engraving="Toujours")
    rows = {line.kind: line for line in lines_for(choice, Figures.today())}
    assert (rows[LineKind.FINISH].amount, rows[LineKind.ENGRAVING].amount) == (
        D("95.00"),
        D("47.50"),
    )
    assert rows[LineKind.FINISH].description == "Surface: hammered"
    make_service(code="finish-hammered", kind=ServiceKind.FINISH, price=D("120"), name="Hammered")
    make_service(code="engraving", kind=ServiceKind.ENGRAVING, price=D("60"), name="Engraving")
    rows = {line.kind: line for line in lines_for(choice, Figures.today())}
    assert (rows[LineKind.FINISH].amount, rows[LineKind.ENGRAVING].amount) == (
        D("120.00"),
        D("60.00"),
    )
    assert rows[LineKind.ENGRAVING].description == "Engraving: Toujours"


def test_a_casting_is_hours_or_a_service():
    Service.objects.all().delete()
    design = make_design("AT-W01")
    rows = {line.kind: line for line in lines_for(Choice(design, alloy()), Figures.today())}
    assert (rows[LineKind.CASTING].quantity, rows[LineKind.CASTING].unit) == (D("1.500"), "h")
    make_service(code="casting", kind=ServiceKind.CASTING, price=D("140"), name="Casting")
    design.making_hours = {}
    rows = {line.kind: line for line in lines_for(Choice(design, alloy()), Figures.today())}
    assert rows[LineKind.CASTING].amount == D("140.00")


def _report_price(carats: str) -> D:
    line = centre_report(D(carats), Figures.today())
    assert line is not None
    return line.amount


@pytest.mark.parametrize(
    ("carats", "price"),
    [("0.99", "120"), ("1", "175"), ("1.99", "175"), ("2", "240"), ("4", "360"), ("9", "360")],
)
def test_the_report_of_a_centre_diamond_goes_by_its_weight(carats, price):
    assert _report_price(carats) == D(price)
    Service.objects.filter(code="gia-report-4ct").delete()
    assert _report_price("4") == D("240")
    Service.objects.all().delete()
    assert centre_report(D(carats), Figures.today()) is None


def test_a_centre_diamond_comes_with_its_report():
    kinds = [
        line.kind for line in lines_for(Choice(make_design("AT-E01"), alloy()), Figures.today())
    ]
    assert LineKind.REPORT not in kinds
    choice = Choice(
        make_design("AT-E02"), alloy(), variety=StoneVariety.objects.get(code="diamond")
    )
    assert lines_for(choice, Figures.today())[-1].description.startswith("GIA report")
    own = replace(choice, own_stone=True)
    assert LineKind.REPORT not in [line.kind for line in lines_for(own, Figures.today())]


def test_how_earrings_hold_is_a_finding():
    choice = Choice(make_design("AT-O01"), alloy(), fitting="lever")
    rows = {line.kind: line for line in lines_for(choice, Figures.today())}
    assert rows[LineKind.FINDINGS].amount == D("160.00")
    hook = lines_for(replace(choice, fitting="hook"), Figures.today())
    assert LineKind.FINDINGS not in [line.kind for line in hook]
