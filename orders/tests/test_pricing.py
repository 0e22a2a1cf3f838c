"""Indicative prices, computed by hand: gold at 100 and platinum at 40 a gram, 95 an hour."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from atelier.house.models import House
from atelier.materials.models import Alloy, Cut, Metal, MetalPrice, StonePrice, StoneVariety
from atelier.materials.ring_sizes import RingSizeSystem, ring_size
from designs.models import Design
from designs.tests.factories import load_designs
from orders.figures import CannotPrice, Figures
from orders.models.quotes import LineKind
from orders.priced_lines import Choice, lines_for
from orders.pricing import general_price, mid_range, price_from, prices_from

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture(autouse=True)
def _catalogue():
    load_designs()
    set_price("XAU", "3110.35")
    set_price("XPT", "1244.14")


def set_price(metal, per_ozt, **over):
    return MetalPrice.objects.create(
        metal=Metal.objects.get(code=metal), per_ozt=D(per_ozt), source="test", **over
    )


def alloy(code):
    return Alloy.objects.get(code=code)


def design(code):
    return Design.objects.get(code=code)


def stones_of(choice):
    return [line for line in lines_for(choice, Figures.today()) if line.kind == LineKind.STONE]


def us(number):
    return ring_size(RingSizeSystem.US, D(number)).diameter


@pytest.mark.parametrize(
    ("code", "total"),
    [
        # 6.466 g × 1.08 = 6.983 g × 84.00 = 586.57, and 1.5 + 5.5 h = 665.00
        ("18KY", "1251.57"),
        # 6.300 g × 1.08 = 6.804 g × 84.00 = 571.54
        ("18KR", "1236.54"),
        # 8.590 g × 1.08 = 9.277 g × 42.56 = 394.83
        ("PT950-RU", "1059.83"),
    ],
)
def test_a_band_by_its_metal(code, total):
    assert general_price(design("AT-W01"), alloy(code)) == D(total)


def test_a_band_by_its_size():
    # At US 7: 382.074 mm³, 5.953 g × 1.08 = 6.429 g × 84.00 = 540.04
    assert general_price(design("AT-W01"), alloy("18KY"), diameter=us("7")) == D("1205.04")


def test_a_pendant_by_its_chain():
    # 3.702 g × 1.08 = 3.998 g × 84 = 335.83; sapphire 2.449 ct × 4480 = 10971.52; diamond
    # 0.066 ct × 1820 = 120.12; 5 h = 475.00; 8.5 h = 807.50; two prong settings = 190.00
    price = general_price(design("AT-P01"), alloy("18KW-PD"), chain_length=D("609.6"))
    assert price == D("12899.97")


def test_an_emerald_ring_line_by_line():
    lines = lines_for(Choice(design("AT-E01"), alloy("18KY")), Figures.today())
    assert [(line.kind, line.quantity, line.unit_price, line.amount) for line in lines] == [
        (LineKind.DESIGN, D("5.000"), D("95.00"), D("475.00")),
        (LineKind.CASTING, D("2.000"), D("95.00"), D("190.00")),
        (LineKind.METAL, D("3.456"), D("84.00"), D("290.30")),
        (LineKind.STONE, D("1.306"), D("4060.00"), D("5302.36")),
        (LineKind.MAKING, D("6.500"), D("95.00"), D("617.50")),
        (LineKind.MAKING, D("2.000"), D("95.00"), D("190.00")),
        # 60 minutes × 1.5, because it is an emerald
        (LineKind.SETTING, D("1.500"), D("95.00"), D("142.50")),
    ]
    hour = D("42")
    costs = [hour, hour, D("75.00"), D("2900.00"), hour, hour, hour]
    assert [line.unit_cost for line in lines] == costs
    assert lines[2].description == "18k yellow gold, about 3.2 g finished, ± 10 %"
    assert lines[3].description == "1 vivid green emerald, emerald cut, 8 × 6 mm, weight estimated"


def test_half_a_cent_is_rounded_up_on_each_line():
    # 0.066 ct × 7.50 (5.357… + 40 %) would be 0.495
    StonePrice.objects.filter(variety__code="diamond").update(per_carat=D("7.50"), markup_percent=0)
    lines = stones_of(Choice(design("AT-P01"), alloy("18KY")))
    assert lines[1].amount == D("0.50")


def test_only_todays_price_counts():
    set_price("XAU", "9999", at=timezone.now() + timedelta(days=1))
    set_price("XAU", "1", at=timezone.now() - timedelta(days=1))
    set_price("XAU", "7777", currency="EUR")
    assert general_price(design("AT-W01"), alloy("18KY")) == D("1251.57")


def test_one_earring_is_half_of_the_pair():
    figures = Figures.today()
    pair = lines_for(Choice(design("AT-O01"), alloy("18KY")), figures)
    one = lines_for(Choice(design("AT-O01"), alloy("18KY"), is_single=True), figures)
    assert one[3].quantity * 2 == pair[3].quantity
    assert one[3].description.startswith("1 F colourless diamond")
    # The model is drawn once, whatever is made of it.
    assert [one[0].quantity, pair[0].quantity] == [D("3.000"), D("3.000")]
    assert [one[-1].quantity, pair[-1].quantity] == [D("1.000"), D("2.000")]


def test_a_clients_own_stone_costs_only_its_setting():
    choice = Choice(design("AT-E01"), alloy("18KY"), own_stone=True)
    lines = {line.kind: line for line in lines_for(choice, Figures.today())}
    assert lines[LineKind.STONE].amount == D("0.00")
    assert lines[LineKind.STONE].description == "Your own emerald"
    assert lines[LineKind.SETTING].amount == D("142.50")


def test_a_mid_level_choice_gets_a_range():
    # Aquamarine 1.044 ct × 364 = 380.02, set in 60 minutes.
    # 290.30 × 0.9 + 380.02 × 0.8 + 475 + 997.50 + 95 = 2132.79
    # 290.30 × 1.1 + 380.02 × 1.35 + 475 × 1.5 + 997.50 + 95 = 2637.36
    found = mid_range(
        design("AT-E01"),
        alloy("18KY"),
        variety=StoneVariety.objects.get(code="aquamarine"),
        colour="pale blue",
        cut=Cut.objects.get(code="oval"),
    )
    assert found == (D("2100"), D("2650"))


def test_without_a_stone_the_range_spans_all_the_design_may_hold():
    low, high = mid_range(design("AT-E01"), alloy("18KY"))
    # The aquamarine: 261.27 + 1.306 ct × 364 × 0.8 + 475 + 997.50 + 95 = 2209.08
    assert low == D("2200")
    for pair in design("AT-E01").stone_colours:
        one = mid_range(
            design("AT-E01"),
            alloy("18KY"),
            variety=StoneVariety.objects.get(code=pair["variety"]),
            colour=pair["colour"],
        )
        assert low <= one[0] <= one[1] <= high


def test_an_equal_sided_cut_keeps_within_the_room_there_is():
    choice = Choice(design("AT-E01"), alloy("18KY"), cut=Cut.objects.get(code="round"))
    stone = stones_of(choice)[0]
    assert "round brilliant, 6 × 6 mm" in stone.description


def test_a_colour_priced_only_as_laboratory_grown_says_so():
    aurore = stones_of(Choice(design("AT-E05"), alloy("18KR")))[0]
    assert aurore.description.startswith("1 fancy intense pink laboratory-grown diamond, pear")
    assert aurore.unit_cost == D("2100.00")


def test_price_from_is_the_cheapest_alloy_at_the_smallest_size():
    # Platinum at US 3: 6.553 g × 1.08 = 7.077 g × 42.56 = 301.20, and 665.00
    assert price_from(design("AT-W01")) == D("966.20")


def test_what_cannot_be_priced_says_so_instead_of_guessing():
    MetalPrice.objects.filter(metal__code="XAU").delete()
    with pytest.raises(CannotPrice, match="no price of today for 18k yellow gold"):
        general_price(design("AT-W01"), alloy("18KY"))
    with pytest.raises(CannotPrice):
        general_price(design("AT-W01"), alloy("WAX"))
    StonePrice.objects.filter(variety__code="emerald").delete()
    with pytest.raises(CannotPrice, match="emerald of this weight by hand"):
        general_price(design("AT-E01"), alloy("PT950-RU"))
    MetalPrice.objects.all().delete()
    assert price_from(design("AT-W01")) is None
    with pytest.raises(CannotPrice):
        mid_range(design("AT-E01"), alloy("18KY"))


@pytest.mark.parametrize(("model", "code"), [(StoneVariety, "emerald"), (Cut, "emerald")])
def test_a_record_the_owner_deleted_is_missed_kindly(model, code):
    model.objects.filter(code=code).delete()
    with pytest.raises(CannotPrice, match="no longer on record"):
        general_price(design("AT-E01"), alloy("18KY"))
    assert price_from(design("AT-E01")) is None
    with pytest.raises(CannotPrice):
        mid_range(design("AT-E01"), alloy("18KY"), colour="vivid green")


@pytest.mark.parametrize("codes", [("AT-E01",), ("AT-E01", "AT-P01", "AT-W01")])
def test_prices_of_a_list_take_nine_queries(codes, django_assert_num_queries):
    House.current()
    designs = Design.objects.prefetch_related("alloys").filter(code__in=codes)
    with django_assert_num_queries(9):
        assert len(prices_from(designs)) == len(codes)


def test_a_table_nobody_asks_for_is_not_read(django_assert_num_queries):
    band, gold = design("AT-W01"), alloy("18KY")
    House.current()
    # The house, the metal prices and the kinds of work: a band has no stones.
    with django_assert_num_queries(3):
        general_price(band, gold)


def test_every_design_of_the_catalogue_has_a_price_in_every_alloy_it_is_offered_in():
    figures = Figures.today()
    for each in Design.objects.prefetch_related("alloys"):
        for metal in each.alloys.all():
            assert general_price(each, metal, figures=figures) > 500
