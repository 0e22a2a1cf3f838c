"""Lines added from materials, kept with what they rest on; options compared row by row."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from atelier.materials.models import (
    Alloy,
    Operation,
    Service,
    Setting,
    StoneVariety,
)
from atelier.materials.models.stones import Title
from atelier.materials.tests.factories import make_memo, make_stone
from atelier.people.tests.factories import make_staff, staff_actor
from orders.actions.quotes import send_quote
from orders.actions.stones import offer_stone, promise_stone
from orders.models import PaymentPlan, Quote, QuoteLine
from orders.models.quotes import ClosedBecause
from orders.tasks import check_metal
from orders.tests.factories import make_alloy, make_commission, make_draft
from orders.tests.test_metal_moves import gold_at, make_priced_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(client: Browser) -> Quote:
    client.force_login(make_staff())
    return make_priced_draft()


def address(name: str, quote: Quote, *args: object) -> str:
    return reverse(f"admin:{name}", args=[quote.public_id, *args])


def form(quote: Quote, *lines: dict[str, Any], **over: Any) -> dict[str, Any]:
    words = {
        "version": quote.version,
        "title": "The oval, in yellow gold",
        "trade_off": "Warmer, and a little softer.",
        "alloy": make_alloy().pk,
        "weeks_min": 4,
        "weeks_max": 6,
        "lines-TOTAL_FORMS": len(lines),
        "lines-INITIAL_FORMS": 0,
    }
    for number, line in enumerate(lines):
        words |= {f"lines-{number}-{name}": value for name, value in line.items()}
    return words | over


def rows_of(answer: Any) -> list[dict[str, Any]]:
    """The rows the page shows, as they would be posted again."""
    shown = []
    for row in answer.context["lines"].forms:
        names = (*row.fields, "place")
        values = {name: row[name].value() for name in names if row[name].value() is not None}
        if values.get("description"):
            shown.append(values | {"basis": row["basis"].value()})
    return shown


ADDED: dict[str, Callable[[], dict[str, Any]]] = {
    "metal": lambda: {"alloy": Alloy.objects.get(code="18KY").pk, "net_grams": "5"},
    "setting": lambda: {
        "setting": Setting.objects.get(code="bezel").pk,
        "variety": StoneVariety.objects.get(code="emerald").pk,
        "count": "1",
    },
    "hours": lambda: {"operation": Operation.objects.get(code="bench").pk, "hours": "2"},
    "service": lambda: {"service": Service.objects.filter(kind="report")[0].pk},
    "discount": lambda: {"words": "Returning client", "amount": "50"},
}


@pytest.mark.parametrize("kind", ADDED)
def test_a_line_is_added_priced_and_nothing_typed_is_lost(
    client: Browser, draft: Quote, kind: str
) -> None:
    typed = {"kind": "making", "description": "Half a wo", "quantity": "x", "unit_price": ""}
    asked = {f"add-{kind}-{name}": value for name, value in ADDED[kind]().items()}
    answer = client.post(address("option_add", draft), form(draft, typed, add=kind, **asked))
    first, added = rows_of(answer)
    assert (first["description"], first["quantity"]) == ("Half a wo", "x")
    assert answer.context["form"]["trade_off"].value() == "Warmer, and a little softer."
    prices = {"metal": "54.01", "hours": "95.00", "setting": "95.00", "discount": "-50.00"}
    assert str(added["unit_price"]) == prices.get(kind, str(added["unit_price"]))
    assert draft.options.count() == 2


def test_what_is_no_price_is_kept_and_counts_as_nothing(client: Browser, draft: Quote) -> None:
    typed = {"kind": "making", "description": "A", "quantity": "1e999999", "unit_price": "1"}
    kept = {"stone_id": "²"}
    asked = {"add-discount-words": "A gift", "add-discount-amount": "50"}
    answer = client.post(
        address("option_add", draft), form(draft, typed | kept, add="discount", **asked)
    )
    assert answer.status_code == 200
    assert rows_of(answer)[0]["quantity"] == "1e999999"
    assert answer.context["totals"].subtotal == Decimal("-50.00")


def test_a_stone_is_added_with_its_place_and_becomes_the_options(
    client: Browser, draft: Quote
) -> None:
    stone = make_stone(
        colour="blue",
        growth="natural",
        treatment="heated",
        carats=Decimal("1.52"),
        cost_per_carat=Decimal(1000),
        title=Title.MEMO,
        memo=make_memo(),
    )
    asked = {"add-stone-stone": stone.pk, "add-stone-place": "side", "add": "stone"}
    answer = client.post(address("option_add", draft), form(draft, **asked))
    [row] = rows_of(answer)
    saved = client.post(address("option_add", draft), form(draft, row, stone="Something else"))
    assert saved.status_code == 302
    option = draft.options.get(title="The oval, in yellow gold")
    held = option.stones.get()
    assert (held.stone, held.place) == (stone, "side")
    assert option.stone == "Blue sapphire, oval, 1.52 ct"
    assert option.lines.get().stone == stone
    page = client.get(address("quote", draft)).content.decode()
    assert "Buy it from Lapidaire &amp; Co before it is set" in page
    dropped = client.post(
        address("option", draft, option.pk),
        form(
            Quote.objects.get(pk=draft.pk),
            {**row, "DELETE": "on"},
            {"kind": "making"} | {"description": "Work", "quantity": "1", "unit_price": "5"},
        ),
    )
    assert dropped.status_code == 302
    option.refresh_from_db()
    assert (option.stones.count(), option.stone) == (0, "")


def test_a_price_typed_over_keeps_what_it_was_worked_out_from(
    client: Browser, draft: Quote
) -> None:
    option = draft.options.get(position=1)
    rows = rows_of(client.get(address("option", draft, option.pk)))
    [metal] = [row for row in rows if row["kind"] == "metal"]
    assert "by_hand" in metal["basis"]
    metal["unit_price"] = "60.00"
    client.post(address("option", draft, option.pk), form(draft, *rows, stone="Emerald"))
    line = QuoteLine.objects.get(option=option, kind="metal")
    assert line.unit_price == Decimal("60.00")
    assert line.metal_price is not None
    assert line.basis["changed_by_hand"] == "54.01 → 60.00"
    assert line.basis["net_grams"] == "5.000"
    page = client.get(address("option", draft, option.pk)).content.decode()
    assert "Changed by hand: 54.01 → 60.00" in page


def test_grams_typed_by_hand_rest_on_the_metal_of_the_day_they_were_priced(
    client: Browser, draft: Quote
) -> None:
    option = draft.options.get(position=1)
    typed = {"kind": "metal", "description": "Gold", "quantity": "4.2", "unit": "g"}
    client.post(address("option", draft, option.pk), form(draft, typed | {"unit_price": "55"}))
    first = QuoteLine.objects.get(option=option).metal_price
    assert first is not None
    today = gold_at("2600")
    draft.refresh_from_db()
    [row] = rows_of(client.get(address("option", draft, option.pk)))[:1]
    client.post(address("option", draft, option.pk), form(draft, row))
    assert QuoteLine.objects.get(option=option).metal_price == first
    draft.refresh_from_db()
    client.post(address("option", draft, option.pk), form(draft, row | {"unit_price": "70"}))
    assert QuoteLine.objects.get(option=option).metal_price == today


def test_a_line_cannot_rest_on_what_is_not_there(client: Browser, draft: Quote) -> None:
    line = {"kind": "metal", "description": "Gold", "quantity": "1", "unit_price": "5"}
    answer = client.post(
        address("option_add", draft), form(draft, line | {"metal_price_id": "999999"})
    )
    assert "not on record" in answer.content.decode()


def test_what_cannot_be_priced_is_said_beside_its_button(client: Browser, draft: Quote) -> None:
    bare = make_stone("peridot", "oval")
    asked = {"add-stone-stone": bare.pk, "add-stone-place": "centre", "add": "stone"}
    page = client.post(address("option_add", draft), form(draft, **asked)).content.decode()
    assert "Weigh or measure the peridot first." in page
    assert "The oval, in yellow gold" in page


def test_a_stone_of_another_piece_is_not_offered_and_said_where_it_was(
    client: Browser, draft: Quote
) -> None:
    blue = make_stone(carats=Decimal("1.52"), colour="blue", growth="natural")
    option = draft.options.get(position=1)
    offer_stone(option=option, stone=blue, by=staff_actor())
    holder = make_commission(advisor=make_staff(name="Ines Marlow"))
    promise_stone(commission=holder, stone=blue, by=staff_actor())
    page = client.get(address("quote", draft)).content.decode()
    assert f"Promised to {holder.reference}, looked after by Ines Marlow, on" in page
    adding = client.get(address("option_add", draft)).content.decode()
    assert f"no. {blue.pk}" not in adding
    assert client.post(address("quote_send", draft)).status_code == 409


@pytest.mark.parametrize(
    ("thing", "asked"),
    [
        ("metal", lambda: {"alloy": Alloy.objects.get(code="PT950-RU").pk}),
        ("finish", lambda: {"finish": "satin"}),
    ],
)
def test_one_thing_is_changed_from_the_menu(
    client: Browser, draft: Quote, thing: str, asked: Any
) -> None:
    option = draft.options.get(position=1)
    where = address("option_vary", draft, option.pk, thing)
    assert client.get(where).status_code == 200
    assert client.post(where, {}).status_code == 200
    answer = client.post(where, asked())
    varied = draft.options.get(position=3)
    assert answer.headers["Location"] == address("option", draft, varied.pk)
    assert client.get(address("option_vary", draft, option.pk, "size")).status_code == 404


def terms(**over: Any) -> dict[str, Any]:
    return {
        "introduction": "For your hand.",
        "terms": "As agreed.",
        "revisions_included": "3",
        "revision_price": "120",
        "approval": "40",
        "casting": "40",
        "hand_over": "20",
    } | over


def test_the_terms_are_the_quotes_own(client: Browser, draft: Quote) -> None:
    assert client.post(address("quote", draft), terms()).status_code == 302
    draft.refresh_from_db()
    assert [part["percent"] for part in draft.schedule] == ["40", "40", "20"]
    assert (draft.revisions_included, draft.revision_price) == (3, Decimal(120))
    plan = PaymentPlan.objects.create(
        name="In three",
        parts=[{"percent": "70", "when": "approval"}, {"percent": "30", "when": "setting"}],
    )
    client.post(address("quote", draft), terms(plan=plan.pk))
    draft.refresh_from_db()
    assert [part["when"] for part in draft.schedule] == ["approval", "setting"]


def test_a_schedule_that_is_not_the_whole_keeps_everything_typed(
    client: Browser, draft: Quote
) -> None:
    page = client.post(address("quote", draft), terms(hand_over="30")).content.decode()
    assert "100 % in all; these are 110 %" in page
    assert "For your hand." in page
    over = client.post(address("quote", draft), terms(valid_until="2020-01-01"))
    assert (over.status_code, "over already" in over.content.decode()) == (400, True)
    assert "For your hand." in over.content.decode()


def test_metal_that_moved_is_said_and_priced_again_at_one_press(
    client: Browser, draft: Quote
) -> None:
    gold_at("2200")
    page = client.get(address("quote", draft)).content.decode()
    assert "Gold has moved 10 %" in page
    assert client.post(address("quote_send", draft)).status_code == 409
    assert client.post(address("quote_reprice", draft)).status_code == 302
    assert client.post(address("quote_send", draft)).status_code == 302


def test_an_offer_that_closed_for_its_metal_is_issued_again(client: Browser, draft: Quote) -> None:
    send_quote(quote=draft, by=staff_actor())
    gold_at("2200")
    check_metal()
    page = client.get(address("quote", draft)).content.decode()
    assert ClosedBecause.METAL.label in page
    assert "Re-issue at today’s prices" in page
    answer = client.post(address("quote_reissue", draft))
    begun = Quote.objects.get(commission=draft.commission, number=2)
    assert answer.headers["Location"] == address("quote", begun)
    assert client.post(address("quote_reissue", begun)).status_code == 409


def test_a_clients_own_diamond_may_come_without_a_report(client: Browser, draft: Quote) -> None:
    own = make_stone("diamond", "round", title=Title.CLIENT, owner=draft.commission.client)
    offer_stone(option=draft.options.get(position=1), stone=own, by=staff_actor())
    assert "Waits for its GIA report" in client.get(address("quote", draft)).content.decode()
    assert client.post(address("quote_waive", draft, own.pk), {}).status_code == 400
    agreed = {"because": "Her grandmother's"}
    assert client.post(address("quote_waive", draft, own.pk), agreed).status_code == 302
    page = client.get(address("quote", draft)).content.decode()
    assert "Without a GIA report, agreed: Her grandmother" in page


def with_stones(quote: Quote) -> Quote:
    for option in quote.options.all():
        stone = make_stone(carats=Decimal("1.52"), cost_per_carat=Decimal(1000))
        offer_stone(option=option, stone=stone, by=staff_actor())
    return quote


# One option alone cannot be sent, which is told before its stones are looked at.
@pytest.mark.parametrize(("options", "queries"), [(1, 19), (2, 23), (4, 23)])
def test_the_page_costs_the_same_for_few_options_and_for_many(
    client: Browser, django_assert_num_queries: Any, options: int, queries: int
) -> None:
    client.force_login(make_staff())
    make_priced_draft()
    quote = with_stones(make_draft(options=options))
    client.get(address("quote", quote))
    with django_assert_num_queries(queries):
        client.get(address("quote", quote))


@pytest.mark.parametrize("lines", [1, 3])
def test_writing_costs_the_same_for_one_line_and_for_three(
    client: Browser, django_assert_num_queries: Any, lines: int
) -> None:
    client.force_login(make_staff())
    make_priced_draft()
    option = with_stones(make_draft(options=1)).options.get()
    for number in range(lines):
        QuoteLine.objects.create(
            option=option, kind="making", description=f"Work {number}", unit_price=Decimal(90)
        )
    client.get(address("option", option.quote, option.pk))
    with django_assert_num_queries(26):
        client.get(address("option", option.quote, option.pk))


def test_rows_are_aligned_across_the_options(client: Browser, draft: Quote) -> None:
    extra = draft.options.get(position=2)
    QuoteLine.objects.create(
        option=extra, kind="engraving", description="Initials", unit_price=Decimal(90)
    )
    sheet = client.get(address("quote", draft)).context["sheet"]
    assert [band.label for band in sheet.bands] == ["Metal", "Stones", "Engraving"]
    assert [len(cell.lines) for cell in sheet.bands[2].cells] == [0, 1]
    assert sheet.bands[2].cells[1].amount == Decimal("90.00")


def test_the_commission_leads_to_the_offer_whose_metal_moved(client: Browser, draft: Quote) -> None:
    send_quote(quote=draft, by=staff_actor())
    gold_at("2200")
    check_metal()
    where = reverse("admin:commission", args=[draft.commission.reference])
    step = client.get(where).context["next_step"]
    assert (step.label, step.url) == ("Re-issue the quote", address("quote", draft))
