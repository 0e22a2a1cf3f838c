"""The trade's reference data: value by value, once, and never over the owner's own."""

from decimal import Decimal

import pytest
from django.db.models import Model

from atelier.materials.carats import estimate
from atelier.materials.models import (
    Alloy,
    ChainLength,
    ChainStyle,
    Cut,
    Metal,
    MetalPrice,
    Operation,
    Service,
    Setting,
    StonePrice,
    StoneVariety,
)
from atelier.materials.reference import load

pytestmark = pytest.mark.django_db

COUNTS: dict[type[Model], int] = {
    Metal: 4,
    MetalPrice: 4,
    Alloy: 15,
    StoneVariety: 18,
    Cut: 19,
    Setting: 19,
    ChainStyle: 11,
    ChainLength: 8,
    StonePrice: 42,
    Operation: 7,
    Service: 21,
}


def test_a_second_load_adds_nothing():
    load()
    assert {model: model._default_manager.count() for model in COUNTS} == COUNTS
    load()
    assert {model: model._default_manager.count() for model in COUNTS} == COUNTS


def test_a_load_never_overwrites_what_the_owner_changed():
    load()
    Alloy.objects.filter(code="18KY").update(density=Decimal("15.40"), name="Our yellow gold")
    StoneVariety.objects.filter(code="emerald").update(setting_factor=Decimal("1.75"))
    MetalPrice.objects.create(
        metal=Metal.objects.get(code="XAU"), per_ozt=Decimal("4100"), source="Refiner"
    )
    load()
    assert Alloy.objects.get(code="18KY").density == Decimal("15.400")
    assert Alloy.objects.get(code="18KY").name == "Our yellow gold"
    assert StoneVariety.objects.get(code="emerald").setting_factor == Decimal("1.75")
    assert MetalPrice.objects.filter(metal__code="XAU").count() == 2


@pytest.mark.parametrize(
    ("code", "fineness", "density", "nickel"),
    [
        ("18KY", 750, "15.58", False),
        ("18KR", 750, "15.18", False),
        ("18KW-NI", 750, "14.64", True),
        ("18KW-PD", 750, "15.8", False),
        ("14KY", 585, "13.07", False),
        ("14KR", 585, "13.26", False),
        ("14KW", 585, "12.61", True),
        ("22KY", 916, "17.8", False),
        ("PT950-RU", 950, "20.7", False),
        ("PT950-CO", 950, "20.80", False),
        ("PT900-IR", 900, "21.54", False),
        ("PD950", 950, "12.0", False),
        ("AG925", 925, "10.40", False),
        ("WAX", 0, "1.00", False),
        ("RESIN", 0, "1.15", False),
    ],
)
def test_every_alloy(code, fineness, density, nickel):
    load()
    alloy = Alloy.objects.get(code=code)
    assert (alloy.fineness, alloy.density) == (fineness, Decimal(density))
    assert alloy.contains_nickel is nickel
    assert alloy.is_offered is bool(fineness)
    assert (alloy.metal is None) is (fineness == 0)


@pytest.mark.parametrize(
    ("code", "sg", "mohs", "toughness", "cleaning", "torch"),
    [
        ("diamond", "3.52", ("10", "10"), ("good", "good"), "yes", "coated"),
        ("sapphire", "4.00", ("9", "9"), ("excellent", "excellent"), "yes", "care"),
        ("ruby", "4.00", ("9", "9"), ("excellent", "excellent"), "yes", "care"),
        ("emerald", "2.72", ("7.5", "8"), ("poor", "good"), "no", "never"),
        ("alexandrite", "3.73", ("8.5", "8.5"), ("excellent", "excellent"), "yes", "remove"),
        ("spinel", "3.60", ("8", "8"), ("good", "good"), "yes", "remove"),
        ("aquamarine", "2.72", ("7.5", "8"), ("good", "good"), "cautious", "remove"),
        ("morganite", "2.72", ("7.5", "8"), ("good", "good"), "cautious", "remove"),
        ("topaz", "3.53", ("8", "8"), ("poor", "poor"), "no", "remove"),
        ("tourmaline", "3.06", ("7", "7.5"), ("fair", "fair"), "no", "remove"),
        ("garnet", "3.84", ("6.5", "7.5"), ("fair", "good"), "cautious", "remove"),
        ("tsavorite", "3.61", ("6.5", "7.5"), ("fair", "good"), "cautious", "remove"),
        ("quartz", "2.66", ("7", "7"), ("good", "good"), "cautious", "remove"),
        ("tanzanite", "3.35", ("6.5", "7"), ("poor", "fair"), "no", "never"),
        ("peridot", "3.34", ("6.5", "7"), ("fair", "good"), "no", "never"),
        ("opal", "2.15", ("5.5", "6.5"), ("very poor", "fair"), "no", "never"),
        ("pearl", "2.70", ("2.5", "4.5"), ("good", "good"), "no", "never"),
    ],
)
def test_every_stone(code, sg, mohs, toughness, cleaning, torch):
    load()
    stone = StoneVariety.objects.get(code=code)
    assert stone.specific_gravity == Decimal(sg)
    assert (stone.mohs_min, stone.mohs_max) == (Decimal(mohs[0]), Decimal(mohs[1]))
    assert (stone.get_toughness_min_display(), stone.get_toughness_max_display()) == toughness
    assert (stone.cleaning, stone.torch) == (cleaning, torch)


def test_a_stone_nobody_has_identified_is_the_most_delicate_and_no_clients_wish():
    load()
    stone = StoneVariety.objects.get(code="unidentified")
    assert (stone.specific_gravity, stone.is_offered) == (None, False)
    assert stone.get_toughness_min_display() == "very poor"
    assert (stone.cleaning, stone.torch) == ("no", "never")
    assert estimate(stone, Cut.objects.get(code="oval"), *map(Decimal, ("8", "6", "4"))) is None


def test_the_settings_the_trade_gives_minutes_for():
    load()
    minutes = dict(Setting.objects.values_list("code", "minutes"))
    assert minutes["prong-4"] == minutes["prong-6"] == minutes["prong-claw"] == 60
    assert (minutes["bezel"], minutes["flush"], minutes["channel"]) == (75, 25, 12)
    assert (minutes["bead"], minutes["micro-pave"]) == (10, 6)
    assert StoneVariety.objects.get(code="emerald").setting_factor == Decimal("1.5")


def test_only_the_round_brilliant_has_a_cut_grade():
    load()
    assert list(Cut.objects.filter(is_round_brilliant=True).values_list("code", flat=True)) == [
        "round"
    ]


def test_the_house_specialities_are_the_briefs():
    load()
    special = StoneVariety.objects.filter(is_speciality=True).values_list("code", flat=True)
    assert set(special) == {"emerald", "sapphire", "diamond"}


def test_the_work_and_its_prices_are_the_houses_to_confirm():
    load()
    assert set(Operation.objects.values_list("rate", "cost")) == {(None, None)}
    assert set(Service.objects.values_list("source", flat=True)) == {"House value to confirm"}
    assert all(service.cost < service.price for service in Service.objects.all())
    report = Service.objects.get(code="gia-report")
    assert (report.name, report.kind, report.price) == (
        "GIA report, under 1 ct",
        "report",
        Decimal("120.00"),
    )
