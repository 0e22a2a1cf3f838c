"""Books appointments; Postgres has the last word on what is free."""

import secrets
from collections.abc import Collection, Sequence
from datetime import datetime

from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.journal.refusals import Conflict, Refusal
from atelier.people.models import Channel, Client, User
from consultations import emails, policies
from consultations.actions.settling import settle_booking
from consultations.availability import length_of
from consultations.models import (
    Advising,
    Appointment,
    BookingRules,
    Caller,
    Companion,
    Hold,
    Room,
    Topic,
)
from consultations.slots import (
    clear_expired,
    free_own_holds,
    keep_slot,
    lock_diary,
    set_time,
)
from orders.actions.commissions import begin_consulting, take_on
from orders.locks import locked_commission
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
    topic: Topic | None = None,
    subject: str = "",
    video_link: str = "",
    to_prepare: str = "",
    caller: str = Caller.HOUSE,
    phone: str = "",
    companions: Sequence[User] = (),
    client_zone: str = "",
) -> Appointment:
    """Book `client` with `advisor`, tell everybody by mail, and open the commission's consultation.

    Staff book at any free time, inside or outside the hours, for as long as `minutes` or topic and
    channel usually take. Companions' time is taken too. Booking the very same again returns the
    first. Raises `Conflict` with free times nearby when somebody or the room is taken.
    """
    policies.check_keeps_diary(by)
    policies.check_in_future(starts_at)
    wish = Appointment(
        client=client,
        advisor=advisor,
        channel=channel,
        starts_at=starts_at,
        room=room,
        commission=commission,
        topic=topic,
        subject=subject.strip(),
        video_link=video_link,
        to_prepare=to_prepare,
        caller=caller,
        phone=phone.strip(),
        client_zone=client_zone,
    )
    check_wish(wish, companions)
    set_time(wish, minutes or length_of(channel, topic))
    try:
        return keep_slot(
            lambda: write_down(wish, by, companions), wish=wish, by=by, joining=companions
        )
    except Conflict:
        if same := _already_booked(wish):
            return same
        raise


def check_wish(wish: Appointment, companions: Collection[User] = ()) -> None:
    """Refuse what can be no appointment, whoever asks. Raises `Refusal`."""
    policies.check_advises(wish.advisor)
    policies.check_channel(wish.channel)
    policies.check_room(wish.channel, wish.room)
    policies.check_commission(wish.commission, wish.client)
    policies.check_zone(wish.client_zone)
    for companion in companions:
        policies.check_works_here(companion)
        if companion == wish.advisor:
            raise Refusal(f"{companion} leads this consultation already.")


def write_down(
    wish: Appointment, by: Actor, companions: Collection[User] = (), *, tell: bool = True
) -> Appointment:
    """Write a checked wish into the diary, inside `keep_slot`; the commission is held first."""
    if wish.commission:
        locked_commission(wish.commission.pk)
    people = {wish.advisor.pk, *(companion.pk for companion in companions)}
    lock_diary(advisors=people, rooms=[wish.room_id])
    clear_expired(wish, people)
    freed = free_own_holds(wish, people)
    _insert(wish, companions)
    if wish.commission:
        tell_commission(wish.advisor, wish.commission, by)
    settle(freed, wish, by)
    record_event("appointment.booked", wish, by, channel=wish.channel)
    if tell:
        emails.tell_booked(wish)
    return wish


def settle(freed: Sequence[Hold], appointment: Appointment, by: Actor) -> None:
    """End the wait and close the proposal that is fulfilled; the client's freed holds are done."""
    fulfilled: Sequence[Hold | None] = freed or [None]
    for hold in fulfilled:
        settle_booking(hold, appointment, by)
    Hold.objects.filter(pk__in=[hold.pk for hold in freed]).delete()


def record_event(kind: str, appointment: Appointment, by: Actor, **data: object) -> None:
    """Write one event of an appointment, with its time and its advisor."""
    record(
        kind,
        appointment,
        by=by,
        commission_id=appointment.commission_id,
        starts_at=appointment.starts_at.isoformat(),
        **{"advisor": str(appointment.advisor)} | data,
    )


def _insert(wish: Appointment, companions: Collection[User]) -> None:
    # A try that was ended by a deadlock left its number behind.
    wish.pk = None
    wish.timed_at = timezone.now()
    if wish.channel == Channel.VIDEO and not wish.video_link:
        wish.video_link = video_link_of(wish.advisor)
    wish.save(force_insert=True)
    Companion.objects.bulk_create(
        Companion(appointment=wish, advisor=companion) for companion in companions
    )


def video_link_of(advisor: User) -> str:
    """Return the advisor's own video room, or one from the house's template that nobody guesses."""
    own = Advising.objects.filter(advisor=advisor).values_list("video_link", flat=True).first()
    template = BookingRules.current().video_link_template
    return own or template.replace("{code}", secrets.token_urlsafe(16))


def tell_commission(advisor: User, commission: Commission, by: Actor) -> None:
    """Name its advisor where it has none; a try-on, say, leaves its status as it is.

    A client who books causes this too, but it is the house that does it.
    """
    house = by if by.is_house else Actor.system()
    take_on(commission=commission, advisor=advisor, by=house)
    if COMMISSIONS.allows("consult", commission.status):
        begin_consulting(commission=commission, by=house)


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
