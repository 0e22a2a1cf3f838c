"""An option made from another by changing one thing, computed by hand: gold at 100 a gram,
platinum at 40, 95 an hour.
"""

from decimal import Decimal

import pytest

from atelier.journal.models import Event
from atelier.journal.refusals import Conflict, NotAllowed, Refusal, WrongState
from atelier.materials.models import Alloy, Metal, MetalPrice, Service, Setting, StoneVariety
from atelier.materials.models.operations import ServiceKind
from atelier.materials.models.stones import Growth, Treatment
from atelier.materials.tests.factories import make_report, make_stone
from atelier.people.tests.factories import client_actor, staff_actor
from designs.models import Design
from designs.tests.factories import load_designs
from orders.actions.quotes import send_quote, start_quote
from orders.actions.stones import offer_stone
from orders.actions.suggestions import add_suggested_lines
from orders.actions.variants import vary_option
from orders.figures import CannotPrice
from orders.models import Piece, Quote, QuoteLine, QuoteOption
from orders.models.quotes import LineKind
from orders.repricing import StoneWish
from orders.tests.factories import make_commission, make_draft
from orders.totals import option_total

D = Decimal
LINE = ("kind", "description", "quantity", "unit", "unit_price", "unit_cost", "basis")


@pytest.fixture(autouse=True)
def _prices(db):
    load_designs()
    Service.objects.all().delete()
    for code, per_ozt in (("XAU", "3110.35"), ("XPT", "1244.14")):
        metal = Metal.objects.get(code=code)
        MetalPrice.objects.create(metal=metal, per_ozt=D(per_ozt), source="test")


def alloy(code):
    return Alloy.objects.get(code=code)


def variety(code):
    return StoneVariety.objects.get(code=code)


def setting(code):
    return Setting.objects.get(code=code)


def make_priced(design="AT-E01", **piece):
    """An option in 18k yellow gold with the suggested lines of one piece of a design."""
    commission = make_commission()
    fields = {"design": Design.objects.get(code=design), "ring_diameter": None} | piece
    sizes = {"ring_size_system": "", "ring_size_label": ""}
    Piece.objects.filter(commission=commission).update(**fields | sizes)
    quote = start_quote(commission=commission, by=staff_actor())
    option = QuoteOption.objects.create(
        quote=quote,
        position=1,
        title="As drawn",
        trade_off="The first.",
        alloy=alloy("18KY"),
        stone="Vivid green emerald",
    )
    add_suggested_lines(option=option, by=staff_actor())
    return option


def rows(option):
    return {line.kind: line for line in option.lines.all()}


def untouched(option, varied, *kinds):
    """The lines of both that rest on nothing that was changed."""
    return [
        [tuple(getattr(line, name) for name in LINE) for line in each.lines.exclude(kind__in=kinds)]
        for each in (option, varied)
    ]


def test_another_alloy_weighs_by_its_density_at_todays_price():
    option = make_priced()
    MetalPrice.objects.create(
        metal=Metal.objects.get(code="XPT"), per_ozt=D("1555.175"), source="later"
    )
    varied = vary_option(option=option, alloy=alloy("PT950-RU"), by=staff_actor())
    # 3.200 g × 20.70 ÷ 15.58 = 4.252 g, + 8 % = 4.592 g; 50.00 × 0.95 × 1.12 = 53.20
    metal = rows(varied)[LineKind.METAL]
    assert (metal.quantity, metal.unit_price, metal.unit_cost) == (
        D("4.592"),
        D("53.20"),
        D("47.50"),
    )
    assert metal.metal_price.source == "later"
    before, after = untouched(option, varied, LineKind.METAL)
    assert before == after
    assert (varied.title, varied.alloy.code, varied.position) == ("In platinum", "PT950-RU", 2)
    # 290.30 less 244.29, with 8.875 % tax on it
    assert varied.trade_off == "Heavier and whiter, never re-plated; costs $50 less."
    assert varied.durability.startswith("The hardest wearing")
    assert varied.upkeep == (
        "A check and a polish once a year; cleaned by hand only, no ultrasonic or steam;"
        " re-oiled after some years"
    )
    assert Event.objects.get(kind="quote.option_varied").data["title"] == "In platinum"


def test_what_a_person_wrote_in_grams_follows_the_density_too():
    option = make_draft().options.get(position=1)
    varied = vary_option(option=option, alloy=alloy("PT950-RU"), by=staff_actor())
    # 4.2 g ÷ 1.08 = 3.889 g × 20.70 ÷ 15.58 = 5.167 g, + 8 % = 5.580 g
    assert rows(varied)[LineKind.METAL].quantity == D("5.580")


