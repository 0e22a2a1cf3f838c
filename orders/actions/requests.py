"""A request, from the first answer to the moment it reaches the house."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.people.actions import client_for
from designs.models import Design
from orders import emails
from orders.actions.wishes import settle, standing, wish_of, write_parts, write_wish
from orders.cautions import cautions_of
from orders.decisions import decisions_of
from orders.locks import locked_commission
from orders.models import Commission
from orders.moves import move_commission
from orders.policies.requests import check_send, check_step
from orders.statuses import CommissionStatus
from orders.steps import Step

Answers = Mapping[str, Any]


@transaction.atomic
def start_draft(
    *, answers: Answers, by: Actor, design: Design | None = None, tried: Answers | None = None
) -> Commission:
    """Begin a request with its first answers, and with a design where the client chose one.

    `tried` holds the piece's fields that were chosen with the design already.
    """
    commission = Commission.objects.create()
    record("commission.begun", commission, by=by, commission_id=commission.pk)
    if design:
        write_wish(commission, {"design": design, "piece_type": design.piece_type})
        write_parts(commission, {"": tried or {}})
    return save_step(commission=commission, step=Step.WEARER, answers=answers, by=by)


@transaction.atomic
def save_step(
    *, commission: Commission, step: Step, answers: Answers, by: Actor, finished: bool = True
) -> Commission:
    """Keep a step's answers; with `finished` unset they are kept without going on.

    `answers` holds the commission's own fields, `pieces` (what is wished for) and `parts` (each
    piece's materials and measures). An answer that makes a later one void opens that step again.
    Raises `WrongState` once the request was sent, or before its earlier steps are answered.
    """
    held = locked_commission(commission.pk)
    check_step(held, step)
    before = wish_of(held)
    _write_own(held, {n: v for n, v in answers.items() if n not in ("pieces", "parts")})
    write_wish(held, answers.get("pieces"))
    write_parts(held, answers.get("parts", {}))
    settle(held)
    done = max(held.steps_done, step.number) if finished else held.steps_done
    _write_own(held, {"steps_done": min(done, standing(before, wish_of(held)))})
    return held


@transaction.atomic
def send_request(*, commission: Commission, contact: Answers, by: Actor) -> Commission:
    """Send a finished request to the house; sending it again changes nothing.

    `contact` holds `contact_name`, `contact_email`, `contact_phone` and `preferred_channel`, with
    the sender's consent given. Raises `WrongState` while a step is unanswered.
    """
    held = locked_commission(commission.pk)
    if held.status != CommissionStatus.DRAFT:
        return held
    check_send(held)
    client = client_for(
        email=contact["contact_email"],
        name=contact["contact_name"],
        phone=contact.get("contact_phone", ""),
        channel=contact["preferred_channel"],
    )
    now = timezone.now()
    move_commission(
        held,
        "send",
        client=client,
        requested_at=now,
        consent_at=now,
        steps_done=len(Step),
        **contact,
    )
    decisions = decisions_of(held)
    record(
        "commission.requested",
        held,
        by=by,
        commission_id=held.pk,
        decide=[decision.code for decision in decisions],
        # The sender saw these on the last page; which ones is kept, since choices may change later.
        cautions=[caution.code for caution in cautions_of(held)],
    )
    emails.tell_received(held)
    emails.tell_house(held, decisions=decisions)
    return held


def _write_own(commission: Commission, fields: Answers) -> None:
    for name, value in fields.items():
        setattr(commission, name, value)
    if fields:
        commission.save(update_fields=list(fields))
