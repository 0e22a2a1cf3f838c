"""Suppliers, statements, lots, memos, reports and services in the admin."""

from datetime import timedelta
from decimal import Decimal as D

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from atelier.files.models import StoredFile
from atelier.files.tests.factories import PDF
from atelier.house.models import House
from atelier.materials.models import (
    Cut,
    LaboratoryReport,
    Memo,
    MetalLot,
    Operation,
    Service,
    Stone,
    Supplier,
    SupplierStatement,
)
from atelier.materials.models.stones import Title
from atelier.materials.tests.factories import (
    make_lot,
    make_memo,
    make_report,
    make_statement,
    make_stone,
    make_supplier,
)
from atelier.people.tests.factories import make_client, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def staff(client):
    client.force_login(make_staff(name="Ines Roth"))
    return client


def address(model, page, *args):
    return reverse(f"admin:materials_{model._meta.model_name}_{page}", args=args)


def make_lent(**over):
    return make_stone(title=Title.MEMO, memo=make_memo(), carats=D("2.05"), **over)


def make_supplier_row():
    return make_supplier(f"Dealer {Supplier.objects.count()}")


LISTS = [
    (Supplier, make_supplier_row, 5),
    (SupplierStatement, make_statement, 6),
    (MetalLot, make_lot, 8),
    (Memo, make_lent, 6),
    (LaboratoryReport, lambda: make_report(make_stone()), 5),
    (Operation, lambda: None, 4),
    (Service, lambda: None, 5),
]


@pytest.mark.parametrize(
    ("model", "make", "queries"), LISTS, ids=[model.__name__ for model, _, _ in LISTS]
)
def test_a_list_costs_as_much_for_three_as_for_one(
    model, make, queries, staff, django_assert_num_queries
):
    make()
    page = address(model, "changelist")
    staff.get(page)
    with django_assert_num_queries(queries):
        assert staff.get(page).status_code == 200
    make()
    make()
    with django_assert_num_queries(queries):
        assert staff.get(page).status_code == 200
    assert staff.get(address(model, "change", model.objects.first().pk)).status_code == 200


def test_a_statement_is_added_with_its_paper_and_never_changed(staff):
    supplier = make_supplier("Hudson Refining")
    answer = staff.post(
        address(SupplierStatement, "add"),
        {
            "supplier": supplier.pk,
            "about": "recycled_rjc",
            "wording": "This gold is at least 87 % recycled.",
            "percent": "87",
            "dated": "2026-01-01",
            "valid_until": "2026-12-31",
            "paper": SimpleUploadedFile("coc.pdf", PDF),
        },
    )
    assert answer.status_code == 302
    statement = SupplierStatement.objects.get()
    stored = StoredFile.objects.get()
    assert statement.document == stored
    assert (stored.original_name, stored.uploaded_by) == ("coc.pdf", "Ines Roth")
    page = address(SupplierStatement, "change", statement.pk)
    shown = staff.get(page).content.decode()
    assert "This gold is at least 87 % recycled." in shown
    assert "coc.pdf" in shown
    assert staff.post(page, {"wording": "Better words"}).status_code == 403
    assert staff.post(address(SupplierStatement, "delete", statement.pk)).status_code == 403
    for write in (lambda: SupplierStatement.objects.update(scope="x"), statement.delete):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            write()


