"""A receipt for everything that comes in and everything that goes home."""

import base64
import threading
import uuid
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from atelier.house.models import House, NumberSeries
from atelier.journal.models import Event, OutgoingMessage
from atelier.journal.refusals import Conflict, NotAllowed, Refusal
from atelier.materials.custody import Observed, holder_kind_of, holder_of, move_stone
from atelier.materials.documents import receipt_pdf
from atelier.materials.goods import Goods, Shot
from atelier.materials.identity import IdentityMismatch
from atelier.materials.incidents import report_incident, settle_incident
from atelier.materials.marks import Spot
from atelier.materials.models import (
    BroughtPiece,
    LaboratoryReport,
    Receipt,
    ReceiptItem,
    Stone,
)
from atelier.materials.models.custody import Risk
from atelier.materials.models.stones import HolderKind, Title
from atelier.materials.receipts import hand_back
from atelier.materials.signatures import Signature, clean_strokes
from atelier.materials.tests.factories import (
    make_brought_piece,
    make_memo,
    make_report,
    make_stone,
)
from atelier.materials.tests.receiving import (
    checked,
    make_goods,
    make_terms,
    new_emerald,
    receive,
    signatures,
)
from atelier.paper import fingerprint
from atelier.people.tests.factories import client_actor, make_client, staff_actor
from atelier.people.tests.racing import at_once
from atelier.pictures.models import Rendition
from atelier.pictures.preparing import prepare_next
from atelier.pictures.tests.corpus import png
from atelier.pictures.tests.factories import prepare_picture, receive_picture

pytestmark = pytest.mark.django_db
CALLERS = 8


@pytest.fixture
def owner():
    return make_client(name="Clara Weiss", email="clara@example.com")


def give_back(client, *things, **over):
    asked: dict[str, Any] = {
        "by": staff_actor(),
        "may_leave": lambda things: None,
        **signatures(),
    } | over
    return hand_back(client=client, things=things, **asked)


def test_goods_come_in_with_everything_the_paper_asks_for(owner):
    receipt = receive(owner, commission_id=7, reference="C-7K3M9Q")
    stone = owner.stones.get()
    assert receipt.number == f"R{House.current().today().year % 100}-00001"
    assert stone.title == Title.CLIENT
    assert holder_kind_of(stone) == HolderKind.HOUSE
    movement = stone.movements.get()
    assert (movement.from_holder, movement.to_holder) == ("Clara Weiss", House.current().name)
    assert (movement.carats, movement.seal) == (Decimal("1.340"), "S-11")
    [goods] = receipt.frozen["goods"]
    assert goods["title"] == "Green emerald, emerald cut"
    assert goods["rows"] == [
        ["As stated by the client", "My grandmother's, from Muzo"],
        ["As tested", "Green emerald, growth not determined, treatment not determined"],
        ["Count", "1"],
        ["Length × width × depth", "8.02 × 6.05 × 4.10 mm"],
        ["Weight", "1.340 ct, weighed"],
        ["Report", "No laboratory report"],
        ["Existing damage, at 10×", "Chip under one corner"],
        ["Seal", "S-11"],
        ["Value declared by the client", "6,500.00 USD"],
    ]
    assert [told for told, _ in receipt.frozen["risks"]] == [
        each.label for each in Risk if each != Risk.UNSETTING
    ]
    assert {initials for _, initials in receipt.frozen["risks"]} == {"CW"}
    assert receipt.frozen["leftovers"] == "Returned to the client"
    assert receipt.frozen["client_signature"]["strokes"][0][0] == [10.0, 60.0]
    assert receipt.frozen["house_signature"] == {"name": "Ines Roth", "strokes": []}
    assert receipt.sha256 == fingerprint(receipt.frozen)
    event = Event.objects.get(kind="receipt.received")
    assert (event.commission_id, event.data["number"]) == (7, receipt.number)