def test_a_lump_of_metal_is_not_guessed():
    option = make_draft().options.get(position=1)
    option.lines.filter(kind=LineKind.METAL).update(unit="")
    with pytest.raises(CannotPrice, match="in grams first"):
        vary_option(option=option, alloy=alloy("PT950-RU"), by=staff_actor())
    option.lines.filter(kind=LineKind.METAL).delete()
    with pytest.raises(CannotPrice, match="no line for its 18k yellow gold"):
        vary_option(option=option, alloy=alloy("PT950-RU"), by=staff_actor())


def test_a_second_metal_stays():
    option = make_priced()
    QuoteLine.objects.create(
        option=option,
        position=20,
        kind=LineKind.METAL,
        description="A rose gold seam",
        quantity=D("0.4"),
        unit="g",
        unit_price=D("90"),
        basis={"alloy": "18KR"},
    )
    varied = vary_option(option=option, alloy=alloy("PT950-RU"), by=staff_actor())
    metals = varied.lines.filter(kind=LineKind.METAL)
    assert [line.unit_price for line in metals] == [D("42.56"), D("90.00")]


def test_a_real_stone_takes_the_place_of_a_listed_one():
    option = make_priced()
    ruby = make_stone(
        "ruby",
        carats=D("1.52"),
        cost_per_carat=D("3000"),
        colour="red",
        growth=Growth.NATURAL,
        treatment=Treatment.HEATED,
    )
    varied = vary_option(option=option, stone=ruby, by=staff_actor())
    now = rows(varied)
    # 3000 + 40 %; a ruby takes 60 minutes where the emerald took 90
    assert now[LineKind.STONE].unit_price == D("4200.00")
    assert now[LineKind.STONE].stone == ruby
    assert (now[LineKind.SETTING].quantity, now[LineKind.SETTING].stone) == (D("1.000"), ruby)
    assert [each.stone for each in varied.stones.all()] == [ruby]
    assert varied.title == "With a red ruby"
    assert (varied.stone, varied.treatment) == ("Red ruby, oval, 1.52 ct", "Natural, heated")
    # 6384.00 + 95.00 instead of 5302.36 + 142.50, with tax
    assert varied.trade_off == "Tougher, easier to clean, 0.21 ct larger; costs $1,126 more."
    before, after = untouched(option, varied, LineKind.STONE, LineKind.SETTING)
    assert before == after


def test_a_stone_wished_for_takes_the_room_of_the_one_before():
    option = make_priced()
    wish = StoneWish(variety("spinel"), "hot pink", Growth.NATURAL, Treatment.NONE)
    varied = vary_option(option=option, stone=wish, by=staff_actor())
    stone = rows(varied)[LineKind.STONE]
    # 8 × 6 × 4 × 3.60 × 0.0025 = 1.728 ct at 1300 + 40 %
    assert (stone.quantity, stone.unit_price) == (D("1.728"), D("1820.00"))
    assert stone.description == "1 hot pink spinel, emerald cut, 8 × 6 mm, weight estimated"
    assert varied.stone == "Hot pink spinel"
    assert varied.treatment == "Natural, no indications of treatment"
    assert rows(varied)[LineKind.SETTING].quantity == D("1.000")


def test_a_wish_by_growth_is_priced_by_its_growth():
    option = make_priced()
    wish = StoneWish(variety("emerald"), "vivid green", Growth.LAB)
    varied = vary_option(option=option, stone=wish, by=staff_actor())
    assert rows(varied)[LineKind.STONE].unit_price == D("364.00")
    assert varied.title == "With a vivid green laboratory-grown emerald"
    assert varied.treatment == "Laboratory-grown, treatment not determined"


def test_the_stone_offered_before_is_not_offered_twice():
    option, first = make_priced(), make_stone("ruby", carats=D("1"), growth=Growth.NATURAL)
    offer_stone(option=option, stone=first, by=staff_actor())
    wish = StoneWish(variety("spinel"))
    varied = vary_option(option=option, stone=wish, by=staff_actor())
    assert list(varied.stones.all()) == []
    in_platinum = vary_option(option=option, alloy=alloy("PT950-RU"), by=staff_actor())
    assert [each.stone for each in in_platinum.stones.all()] == [first]


def test_a_diamond_brings_its_report_and_takes_it_away_again():
    Service.objects.create(
        code="gia-report", name="GIA report", kind=ServiceKind.REPORT, price=D("180")
    )
    option = make_priced()
    diamond = make_stone("diamond", "round", carats=D("1.2"), growth=Growth.NATURAL)
    make_report(diamond)
    varied = vary_option(option=option, stone=diamond, by=staff_actor())
    assert rows(varied)[LineKind.REPORT].unit_price == D("180.00")
    back = vary_option(option=varied, stone=StoneWish(variety("spinel")), by=staff_actor())
    assert LineKind.REPORT not in rows(back)


