"""Issues certificates and prints them."""

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from atelier.journal.actor import Actor
from atelier.journal.record import record
from orders.policies.sides import client_of
from ownership.certificate_codes import hash_code, new_code
from ownership.descriptions import describe
from ownership.documents import certificate_pdf
from ownership.emails import post_certificate_ready
from ownership.models import Certificate, Ownership, Serial


def issue_certificate(*, serial: Serial, by: Actor) -> Certificate:
    """Freeze what the house says of the piece, and name its first owner.

    Belongs inside the transaction that activates the number. The PDF is printed afterwards.
    """
    commission = serial.job.commission
    certificate = Certificate.objects.create(serial=serial, described=describe(serial.job))
    Ownership.objects.create(serial=serial, owner=client_of(commission))
    record(
        "certificate.issued", certificate, by=by, commission_id=commission.pk, serial=serial.text
    )
    return certificate


def print_certificate(*, certificate: Certificate, by: Actor) -> None:
    """Print the PDF with a fresh code, store it, and tell the owner; once.

    The code exists only on the PDF. Whoever loses the race for the row throws its print away,
    so a certificate never has a code that its sheet does not show.
    """
    code = new_code()
    name = f"certificates/{certificate.issued_at:%Y}/{certificate.public_id}-{code_tag(code)}.pdf"
    stored = default_storage.save(name, ContentFile(certificate_pdf(certificate, code)))
    if not _keep(certificate, code, stored, by):
        default_storage.delete(stored)


def code_tag(code: str) -> str:
    """Return six characters that tell two prints apart and say nothing of the code."""
    return hash_code(code)[:6]


@transaction.atomic
def _keep(certificate: Certificate, code: str, stored: str, by: Actor) -> bool:
    mine = Certificate.objects.filter(pk=certificate.pk, pdf="").update(
        pdf=stored, code_hash=hash_code(code)
    )
    if not mine:
        return False
    serial = Serial.objects.select_related("job__commission__client__user").get(
        pk=certificate.serial_id
    )
    record(
        "certificate.printed",
        certificate,
        by=by,
        commission_id=serial.job.commission_id,
        serial=serial.text,
    )
    post_certificate_ready(certificate, serial, f"{settings.SITE_URL}/my/")
    return True
