"""Metal prices from a list: every way people write them, all rows or none, once."""

from datetime import date, datetime
from decimal import Decimal as D

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from atelier.house.models import House
from atelier.journal.actor import Actor, ActorKind
from atelier.journal.models import Event
from atelier.journal.refusals import NotAllowed
from atelier.materials.models import Metal, MetalPrice
from atelier.materials.price_imports import BadList, import_prices
from atelier.materials.price_lists import per_ozt, read_prices
from atelier.people.tests.factories import make_client, make_staff

pytestmark = pytest.mark.django_db

BY = Actor(kind=ActorKind.STAFF, name="Amélie")
HEAD = "date,metal,price,unit,currency,source\n"
GOOD = HEAD + "2026-11-20,XAU,4050.25,ozt,USD,LBMA\n2026-11-20,silver,1.5432,g,USD,LBMA\n"


@pytest.fixture(autouse=True)
def a_monday():
    with time_machine.travel(datetime(2026, 11, 23, 15, 0), tick=True):
        yield


def only(text):
    found = read_prices(text)
    assert found.faults == []
    (row,) = found.rows.values()
    return row


def fault(row, head=HEAD):
    found = read_prices(head + row)
    assert len(found.faults) == 1
    return found.faults[0]


@pytest.mark.parametrize(
    ("price", "unit", "ounce"),
    [
        ("4050.25", "ozt", "4050.25"),
        ("130.22", "g", "4050.30"),
        ("202.51", "dwt", "4050.19"),
        ("130219", "kg", "4050.27"),
        ("1", "g", "31.10"),
    ],
)
def test_a_price_by_any_unit_becomes_one_by_the_ounce(price, unit, ounce):
    assert per_ozt(D(price), unit) == D(ounce)


@pytest.mark.parametrize(
    "row",
    [
        "2026-11-20,XAU,4050.25,ozt,USD,LBMA",
        "20 Nov 2026,gold,4050.25,OZT,usd,LBMA",
        "20 November 2026,Gold, 4050.25 ,ozt,USD,LBMA",
        '2026-11-20,XAU,"4,050.25",ozt,USD,LBMA',
        '2026-11-20,XAU,"4050,25",ozt,USD,LBMA',
        "20.11.2026,XAU,4'050.25,ozt,,LBMA",
        "2026-11-20,XAU,4\u202f050.25,ozt,USD,LBMA",
    ],
)
def test_the_same_price_however_it_is_written(row):
    found = only(HEAD + row)
    assert (found.metal.code, found.per_ozt, found.currency) == ("XAU", D("4050.25"), "USD")
    assert found.source == "LBMA"
    assert found.at.astimezone(House.current().zone).date() == date(2026, 11, 20)


@pytest.mark.parametrize(
    "text",
    [
        "date;metal;price;unit\n20 Nov 2026;Gold;4.050,25;ozt",
        "\ufeffDate;Metal;Price;Unit\r\n\r\n20 Nov 2026;Gold;4050,25;ozt\r\n;;;\r\n",
        "unit\tprice\tmetal\tdate\tnote\nozt\t4050.25\tXAU\t2026-11-20\tseen",
    ],
)
def test_semicolons_tabs_marks_and_blank_lines(text):
    found = only(text)
    assert (found.per_ozt, found.currency, found.source) == (D("4050.25"), "USD", "Imported list")


FAULTS = [
    ("2026-11-20,XRH,4050,ozt,USD,x", "Line 2: the metal “XRH” is not on record."),
    ("2026-11-20,XAU,4050,lb,USD,x", "Line 2: the unit “lb” is not ozt, g, dwt or kg."),
    (
        "11/20/2026,XAU,4050,ozt,USD,x",
        "Line 2: “11/20/2026” is no date. Write it as 2026-11-23 or 23 Nov 2026.",
    ),
    ("2026-11-25,XAU,4050,ozt,USD,x", "Line 2: “2026-11-25” is later than today."),
    ("2026-11-20,XAU,n/a,ozt,USD,x", "Line 2: the price “n/a” is no number."),
    ("2026-11-20,XAU,-4050,ozt,USD,x", "Line 2: the price “-4050” is no number."),
    ("2026-11-20,XAU,0,ozt,USD,x", "Line 2: the price is out of all bounds."),
    ("2026-11-20,XAU,999999999,g,USD,x", "Line 2: the price is out of all bounds."),
    (
        '2026-11-20,XAU,"4,050",ozt,USD,x',
        "Line 2: the price “4,050” can be read two ways. Write 4050 or 4.05.",
    ),
    ("2026-11-20,XAU,=2+2,ozt,USD,x", "Line 2: the price “=2+2” is no number."),
    (
        "2026-11-20,XAU,4050,ozt,USD,=HYPERLINK(A1)",
        "Line 2: the source “=HYPERLINK(A1)” begins like a formula. Write it in words.",
    ),
    (
        "2026-11-20,XAU,4050,ozt,dollars,x",
        "Line 2: “dollars” is no currency. Write three letters, as USD.",
    ),
    ("2026-11-20,XAU", "Line 2: the unit “” is not ozt, g, dwt or kg."),
    ("2026-11-20,XAU,4050,ozt,USD,a\0b", "Line 2: the source holds signs that cannot be kept."),
    ('2026-11-20,XAU,"' + "4" * 140_000, "Line 2: this is no row of a list."),
]