def test_another_setting_is_another_hour():
    option = make_priced()
    varied = vary_option(option=option, setting=setting("bezel"), by=staff_actor())
    # 75 minutes × 1.5, because it is an emerald
    assert rows(varied)[LineKind.SETTING].quantity == D("1.875")
    assert varied.title == "In a bezel setting"
    # 35.63 more, with tax
    assert varied.trade_off == "Guards the stone, shows a little less of it; costs $39 more."
    assert varied.durability.endswith("the setting guards the emerald")
    back = vary_option(option=varied, setting=setting("prong-6"), by=staff_actor())
    assert back.title == "With six prongs"
    assert back.trade_off.startswith("Shows more of the stone, guards it less; costs $39 less")
    before, after = untouched(option, varied, LineKind.SETTING)
    assert before == after


def test_a_longer_chain_weighs_more():
    option = make_priced("AT-P01", chain_length=D("457.2"))
    varied = vary_option(option=option, chain_length=D("609.6"), by=staff_actor())
    # 6 in more × 7.674 mm³ × 15.58 = 0.717 g
    old, new = (rows(each)[LineKind.METAL] for each in (option, varied))
    assert D(new.basis["net_grams"]) - D(old.basis["net_grams"]) == D("0.717")
    assert old.description.endswith("chain 18 in")
    assert new.description.endswith("chain 24 in")
    assert varied.title == "On a chain of 24 in"
    assert varied.trade_off.startswith("15 cm longer, 0.7 g heavier; costs $")
    in_rose = vary_option(option=varied, alloy=alloy("18KR"), by=staff_actor())
    assert rows(in_rose)[LineKind.METAL].description.endswith("chain 24 in")


@pytest.mark.parametrize(("design", "words"), [("AT-P01", "14 to 36"), ("AT-E01", "no weight")])
def test_a_chain_that_cannot_be_is_refused(design, words):
    length = D("200") if design == "AT-P01" else D("500")
    with pytest.raises(Refusal, match=words):
        vary_option(option=make_priced(design), chain_length=length, by=staff_actor())


def test_another_surface():
    option = make_priced()
    varied = vary_option(option=option, finish="hammered", by=staff_actor())
    lines = [line.kind for line in varied.lines.all()]
    assert lines[-1] == LineKind.FINISH
    assert rows(varied)[LineKind.FINISH].quantity == D("1.000")
    assert varied.title == "Hammered all over"
    satin = vary_option(option=varied, finish="satin", by=staff_actor())
    assert rows(satin)[LineKind.FINISH].description == "Surface: satin"
    with pytest.raises(Conflict, match="“As drawn” is such an option already"):
        vary_option(option=satin, finish="polished", by=staff_actor())


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Choose what should differ"),
        ({"alloy": "18KR", "setting": "bezel"}, "one thing at a time"),
        ({"alloy": "18KY"}, "in 18k yellow gold already"),
    ],
)
def test_not_nothing_nor_two_things_nor_the_same(changes, words):
    made = {
        name: alloy(code) if name == "alloy" else setting(code) for name, code in changes.items()
    }
    option = make_priced()
    with pytest.raises(Refusal, match=words):
        vary_option(option=option, by=staff_actor(), **made)
    assert option.quote.options.count() == 1


def test_not_a_fifth_nor_a_second_of_the_same():
    option = make_priced()
    vary_option(option=option, alloy=alloy("PT950-RU"), by=staff_actor())
    with pytest.raises(Conflict, match="“In platinum” is such an option already"):
        vary_option(option=option, alloy=alloy("PT950-RU"), by=staff_actor())
    for code in ("18KR", "18KW-PD"):
        vary_option(option=option, alloy=alloy(code), by=staff_actor())
    with pytest.raises(Refusal, match="at most four"):
        vary_option(option=option, alloy=alloy("22KY"), by=staff_actor())


def test_not_by_a_client_nor_after_it_was_sent():
    quote = make_draft()
    option = quote.options.get(position=1)
    with pytest.raises(NotAllowed):
        vary_option(option=option, alloy=alloy("18KR"), by=client_actor(quote.commission.client))
    send_quote(quote=quote, by=staff_actor())
    with pytest.raises(WrongState):
        vary_option(option=option, alloy=alloy("18KR"), by=staff_actor())


def test_a_variant_may_be_sent_as_it_is():
    option = make_priced()
    varied = vary_option(option=option, alloy=alloy("18KR"), by=staff_actor())
    assert varied.trade_off == "Rosier; costs $8 less."
    quote = Quote.objects.get(pk=option.quote_id)
    assert quote.version == 1
    send_quote(quote=quote, by=staff_actor())
    assert option_total(varied).total < option_total(option).total
