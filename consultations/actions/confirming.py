"""Makes a kept time an appointment, or moves one there."""

import uuid
from datetime import timedelta

from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.refusals import Conflict
from atelier.people.models import Client
from consultations import policies
from consultations.actions.booking import check_wish, write_down
from consultations.actions.moving import relocate
from consultations.models import Appointment, Caller, Hold
from consultations.policies.offered import check_offered
from consultations.slots import hold_appointment, keep_slot, lock_diary, set_time
from orders.locks import locked_commission


def confirm_hold(
    *,
    hold_public_id: uuid.UUID,
    client: Client,
    by: Actor,
    subject: str = "",
    phone: str = "",
    caller: str = Caller.HOUSE,
    client_zone: str = "",
    words: str = "",
) -> Appointment:
    """Book what is kept, or move there what the hold was to move; return the appointment.

    Confirming again returns the same. One that expired is confirmed while its time is still free.
    `words` are the client's own, for the house. Raises `Conflict` with free times nearby.
    """
    policies.check_acts_for(client, by)
    if done := _confirmed(hold_public_id, client):
        return done
    hold = _find(hold_public_id, client)
    said = {
        "subject": subject.strip(),
        "phone": phone.strip(),
        "caller": caller,
        "client_zone": client_zone,
        "to_prepare": _in_one_line(words),
    }
    wish = _wish_to_move(hold, hold.moving, by) if hold.moving else _wish_to_book(hold, by, said)
    return keep_slot(lambda: _confirm(hold, wish, by), wish=wish, by=by)


def _in_one_line(words: str) -> str:
    """What is to be prepared is a list, a line each; what the client says is one of them."""
    return f"In the client's words: {' '.join(words.split())}" if words.strip() else ""


def _confirmed(hold_public_id: uuid.UUID, client: Client) -> Appointment | None:
    mine = Appointment.objects.of_client(client).with_people()
    return mine.filter(hold_id=hold_public_id).first()


def _find(hold_public_id: uuid.UUID, client: Client) -> Hold:
    everything = Hold.objects.select_related(
        "client__user", "advisor__staff", "room", "commission", "topic", "moving", "offer"
    )
    hold = everything.filter(public_id=hold_public_id, client=client).first()
    if hold is None:
        raise Conflict("That time is no longer kept for you. Please choose another.", free=[])
    return hold


def _wish_to_book(hold: Hold, by: Actor, said: dict[str, str]) -> Appointment:
    wish = Appointment(
        client=hold.client,
        commission=hold.commission,
        topic=hold.topic,
        channel=hold.channel,
        by_client=not by.is_house,
        **said,
    )
    _place(wish, hold)
    check_wish(wish)
    policies.check_in_future(wish.starts_at)
    return wish


def _wish_to_move(hold: Hold, moving: Appointment, by: Actor) -> Appointment:
    policies.check_moves_own(moving, hold.client, by)
    policies.check_in_future(hold.starts_at)
    wish = Appointment.objects.with_people().get(pk=moving.pk)
    if hold.advisor != wish.advisor:
        policies.check_not_joined(wish, hold.advisor)
    _place(wish, hold)
    return wish


def _place(wish: Appointment, hold: Hold) -> None:
    for name in ("advisor", "room", "starts_at", "ends_at"):
        setattr(wish, name, getattr(hold, name))
    # An expired hold may have lost its time to somebody who has since given it back.
    set_time(wish, int((hold.ends_at - hold.starts_at) / timedelta(minutes=1)))
    wish.hold_id = hold.public_id


def _confirm(hold: Hold, wish: Appointment, by: Actor) -> Appointment:
    _lock(wish)
    if done := _confirmed(hold.public_id, hold.client):
        return done
    kept = Hold.objects.filter(pk=hold.pk, expires_at__gt=timezone.now())
    # Whoever chose in time was offered it in time, though the notice has begun since.
    asked_at = hold.created_at if kept.exists() else timezone.now()
    if not hold.by_house:
        check_offered(wish, by, moving=hold.moving, now=asked_at)
    return relocate(wish, by) if hold.moving else write_down(wish, by)


def _lock(wish: Appointment) -> None:
    """Hold everything in the diary's order: a commission first."""
    if wish.pk:
        hold_appointment(wish, advisors=[wish.advisor.pk], rooms=[wish.room_id])
        return
    if wish.commission:
        locked_commission(wish.commission.pk)
    lock_diary(advisors=[wish.advisor.pk], rooms=[wish.room_id])
