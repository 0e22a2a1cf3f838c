"""Single lines, computed by hand: gold at 100 a gram, 95 an hour that costs 42."""

from decimal import Decimal

import pytest

from atelier.house.models import House
from atelier.materials.models import (
    Alloy,
    Metal,
    MetalPrice,
    Operation,
    Setting,
    StonePrice,
    StoneVariety,
)
from atelier.materials.models.stones import Growth, Title, Treatment
from atelier.materials.tests.factories import load_materials, make_memo, make_stone
from atelier.people.tests.factories import make_client
from orders.figures import CannotPrice, Figures
from orders.lines import (
    discount_line,
    labour_line,
    metal_line,
    service_line,
    setting_line,
    stone_line,
)
from orders.models.quotes import LineKind
from orders.tests.factories import make_draft, make_service

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture(autouse=True)
def _reference():
    load_materials()


def set_gold(per_ozt="3110.35"):
    gold = Metal.objects.get(code="XAU")
    return MetalPrice.objects.create(metal=gold, per_ozt=D(per_ozt), source="London fixing")


def alloy(code="18KY"):
    return Alloy.objects.get(code=code)


def test_the_metal_by_hand():
    price = set_gold()
    line = metal_line(alloy(), D("3.2"), Figures.today())
    # 3.200 g + 8 % = 3.456 g; 3110.35 ÷ 31.1035 × 0.750 = 75.00, + 12 % = 84.00
    assert (line.kind, line.quantity, line.unit) == (LineKind.METAL, D("3.456"), "g")
    assert (line.unit_price, line.unit_cost) == (D("84.00"), D("75.00"))
    assert line.amount == D("290.30")
    assert line.description == "18k yellow gold, about 3.2 g finished, ± 10 %"
    assert line.metal_price_id == price.pk
    assert line.basis == {
        "alloy": "18KY",
        "metal": "XAU",
        "net_grams": "3.200",
        "loss_percent": "8",
        "fineness": "750",
        "per_ozt": "3110.35",
        "currency": "USD",
        "priced_at": price.at.isoformat(),
        "source": "London fixing",
        "premium_percent": "12",
        "by_hand": "3.200 g + 8 % loss = 3.456 g; "
        "3110.35 USD/ozt ÷ 31.1035 g × 750 ‰ + 12 % a gram = 84.00",
    }


@pytest.mark.parametrize(
    ("setting", "variety", "count", "minutes"),
    [
        ("prong-4", "sapphire", 1, "60"),
        ("prong-6", "diamond", 1, "60"),
        ("bezel", "sapphire", 1, "75"),
        ("flush", "diamond", 1, "25"),
        ("channel", "diamond", 1, "12"),
        ("bead", "diamond", 1, "10"),
        ("micro-pave", "diamond", 1, "6"),
        ("prong-4", "emerald", 1, "90"),
        ("bezel", "emerald", 1, "112.5"),
        ("micro-pave", "diamond", 40, "240"),
    ],
)
def test_the_setters_minutes(setting, variety, count, minutes):
    line = setting_line(
        Setting.objects.get(code=setting),
        StoneVariety.objects.get(code=variety),
        count,
        Figures.today(),
    )
    assert line.quantity == (D(minutes) / 60).quantize(D("0.001"))
    assert (line.kind, line.unit_price, line.unit_cost) == (LineKind.SETTING, D("95"), D("42"))
    assert f"= {minutes} min" in line.basis["by_hand"]


def test_a_setting_line_may_name_its_stone():
    stone = make_stone("emerald", "emerald")
    line = setting_line(
        Setting.objects.get(code="bezel"), stone.variety, 1, Figures.today(), stone=stone
    )
    assert line.stone_id == stone.pk
    assert line.description.endswith(": 1 emerald, bezel")


def test_a_setting_without_minutes_is_not_guessed():
    Setting.objects.filter(code="bezel").update(minutes=None)
    bezel, ruby = Setting.objects.get(code="bezel"), StoneVariety.objects.get(code="ruby")
    with pytest.raises(CannotPrice, match="no minutes"):
        setting_line(bezel, ruby, 1, Figures.today())


def test_hours_go_by_their_own_rate_and_cost_else_by_the_houses():
    own, _ = Operation.objects.update_or_create(
        code="polishing", defaults={"name": "Polishing", "rate": D("80"), "cost": D("35")}
    )
    line = labour_line(own, D("1.5"), Figures.today())
    assert (line.kind, line.amount, line.unit_cost) == (LineKind.MAKING, D("120.00"), D("35"))
    Operation.objects.all().delete()
    figures = Figures.today()
    line = labour_line(figures.operation("polishing"), D("1.5"), figures)
    assert (line.amount, line.unit_cost, line.unit) == (D("142.50"), D("42"), "h")


