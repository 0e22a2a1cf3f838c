"""Issues, inscribes, activates and voids serial numbers."""

from django.db import connection, transaction
from django.utils import timezone

from atelier.house.models import House
from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.journal.refusals import WrongState
from ownership.models import BurntNumber, Serial
from ownership.numbers import SerialText, number
from ownership.places import place_for
from ownership.statuses import SERIALS, SerialStatus
from production.models import Job, StageKind
from production.statuses import OPEN_RUNS

_NEXT = """
INSERT INTO ownership_serialcounter (prefix, year, last) VALUES (%s, %s, 1)
ON CONFLICT (prefix, year) DO UPDATE SET last = ownership_serialcounter.last + 1
RETURNING last
"""


@transaction.atomic
def issue_serial(*, job_id: int, by: Actor) -> Serial:
    """Give a job its serial number, or return the one it has.

    Locks the job first, so any number of workers give it exactly one; the counter's row is
    taken in the same transaction, so a rollback leaves no gap.
    Raises `WrongState` before the inscription is open.
    """
    job = Job.objects.select_for_update(of=("self",), no_key=True).get(pk=job_id)
    living = job.serials.exclude(status=SerialStatus.VOID).first()
    if living:
        return living
    _check_inscription_open(job)
    serial = _reserve(job)
    _link_replaced(serial)
    record("serial.issued", serial, by=by, commission_id=job.commission_id, serial=serial.text)
    return serial


@transaction.atomic
def void_serial(*, serial: Serial, reason: str, by: Actor) -> Serial:
    """Take a number out of use for good; its job can then get a new one."""
    serial = lock(serial)
    serial.status = SERIALS.after("void", serial.status)
    serial.voided_at = timezone.now()
    serial.void_reason = reason
    serial.save(update_fields=["status", "voided_at", "void_reason"])
    record(
        "serial.voided",
        serial,
        by=by,
        commission_id=serial.job.commission_id,
        serial=serial.text,
        reason=reason,
    )
    return serial


def lock(serial: Serial) -> Serial:
    """Lock the serial number's job, then the number; return it as it is now."""
    Job.objects.select_for_update(of=("self",), no_key=True).get(pk=serial.job_id)
    return (
        Serial.objects.select_for_update(of=("self",), no_key=True)
        .select_related("job")
        .get(pk=serial.pk)
    )


def _check_inscription_open(job: Job) -> None:
    run = job.runs.select_related("stage").filter(status__in=OPEN_RUNS).first()
    if run is None or run.stage.kind != StageKind.INSCRIPTION:
        raise WrongState("A serial number is issued when the inscription opens.")


def _reserve(job: Job) -> Serial:
    text = _next_readable()
    return Serial.objects.create(
        text=str(text),
        prefix=text.prefix,
        year=text.year,
        sequence=text.sequence,
        job=job,
        place=place_for(job),
    )


def _next_readable() -> SerialText:
    """Count on until the check character can be read; log every number burnt on the way."""
    house = House.current()
    prefix, year = house.serial_prefix, house.today().year % 100
    while True:
        text = number(prefix, year, _count(prefix, year))
        if text.is_readable:
            return text
        BurntNumber.objects.create(
            prefix=prefix, year=year, sequence=text.sequence, check_character=text.check
        )


def _count(prefix: str, year: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [prefix, year])
        return cursor.fetchone()[0]


def _link_replaced(serial: Serial) -> None:
    """Tell the job's last void number which one replaced it."""
    void = serial.job.serials.filter(status=SerialStatus.VOID, replaced_by=None).first()
    if void:
        void.replaced_by = serial
        void.save(update_fields=["replaced_by"])
