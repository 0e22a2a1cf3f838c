"""What a client sees of their own goods: every hand, every paper, what was told, and no more."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from atelier.materials.custody import move_stone
from atelier.materials.goods import Goods, Shot
from atelier.materials.goods_pictures import add_goods_picture
from atelier.materials.incidents import report_incident, settle_incident
from atelier.materials.marks import Spot
from atelier.materials.models import BroughtPiece, Receipt
from atelier.materials.models.stones import HolderKind
from atelier.materials.tests.evaluating import accept, evaluate
from atelier.materials.tests.factories import make_stone
from atelier.materials.tests.receiving import checked, make_goods, receive, signatures
from atelier.people.models import User
from atelier.people.tests.factories import make_client, make_staff, staff_actor
from atelier.pictures.models import Picture, Rendition
from orders.actions.goods import hand_back_goods
from orders.models import Commission, CommissionStone
from orders.tests.factories import make_commission

pytestmark = pytest.mark.django_db


def browser_of(user: User) -> Browser:
    browser = Browser()
    browser.force_login(user)
    return browser


@pytest.fixture
def commission() -> Commission:
    return make_commission(client=make_client(name="Clara Weiss"))


@pytest.fixture
def mine(commission: Commission) -> Browser:
    assert commission.client is not None
    return browser_of(commission.client.account)


def bring(commission: Commission, *things: Any, **over: Any) -> Receipt:
    assert commission.client is not None
    asked = {"commission_id": commission.pk} | over
    return receive(commission.client, *things, **asked)


def page_of(browser: Browser, commission: Commission) -> str:
    return browser.get(reverse("my:stones", args=[commission.public_id])).content.decode()


def document_of(commission: Commission, receipt: Any) -> str:
    return reverse("my:receipt", args=[commission.public_id, receipt])


def test_a_client_reads_who_holds_what_and_every_hand(commission, mine):
    ring = BroughtPiece(description="The old ring", stamps="585")
    receipt = bring(commission, make_goods(), Goods(ring))
    stone = commission.client.stones.get()
    move_stone(
        stone=stone, to_holder="GIA", to_kind=HolderKind.LABORATORY, by=staff_actor(), seal="S-12"
    )
    page = page_of(mine, commission)
    assert "Held by GIA" in page
    assert "In our care: " in page
    assert "Green emerald, emerald cut" in page
    assert "The old ring" in page
    assert "Treatment not determined" in page
    assert "Chip under one corner" in page
    assert receipt.number in page


def test_what_went_home_is_with_the_client(commission, mine):
    bring(commission)
    stone = commission.client.stones.get()
    hand_back_goods(
        client=commission.client,
        commission=commission,
        things=[checked(stone)],
        by=staff_actor(),
        client_signature=signatures()["client_signature"],
        house_signature=signatures()["house_signature"],
    )
    assert "With you" in page_of(mine, commission)


def test_goods_that_came_for_no_piece_show_on_every_page_of_theirs(commission, mine):
    bring(commission, commission_id=None)
    assert "Green emerald" in page_of(mine, commission)
    other = make_commission(client=commission.client)
    bring(other, Goods(BroughtPiece(description="A brooch")))
    assert "A brooch" not in page_of(mine, commission)


def test_an_incident_is_told_once_somebody_has_spoken_of_it(commission, mine):
    bring(commission)
    stone, by = commission.client.stones.get(), staff_actor()
    kept = report_incident(thing=stone, kind="damage", what_happened="Careless.", by=by)
    assert "Careless" not in page_of(mine, commission)
    report_incident(
        thing=stone, kind="loss", what_happened="Gone.", for_client="We are looking.", by=by
    )
    page = page_of(mine, commission)
    assert "We are looking." in page
    assert "Gone." not in page
    settle_incident(incident=kept, outcome="Paid.", for_client="We repolished it.", by=by)
    page = page_of(mine, commission)
    assert "We repolished it." in page
    assert "Paid." not in page
    assert "Careless" not in page


def test_a_receipt_is_for_its_client_alone(commission, mine):
    receipt = bring(commission)
    where = document_of(commission, receipt.public_id)
    answer = mine.get(where)
    assert answer.content.startswith(b"%PDF-")
    assert "no-store" in answer["Cache-Control"]
    for stranger in (make_client().account, make_staff()):
        assert browser_of(stranger).get(where).status_code == 404
    assert Browser().get(where).status_code == 302
    assert mine.get(document_of(commission, uuid4())).status_code == 404
    theirs = bring(make_commission())
    assert mine.get(document_of(commission, theirs.public_id)).status_code == 404


def test_a_receipt_of_another_piece_is_not_under_this_one(commission, mine):
    other = make_commission(client=commission.client)
    receipt = bring(other)
    assert mine.get(document_of(commission, receipt.public_id)).status_code == 404


def _picture(thing, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "a.webp").write_bytes(b"RIFF")
    picture = Picture.objects.create(status="ready")
    Rendition.objects.create(picture=picture, width=400, height=400, file="a.webp")
    marks = (Spot(Decimal("40"), Decimal("60.5"), "A chip"), Spot(Decimal("5"), Decimal("95")))
    shot = Shot(picture, "damage", marks, "Under the corner")
    add_goods_picture(thing=thing, shot=shot, by=staff_actor())
    return picture


def test_pictures_of_their_goods_are_the_clients_to_see(commission, mine, settings, tmp_path):
    bring(commission)
    picture = _picture(commission.client.stones.get(), settings, tmp_path)
    where = reverse("my:picture", args=[commission.public_id, picture.public_id, 400])
    page = page_of(mine, commission)
    assert where in page
    assert 'cx="40.00%" cy="60.50%"' in page
    assert "<li>A chip</li><li>A mark</li>" in page
    assert "Damage, marked: Under the corner" in page
    assert mine.get(where).status_code == 200
    foreign = make_commission()
    elsewhere = reverse("my:picture", args=[foreign.public_id, picture.public_id, 400])
    assert foreign.client is not None
    assert browser_of(foreign.client.account).get(elsewhere).status_code == 404


def test_what_the_gemmologist_found_stands_beside_what_was_said(commission, mine):
    bring(commission)
    stone = commission.client.stones.get()
    first = evaluate(stone)
    doubt = accept(verdict="conditional", because="In a bezel.", notes="Offer less.")
    held = evaluate(stone, judgement=doubt)
    page = page_of(mine, commission)
    assert "Accepted on conditions" in page
    assert "A fine old emerald." in page
    assert "Clarity enhanced, minor (F1), cedar oil" in page
    assert "My grandmother&#x27;s" in page
    assert "Offer less" not in page
    where = reverse("my:evaluation", args=[commission.public_id, held.public_id])
    assert mine.get(where).content.startswith(b"%PDF-")
    for other in (first.public_id, uuid4()):
        gone = reverse("my:evaluation", args=[commission.public_id, other])
        assert mine.get(gone).status_code == 404
    theirs = make_commission()
    foreign = reverse("my:evaluation", args=[theirs.public_id, held.public_id])
    assert theirs.client is not None
    assert browser_of(theirs.client.account).get(foreign).status_code == 404


def test_the_houses_stones_are_named_without_a_ledger(commission, mine):
    ours = make_stone("sapphire")
    CommissionStone.objects.create(commission=commission, stone=ours)
    move_stone(stone=ours, to_holder="Drawer 9", by=staff_actor())
    page = page_of(mine, commission)
    assert "Meant for your piece" in page
    assert "Drawer 9" not in page


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_costs_the_same_however_much_is_held(commission, mine, many, settings, tmp_path):
    for _ in range(many):
        bring(commission, make_goods(), Goods(BroughtPiece(description="A ring")))
    for stone in commission.client.stones.all():
        _picture(stone, settings, tmp_path)
        evaluate(stone)
    with CaptureQueriesContext(connection) as asked:
        page = page_of(mine, commission)
    assert page.count('class="stone__holder"') == 2 * many
    assert len(asked) == QUERIES


QUERIES = 18
