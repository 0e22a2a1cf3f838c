"""An intake step by step: kept at every one, signed by the client on their own side."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from atelier.journal.models import Event, OutgoingMessage
from atelier.materials.models import Intake, IntakePicture, Receipt, Stone
from atelier.materials.models.stones import Title
from atelier.materials.tests.factories import load_materials, make_stone
from atelier.office.tests.intakes import (
    DRAWN,
    emerald,
    lay_down,
    measures,
    of_client,
    of_house,
    rows,
    sign_both,
    where,
)
from atelier.people.tests.factories import make_caller, make_client, make_staff
from atelier.pictures.tests.corpus import png, upload
from consultations.models import AppointmentReceipt, Companion
from consultations.tests.factories import make_appointment
from orders.tests.factories import make_commission

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def commission(client):
    load_materials()
    client.force_login(make_staff(name="Ines Roth"))
    return make_commission(client=make_client(name="Clara Weiss"))


def start(commission):
    return reverse("admin:receive", args=[commission.reference])


def side(intake, name):
    return reverse(f"admin:intake_{name}", args=[intake.public_id])


def test_an_emerald_is_received_for_a_commission(client, commission):
    intake = lay_down(client, start(commission))
    page = client.get(side(intake, "client")).content.decode()
    assert "Set it in a ring." in page
    assert "1.340 ct, weighed" in page
    assert 'class="doors"' not in page
    answer = sign_both(client, intake)
    receipt = Receipt.objects.get()
    assert answer["Location"] == reverse("admin:receipt", args=[receipt.public_id])
    stone = commission.client.stones.get()
    assert commission.stones.get().stone == stone
    assert (stone.declared_value, stone.carats) == (Decimal("6500.40"), Decimal("1.340"))
    assert (receipt.client_strokes, receipt.witness) == (DRAWN, "Noor Haddad")
    assert [initials for _, initials in receipt.frozen["risks"]] == ["CW"] * 4
    assert receipt.frozen["leftovers"] == "Returned to the client"
    intake.refresh_from_db()
    assert (intake.receipt, intake.words) == (receipt, {})
    assert client.get(where(intake, "goods"))["Location"] == answer["Location"]


def test_at_an_appointment_the_receipt_stays_with_it(client, commission):
    held = make_appointment(client=commission.client, commission=commission)
    Companion.objects.create(appointment=held, advisor=make_staff(name="Noor Haddad"))
    intake = lay_down(client, reverse("admin:receive_at", args=[held.public_id]))
    client.post(side(intake, "client"), of_client())
    page = client.get(side(intake, "house")).content.decode()
    assert '<option value="Noor Haddad">' in page
    client.post(side(intake, "house"), of_house())
    kept = AppointmentReceipt.objects.get()
    assert (kept.appointment, kept.receipt.commission_id) == (held, commission.pk)
    again = client.post(side(intake, "house"), of_house())
    assert again["Location"] == reverse("admin:receipt", args=[kept.receipt.public_id])
    assert (Receipt.objects.count(), Stone.objects.count()) == (1, 1)
    event = Event.objects.get(kind="appointment.goods_received")
    assert (event.subject_id, event.data["number"]) == (held.pk, kept.receipt.number)


def test_a_receipt_one_side_has_to_sign_is_not_forgotten(client, commission):
    held = make_appointment(client=commission.client, commission=commission)
    at_table = reverse("admin:appointment", args=[held.public_id])
    intake = lay_down(client, reverse("admin:receive_at", args=[held.public_id]))
    assert "A receipt is begun" in client.get(at_table).content.decode()
    client.post(side(intake, "client"), of_client())
    assert "A receipt the house has still to sign" in client.get(at_table).content.decode()
    begun = client.get(reverse("admin:receive_from", args=[commission.client.public_id]))
    assert "by Ines Roth, signed by the client alone" in begun.content.decode()
    figures = client.get(reverse("admin:index")).context["other_figures"]
    [figure] = [each for each in figures if each.label == "Receipts not signed by both"]
    assert figure.count == 1
    listed = client.get(figure.url)
    assert list(listed.context["cl"].queryset) == [intake]
    assert "The client signed" in listed.content.decode()
    row = reverse("admin:materials_intake_change", args=[intake.pk])
    assert client.get(row)["Location"] == where(intake, "house")
    client.post(side(intake, "house"), of_house())
    assert not client.get(figure.url).context["cl"].queryset.exists()
    assert "still to sign" not in client.get(at_table).content.decode()


def test_nothing_is_signed_at_an_appointment_that_was_cancelled(client, commission):
    held = make_appointment(client=commission.client, commission=commission)
    intake = lay_down(client, reverse("admin:receive_at", args=[held.public_id]))
    type(held).objects.update(status="cancelled")
    answer = sign_both(client, intake)
    assert answer.status_code == 409
    assert "nothing changes hands" in answer.content.decode()
    assert (Receipt.objects.count(), Stone.objects.count()) == (0, 0)


def test_what_is_typed_is_kept_as_it_is_typed(client, commission):
    intake = lay_down(client, start(commission))
    kept = client.post(where(intake, "measures"), measures(carats="1.3x") | {"step": "keep"})
    assert kept.status_code == 204
    assert 'value="1.3x"' in client.get(where(intake, "measures")).content.decode()
    answer = client.post(where(intake, "measures"), measures(carats="1.3x"))
    assert answer.status_code == 400
    assert "field__error" in answer.content.decode()
    begun = client.get(start(commission)).content.decode()
    assert "Go on with it" in begun
    more = client.post(where(intake, "goods"), rows(emerald(), step="more")).content.decode()
    assert "goods-1-what" in more
    assert client.post(side(intake, "discard")).status_code == 302
    assert not Intake.objects.exists()


def test_a_step_writes_its_own_words_alone(client, commission):
    intake = lay_down(client, start(commission))
    forged = measures() | {"initials_heat": "CW", "value_0": "1", "authorised_work": "Melt it."}
    client.post(where(intake, "measures"), forged)
    intake.refresh_from_db()
    assert not {"initials_heat", "value_0"} & set(intake.words)
    assert intake.words["authorised_work"] == "Set it in a ring."
    client.post(where(intake, "measures"), measures(seal=""))
    intake.refresh_from_db()
    assert "goods-0-seal" not in intake.words


def test_the_first_words_begin_it_once_however_often_they_arrive(client, commission):
    page = client.get(start(commission))
    first = rows(emerald(variety=""), step="keep") | {"draft": str(page.context["draft"])}
    assert client.post(start(commission), rows({}, step="keep")).status_code == 204
    assert not Intake.objects.exists()
    kept = client.post(start(commission), first)
    intake = Intake.objects.get()
    assert (kept.status_code, kept["Location"]) == (201, where(intake, "goods"))
    on = first | rows(emerald(colour="blue"))
    assert client.post(start(commission), on)["Location"] == where(intake, "measures")
    assert client.post(start(commission), on)["Location"] == where(intake, "measures")
    assert Intake.objects.get().words["goods-0-colour"] == "blue"
    assert Event.objects.filter(kind="intake.begun").count() == 1
    stranger = reverse("admin:receive_from", args=[make_client().public_id])
    assert client.post(stranger, on).status_code == 409
    assert Intake.objects.get().client == commission.client


def test_a_page_left_open_elsewhere_overwrites_nothing(client, commission):
    intake = lay_down(client, start(commission))
    stale = measures(damage="", seal="S-12", is_mounted="on")
    touched = ["", "goods-0-seal", "goods-0-damage"]
    client.post(where(intake, "measures"), stale | {"carats": "", "touched": touched})
    intake.refresh_from_db()
    kept = {name: intake.words.get(f"goods-0-{name}") for name in ("seal", "damage", "carats")}
    assert kept == {"seal": "S-12", "damage": None, "carats": "1.340"}
    assert "goods-0-is_mounted" not in intake.words
    client.post(where(intake, "goods"), rows(emerald(colour="blue")) | {"touched": ""})
    intake.refresh_from_db()
    assert intake.words["goods-0-colour"] == "green"
    two = rows(emerald(), {"what": "piece", "description": "A ring"})
    added = ["goods-1-what", "goods-1-description"]
    assert client.post(where(intake, "goods"), two | {"touched": added}).status_code == 302
    client.post(where(intake, "goods"), rows(emerald()) | {"touched": ""})
    assert "A ring" in client.get(where(intake, "goods")).content.decode()


def test_nobody_suggests_a_value_and_the_client_signs_before_the_house(client, commission):
    known = make_stone(
        "emerald", title=Title.CLIENT, owner=commission.client, declared_value=Decimal("9000.25")
    )
    intake = lay_down(client, start(commission), {"what": f"stone:{known.public_id}"})
    page = client.get(side(intake, "client")).content.decode()
    assert "000.25" not in page
    early = client.post(side(intake, "house"), of_house())
    assert early.status_code == 409
    assert "The client signs first" in early.content.decode()
    sign_both(client, intake, value_0="7000")
    known.refresh_from_db()
    assert known.declared_value == Decimal(7000)
    event = Event.objects.get(kind="stone.declared")
    assert event.data == {"before": "9000.25", "declared": "7000"}


@pytest.mark.parametrize(
    ("over", "says"),
    [
        ({"initials_heat": ""}, "This field is required"),
        ({"leftovers": ""}, "This field is required"),
        ({"client_name": "C"}, "full name under the signature"),
        ({"client_strokes": "[[1]]"}, "could not be read"),
        ({"value_0": "much"}, "Enter a number"),
    ],
)
def test_what_the_client_left_out_is_said_and_nothing_is_lost(client, commission, over, says):
    intake = lay_down(client, start(commission))
    answer = client.post(side(intake, "client"), of_client(**over))
    page = answer.content.decode()
    assert answer.status_code == 400
    assert says in page
    assert 'name="initials_setting" value="CW"' in page
    assert client.post(side(intake, "house"), of_house()).status_code == 409


def test_a_change_after_the_clients_signature_asks_for_another(client, commission):
    intake = lay_down(client, start(commission))
    client.post(side(intake, "client"), of_client())
    client.post(where(intake, "agreement"), {"authorised_work": "Recut it."})
    answer = client.post(side(intake, "house"), of_house())
    assert answer.status_code == 409
    assert "changed after the client signed" in answer.content.decode()
    assert not Receipt.objects.exists()
    page = client.get(side(intake, "client")).content.decode()
    assert "Something was changed since you signed" in page
    assert "500.40" not in page
    assert sign_both(client, intake).status_code == 302


def test_a_mounted_stone_runs_one_risk_more_and_weighs_about(client, commission):
    client.post(start(commission), rows(emerald()))
    intake = Intake.objects.get()
    client.post(where(intake, "measures"), measures(is_mounted="on", carats=""))
    client.post(where(intake, "agreement"), {"authorised_work": "Unset it."})
    page = client.get(side(intake, "client")).content.decode()
    assert "initials_unsetting" in page
    assert "estimated: it is mounted" in page
    assert client.post(side(intake, "client"), of_client()).status_code == 400


def test_pictures_are_kept_at_once_with_their_pins(client, commission):
    intake = lay_down(client, start(commission))
    add = side(intake, "picture_add")
    sent = {"picture": upload("a.png", png()), "row": "0", "view": "damage"}
    answer = client.post(add, sent)
    assert answer.status_code == 201
    kept = IntakePicture.objects.get()
    assert f'name="pins-{kept.pk}-TOTAL_FORMS"' in answer.content.decode()
    pins = {f"pins-{kept.pk}-TOTAL_FORMS": "2", f"pins-{kept.pk}-INITIAL_FORMS": "0"}
    pins |= {f"pins-{kept.pk}-0-x": "12.5", f"pins-{kept.pk}-0-y": "40"}
    pins |= {f"pins-{kept.pk}-0-note": "Chip", f"pins-{kept.pk}-1-cell": "B3"}
    assert client.post(where(intake, "pictures"), pins | {"step": "keep"}).status_code == 204
    assert "Chip" in client.get(where(intake, "pictures")).content.decode()
    client.post(side(intake, "client"), of_client())
    assert "1 picture is still being prepared" in client.get(side(intake, "house")).content.decode()
    client.post(side(intake, "house"), of_house())
    shown = commission.client.stones.get().pictures.get()
    assert shown.view == "damage"
    assert list(shown.marks.values_list("number", "x", "y", "note")) == [
        (1, Decimal("12.50"), Decimal("40.00"), "Chip"),
        (2, Decimal("25.00"), Decimal("41.67"), ""),
    ]
    [told] = Receipt.objects.get().frozen["goods"][0]["pictures"]
    assert (told["id"], told["view"]) == (str(shown.picture.public_id), "Damage, marked")
    assert told["sha256"] == shown.picture.sha256
    assert told["marks"] == [
        {"x": "12.5", "y": "40", "note": "Chip"},
        {"x": "25.00", "y": "41.67", "note": ""},
    ]


@pytest.mark.parametrize(
    ("over", "says"),
    [
        ({"picture": None}, "No picture arrived"),
        ({"row": "99"}, "which thing"),
        ({"row": "x"}, "which thing"),
        ({"view": "sideways"}, "what the picture shows"),
    ],
)
def test_a_picture_of_nothing_is_refused(client, commission, over, says):
    intake = lay_down(client, start(commission))
    sent = {"picture": upload("a.png", png()), "row": "0", "view": "profile"} | over
    answer = client.post(
        side(intake, "picture_add"), {key: value for key, value in sent.items() if value}
    )
    assert answer.status_code == 400
    assert says in answer.json()["sentence"]


def test_without_a_script_pictures_are_chosen_and_left_out(client, commission):
    intake = lay_down(client, start(commission))
    chosen = {"shot-0-face_up": upload("a.png", png()), "step": "add"}
    assert client.post(where(intake, "pictures"), chosen)["Location"] == where(intake, "pictures")
    kept = intake.pictures.get()
    drop = reverse("admin:intake_picture_remove", args=[intake.public_id, kept.pk])
    assert client.get(drop).status_code == 405
    client.post(drop)
    assert not intake.pictures.exists()
    broken = {"shot-0-profile": upload("b.jpg", b"no picture")}
    answer = client.post(where(intake, "pictures"), broken)
    assert answer.status_code == 400
    assert "b.jpg" in answer.content.decode()


def test_the_receipts_page_says_when_the_mail_left(client, commission):
    sign_both(client, lay_down(client, start(commission)))
    receipt = Receipt.objects.get()
    mail = OutgoingMessage.objects.get(kind="receipt.signed")
    page = client.get(reverse("admin:receipt", args=[receipt.public_id])).content.decode()
    assert f"On its way to {mail.to}" in page
    OutgoingMessage.objects.update(sent_at=timezone.now())
    part = client.get(reverse("admin:receipt_mail", args=[receipt.public_id])).content.decode()
    assert f"Mailed to {mail.to}" in part
    assert "hx-get" not in part


def test_who_reads_no_mail_takes_the_receipt_home_on_paper(client, commission):
    jane = make_caller(name="Jane Fairfax")
    sign_both(client, lay_down(client, reverse("admin:receive_from", args=[jane.public_id])))
    receipt = Receipt.objects.get()
    assert not OutgoingMessage.objects.exists()
    page = client.get(reverse("admin:receipt", args=[receipt.public_id])).content.decode()
    assert "No mail reaches Jane Fairfax: please give it on paper" in page


def test_a_surprise_keeps_quiet(client, commission):
    type(commission).objects.update(is_surprise=True)
    sign_both(client, lay_down(client, start(commission)))
    mail = OutgoingMessage.objects.get(kind="receipt.signed")
    assert (mail.subject, mail.attachments) == ("A note for you", [])


def test_goods_of_a_client_without_a_commission(client, commission):
    owner = make_client()
    sign_both(client, lay_down(client, reverse("admin:receive_from", args=[owner.public_id])))
    receipt = Receipt.objects.get()
    assert (receipt.client, receipt.commission_id) == (owner, None)


@pytest.mark.parametrize(
    ("over", "says"),
    [
        ({"variety": ""}, "is an answer"),
        ({"laboratory": "GIA"}, "A report has a laboratory and a number"),
        ({"what": ""}, "at least one stone or piece"),
    ],
)
def test_a_row_with_a_gap_begins_nothing(client, commission, over, says):
    answer = client.post(start(commission), rows(emerald(**over)))
    assert answer.status_code == 400
    assert says in answer.content.decode()
    assert not Intake.objects.exists()


def test_a_strangers_stone_is_no_choice(client, commission):
    others = make_stone("emerald", title=Title.CLIENT, owner=make_client())
    answer = client.post(start(commission), rows({"what": f"stone:{others.public_id}"}))
    assert answer.status_code == 400


@pytest.mark.parametrize("said", ["many", "-1", "9999999999"])
def test_a_form_that_lies_about_its_rows_is_shown_again(client, commission, said):
    posted = rows(emerald(), step="more") | {"goods-TOTAL_FORMS": said}
    answer = client.post(start(commission), posted)
    assert answer.status_code == 200
    assert len(answer.context["goods"].forms) <= 13


def test_staff_without_the_right_see_none_of_it(client, commission):
    intake = lay_down(client, start(commission))
    clerk = make_staff(is_superuser=False)
    clerk.user_permissions.add(Permission.objects.get(codename="view_receipt"))
    client.force_login(clerk)
    for address in (where(intake, "goods"), side(intake, "client"), side(intake, "house")):
        assert client.get(address).status_code == 403
        assert client.post(address, of_client()).status_code == 403
