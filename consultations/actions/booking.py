"""Books appointments and moves them; Postgres has the last word on what is free."""

from datetime import datetime, timedelta

from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.journal.refusals import Conflict
from atelier.people.models import Client, User
from consultations import emails, policies
from consultations.models import Appointment, Room
from consultations.slots import busy_span, keep_slot, lock_diary
from consultations.statuses import APPOINTMENTS
from consultations.times import LENGTHS
from orders.actions.commissions import begin_consulting, take_on
from orders.models import Commission
from orders.statuses import COMMISSIONS


def book(
    *,
    client: Client,
    advisor: User,
    channel: str,
    starts_at: datetime,
    by: Actor,
    minutes: int | None = None,
    room: Room | None = None,
    commission: Commission | None = None,
    subject: str = "",
    video_link: str = "",
    to_prepare: str = "",
) -> Appointment:
    """Book `client` with `advisor`, tell both by mail, and open the commission's consultation.

    `minutes` defaults to what the channel usually takes. Booking the very same again returns the
    first. Raises `Conflict` with free times nearby when advisor or room is taken.
    """
    policies.check_keeps_diary(by)
    policies.check_advises(advisor)
    policies.check_channel(channel)
    policies.check_room(channel, room)
    policies.check_commission(commission, client)
    policies.check_in_future(starts_at)
    wish = Appointment(
        client=client,
        advisor=advisor,
        channel=channel,
        room=room,
        commission=commission,
        subject=subject,
        video_link=video_link,
        to_prepare=to_prepare,
    )
    _set_time(wish, starts_at, minutes or LENGTHS[channel])
    try:
        return keep_slot(lambda: _book(wish, by), wish=wish)
    except Conflict:
        if same := _already_booked(wish):
            return same
        raise


def move(
    *,
    appointment: Appointment,
    starts_at: datetime,
    by: Actor,
    minutes: int | None = None,
    room: Room | None = None,
) -> Appointment:
    """Move a booked appointment; advisor, room and length stay unless given.

    Moving it to where it is changes nothing. Reminders of the old time that still wait are
    withdrawn. Raises `Conflict` with free times nearby, `WrongState` when it is no longer booked.
    """
    policies.check_keeps_diary(by)
    policies.check_in_future(starts_at)
    policies.check_room(appointment.channel, room or appointment.room)
    wish = Appointment.objects.select_related("advisor__staff", "room").get(pk=appointment.pk)
    wish.room = room or wish.room
    lasted = int((wish.ends_at - wish.starts_at) / timedelta(minutes=1))
    _set_time(wish, starts_at, minutes or lasted)
    return keep_slot(lambda: _move(wish, by), wish=wish)


def _set_time(appointment: Appointment, starts_at: datetime, minutes: int) -> None:
    appointment.starts_at = starts_at
    appointment.ends_at = starts_at + timedelta(minutes=minutes)
    appointment.busy = busy_span(appointment.starts_at, appointment.ends_at)
    appointment.timed_at = timezone.now()


def _book(wish: Appointment, by: Actor) -> Appointment:
    lock_diary(advisor_id=wish.advisor_id, room_id=wish.room_id)
    wish.pk = None
    wish.save(force_insert=True)
    if wish.commission:
        _tell_commission(wish, wish.commission, by)
    record(
        "appointment.booked",
        wish,
        by=by,
        commission_id=wish.commission_id,
        starts_at=wish.starts_at.isoformat(),
        advisor=str(wish.advisor),
        channel=wish.channel,
    )
    emails.tell_booked(wish)
    return wish


def _tell_commission(wish: Appointment, commission: Commission, by: Actor) -> None:
    """Name its advisor where it has none; a try-on, say, leaves its status as it is."""
    take_on(commission=commission, advisor=wish.advisor, by=by)
    if COMMISSIONS.allows("consult", commission.status):
        begin_consulting(commission=commission, by=by)


def _already_booked(wish: Appointment) -> Appointment | None:
    return (
        Appointment.objects.booked()
        .filter(
            client=wish.client,
            advisor=wish.advisor,
            commission=wish.commission,
            channel=wish.channel,
            starts_at=wish.starts_at,
            ends_at=wish.ends_at,
        )
        .first()
    )


def _move(wish: Appointment, by: Actor) -> Appointment:
    lock_diary(advisor_id=wish.advisor_id, room_id=wish.room_id)
    now = Appointment.objects.select_for_update(of=("self",), no_key=True).get(pk=wish.pk)
    wish.status = APPOINTMENTS.after("move", now.status)
    before, wish.ics_sequence = now.starts_at, now.ics_sequence + 1
    if _same_place_and_time(now, wish):
        return now
    wish.save(
        update_fields=["starts_at", "ends_at", "busy", "timed_at", "room", "status", "ics_sequence"]
    )
    record(
        "appointment.moved",
        wish,
        by=by,
        commission_id=wish.commission_id,
        before=before.isoformat(),
        starts_at=wish.starts_at.isoformat(),
        advisor=str(wish.advisor),
    )
    emails.withdraw_reminders(wish)
    emails.tell_moved(wish, before=before)
    return wish


def _same_place_and_time(one: Appointment, other: Appointment) -> bool:
    fields = ("starts_at", "ends_at", "room_id")
    return all(getattr(one, name) == getattr(other, name) for name in fields)
