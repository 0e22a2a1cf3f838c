"""What an appointment needs, and when which of its steps can be taken."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from atelier.house.models import check_time_zone
from atelier.journal.refusals import Refusal, WrongState
from atelier.people.models import Channel, Client, User
from consultations.models import Appointment, Room
from consultations.times import TIMED
from orders.models import Commission
from orders.statuses import CommissionStatus

CLOSED = frozenset({CommissionStatus.DRAFT, CommissionStatus.DECLINED, CommissionStatus.WITHDRAWN})
# A move is told to nobody for so long, and can be taken back.
UNDO_SECONDS = 30


def check_in_future(starts_at: datetime) -> None:
    """Nobody can be booked for a time that has gone."""
    if starts_at <= timezone.now():
        raise Refusal("That time has already passed. Please choose a later one.")


def check_begun(appointment: Appointment) -> None:
    """Only after its start can it be said who came, or that nobody did."""
    if appointment.starts_at > timezone.now():
        raise WrongState("This consultation has not begun yet.")


def check_channel(channel: str) -> None:
    """A written consultation has no hour, so no appointment."""
    if channel not in TIMED:
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


def check_zone(name: str) -> None:
    """A clock that is named must exist; empty is the client's own."""
    if not name:
        return
    try:
        check_time_zone(name)
    except ValidationError as unknown:
        raise Refusal(unknown.messages[0]) from None


def check_not_joined(appointment: Appointment, advisor: User) -> None:
    """Nobody both leads a consultation and joins it."""
    if appointment.companions.filter(advisor=advisor).exists():
        raise Refusal(f"{advisor} already joins this consultation. Let them leave it first.")


def check_does_not_lead(appointment: Appointment, companion: User) -> None:
    """Nobody joins the consultation they hold themselves."""
    if appointment.advisor_id == companion.pk:
        raise Refusal(f"{companion} leads this consultation already.")


def check_undo_in_time(appointment: Appointment) -> None:
    """A move is taken back before anybody is told of it. Raises `WrongState` afterwards."""
    moved_at = appointment.moved_at
    if moved_at is None or timezone.now() - moved_at >= timedelta(seconds=UNDO_SECONDS):
        raise WrongState("This move has been told already. Please move the consultation again.")