def test_the_paper_shows_every_photograph_that_is_ready(owner, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    pinned = Shot(prepare_picture(), "damage", (Spot(Decimal(40), Decimal(30), "Chip"),))
    waiting = Shot(receive_picture("side.png", png(60, 80)), "profile")
    receipt = receive(owner, make_goods(shots=(pinned, waiting)))
    first = receipt_pdf(receipt)
    assert first.count(b"/DCTDecode") == 1
    assert receipt_pdf(Receipt.objects.get()) == first
    mail = OutgoingMessage.objects.get(kind="receipt.signed")
    assert base64.b64decode(mail.attachments[0]["base64"]) == first
    while prepare_next():
        pass
    assert receipt_pdf(Receipt.objects.get()).count(b"/DCTDecode") == 2


def test_a_photograph_the_disk_lost_does_not_cost_the_paper(owner, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    receipt = receive(owner, make_goods(shots=(Shot(prepare_picture()),)))
    for size in Rendition.objects.all():
        size.file.delete(save=False)
    assert b"/DCTDecode" not in receipt_pdf(receipt)


def test_a_mounted_stone_has_an_estimate_that_says_so(owner):
    mounted = new_emerald(carats=None, carats_estimated=Decimal("1.31"), declared_value=None)
    receipt = receive(owner, make_goods(mounted, observed=Observed(), is_mounted=True))
    rows = dict(receipt.frozen["goods"][0]["rows"])
    assert rows["Weight"] == "about 1.31 ct, estimated: it is mounted"
    assert rows["Value declared by the client"] == "None declared"
    assert rows["Existing damage, at 10×"] == "None seen"


def test_a_piece_comes_in_with_its_stamps_and_a_stone_with_its_report(owner):
    ring = BroughtPiece(description="A ring", stamps="585", metal_grams=Decimal("4.120"))
    report = LaboratoryReport(laboratory="GIA", number="2141438171", inscription="GIA 21414")
    receipt = receive(owner, Goods(ring), make_goods(report=report))
    stones, pieces = receipt.frozen["goods"]
    assert dict(stones["rows"])["Report"] == "GIA report 2141438171"
    assert dict(pieces["rows"])["Stamps"] == "585"
    assert dict(pieces["rows"])["Weight, stones in"] == "4.120 g"
    assert (ring.owner, receipt.items.count()) == (owner, 2)


@pytest.mark.parametrize("laboratory", ["GIA", "g.i.a."])
def test_a_report_that_is_on_record_already_is_said_and_nothing_is_lost(owner, laboratory):
    make_report(make_stone("diamond", "round"), number="2141438171")
    again = LaboratoryReport(laboratory=laboratory, number="2141438171")
    with pytest.raises(Conflict, match="GIA report 2141438171 is on record already"):
        receive(owner, replace(make_goods(), report=again))
    assert not Receipt.objects.exists()
    assert not owner.stones.exists()


def test_the_client_has_it_by_mail_at_once(owner):
    receipt = receive(owner)
    mail = OutgoingMessage.objects.get(kind="receipt.signed")
    assert mail.to == "clara@example.com"
    assert mail.attachments[0]["name"] == f"receipt-{receipt.number}.pdf"
    assert mail.attachments[0]["base64"].startswith("JVBERi0")


def test_the_paper_is_the_same_whatever_changes_afterwards(owner):
    receipt = receive(owner)
    first = receipt_pdf(receipt)
    assert first.startswith(b"%PDF-")
    House.objects.update(name="Another House")
    owner.stones.update(colour="blue", carats=Decimal("9"))
    owner.name = "Clara Stone"
    owner.save()
    assert receipt_pdf(Receipt.objects.get()) == first


def test_the_same_form_sent_twice_is_one_receipt(owner):
    form = uuid.uuid4()
    first = receive(owner, request_id=form)
    assert receive(owner, request_id=form) == first
    assert (Stone.objects.count(), OutgoingMessage.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    "terms",
    [
        make_terms(initials=dict.fromkeys(Risk.values[2:], "CW")),
        make_terms(authorised_work=" "),
        make_terms(leftovers="sell"),
    ],
)
def test_terms_with_a_gap_are_refused_and_no_number_is_lost(owner, terms):
    with pytest.raises(Refusal, match="Please"):
        receive(owner, terms=terms)
    assert (Stone.objects.count(), NumberSeries.objects.count()) == (0, 0)


def test_what_the_house_holds_does_not_come_in_again(owner):
    receive(owner)
    stone = owner.stones.get()
    with pytest.raises(Conflict, match="already with"):
        receive(owner, make_goods(stone))
    with pytest.raises(Refusal, match="stands here twice"):
        receive(owner, make_goods(stone), make_goods(stone))
    with pytest.raises(Refusal, match="at least one"):
        give_back(owner)


def test_only_the_house_writes_receipts_and_only_for_the_clients_own(owner):
    with pytest.raises(NotAllowed):
        receive(owner, by=client_actor(owner))
    others = make_stone(title=Title.CLIENT, owner=make_client())
    with pytest.raises(Refusal, match="does not belong to Clara Weiss"):
        receive(owner, make_goods(others))
    memo = make_stone(title=Title.MEMO, memo=make_memo())
    with pytest.raises(Refusal, match="on memo"):
        receive(owner, make_goods(memo))
    assert Receipt.objects.count() == 0


def test_goods_go_home_after_a_second_look(owner):
    receive(owner)
    stone = owner.stones.get()
    receipt = give_back(owner, checked(stone, carats=Decimal("1.345"), width=Decimal("6.10")))
    stone.refresh_from_db()
    assert (receipt.kind, stone.returned_at) == ("handed_back", receipt.at)
    assert holder_of(stone) == "Clara Weiss"
    assert holder_kind_of(stone) == HolderKind.OWNER
    assert not Stone.objects.held_for_clients().exists()
    rows = dict(receipt.frozen["goods"][0]["rows"])
    assert rows["Weighed again"] == "1.345 ct; 1.340 ct on record"
    assert receipt_pdf(receipt).startswith(b"%PDF-")
    with pytest.raises(Conflict, match="already with Clara Weiss"):
        give_back(owner, checked(stone))


@pytest.mark.parametrize(
    ("found", "says"),
    [
        ({"carats": Decimal("1.351")}, "weight 1.351 ct, 1.340 ct on record"),
        ({"carats": Decimal("1.329")}, "weight 1.329 ct"),
        ({"carats": None}, "weight not taken"),
        ({"length": Decimal("8.08")}, "length 8.08 mm, 8.02 mm on record"),
        ({"inscription": "GIA 99"}, "inscription “GIA 99”, “GIA 21414” on record"),
    ],
)
def test_what_differs_does_not_go_home(owner, found, says):
    report = LaboratoryReport(laboratory="GIA", number="2141438171", inscription="GIA 21414")
    receive(owner, make_goods(report=report))
    stone = owner.stones.get()
    with pytest.raises(IdentityMismatch, match=says) as refused:
        give_back(owner, checked(stone, **{"inscription": "gia21414"} | found))
    differences: Any = refused.value.details["differences"]
    assert list(differences) == [str(stone.public_id)]
    assert holder_kind_of(stone) == HolderKind.HOUSE


def test_a_settled_incident_says_what_weight_to_expect(owner):
    receive(owner)
    stone, by = owner.stones.get(), staff_actor()
    incident = report_incident(
        thing=stone, kind="damage", what_happened="Chipped.", carats=Decimal("1.310"), by=by
    )
    with pytest.raises(Refusal, match="not settled yet"):
        give_back(owner, checked(stone, carats=Decimal("1.310")))
    settle_incident(incident=incident, outcome="Repolished at our cost.", by=by)
    with pytest.raises(IdentityMismatch):
        give_back(owner, checked(stone))
    assert give_back(owner, checked(stone, carats=Decimal("1.312"))).kind == "handed_back"


def test_what_is_out_of_the_house_comes_back_first(owner):
    receive(owner)
    stone = owner.stones.get()
    move_stone(stone=stone, to_holder="GIA", to_kind=HolderKind.LABORATORY, by=staff_actor())
    with pytest.raises(Refusal, match="is with GIA: take it back into the house first"):
        give_back(owner, checked(stone))


def test_a_stone_on_memo_cannot_be_handed_to_a_client(owner):
    memo = make_stone(title=Title.MEMO, memo=make_memo())
    with pytest.raises(Refusal, match="on memo"):
        give_back(owner, checked(memo))


def test_a_piece_is_weighed_again(owner):
    ring = make_brought_piece(owner=owner, metal_grams=Decimal("4.120"))
    receive(owner, Goods(ring))
    with pytest.raises(IdentityMismatch, match="grams 4.010 g"):
        give_back(owner, checked(ring, grams=Decimal("4.010")))
    assert give_back(owner, checked(ring, grams=Decimal("4.100")))


@pytest.mark.parametrize("model", [Receipt, ReceiptItem])
@pytest.mark.parametrize("change", ["update", "delete"])
def test_postgres_refuses_to_rewrite_a_receipt(owner, model, change):
    receive(owner)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.update(id=99) if change == "update" else model.objects.all()._raw_delete(
            "default"
        )


@pytest.mark.parametrize("raw", ["x", [[["a", 1]]], [[[1]]], [[[1, 2, 3]]], [{"x": 1}]])
def test_strokes_nobody_drew_are_refused(raw):
    with pytest.raises(Refusal, match="could not be read"):
        clean_strokes(raw)


def test_strokes_stay_within_their_field():
    assert clean_strokes([[[10**400, -(10**400)]]]) == [[[100.0, 0.0]]]
    assert clean_strokes([[[-3, 101.26], [12.345, 50]], []]) == [[[0.0, 100.0], [12.3, 50.0]]]
    with pytest.raises(Refusal, match="too long"):
        clean_strokes([[[1, 1]] * 100] * 100)
    with pytest.raises(Refusal, match="full name"):
        Signature.of(" ")


@pytest.mark.django_db(transaction=True)
def test_one_form_pressed_many_times_at_once_is_one_receipt():
    owner, form, by = make_client(), uuid.uuid4(), staff_actor()
    new_emerald()
    made = at_once([lambda: receive(owner, request_id=form, by=by)] * CALLERS)
    assert {receipt.pk for receipt in made} == {Receipt.objects.get().pk}
    assert (Stone.objects.count(), OutgoingMessage.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_one_stone_goes_home_once():
    owner, by = make_client(), staff_actor()
    receive(owner, by=by)
    stone = owner.stones.get()
    made = at_once([lambda: give_back(owner, checked(stone), by=by)] * CALLERS)
    assert sum(isinstance(each, Receipt) for each in made) == 1
    assert stone.movements.count() == 2
    numbers = Receipt.objects.order_by("number").values_list("number", flat=True)
    assert [number[-5:] for number in numbers] == ["00001", "00002"]


@pytest.mark.django_db(transaction=True)
def test_canary_without_the_clients_lock_one_form_becomes_many_stones(monkeypatch):
    """Eight presses that all read before one writes: the constraint alone leaves seven errors."""
    owner, form, by = make_client(), uuid.uuid4(), staff_actor()
    new_emerald()
    reading = threading.Barrier(CALLERS)

    def unlocked(*_):
        found = Receipt.objects.filter(request_id=form).first()
        reading.wait(timeout=30)
        return found

    monkeypatch.setattr("atelier.materials.receipts._begin", unlocked)
    outcomes = at_once([lambda: receive(owner, request_id=form, by=by)] * CALLERS)
    assert sum(isinstance(each, DatabaseError) for each in outcomes) == CALLERS - 1
