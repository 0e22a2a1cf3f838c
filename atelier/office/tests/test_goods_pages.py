"""Goods across the table: written down, read over, signed, handed back."""

import json
import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from atelier.journal.models import Event
from atelier.materials.custody import holder_kind_of
from atelier.materials.goods import Shot
from atelier.materials.incidents import report_incident
from atelier.materials.marks import Spot
from atelier.materials.models import Incident, IncidentOutcome, Receipt
from atelier.materials.models.stones import HolderKind, Title
from atelier.materials.tests.factories import load_materials, make_brought_piece, make_stone
from atelier.materials.tests.receiving import make_goods, receive
from atelier.people.tests.factories import make_client, make_staff, staff_actor
from atelier.pictures.tests.corpus import png, upload
from atelier.pictures.tests.factories import make_picture
from orders.models import CommissionStone
from orders.statuses import CommissionStatus
from orders.tests.factories import make_commission

pytestmark = pytest.mark.django_db
DRAWN = [[[10.0, 60.0], [30.0, 20.0]]]


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def commission(client):
    load_materials()
    client.force_login(make_staff(name="Ines Roth"))
    return make_commission(client=make_client(name="Clara Weiss"))


def signed():
    return {
        "request_id": str(uuid.uuid4()),
        "client_name": "Clara Weiss",
        "client_strokes": json.dumps(DRAWN),
        "house_name": "Ines Roth",
        "house_strokes": "",
    }


def at(name, *args):
    return reverse(f"admin:{name}", args=args)


def came_in(commission):
    return receive(commission.client, commission_id=commission.pk)


def checks(stone, step="sign", **over):
    found = {"goes": "on", "carats": "1.34", "length": "8.02", "width": "6.05", "depth": "4.10"}
    fields = {f"t-{stone.public_id}-{name}": value for name, value in (found | over).items()}
    return fields | signed() | {"step": step, "witness": "Noor"}


def test_goods_are_handed_back(client, commission):
    came_in(commission)
    stone = commission.client.stones.get()
    CommissionStone.objects.create(commission=commission, stone=stone)
    where = at("hand_back", commission.reference)
    page = client.get(where).content.decode()
    assert "1.340" not in page
    form = checks(stone)
    unsigned = {name: value for name, value in form.items() if name not in signed()}
    read_over = client.post(where, unsigned | {"step": "review"})
    assert "1.340 ct; 1.340 ct on record" in read_over.content.decode()
    assert not read_over.context["signing"]["client_name"].value()
    answer = client.post(where, form)
    assert client.post(where, form)["Location"] == answer["Location"]
    receipt = Receipt.objects.get(kind="handed_back")
    assert answer["Location"] == at("receipt", receipt.public_id)
    assert holder_kind_of(stone) == HolderKind.OWNER
    assert not commission.stones.living().exists()
    assert "We hold nothing" in client.get(where).content.decode()


def test_what_goes_home_is_compared_with_its_photographs(client, commission):
    shot = Shot(make_picture(), "damage", (Spot(Decimal(40), Decimal(30), "Chip"),))
    receive(commission.client, make_goods(shots=(shot,)))
    page = client.get(at("hand_back", commission.reference)).content.decode()
    assert "As it was photographed here" in page
    assert 'cx="40.00%" cy="30.00%"' in page


@pytest.mark.parametrize("said", ["", "x", "00000000-0000-4000-8000-000000000007"])
def test_a_form_that_made_nothing_yet_is_read_as_it_stands(client, commission, said):
    came_in(commission)
    stone = commission.client.stones.get()
    posted = checks(stone, step="review") | {"request_id": said}
    assert client.post(at("hand_back", commission.reference), posted).status_code == 200


