"""The public check: what it shows, what it never shows, and how often it may be asked."""

import pytest
from django.urls import reverse
from django.utils import timezone

from atelier.house.models import House
from orders.policies.sides import client_of
from ownership.certificate_codes import hash_code
from ownership.models import Certificate, CheckCount, Ownership, Serial
from ownership.statuses import SerialStatus
from ownership.tests.factories import make_job

CODE = "ABCD2345"
WRONG = "WXYZ6789"


@pytest.fixture
def certificate(db):
    now = timezone.now()
    job = make_job()
    serial = Serial.objects.create(
        text="MS26-00042-1",
        prefix="MS",
        year=26,
        sequence=42,
        job=job,
        status=SerialStatus.ACTIVE,
        inscribed_at=now,
        activated_at=now,
    )
    Ownership.objects.create(serial=serial, owner=client_of(job.commission))
    return Certificate.objects.create(
        serial=serial,
        code_hash=hash_code(CODE),
        pdf="certificates/x.pdf",
        described={
            "type": "Engagement ring",
            "metal": "18k yellow gold",
            "piece": "Engagement ring, Verger",
            "rows": [["Metal", "18k yellow gold, 4.210 g net"]],
            "stones": [],
            "care": [],
            "picture": "designs/secret.webp",
        },
    )


def check(client, serial="MS26-00042-1", code=CODE, **headers):
    return client.post(reverse("ownership:verify"), {"serial": serial, "code": code}, **headers)


def test_genuine_piece_shows_type_metal_and_year(client, certificate):
    page = check(client).content.decode()
    assert "Yes, this piece is ours" in page
    for shown in ("Engagement ring", "18k yellow gold", "2026"):
        assert shown in page


def test_nothing_private_is_shown(client, certificate):
    owner = certificate.serial.job.commission.client
    page = check(client).content.decode()
    for private in (owner.name, owner.email, "4.210", "Verger", "secret.webp", "000.40"):
        assert private not in page


@pytest.mark.parametrize("typed", ["ms26 00042 1", "MS2600042I", "MSZ6-00042-1"])
def test_forgives_typing_but_not_another_number(client, certificate, typed):
    genuine = "Yes, this piece is ours" in check(client, serial=typed).content.decode()
    assert genuine is (typed != "MSZ6-00042-1")


def test_unknown_number_and_wrong_code_get_the_same_answer(client, certificate):
    wrong_code = check(client, code=WRONG)
    unknown = check(client, serial="MS26-00043-5", code=CODE)
    swap = {"MS26-00043-5": "MS26-00042-1", CODE: WRONG}
    said = unknown.content.decode()
    for typed, other in swap.items():
        said = said.replace(f'value="{typed}"', f'value="{other}"')
    assert said == wrong_code.content.decode()
    assert unknown.status_code == wrong_code.status_code == 200


@pytest.mark.parametrize("status", [SerialStatus.RESERVED, SerialStatus.INSCRIBED])
def test_number_that_is_not_active_is_unknown(client, certificate, status):
    Serial.objects.update(status=status)
    assert "do not belong together" in check(client).content.decode()


def test_empty_form_says_what_is_missing(client, db):
    answer = check(client, serial="", code="")
    assert answer.status_code == 400
    assert "This field is required" in answer.content.decode()


def test_thirty_a_minute_for_each_address(client, certificate, time_machine):
    time_machine.move_to("2026-06-01T12:00:10Z", tick=False)
    answers = [check(client).status_code for _ in range(31)]
    assert answers == [200] * 30 + [429]
    assert check(client, REMOTE_ADDR="10.1.1.2").status_code == 200
    assert check(client, HTTP_X_FORWARDED_FOR="10.9.9.9").status_code == 429
    time_machine.move_to("2026-06-01T12:01:01Z", tick=False)
    assert check(client).status_code == 200


def test_counts_say_nothing_of_who_asked(client, certificate):
    check(client, REMOTE_ADDR="10.1.1.2")
    assert "10.1.1.2" not in str(CheckCount.objects.values())


def test_at_most_three_queries_and_no_cookie(client, certificate, django_assert_max_num_queries):
    House.current()
    with django_assert_max_num_queries(3):
        answer = check(client)
    assert not answer.cookies


def test_looking_changes_nothing(client, certificate):
    answer = client.get(reverse("ownership:verify"), {"serial": "MS26-00042-1", "code": CODE})
    assert "Yes, this piece is ours" not in answer.content.decode()
    assert CheckCount.objects.count() == 0
