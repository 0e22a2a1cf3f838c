"""Inscribing a number, and reading it back from the piece."""

from django.db import transaction
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.people.models import Jeweller
from ownership.actions.certificates import issue_certificate
from ownership.actions.serials import lock, void_serial
from ownership.models import Serial
from ownership.numbers import parse
from ownership.policies import check_inscribe, check_read_back
from ownership.statuses import SERIALS, SerialStatus
from production.actions.runs import fail_inscription, pass_inscription
from production.models import StageRun
from production.statuses import OPEN_RUNS

MISREAD, MISPLACED = "I-TEXT", "I-POS"


@transaction.atomic
def inscribe(*, serial: Serial, jeweller: Jeweller, by: Actor) -> Serial:
    """Say that the number is on the piece. Said twice, it is said once."""
    serial = lock(serial)
    if serial.status == SerialStatus.INSCRIBED:
        return serial
    check_inscribe(serial, open_run(serial), jeweller)
    serial.status = SERIALS.after("inscribe", serial.status)
    serial.inscribed_at = timezone.now()
    serial.save(update_fields=["status", "inscribed_at"])
    record(
        "serial.inscribed",
        serial,
        by=by,
        commission_id=serial.job.commission_id,
        serial=serial.text,
    )
    return serial


@transaction.atomic
def read_back(*, serial: Serial, read: str, reader: Jeweller, by: Actor) -> bool:
    """Compare what a second person read on the piece with the number; True when they agree.

    Agreeing makes the piece active: the stage passes, the certificate is issued. Disagreeing is
    the engraver's I-TEXT: the number is void and the piece goes back to be polished. Read back
    rightly twice, it is active once.
    """
    serial = lock(serial)
    if serial.status == SerialStatus.ACTIVE and parse(read) == serial.text:
        return True
    SERIALS.after("activate", serial.status)
    run = open_run(serial)
    check_read_back(run, reader)
    if parse(read) == serial.text:
        _activate(serial, run, reader, by)
        return True
    fail_inscription(run=run, code=MISREAD, note=f"Read back as “{read}”.", reader=reader, by=by)
    void_serial(serial=serial, reason=f"{MISREAD}: read back as {read}"[:120], by=by)
    return False


@transaction.atomic
def find_misplaced(*, serial: Serial, reader: Jeweller, by: Actor) -> Serial:
    """Say, as the second person, that the number stands in the wrong place: I-POS.

    The number is void and the piece goes back to be polished, as after I-TEXT. Raises `Refusal`.
    """
    serial = lock(serial)
    SERIALS.after("activate", serial.status)
    run = open_run(serial)
    check_read_back(run, reader)
    note = f"Not on the {serial.place}."
    fail_inscription(run=run, code=MISPLACED, note=note, reader=reader, by=by)
    return void_serial(serial=serial, reason=f"{MISPLACED}: {note}"[:120], by=by)


def open_run(serial: Serial) -> StageRun:
    """Return the open run of the serial's job; raises `StageRun.DoesNotExist` without one."""
    return serial.job.runs.select_related("stage", "jeweller").get(status__in=OPEN_RUNS)


def _activate(serial: Serial, run: StageRun, reader: Jeweller, by: Actor) -> None:
    serial.status = SERIALS.after("activate", serial.status)
    serial.activated_at = timezone.now()
    serial.save(update_fields=["status", "activated_at"])
    record(
        "serial.activated",
        serial,
        by=by,
        commission_id=serial.job.commission_id,
        serial=serial.text,
    )
    pass_inscription(run=run, second_reader=reader, by=by)
    # The last stage closed the metal ledger: the certificate says the net weight.
    serial.job.refresh_from_db(fields=["net_grams"])
    issue_certificate(serial=serial, by=by)
