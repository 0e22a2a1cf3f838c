"""The public check: a serial number and its certificate code, and what they open.

It costs at most three queries, and an unknown number takes the same path as a wrong code.
"""

from datetime import timedelta

from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

from ownership.certificate_codes import matches
from ownership.descriptions import public_view
from ownership.models import Certificate, CheckCount
from ownership.numbers import parse
from ownership.statuses import SerialStatus

CHECKS_A_MINUTE = 30
# Compared when there is no such number, so that the answer takes as long as for a wrong code.
_NOBODY = "0" * 64

_COUNT = """
INSERT INTO ownership_checkcount (address_hash, minute, count) VALUES (%s, %s, 1)
ON CONFLICT (address_hash, minute) DO UPDATE SET count = ownership_checkcount.count + 1
RETURNING count
"""


def check_piece(serial: str, code: str) -> dict[str, str] | None:
    """Return type, metal and year of a genuine piece, or None for anything else.

    Forgives case, hyphens, O for 0 and I for 1. Never returns owner, price or picture.
    """
    certificate = (
        Certificate.objects.select_related("serial")
        .filter(serial__text=parse(serial) or "", serial__status=SerialStatus.ACTIVE)
        .first()
    )
    stored = certificate.code_hash if certificate else _NOBODY
    if not matches(code, stored) or certificate is None:
        return None
    return public_view(certificate.described, certificate.serial.year)


def count_check(address: str) -> bool:
    """Count one check from this IP address; False once it has had its thirty this minute."""
    hashed = salted_hmac("ownership.check", address, algorithm="sha256").hexdigest()
    minute = timezone.now().replace(second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [hashed, minute])
        return cursor.fetchone()[0] <= CHECKS_A_MINUTE


def forget_old_counts() -> int:
    """Delete counts older than an hour and return how many there were."""
    gone, _ = CheckCount.objects.filter(minute__lt=timezone.now() - timedelta(hours=1)).delete()
    return gone