def test_a_difference_leads_to_an_incident(client, commission):
    came_in(commission)
    stone = commission.client.stones.get()
    answer = client.post(at("hand_back", commission.reference), checks(stone, carats="1.28"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "weight 1.28 ct, 1.340 ct on record" in page
    assert f"{at('report_incident', stone.public_id)}?kind=identity" in page
    assert 'value="1.28"' in page
    assert Receipt.objects.filter(kind="handed_back").count() == 0


@pytest.mark.parametrize("status", ["approved", "making", "ready"])
def test_what_an_agreed_piece_needs_stays(client, commission, status):
    came_in(commission)
    stone = commission.client.stones.get()
    CommissionStone.objects.create(commission=commission, stone=stone)
    type(commission).objects.update(status=status)
    answer = client.post(at("hand_back", commission.reference), checks(stone))
    said = CommissionStatus(status).label.lower()
    assert answer.status_code == 409
    assert f"is promised to {commission.reference}, which is {said}" in answer.content.decode()
    assert holder_kind_of(stone) == HolderKind.HOUSE


def test_a_thing_has_a_page_with_its_whole_history(client, commission):
    came_in(commission)
    stone = commission.client.stones.get()
    report_incident(thing=stone, kind="damage", what_happened="Chipped.", by=staff_actor())
    page = client.get(at("goods", stone.public_id)).content.decode()
    for words in ("Green emerald", "Every hand", "Clara Weiss", "To settle", "R"):
        assert words in page
    piece = make_brought_piece(owner=commission.client)
    assert "A brought piece" in client.get(at("goods", piece.public_id)).content.decode()
    assert client.get(at("goods", uuid.uuid4())).status_code == 404


def test_a_movement_is_recorded_and_repeated_in_vain(client, commission):
    piece = make_brought_piece(owner=commission.client)
    where = at("move_goods", piece.public_id)
    posted = {"to_holder": "Ossian", "to_kind": "jeweller", "grams": "4.12"}
    assert client.post(where, posted).status_code == 302
    assert client.post(where, posted).status_code == 409
    assert piece.movements.get().grams == Decimal("4.120")
    assert client.post(where, posted | {"to_kind": "owner"}).status_code == 200


def test_a_picture_is_added_with_its_pins(client, commission):
    piece = make_brought_piece(owner=commission.client)
    pins = {"pins-TOTAL_FORMS": "3", "pins-INITIAL_FORMS": "0"}
    pins |= {"pins-0-x": "12", "pins-0-y": "88", "pins-0-note": "Chip"}
    pins |= {"pins-1-cell": "F1", "pins-1-note": "Scratch"}
    posted = {"picture": upload("a.png", png()), "view": "damage", **pins}
    where = at("goods_picture", piece.public_id)
    assert client.post(where, posted).status_code == 302
    marks = piece.pictures.get().marks.values_list("number", "x", "y", "note")
    assert list(marks) == [
        (1, Decimal("12.00"), Decimal("88.00"), "Chip"),
        (2, Decimal("91.67"), Decimal("8.33"), "Scratch"),
    ]
    half = posted | {"picture": upload("a.png", png()), "pins-0-y": ""}
    assert "A place has two figures" in client.post(where, half).content.decode()
    nowhere = posted | {"picture": upload("a.png", png()), "pins-1-cell": ""}
    assert "Please say where this is" in client.post(where, nowhere).content.decode()
    assert piece.pictures.count() == 1


def test_an_incident_is_reported_and_settled(client, commission):
    came_in(commission)
    stone = commission.client.stones.get()
    where = at("report_incident", stone.public_id)
    assert "At the hand-back" in client.get(f"{where}?words=At the hand-back").content.decode()
    answer = client.post(where, {"kind": "damage", "what_happened": "Chipped while set."})
    incident = Incident.objects.get()
    assert answer["Location"] == at("incident", incident.public_id)
    assert incident.commission_id == commission.pk
    assert _home(client, "Incidents to settle") == 1
    settled = client.post(answer["Location"], {"outcome": "Repolished at our cost."})
    assert settled.status_code == 302
    again = client.post(answer["Location"], {"outcome": "Replaced."})
    assert again.status_code == 409
    assert _home(client, "Incidents to settle") == 0
    events = Event.objects.filter(commission_id=commission.pk).values_list("kind", flat=True)
    assert {"incident.reported", "incident.settled"} <= set(events)


def _home(client, label):
    figures = client.get(reverse("admin:index")).context["other_figures"]
    return next(figure.count for figure in figures if figure.label == label)


def test_seeing_an_incident_does_not_settle_it(client):
    stone = make_stone("emerald", title=Title.CLIENT, owner=make_client())
    incident = report_incident(thing=stone, kind="loss", what_happened="Gone.", by=staff_actor())
    clerk = make_staff(is_superuser=False)
    clerk.user_permissions.add(Permission.objects.get(codename="view_incident"))
    client.force_login(clerk)
    where = at("incident", incident.public_id)
    assert "Settle it" not in client.get(where).content.decode()
    assert client.post(where, {"outcome": "Found."}).status_code == 403
    assert not IncidentOutcome.objects.exists()
    clerk.user_permissions.add(Permission.objects.get(codename="add_incidentoutcome"))
    assert "Settle it" in client.get(where).content.decode()
    assert client.post(where, {"outcome": "Found."}).status_code == 302


PAGES = ["receive", "hand_back", "goods", "move_goods", "report_incident", "incident", "receipt"]


@pytest.mark.parametrize("name", [*PAGES, "receipt_pdf", "goods_picture"])
def test_an_account_without_the_right_opens_none_of_it(client, name):
    owner = make_client()
    commission = make_commission(client=owner)
    receipt = came_in(commission)
    stone = owner.stones.get()
    incident = report_incident(thing=stone, kind="loss", what_happened="Gone.", by=staff_actor())
    keys: dict[str, Any] = {"receive": commission.reference, "hand_back": commission.reference}
    keys |= {"incident": incident.public_id, "receipt": receipt.public_id}
    keys |= {"receipt_pdf": receipt.public_id}
    where = at(name, keys.get(name, stone.public_id))
    clerk = make_staff(is_superuser=False)
    clerk.user_permissions.add(Permission.objects.get(codename="view_commission"))
    client.force_login(clerk)
    method = client.post if name == "goods_picture" else client.get
    assert method(where).status_code == 403
    client.force_login(owner.user)
    assert method(where).status_code in {302, 403, 404}


@pytest.mark.parametrize("many", [1, 3])
def test_the_section_of_goods_costs_the_same_however_much(
    client, commission, many, django_assert_num_queries
):
    for _ in range(many):
        came_in(commission)
    for stone in commission.client.stones.all():
        place = CommissionStone(commission=commission, stone=stone)
        place.save()
    client.get(at("commission", commission.reference, "goods"))
    with django_assert_num_queries(QUERIES):
        page = client.get(at("commission", commission.reference, "goods")).content.decode()
    assert page.count('class="holding"') == many


QUERIES = 13
