"""Who may keep the diary, and what an appointment needs."""

from datetime import datetime

from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.refusals import NotAllowed, Refusal, WrongState
from atelier.people.models import Channel, Client, User
from consultations.models import Appointment, Room
from consultations.times import LENGTHS
from orders.models import Commission
from orders.statuses import CommissionStatus

CLOSED = frozenset({CommissionStatus.DRAFT, CommissionStatus.DECLINED, CommissionStatus.WITHDRAWN})


def check_keeps_diary(by: Actor) -> None:
    """The diary is kept by the house. Raises `NotAllowed` for clients and jewellers."""
    if not by.is_house:
        raise NotAllowed("Appointments are made by the atelier. Please write to us.")


def check_advises(advisor: User) -> None:
    """An advisor is an active member of staff who holds consultations."""
    staff = getattr(advisor, "staff", None)
    if not (advisor.is_active and staff and staff.is_advisor):
        raise Refusal(f"{advisor} does not hold consultations. Please choose an advisor.")


def check_in_future(starts_at: datetime) -> None:
    """Nobody can be booked for a time that has gone."""
    if starts_at <= timezone.now():
        raise Refusal("That time has already passed. Please choose a later one.")


def check_begun(appointment: Appointment) -> None:
    """Only after its start can it be said that nobody came."""
    if appointment.starts_at > timezone.now():
        raise WrongState("This consultation has not begun yet.")


def check_channel(channel: str) -> None:
    """A written consultation has no hour, so no appointment."""
    if channel not in LENGTHS:
        raise Refusal("An appointment is by telephone, by live video or in person.")


def check_room(channel: str, room: Room | None) -> None:
    """In person needs a room that is in use; other channels need none (domain: consultations)."""
    if channel == Channel.IN_PERSON and room is None:
        raise Refusal("A consultation in person needs a room. Please choose one.")
    if room is not None and not room.is_active:
        raise Refusal(f"{room} is not in use at present. Please choose another room.")


def check_commission(commission: Commission | None, client: Client) -> None:
    """An appointment about a commission is with its own client, while it is alive."""
    if commission is None:
        return
    if commission.client_id != client.pk:
        raise Refusal("This commission belongs to another client.")
    if commission.status in CLOSED:
        label = commission.get_status_display().lower()
        raise WrongState(f"This commission is “{label}”, so nothing can be booked for it.")
