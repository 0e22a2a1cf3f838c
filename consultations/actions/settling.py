"""What a booking fulfils: a place on the waiting list, times that were proposed."""

from django.db.models import Q

from atelier.journal.actor import Actor
from atelier.journal.record import record
from consultations.actions.places import close_open_offer, lock_entry, lock_offered_hold, tell
from consultations.models import Appointment, Hold, Invitation, SlotOffer, WaitingListEntry
from consultations.models.offers import LIVING
from consultations.statuses import INVITATIONS, WAITING_LIST, SlotOfferStatus
from consultations.times import zone_of_client


def settle_booking(hold: Hold | None, appointment: Appointment, by: Actor) -> None:
    """End the wait and close the proposal that `appointment` fulfils.

    It belongs inside the transaction that booked it, before `hold` is deleted.
    """
    _settle_wait(hold, appointment, by)
    _settle_invitation(appointment, by)


def _settle_wait(hold: Hold | None, appointment: Appointment, by: Actor) -> None:
    """End the wait whose offer kept `hold`, else one whose wishes the appointment meets.

    Another time offered to it goes back to the others.
    """
    entry = _offered(hold) or _fulfilled(appointment)
    if entry is None:
        return
    lock_offered_hold(entry)
    now = lock_entry(entry)
    if now.status not in LIVING:
        return
    _close_offer(now, appointment)
    now.status, now.appointment = WAITING_LIST.after("book", now.status), appointment
    now.save(update_fields=["status", "appointment"])
    tell("waiting.booked", now, by, starts_at=appointment.starts_at.isoformat())


def _settle_invitation(appointment: Appointment, by: Actor) -> None:
    """Close the proposal it answers; the advisor reads of it in the booking's own mail."""
    answered = Invitation.objects.open().filter(
        client=appointment.client_id,
        advisor=appointment.advisor_id,
        channel=appointment.channel,
        commission=appointment.commission_id,
        starts__contains=[appointment.starts_at],
    )
    now = answered.select_for_update(of=("self",), no_key=True).order_by("pk").first()
    if now is None:
        return
    now.status, now.appointment = INVITATIONS.after("book", now.status), appointment
    now.save(update_fields=["status", "appointment"])
    _hand_on(now, appointment)
    record(
        "invitation.booked",
        now,
        by=by,
        commission_id=now.commission_id,
        client=str(now.client),
        starts_at=appointment.starts_at.isoformat(),
    )


def _offered(hold: Hold | None) -> WaitingListEntry | None:
    if hold is None or hold.pk is None:
        return None
    return WaitingListEntry.objects.filter(offers__hold=hold).first()


def _fulfilled(appointment: Appointment) -> WaitingListEntry | None:
    day = appointment.starts_at.astimezone(zone_of_client(appointment.client)).date()
    alike = WaitingListEntry.objects.living().of_client(appointment.client)
    return alike.filter(
        Q(advisor=None) | Q(advisor=appointment.advisor_id),
        Q(topic=None) | Q(topic=appointment.topic_id),
        commission=appointment.commission_id,
        channel=appointment.channel,
        earliest_on__lte=day,
        latest_on__gte=day,
    ).first()


def _close_offer(entry: WaitingListEntry, appointment: Appointment) -> None:
    """Note an offer of this very time as taken; another one's time goes back to the others."""
    mine = {"advisor": appointment.advisor_id, "starts_at": appointment.starts_at}
    taken = SlotOffer.objects.open().filter(entry=entry, **mine).exists()
    close_open_offer(entry, SlotOfferStatus.TAKEN if taken else SlotOfferStatus.DECLINED)


def _hand_on(invitation: Invitation, appointment: Appointment) -> None:
    """Give the appointment what was written on the proposal and is not written on it yet."""
    names = ("subject", "to_prepare", "topic_id")
    given = [name for name in names if getattr(invitation, name) and not getattr(appointment, name)]
    for name in given:
        setattr(appointment, name, getattr(invitation, name))
    if given:
        appointment.save(update_fields=[name.removesuffix("_id") for name in given])
