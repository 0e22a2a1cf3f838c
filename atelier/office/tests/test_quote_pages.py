"""Writing a quote in the admin: lines, totals and margins; only a complete one is sent."""

from decimal import Decimal

import pytest
from django.urls import reverse

from atelier.office.forms.quotes import first_words
from atelier.people.tests.factories import make_staff, staff_actor
from orders.actions.options import remove_option, write_option
from orders.models import Quote
from orders.tests.factories import make_alloy, make_draft, make_sent_quote

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(client) -> Quote:
    client.force_login(make_staff())
    return make_draft(options=1)


def _form(quote, *lines, **over):
    words = {
        "version": quote.version,
        "title": "The oval, in yellow gold",
        "trade_off": "Warmer, and a little softer.",
        "alloy": make_alloy().pk,
        "stone": "Emerald, 8 × 6 mm",
        "weeks_min": 4,
        "weeks_max": 6,
        "lines-TOTAL_FORMS": len(lines),
        "lines-INITIAL_FORMS": 0,
    }
    for number, line in enumerate(lines):
        words |= {f"lines-{number}-{name}": value for name, value in line.items()}
    return words | over


def _line(**over):
    line = {"kind": "metal", "description": "18k yellow gold", "quantity": "4.2", "unit": "g"}
    return line | {"unit_price": "118.50", "unit_cost": "77.77"} | over


def _address(name, quote, *args):
    return reverse(f"admin:{name}", args=[quote.public_id, *args])


def test_an_option_is_written_with_its_lines(client, draft):
    discount = _line(kind="discount", description="Returning", quantity="1", unit_price="-50")
    blank = {"quantity": "1"}
    answer = client.post(
        _address("option_add", draft), _form(draft, _line(), discount | {"unit_cost": ""}, blank)
    )
    assert answer.status_code == 302
    option = draft.options.get(title="The oval, in yellow gold")
    assert [line.description for line in option.lines.all()] == ["18k yellow gold", "Returning"]
    draft.refresh_from_db()
    assert draft.version == 1


def test_a_new_option_names_the_stone_its_lines_are_priced_with(draft):
    metal, stone = _line(), _line(kind="stone", description="1 blue sapphire, oval, 8 × 6 mm")
    assert first_words(draft, [metal, stone])["stone"] == "1 blue sapphire, oval, 8 × 6 mm"
    assert "stone" not in first_words(draft, [metal])


def test_writing_again_replaces_the_lines(client, draft):
    option = draft.options.get()
    dropped = _line(description="Emerald") | {"DELETE": "on"}
    client.post(_address("option", draft, option.pk), _form(draft, _line(quantity="5"), dropped))
    assert option.lines.get().quantity == Decimal("5.000")


def test_what_is_wrong_is_marked_and_everything_typed_stays(client, draft):
    answer = client.post(
        _address("option_add", draft), _form(draft, _line(unit_price="-3"), trade_off="")
    )
    page = answer.content.decode()
    assert "Only a discount subtracts." in page
    assert "The oval, in yellow gold" in page
    assert draft.options.count() == 1


def test_a_colleagues_change_in_between_is_not_overwritten(client, draft):
    write_option(quote=draft, version=0, words=_words(), lines=[_priced()], by=staff_actor())
    answer = client.post(_address("option_add", draft), _form(draft, _line()))
    assert answer.status_code == 409
    assert "A colleague changed this quote" in answer.content.decode()
    assert draft.options.count() == 2


def _words():
    return {"title": "Another", "trade_off": "Cooler.", "alloy": make_alloy()}


def _priced():
    return {
        "kind": "metal",
        "description": "Gold",
        "quantity": Decimal(1),
        "unit": "g",
        "unit_price": Decimal(100),
        "unit_cost": None,
    }


def test_totals_while_typing_are_worked_out_and_nothing_is_written(client, draft):
    Quote.objects.update(tax_rate=Decimal("8.875"))
    typed = _form(draft, _line(), {"quantity": "1"}, {"kind": "stone", "description": "Emer"})
    page = client.post(_address("option_totals", draft), typed).content.decode()
    # 4.2 × 118.50 = 497.70; 8.875 % = 44.17; 541.87; cost 4.2 × 77.77 = 326.63.
    for figure in ("497.70", "44.17", "541.87", "270.94", "326.63", "171.07", "34.4 %"):
        assert figure in page
    assert draft.options.count() == 1


def test_a_fifth_option_is_refused(client, draft):
    for _ in range(3):
        client.post(_address("option_copy", draft, draft.options.get(position=1).pk))
    assert draft.options.count() == 4
    answer = client.post(_address("option_copy", draft, draft.options.get(position=1).pk))
    assert answer.status_code == 400
    assert "at most four options" in answer.content.decode()


def test_one_option_cannot_be_sent_two_can(client, draft):
    refused = client.post(_address("quote_send", draft))
    assert refused.status_code == 400
    assert "two to four options; this one has 1" in refused.content.decode()
    client.post(_address("option_copy", draft, draft.options.get().pk))
    assert client.post(_address("quote_send", draft)).status_code == 302
    draft.refresh_from_db()
    assert draft.status == "sent"


def test_the_preview_never_shows_what_it_costs_the_house(client, draft):
    draft.options.get().lines.update(unit_cost=Decimal("77.77"))
    page = client.get(_address("quote_preview", draft)).content.decode()
    assert "497.70" in page
    assert "77.77" not in page
    assert "326.63" not in page
    assert "We keep" not in page


def test_what_was_sent_is_no_longer_written(client):
    client.force_login(make_staff())
    sent = make_sent_quote()
    option = sent.options.get(position=1)
    answer = client.post(_address("option", sent, option.pk), _form(sent, _line()))
    assert answer.status_code == 409
    assert client.post(_address("option_remove", sent, option.pk)).status_code == 409
    assert sent.options.count() == 2


def test_an_option_is_taken_out_of_a_draft(draft):
    remove_option(option=draft.options.get(), by=staff_actor())
    assert not draft.options.exists()


def test_another_quotes_option_is_not_there(client, draft):
    other = make_draft(options=1).options.get()
    assert client.get(_address("option", draft, other.pk)).status_code == 404
    assert client.post(_address("option_remove", draft, other.pk)).status_code == 404
