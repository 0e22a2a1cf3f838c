"""Staff begin an option from the same numbers the client was shown."""

from decimal import Decimal

import pytest

from atelier.journal.models import Event
from atelier.journal.refusals import Conflict, NotAllowed, WrongState
from atelier.materials.models import Alloy, StoneVariety
from atelier.people.tests.factories import client_actor, staff_actor
from designs.models import Design
from designs.tests.factories import load_designs
from orders.actions.quotes import send_quote, start_quote
from orders.actions.suggestions import add_suggested_lines
from orders.figures import CannotPrice
from orders.margin import margin_of
from orders.models import Piece, QuoteOption
from orders.models.commissions import StoneSource
from orders.models.quotes import LineKind
from orders.pricing import general_price
from orders.suggestions import suggest_lines
from orders.tests.factories import make_commission, make_draft, make_line
from orders.totals import option_total

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _catalogue():
    load_designs()


def make_empty_option(design="AT-E01", **piece):
    """An option without lines, for one piece of a design."""
    commission = make_commission()
    fields = {"design": Design.objects.get(code=design) if design else None} | piece
    Piece.objects.filter(commission=commission).update(**fields)
    quote = start_quote(commission=commission, by=staff_actor())
    return QuoteOption.objects.create(
        quote=quote,
        position=1,
        title="In yellow gold",
        trade_off="Warm, and softer.",
        alloy=Alloy.objects.get(code="18KY"),
    )


def test_the_option_adds_up_to_the_price_the_client_saw():
    option = make_empty_option()
    piece = option.quote.commission.pieces.get()
    add_suggested_lines(option=option, by=staff_actor())
    shown = general_price(piece.design, option.alloy, diameter=piece.ring_diameter)
    assert option_total(QuoteOption.objects.get(pk=option.pk)).subtotal == shown
    assert Event.objects.filter(kind="quote.lines_suggested").count() == 1


def test_the_margin_holds_the_hours_too():
    option = make_empty_option()
    kept = margin_of(add_suggested_lines(option=option, by=staff_actor()))
    assert kept.unknown == 0
    hours = Decimal("5") + Decimal("2") + Decimal("6.5") + Decimal("2") + Decimal("1.5")
    others = option.lines.exclude(unit="h")
    assert kept.cost == hours * 42 + margin_of(others).cost


def test_suggested_lines_are_not_written_by_themselves():
    option = make_empty_option()
    lines = suggest_lines(option, option.quote.commission.pieces.get())
    assert [line.kind for line in lines] == [
        LineKind.DESIGN,
        LineKind.CASTING,
        LineKind.METAL,
        LineKind.STONE,
        LineKind.MAKING,
        LineKind.MAKING,
        LineKind.SETTING,
    ]
    assert all(line.pk is None for line in lines)
    assert option.lines.count() == 0


def test_what_the_client_chose_is_what_is_priced():
    spinel = StoneVariety.objects.get(code="spinel")
    option = make_empty_option(stone_variety=spinel, stone_colour="hot pink", engraving="Toujours")
    lines = add_suggested_lines(option=option, by=staff_actor())
    assert lines[3].description.startswith("1 hot pink spinel, emerald")
    assert lines[-1].description == "Engraving by machine: Toujours"
    assert lines[-1].kind == LineKind.ENGRAVING


def test_the_clients_own_stone_is_not_charged():
    option = make_empty_option()
    option.quote.commission.stone_source = StoneSource.CLIENT
    option.quote.commission.save(update_fields=["stone_source"])
    lines = add_suggested_lines(option=option, by=staff_actor())
    assert (lines[3].description, lines[3].unit_price) == ("Your own emerald", Decimal("0.00"))


def test_a_pair_drawn_as_one_is_priced_once():
    option = make_empty_option("AT-W03", part="A")
    commission = option.quote.commission
    Piece.objects.create(
        commission=commission,
        part="B",
        piece_type="wedding_band",
        design=Design.objects.get(code="AT-W03"),
    )
    lines = add_suggested_lines(option=option, by=staff_actor())
    assert [line.kind for line in lines].count(LineKind.METAL) == 1


def test_an_option_with_lines_keeps_them():
    option = make_empty_option()
    line = make_line(option)
    with pytest.raises(Conflict, match="has lines already"):
        add_suggested_lines(option=option, by=staff_actor())
    assert list(option.lines.all()) == [line]


def test_a_client_may_not():
    option = make_empty_option()
    by = client_actor(option.quote.commission.client)
    with pytest.raises(NotAllowed):
        add_suggested_lines(option=option, by=by)


def test_not_after_it_was_sent():
    quote = make_draft()
    send_quote(quote=quote, by=staff_actor())
    with pytest.raises(WrongState):
        add_suggested_lines(option=quote.options.get(position=1), by=staff_actor())


def test_a_piece_without_a_design_asks_for_one():
    option = make_empty_option(None)
    with pytest.raises(CannotPrice, match="nearest design"):
        add_suggested_lines(option=option, by=staff_actor())
    assert option.lines.count() == 0
