"""What holds of any price: sums to the cent, the goldsmith's formula, untouched lines."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from atelier.house.models import House
from atelier.materials.models import Alloy, Metal, MetalPrice
from atelier.materials.ring_sizes import RingSizeSystem, diameter_in
from atelier.people.tests.factories import staff_actor
from designs.models import MM_PER_INCH, Design
from designs.tests.factories import load_designs
from orders.actions.quotes import start_quote
from orders.actions.suggestions import add_suggested_lines
from orders.actions.variants import vary_option
from orders.figures import Figures
from orders.lines import metal_line
from orders.models import Piece, Quote, QuoteLine, QuoteOption
from orders.models.quotes import LineKind
from orders.priced_lines import Choice, lines_for
from orders.pricing import general_price
from orders.suggestions import suggest_lines
from orders.tests.factories import make_commission
from orders.totals import option_total, total_of

D = Decimal
CENT = D("0.01")
COLUMNS = ("kind", "description", "quantity", "unit", "unit_price", "unit_cost", "stone_id")


def decimals(least, most, places):
    return st.decimals(D(least), D(most), places=places, allow_nan=False, allow_infinity=False)


def lines():
    return st.lists(
        st.builds(
            QuoteLine,
            kind=st.just(LineKind.MAKING),
            description=st.just("Work"),
            quantity=decimals("0", "999", 3),
            unit_price=decimals("-999", "9999", 2),
        ),
        max_size=40,
    )


@settings(deadline=None)
@given(lines(), decimals("0", "30", 3))
def test_the_lines_add_up_to_the_total_to_the_cent(priced, tax_rate):
    totals = total_of(priced, Quote(tax_rate=tax_rate))
    assert sum((line.amount for line in totals.lines), D(0)) == totals.subtotal
    assert totals.subtotal + totals.tax == totals.total
    for amount in (*(line.amount for line in totals.lines), totals.tax, totals.total):
        assert amount == amount.quantize(CENT)
    for line, kept in zip(priced, totals.lines, strict=True):
        exact = line.quantity * line.unit_price
        assert abs(kept.amount - exact) <= CENT / 2


def figures_at(per_ozt, loss, premium):
    gold = Metal(pk=1, code="XAU", name="Gold")
    price = MetalPrice(pk=7, metal=gold, per_ozt=per_ozt, at=timezone.now(), source="test")
    house = House(metal_loss_percent=loss, metal_premium_percent=premium)
    figures = Figures(house)
    figures.metal_prices = {1: price}
    return figures


@settings(deadline=None)
@given(
    net=decimals("0.001", "500", 3),
    fineness=st.integers(1, 1000),
    per_ozt=decimals("0.01", "99999", 2),
    loss=decimals("0", "50", 2),
    premium=decimals("0", "100", 2),
)
def test_the_metal_is_the_goldsmiths_formula(net, fineness, per_ozt, loss, premium):
    alloy = Alloy(code="X", name="Gold", metal_id=1, fineness=fineness, density=D(15))
    line = metal_line(alloy, net, figures_at(per_ozt, loss, premium))
    half_up = {"rounding": ROUND_HALF_UP}
    grams = (net * (1 + loss / 100)).quantize(D("0.001"), **half_up)
    each = per_ozt / D("31.1035") * fineness / 1000 * (1 + premium / 100)
    assert line.quantity == grams >= net
    assert line.unit_price == each.quantize(CENT, **half_up)
    assert line.amount == (grams * line.unit_price).quantize(CENT, **half_up)
    # Rounding of grams and of a gram's price is all that parts it from the whole formula.
    whole = net * (1 + loss / 100) * each
    assert abs(line.amount - whole) <= grams * CENT / 2 + D("0.0005") * each + CENT
    assert min(line.quantity, line.unit_price, line.amount) >= 0
    assert D(line.basis["net_grams"]) == net


class TestTheCatalogue(TestCase):
    designs: list[Design]
    figures: Figures

    @classmethod
    def setUpTestData(cls):
        load_designs()
        cls.designs = list(Design.objects.prefetch_related("alloys__metal"))
        cls.figures = Figures.today()

    @given(st.data())
    @settings(max_examples=40, deadline=None)
    def test_a_choice_is_never_negative_and_is_sold_over_its_cost(self, data):
        choice = self.choice(data)
        priced = lines_for(choice, self.figures)
        assert min(line.amount for line in priced) >= 0
        assert all(line.quantity > 0 for line in priced)
        assert all(
            line.unit_cost is not None and line.unit_cost <= line.unit_price for line in priced
        )
        assert [line.kind for line in priced] == sorted(
            (line.kind for line in priced), key=list(LineKind).index
        )

    @given(st.data())
    @settings(max_examples=15, deadline=None)
    def test_what_a_client_saw_is_what_staff_begin_with(self, data):
        choice = self.choice(data)
        shown = general_price(
            choice.design,
            choice.alloy,
            diameter=choice.diameter,
            chain_length=choice.chain_length,
            figures=self.figures,
        )
        option = self.option(choice)
        written = suggest_lines(option, option.quote.commission.pieces.get(), figures=self.figures)
        assert (
            sum(
                (
                    (line.quantity * line.unit_price).quantize(CENT, ROUND_HALF_UP)
                    for line in written
                ),
                D(0),
            )
            == shown
        )

    @given(st.data())
    @settings(max_examples=15, deadline=None)
    def test_a_variant_leaves_every_other_line_as_it_is(self, data):
        option = self.option(self.choice(data))
        add_suggested_lines(option=option, by=staff_actor())
        others = [a for a in Alloy.objects.exclude(metal=None) if a != option.alloy]
        alloy = data.draw(st.sampled_from(others))
        varied = vary_option(option=option, alloy=alloy, by=staff_actor())
        kept = [
            list(each.lines.exclude(kind=LineKind.METAL).values_list(*COLUMNS, "basis"))
            for each in (option, varied)
        ]
        assert kept[0] == kept[1]
        assert option_total(varied).total > 0

    def choice(self, data):
        design = data.draw(st.sampled_from(self.designs))
        alloy = data.draw(st.sampled_from(list(design.alloys.all())))
        choice = Choice(design, alloy)
        if design.size_min_us is not None:
            number = data.draw(decimals(design.size_min_us, design.size_max_us, 2))
            diameter = diameter_in(RingSizeSystem.US, number).quantize(CENT)
            choice = replace(choice, diameter=diameter)
        if design.lengths_in:
            inches = data.draw(st.sampled_from(design.lengths_in))
            choice = replace(choice, chain_length=inches * MM_PER_INCH)
        return choice

    def option(self, choice):
        commission = make_commission()
        label = (
            {"ring_size_system": "us", "ring_size_label": "?"}
            if choice.diameter
            else {"ring_size_system": "", "ring_size_label": ""}
        )
        Piece.objects.filter(commission=commission).update(
            design=choice.design,
            ring_diameter=choice.diameter,
            chain_length=choice.chain_length,
            **label,
        )
        quote = start_quote(commission=commission, by=staff_actor())
        return QuoteOption.objects.create(
            quote=quote, position=1, title="One", trade_off="Any.", alloy=choice.alloy
        )
