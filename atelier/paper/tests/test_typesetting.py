"""One way from words to paper: archivable, repeatable, and deaf to markup."""

from decimal import Decimal
from pathlib import Path

import pytest
import typst

from atelier.house.models import House
from atelier.paper import house_block, typeset

pytestmark = pytest.mark.django_db

SAMPLE = Path(__file__).with_name("sample.typ")
STROKES = [[[5, 80], [20, 20], [35, 75], [50, 40]], [[60, 50]], []]


@pytest.fixture
def data():
    return {
        "house": house_block(),
        "date": "2026-05-01",
        "title": "Custody receipt R26-00001",
        "subtitle": "of one emerald",
        "facts": [("Client", "Ada Marlow"), ("Address", ""), ("Words", "one\ntwo"), ("None", None)],
        "sums": [("Making", Decimal("1.50")), ("Total", Decimal("1.50"))],
        "rows": [("Emerald", Decimal("1.310"))],
        "words": "First line.\nSecond line.",
        "name": "Ada Marlow",
        "strokes": STROKES,
    }


def test_every_function_sets_an_archivable_pdf(data):
    pdf = typeset(SAMPLE, data)
    assert pdf.startswith(b"%PDF-")
    assert b"pdfaid" in pdf


def test_same_data_give_the_same_bytes(data):
    assert typeset(SAMPLE, data) == typeset(SAMPLE, data)


def test_another_day_gives_other_bytes(data):
    assert typeset(SAMPLE, data) != typeset(SAMPLE, data | {"date": "2026-05-02"})


def test_a_moment_is_taken_as_the_moment_it_is(data):
    there = typeset(SAMPLE, data | {"date": "2026-05-01T08:00:00-04:00"})
    assert there == typeset(SAMPLE, data | {"date": "2026-05-01T12:00:00Z"})


@pytest.mark.parametrize("name", ['#panic("no")', "*Ada* _Marlow_", "$x^2$", "@ada", "<a> // \\"])
def test_what_people_wrote_is_no_markup(data, name):
    written = dict.fromkeys(("title", "subtitle", "words", "name"), name)
    rows = {"facts": [(name, name)], "sums": [(name, name)], "rows": [(name, name)]}
    assert typeset(SAMPLE, data | written | rows | {"strokes": []}).startswith(b"%PDF-")


def test_a_glyph_no_archive_form_may_hold_still_prints(data):
    pdf = typeset(SAMPLE, data | {"name": "Ada \U0010fffd", "strokes": []})
    assert pdf.startswith(b"%PDF-")
    assert b"pdfaid" not in pdf


def test_a_fault_in_a_template_is_told(data, tmp_path):
    broken = tmp_path / "broken.typ"
    broken.write_text('#import "letterhead.typ": *\n#data.nothing')
    with pytest.raises(typst.TypstError):
        typeset(broken, data)


def test_the_head_names_the_house():
    House.objects.update_or_create(
        id=1,
        defaults={
            "name": "Maison Tessaly",
            "email": "house@example.com",
            "address": "41 Lantern Street\nNew York",
            "country": "US",
        },
    )
    assert house_block() == {
        "name": "Maison Tessaly",
        "legal_name": "Maison Tessaly",
        "address": "41 Lantern Street, New York",
        "email": "house@example.com",
        "phone": "",
        "accent": "#1f3a33",
        "paper": "us-letter",
    }


def test_paper_follows_the_country():
    House.current()
    House.objects.update(country="FR")
    assert house_block()["paper"] == "a4"