def test_a_file_that_is_no_pdf_is_refused_beside_its_field_and_nothing_typed_is_lost(staff):
    answer = staff.post(
        address(SupplierStatement, "add"),
        {
            "supplier": make_supplier().pk,
            "about": "conflict_free",
            "wording": "Word for word.",
            "dated": "2026-01-01",
            "paper": SimpleUploadedFile("coc.pdf", b"<html>"),
        },
    )
    page = answer.content.decode()
    assert "“coc.pdf” is no file we can read here. Please send a PDF." in page
    assert "Word for word." in page
    assert (SupplierStatement.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_a_recycled_statement_without_its_share_is_asked_for_it(staff):
    answer = staff.post(
        address(SupplierStatement, "add"),
        {
            "supplier": make_supplier().pk,
            "about": "recycled_scs",
            "wording": "Recycled.",
            "dated": "2026-01-01",
        },
    )
    assert answer.status_code == 200
    assert not SupplierStatement.objects.exists()


def test_statements_near_their_end_are_found_unless_the_next_is_there(staff):
    today = House.current().today()
    soon = {"dated": today - timedelta(days=300), "valid_until": today + timedelta(days=9)}
    ending = make_statement(**soon)
    renewed = make_statement(supplier=make_supplier("Renewed"), **soon)
    make_statement(supplier=renewed.supplier, dated=today, valid_until=None)
    found = SupplierStatement.objects.ending_by(today + timedelta(days=30), today)
    assert list(found) == [ending]
    page = staff.get(address(SupplierStatement, "changelist"), {"force": "ending"})
    assert "Renewed" not in page.content.decode().split("result_list")[-1]
    assert f"Ends {ending.valid_until:%-d %b %Y}" in page.content.decode()


def report_fields(stone, **over):
    return {
        "stone": stone.pk,
        "laboratory": "GIA",
        "kind": "grading",
        "number": "2141438171",
        "carats": "1.52",
        "findings": "G, VS1",
    } | over


def test_a_report_keeps_its_pdf_and_hands_it_to_staff_alone(staff, client):
    stone = make_stone("diamond", "round", carats=D("1.52"))
    paper = SimpleUploadedFile("gia.pdf", PDF)
    staff.post(address(LaboratoryReport, "add"), report_fields(stone, paper=paper))
    report = LaboratoryReport.objects.get()
    pdf = address(LaboratoryReport, "paper", report.pk)
    assert pdf in staff.get(address(Stone, "change", stone.pk)).content.decode()
    answer = staff.get(pdf)
    assert answer["Content-Disposition"] == 'attachment; filename="gia.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    client.force_login(make_client().user)
    assert client.get(pdf).status_code == 403
    client.logout()
    assert client.get(pdf).status_code == 302


def test_a_report_without_a_paper_has_none_to_hand_out(staff):
    report = make_report(make_stone())
    assert staff.get(address(LaboratoryReport, "paper", report.pk)).status_code == 404


@pytest.mark.parametrize(
    ("carats", "length", "words"),
    [
        ("1.53", "7.40", "Agrees with the stone."),
        ("1.54", "7.40", "The weight differs: 1.54 ct on the report, 1.52 ct here."),
        ("1.52", "7.50", "The length differs: 7.5 mm on the report, 7.4 mm here."),
    ],
)
def test_the_stones_page_says_whether_its_report_agrees(staff, carats, length, words):
    stone = make_stone("diamond", "round", carats=D("1.52"), length=D("7.40"))
    make_report(stone, carats=D(carats), length=D(length))
    assert words in staff.get(address(Stone, "change", stone.pk)).content.decode()


def test_a_stone_nobody_weighed_is_not_said_to_agree(staff):
    report = make_report(make_stone(carats_estimated=D("1.52")), carats=D("1.52"))
    page = staff.get(address(LaboratoryReport, "change", report.pk)).content.decode()
    assert "Not compared: weigh the stone" in page


def test_a_stone_on_memo_is_bought_on_its_page(staff):
    stone = make_lent()
    page = staff.get(address(Stone, "change", stone.pk)).content.decode()
    buy = reverse("admin:materials_stone_buy", args=[stone.pk])
    assert buy in page
    invoice = {"invoice_number": "LC-88", "invoice_date": "2026-01-05", "cost_per_carat": "2900"}
    assert staff.get(buy).status_code == 200
    assert staff.post(buy, invoice | {"invoice_number": ""}).status_code == 200
    assert staff.post(buy, invoice).status_code == 302
    stone.refresh_from_db()
    assert (stone.title, stone.supplier.name) == (Title.ATELIER, "Lapidaire & Co")
    assert buy not in staff.get(address(Stone, "change", stone.pk)).content.decode()
    assert staff.post(buy, invoice).status_code == 403


def test_a_stone_on_memo_is_returned_on_its_page_and_its_title_is_never_typed(staff):
    stone = make_lent()
    page = staff.get(address(Stone, "change", stone.pk)).content.decode()
    assert 'name="title"' not in page
    give_back = reverse("admin:materials_stone_give_back", args=[stone.pk])
    assert staff.get(give_back).status_code == 200
    assert Stone.objects.get().returned_at is None
    assert staff.post(give_back).status_code == 302
    assert Stone.objects.get().returned_at is not None


def test_a_page_asks_only_what_the_title_calls_for(staff):
    ours, lent = make_stone(), make_stone(title=Title.CLIENT, owner=make_client())
    page = staff.get(address(Stone, "change", ours.pk)).content.decode()
    assert ('name="invoice_number"' in page, 'name="as_stated"' in page) == (True, False)
    page = staff.get(address(Stone, "change", lent.pk)).content.decode()
    assert ('name="invoice_number"' in page, 'name="as_stated"' in page) == (False, True)


def test_suppliers_and_memos_lead_to_the_stone(staff):
    stone = make_lent(supplier=make_supplier())
    way = address(Stone, "change", stone.pk)
    assert way in staff.get(address(Memo, "change", stone.memo.pk)).content.decode()
    assert way in staff.get(address(Supplier, "change", stone.supplier.pk)).content.decode()


def test_a_memo_is_extended_with_a_note(staff):
    memo = make_memo()
    extend = reverse("admin:materials_memo_extend", args=[memo.pk])
    assert staff.post(extend, {"due": "2031-01-01", "note": ""}).status_code == 200
    assert staff.post(extend, {"due": "2031-01-01", "note": "By telephone"}).status_code == 302
    memo.refresh_from_db()
    assert (str(memo.due), memo.note) == ("2031-01-01", "Ines Roth: By telephone")
    shown = staff.get(address(Memo, "change", memo.pk)).content.decode()
    assert 'name="due"' not in shown


def test_only_a_round_brilliant_has_a_cut_grade_in_the_database_too():
    make_stone("diamond", "round", cut_grade="excellent")
    with pytest.raises(IntegrityError, match="round_brilliants"), transaction.atomic():
        make_stone("diamond", "oval", cut_grade="excellent")
    with pytest.raises(IntegrityError, match="round_brilliants"), transaction.atomic():
        make_stone("diamond", cut=None, cut_grade="excellent")
    with pytest.raises(IntegrityError, match="round_brilliants"), transaction.atomic():
        Stone.objects.update(cut=Cut.objects.get(code="oval"))
