"""Somebody stands in the door: a consultation that begins now."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.refusals import Conflict
from atelier.people.models import Client, User
from consultations import policies
from consultations.actions.booking import check_wish, write_down
from consultations.availability import length_of
from consultations.models import Appointment, BusyTime, Room
from consultations.slots import keep_slot, lock_diary, set_time
from orders.locks import locked_commission
from orders.models import Commission


def walk_in(
    *,
    client: Client,
    advisor: User,
    channel: str,
    by: Actor,
    room: Room | None = None,
    minutes: int | None = None,
    commission: Commission | None = None,
    subject: str = "",
) -> Appointment:
    """Begin a consultation now, without a buffer before it; nobody is mailed, they are there.

    An earlier one's buffer gives way, an earlier one itself does not. Beginning the same again
    returns the first. Raises `Conflict` with free times nearby when somebody is really there.
    """
    policies.check_keeps_diary(by)
    wish = Appointment(
        client=client,
        advisor=advisor,
        channel=channel,
        room=room,
        commission=commission,
        subject=subject.strip(),
        starts_at=timezone.now().replace(second=0, microsecond=0),
        walk_in=True,
    )
    check_wish(wish)
    set_time(wish, minutes or length_of(channel), walking_in=True)
    try:
        return keep_slot(lambda: _begin(wish, by), wish=wish, by=by)
    except Conflict:
        if same := _begun_already(wish):
            return same
        raise


def _begin(wish: Appointment, by: Actor) -> Appointment:
    if wish.commission:
        locked_commission(wish.commission.pk)
    lock_diary(advisors=[wish.advisor.pk], rooms=[wish.room_id])
    _end_buffers(wish, wish.starts_at)
    return write_down(wish, by, tell=False)


def _end_buffers(wish: Appointment, now: datetime) -> None:
    """Let go the buffer after what is over: the advisor stands there, the room is empty."""
    same_room = Q(room_id=wish.room_id) if wish.room_id else Q()
    there = BusyTime.objects.filter(Q(advisor_id=wish.advisor.pk) | same_room, span__contains=now)
    over = Appointment.objects.filter(pk__in=there.values("appointment"), ends_at__lte=now)
    for earlier in over.order_by("pk").select_for_update(of=("self",), no_key=True):
        earlier.busy = type(earlier.busy)(earlier.busy.lower, earlier.ends_at)
        earlier.save(update_fields=["busy"])


def _begun_already(wish: Appointment) -> Appointment | None:
    begun = Appointment.objects.booked().with_people()
    return begun.filter(
        client=wish.client,
        advisor=wish.advisor,
        walk_in=True,
        starts_at__lte=wish.starts_at,
        ends_at__gt=wish.starts_at,
    ).first()