@pytest.mark.parametrize(
    ("code", "row"),
    [
        ("modelling", LineKind.DESIGN),
        ("casting", LineKind.CASTING),
        ("bench", LineKind.MAKING),
        ("finishing", LineKind.FINISH),
        ("engraving", LineKind.ENGRAVING),
    ],
)
def test_each_kind_of_work_has_its_row(code, row):
    figures = Figures.today()
    assert labour_line(figures.operation(code), D(1), figures).kind == row


def test_a_service_has_its_price():
    line = service_line(make_service(), Figures.today())
    assert (line.kind, line.amount, line.unit_cost) == (LineKind.SHIPPING, D("65.00"), D("48.00"))
    with pytest.raises(CannotPrice, match="priced in EUR"):
        service_line(make_service(currency="EUR"), Figures.today())


def test_a_discount_subtracts_and_costs_nothing():
    line = discount_line(D("120"), "For the second ring")
    assert (line.kind, line.amount, line.unit_cost) == (LineKind.DISCOUNT, D("-120.00"), None)


def test_a_stone_of_the_house_by_its_own_cost():
    # The list's row for a natural sapphire of 1 to 2 ct adds 40 %: 1500 × 1.4
    stone = make_stone(
        carats=D("1.52"),
        cost_per_carat=D("1500"),
        colour="royal blue",
        growth=Growth.NATURAL,
        treatment=Treatment.HEATED,
    )
    line = stone_line(stone, Figures.today())
    assert (line.quantity, line.unit, line.unit_price) == (D("1.520"), "ct", D("2100.00"))
    assert (line.amount, line.unit_cost) == (D("3192.00"), D("1500"))
    assert line.description == "1 royal blue sapphire, heated, oval, 1.52 ct"
    assert line.stone_id == stone.pk
    assert line.basis["carats"] == "1.520 weighed"


def test_a_stone_without_a_cost_goes_by_the_list_of_its_growth():
    lab = make_stone(carats=D("1.5"), growth=Growth.LAB)
    assert stone_line(lab, Figures.today()).unit_price == D("168.00")  # 120 + 40 %
    unknown = make_stone(carats=D("1.5"))
    with pytest.raises(CannotPrice, match="by hand"):
        stone_line(unknown, Figures.today())


def test_a_stone_the_list_does_not_know_takes_the_houses_markup():
    House.current()
    House.objects.update(stone_markup_percent=D("25"))
    stone = make_stone(carats=D("1"), cost_per_carat=D("1000"), growth=Growth.NATURAL)
    StonePrice.objects.all().delete()
    assert stone_line(stone, Figures.today()).unit_price == D("1250.00")


def test_what_was_not_weighed_says_so():
    # 8 × 6 × 4 × 2.72 × 0.0025 = 1.306 ct
    sides = {"length": D(8), "width": D(6), "depth": D(4)}
    stone = make_stone("emerald", "emerald", growth=Growth.NATURAL, **sides)
    line = stone_line(stone, Figures.today())
    assert line.quantity == D("1.306")
    assert line.description.endswith("about 1.31 ct, estimated")
    assert line.basis["carats"] == "1.306 estimated"
    with pytest.raises(CannotPrice, match="Weigh or measure the emerald first"):
        stone_line(make_stone("emerald", "emerald"), Figures.today())


def test_the_clients_own_stone_costs_nothing():
    own = make_stone("emerald", "emerald", title=Title.CLIENT, owner=make_client())
    line = stone_line(own, Figures.today())
    assert (line.amount, line.unit_cost, line.stone_id) == (D("0.00"), D("0.00"), own.pk)
    assert line.description == (
        "Your own emerald, growth not determined, treatment not determined, emerald cut"
    )


def test_a_parcel_is_priced_by_the_weight_of_one_of_it():
    # 40 stones of 0.4 ct together: each 0.01 ct, so 900 + 40 % a carat
    parcel = make_stone("diamond", "round", count=40, carats=D("0.4"), growth=Growth.NATURAL)
    assert stone_line(parcel, Figures.today()).amount == D("504.00")


def test_a_stone_on_memo_is_priced_as_it_would_be_bought():
    stone = make_stone(
        title=Title.MEMO, memo=make_memo(), carats=D("1"), cost_per_carat=D("900"), growth="natural"
    )
    line = stone_line(stone, Figures.today())
    assert (line.amount, line.basis["title"]) == (D("1260.00"), "memo")


def test_a_line_can_be_written_as_it_is():
    set_gold()
    option = make_draft().options.all()[0]
    stone = make_stone(carats=D("1.52"), cost_per_carat=D("1500"), growth=Growth.NATURAL)
    figures = Figures.today()
    for position, line in enumerate(
        (metal_line(alloy(), D("4"), figures), stone_line(stone, figures)), 9
    ):
        kept = line.written(option, position)
        kept.full_clean()
        kept.save()
        kept.refresh_from_db()
        assert (kept.basis, kept.quantity, kept.position) == (line.basis, line.quantity, position)
