"""The certificate: printed once, and for its owner alone."""

import re

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.models import Event, OutgoingMessage
from atelier.people.tests.factories import make_client
from ownership.actions.certificates import issue_certificate, print_certificate
from ownership.certificate_codes import matches
from ownership.documents import certificate_pdf
from ownership.models import Certificate, Ownership, Serial
from ownership.statuses import SerialStatus
from ownership.tasks import print_certificates
from ownership.tests.factories import make_job

BY = Actor.system()


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def certificate(db):
    now = timezone.now()
    serial = Serial.objects.create(
        text="MS26-00042-1",
        prefix="MS",
        year=26,
        sequence=42,
        job=make_job(),
        status=SerialStatus.ACTIVE,
        inscribed_at=now,
        activated_at=now,
    )
    return issue_certificate(serial=serial, by=BY)


def test_certificate_describes_the_agreed_piece_and_names_its_owner(certificate):
    assert certificate.described["type"] == "Ring"
    assert certificate.described["metal"] == "18k yellow gold"
    owner = Ownership.objects.get(serial=certificate.serial, until=None).owner
    assert owner == certificate.serial.job.commission.client


def test_printing_stores_a_pdf_and_only_the_codes_hash(certificate):
    print_certificate(certificate=certificate, by=BY)
    certificate.refresh_from_db()
    assert certificate.pdf.open().read(5) == b"%PDF-"
    assert re.fullmatch("[0-9a-f]{64}", certificate.code_hash)
    assert Event.objects.filter(kind="certificate.printed").count() == 1
    message = OutgoingMessage.objects.get(kind="certificate.ready")
    assert message.to == certificate.serial.job.commission.client.email
    assert message.attachments == []


def test_printed_twice_keeps_the_first_print(certificate):
    print_certificate(certificate=certificate, by=BY)
    first = Certificate.objects.get()
    print_certificate(certificate=certificate, by=BY)
    again = Certificate.objects.get()
    assert (again.pdf.name, again.code_hash) == (first.pdf.name, first.code_hash)
    _, files = default_storage.listdir(f"certificates/{first.issued_at:%Y}")
    assert len(files) == 1
    assert OutgoingMessage.objects.filter(kind="certificate.ready").count() == 1


def test_sweep_prints_what_waits(certificate):
    print_certificates()
    assert Certificate.objects.exclude(pdf="").count() == 1


def test_pdf_is_archivable(certificate):
    pdf = certificate_pdf(certificate, "ABCD2345")
    assert b"pdfaid" in pdf


def test_code_survives_a_rotated_key(certificate, settings):
    from ownership.certificate_codes import hash_code

    stored = hash_code("ABCD2345")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key"
    assert matches("abcd-2345", stored)
    assert not matches("ABCD2346", stored)


@pytest.mark.parametrize("who", ["owner", "stranger", "nobody", "former owner"])
def test_only_the_present_owner_gets_it(client, certificate, who):
    print_certificate(certificate=certificate, by=BY)
    owner = certificate.serial.job.commission.client
    if who == "former owner":
        Ownership.objects.update(until=timezone.now())
    if who != "nobody":
        client.force_login(make_client().user if who == "stranger" else owner.user)
    answer = client.get(reverse("ownership:certificate", args=[certificate.public_id]))
    assert answer.status_code == {"owner": 200, "nobody": 302}.get(who, 404)
    if who == "owner":
        assert answer["Content-Disposition"].startswith("attachment")
        assert "no-store" in answer["Cache-Control"]