@pytest.mark.parametrize(("row", "sentence"), FAULTS, ids=lambda value: value[:40])
def test_each_bad_row_gets_a_sentence_with_its_line(row, sentence):
    assert fault(row) == sentence


def test_the_lines_are_those_of_the_editor():
    text = HEAD + "\n2026-11-20,XAU,4050,ozt,USD,x\n\nsoon,XAU,1,ozt,USD,x\nlater,XAG,1,g,USD,x\n"
    assert [words.split(":")[0] for words in read_prices(text).faults] == ["Line 5", "Line 6"]


def test_a_list_without_its_columns_says_which():
    assert read_prices("day,metal\n").faults == ["Line 1: there is no column date, price, unit."]
    assert read_prices("").faults == ["Line 1: there is no column date, metal, price, unit."]


def test_a_list_is_imported_once():
    before = MetalPrice.objects.count()
    done = import_prices(text=GOOD, by=BY)
    assert (done.added, done.known, MetalPrice.objects.count()) == (2, 0, before + 2)
    silver = MetalPrice.objects.get(metal__code="XAG", source="LBMA")
    assert (silver.per_ozt, silver.currency) == (D("48.00"), "USD")
    assert Event.objects.get(kind="metal_prices.imported").data == {"added": 2}
    again = import_prices(text=GOOD, by=BY)
    assert (again.added, again.known, MetalPrice.objects.count()) == (0, 2, before + 2)
    assert Event.objects.filter(kind="metal_prices.imported").count() == 1


def test_one_bad_row_stops_them_all():
    before = MetalPrice.objects.count()
    with pytest.raises(BadList) as refused:
        import_prices(text=GOOD + "2026-11-20,XPT,soon,ozt,USD,LBMA\n", by=BY)
    assert refused.value.faults == ["Line 4: the price “soon” is no number."]
    assert MetalPrice.objects.count() == before


def test_a_price_on_record_is_never_rewritten():
    import_prices(text=GOOD, by=BY)
    with pytest.raises(BadList) as refused:
        import_prices(text=GOOD.replace("4050.25", "4060.25"), by=BY)
    assert refused.value.faults == [
        "Line 2: “LBMA” already says 4050.25 for gold on 20 Nov 2026. A price is never rewritten."
    ]
    twice = HEAD + "2026-11-19,XAU,1,ozt,USD,x\n2026-11-19,XAU,2,ozt,USD,x\n"
    with pytest.raises(BadList, match="Nothing was imported"):
        import_prices(text=twice, by=BY)


def test_the_same_row_twice_in_one_list_is_one_price():
    row = "2026-11-19,XAU,4000,ozt,USD,x\n"
    assert import_prices(text=HEAD + row + row, by=BY).added == 1


def test_only_the_house_enters_prices():
    with pytest.raises(NotAllowed):
        import_prices(text=GOOD, by=Actor(kind=ActorKind.CLIENT, name="Clara"))


PAGE = reverse("admin:materials_metalprice_import_list")
LIST = reverse("admin:materials_metalprice_changelist")


@pytest.fixture
def staff(client):
    client.force_login(make_staff())
    return client


def test_rows_are_pasted_mended_and_imported(staff):
    assert PAGE in staff.get(LIST).content.decode()
    bad = GOOD.replace("4050.25", "soon")
    page = staff.post(PAGE, {"rows": bad}).content.decode()
    assert "Line 2: the price “soon” is no number." in page
    assert "2026-11-20,silver,1.5432,g,USD,LBMA" in page
    answer = staff.post(PAGE, {"rows": GOOD}, follow=True)
    assert "2 prices imported." in answer.content.decode()
    again = staff.post(PAGE, {"rows": GOOD}, follow=True).content.decode()
    assert "Nothing was added: every price of the list was on record already." in again


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_in_any_usual_encoding(staff, encoding):
    text = GOOD.replace("LBMA", "Café Zürich")
    file = SimpleUploadedFile("prices.csv", text.encode(encoding))
    assert staff.post(PAGE, {"file": file}).status_code == 302
    assert MetalPrice.objects.filter(source="Café Zürich").count() == 2


def test_what_a_file_held_stands_in_the_text_area_to_be_mended(staff):
    file = SimpleUploadedFile("prices.csv", GOOD.replace("XAU", "<b>XYZ").encode())
    page = staff.post(PAGE, {"file": file}).content.decode()
    assert "the metal “&lt;b&gt;XYZ” is not on record." in page
    assert "&lt;b&gt;XYZ,4050.25,ozt" in page


def test_nothing_given_and_no_list_at_all_are_said(staff):
    assert "Please choose a file or paste the rows." in staff.post(PAGE, {}).content.decode()
    file = SimpleUploadedFile("prices.xlsx", b"PK\x03\x04\0\0")
    page = staff.post(PAGE, {"file": file}).content.decode()
    assert "This file is no list. Please save it as CSV." in page


def test_looking_imports_nothing_and_a_client_never_gets_there(staff, client):
    before = MetalPrice.objects.count()
    assert staff.get(PAGE).status_code == 200
    client.force_login(make_client().user)
    assert client.post(PAGE, {"rows": GOOD}).status_code == 403
    assert MetalPrice.objects.count() == before
    assert Metal.objects.count() == 4
