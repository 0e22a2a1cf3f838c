"""The PIN a jeweller types on a shared tablet, and the lock that wrong ones close."""

import re
from datetime import timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone

from atelier.journal.actor import Actor, ActorKind
from atelier.journal.record import record
from atelier.journal.refusals import NotAllowed, Refusal
from atelier.people.actors import jeweller_actor
from atelier.people.models import Jeweller, PinLock, Tablet

# Five wrong ones close the tablet to that person for 60 s, each further one twice as long.
FREE_FAILURES = 5
FIRST_PAUSE = timedelta(seconds=60)
# Ten need a manager.
LAST_FAILURE = 10
EASY_PINS = {"123456", "654321", "012345", "543210"} | {digit * 6 for digit in "0123456789"}


class WrongPin(Refusal):
    """The PIN is not this jeweller's."""

    code = "wrong-pin"
    status = 403


class Locked(Refusal):
    """Too many wrong PINs; `details["seconds"]` is how long, None until a manager unlocks."""

    code = "pin-locked"
    status = 429


@transaction.atomic
def set_pin(*, jeweller: Jeweller, pin: str, by: Actor) -> None:
    """Give a jeweller a new PIN of six digits. Raises `Refusal` for one that is easy to guess."""
    if not by.is_house:
        raise NotAllowed("Only the house's staff may set a PIN.")
    if not re.fullmatch(r"[0-9]{6}", pin) or pin in EASY_PINS:
        raise Refusal("A PIN has six digits and is not a run such as 123456 or 000000.")
    jeweller.pin_hash = make_password(pin)
    jeweller.save(update_fields=["pin_hash"])
    record("jeweller.pin_set", jeweller, by=by)


def check_pin(*, jeweller: Jeweller, tablet: Tablet, pin: str) -> None:
    """Let a jeweller in on a tablet, or raise `WrongPin` or `Locked`.

    The lock's row is held before the PIN is looked at: of a hundred guesses at once five are
    evaluated. A failure is committed before it is told, so nobody rolls it back.
    """
    refusal = _evaluate(jeweller, tablet, pin)
    if refusal is not None:
        raise refusal


@transaction.atomic
def go_on(*, jeweller: Jeweller, tablet: Tablet) -> None:
    """Let somebody in who unlocked the tablet without network, by the badge their PIN had opened.

    Raises `Locked` when wrong PINs closed this tablet to them meanwhile.
    """
    if refusal := _closed(_locked_row(jeweller, tablet)):
        raise refusal
    Tablet.objects.filter(pk=tablet.pk).update(last_seen_at=timezone.now())
    record("jeweller.went_on", jeweller, by=jeweller_actor(jeweller), tablet=tablet.name)


@transaction.atomic
def unlock_pin(*, lock: PinLock, by: Actor) -> None:
    """Let somebody try again after too many wrong PINs: a manager's decision."""
    if by.kind != ActorKind.STAFF:
        raise NotAllowed("Only the house's staff may unlock a PIN.")
    PinLock.objects.filter(pk=lock.pk).update(failures=0, locked_until=None)
    record("jeweller.pin_unlocked", lock.jeweller, by=by, tablet=lock.tablet.name)


@transaction.atomic(durable=True)
def _evaluate(jeweller: Jeweller, tablet: Tablet, pin: str) -> Refusal | None:
    lock = _locked_row(jeweller, tablet)
    if refusal := _closed(lock):
        return refusal
    jeweller.refresh_from_db(fields=["pin_hash", "is_active"])
    if jeweller.is_active and check_password(pin, jeweller.pin_hash or "!"):
        _let_in(lock)
        return None
    return _count_failure(lock)


def _locked_row(jeweller: Jeweller, tablet: Tablet) -> PinLock:
    row, _ = PinLock.objects.get_or_create(jeweller=jeweller, tablet=tablet)
    return PinLock.objects.select_for_update(no_key=True).get(pk=row.pk)


def _closed(lock: PinLock) -> Locked | None:
    if lock.failures >= LAST_FAILURE:
        return Locked("Too many wrong PINs. Please ask a manager to unlock you.", seconds=None)
    if lock.locked_until and lock.locked_until > timezone.now():
        seconds = round((lock.locked_until - timezone.now()).total_seconds()) or 1
        return Locked(f"Please wait {seconds} seconds, then try again.", seconds=seconds)
    return None


def _let_in(lock: PinLock) -> None:
    lock.failures, lock.locked_until = 0, None
    lock.save(update_fields=["failures", "locked_until"])
    Tablet.objects.filter(pk=lock.tablet_id).update(last_seen_at=timezone.now())
    by = jeweller_actor(lock.jeweller)
    record("jeweller.signed_in", lock.jeweller, by=by, tablet=lock.tablet.name)


def _count_failure(lock: PinLock) -> Refusal:
    lock.failures += 1
    if lock.failures >= FREE_FAILURES:
        lock.locked_until = timezone.now() + FIRST_PAUSE * 2 ** (lock.failures - FREE_FAILURES)
    lock.save(update_fields=["failures", "locked_until"])
    record(
        "jeweller.pin_refused",
        lock.jeweller,
        by=Actor.system(lock.tablet.name),
        tablet=lock.tablet.name,
        failures=lock.failures,
    )
    return _closed(lock) or WrongPin("That PIN is not right. Please try again.")
