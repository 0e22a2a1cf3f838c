"""The client's answer to a change order: signed with an emailed code, or declined."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.journal.refusals import Refusal
from atelier.people import codes
from atelier.people.models import EmailedCode
from orders import emails_changes
from orders.actions.instalments import owe_change
from orders.actions.promises import shift_promise
from orders.changes import canonical_change
from orders.discretion import sender_of
from orders.locks import locked_change
from orders.models import ChangeOrder, ChangeSignature
from orders.moves import move_change
from orders.policies.changes import check_answer, check_sign
from orders.policies.quotes import check_signature
from orders.policies.sides import check_client, client_of
from orders.statuses import ChangeStatus


@dataclass(frozen=True)
class _Shown:
    """What the client had before their eyes: the change's version and its total with tax."""

    version: int
    total: Decimal


def signing_purpose(change: ChangeOrder) -> str:
    """Return what the emailed code confirms: this change and no other."""
    return f"change:{change.public_id}"


def send_signing_code(
    *, change: ChangeOrder, version: int, total: Decimal, signed_name: str, by: Actor
) -> None:
    """Mail the client the code that confirms exactly what was shown. Raises `Refusal`."""
    change = _reread(change)
    check_sign(change, version=version, total=total, by=by)
    check_signature(signed_name)
    commission = change.commission
    codes.send_code(
        user=client_of(commission).account,
        purpose=signing_purpose(change),
        sentence=f"This code confirms change {change.number} of {commission.reference}.",
        commission_id=commission.pk,
        sender_name=sender_of(commission),
    )


def sign_change(
    *, change: ChangeOrder, version: int, total: Decimal, signed_name: str, code: str, by: Actor
) -> ChangeSignature:
    """Freeze the change as the client saw it, and return the signature.

    Its price becomes an instalment, its days move the promise, and what it held goes on. Sending
    the same twice gives the same signature. Raises `Conflict` when it changed, else a `Refusal`.
    """
    change = _reread(change)
    check_client(change.commission, by)
    if done := _done_already(change):
        return done
    check_signature(signed_name)
    check_sign(change, version=version, total=total, by=by)
    try:
        proof = _check_code(change, code)
    except codes.WrongCode:
        # A doubled submit finds its code spent by its twin, which has committed by now.
        if done := _done_already(change):
            return done
        raise
    return _sign(change, _Shown(version, total), signed_name.strip(), proof, by)


@transaction.atomic
def decline_change(*, change: ChangeOrder, reason: str, by: Actor) -> ChangeOrder:
    """Let the client decline a change, in their words; the piece stays as agreed.

    Declining again changes nothing. Raises `Refusal`.
    """
    change = locked_change(change)
    check_client(change.commission, by)
    if change.status == ChangeStatus.DECLINED:
        return change
    check_answer(change, by, "decline")
    if not reason.strip():
        raise Refusal("A word or two is enough: what would you rather have?")
    move_change(change, "decline", closed_at=timezone.now(), decline_reason=reason.strip())
    record("change.declined", change, by=by, **_about(change))
    emails_changes.tell_declined(change)
    return change


def _check_code(change: ChangeOrder, code: str) -> EmailedCode:
    """Count a try in a transaction of its own: a refusal of the act must not give it back."""
    user = client_of(change.commission).account
    return codes.check_code(user=user, purpose=signing_purpose(change), code=code)


@transaction.atomic
def _sign(
    change: ChangeOrder, shown: _Shown, signed_name: str, proof: EmailedCode, by: Actor
) -> ChangeSignature:
    change = locked_change(change)
    if done := _done_already(change):
        return done
    check_sign(change, version=shown.version, total=shown.total, by=by)
    codes.spend(proof)
    signature = _freeze(change, shown.total, signed_name, by)
    move_change(change, "sign", closed_at=timezone.now())
    owe_change(change=change, total=shown.total, by=by)
    shift_promise(change=change, by=by)
    total, sha256 = str(signature.total), signature.sha256
    record("change.signed", change, by=by, total=total, sha256=sha256, **_about(change))
    emails_changes.tell_signed(signature)
    return signature


def _freeze(change: ChangeOrder, total: Decimal, signed_name: str, by: Actor) -> ChangeSignature:
    frozen, sha256 = canonical_change(change)
    return ChangeSignature.objects.create(
        change=change,
        frozen=frozen,
        sha256=sha256,
        total=total,
        signed_name=signed_name,
        signed_by=client_of(change.commission).account,
        address=by.address,
    )


def _reread(change: ChangeOrder) -> ChangeOrder:
    return ChangeOrder.objects.select_related("commission__client__user").get(pk=change.pk)


def _done_already(change: ChangeOrder) -> ChangeSignature | None:
    return ChangeSignature.objects.filter(change=change).first()


def _about(change: ChangeOrder) -> dict[str, Any]:
    return {
        "commission_id": change.commission_id,
        "number": change.number,
        "title": change.title,
    }
