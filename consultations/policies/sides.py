"""Who keeps the diary, who holds consultations, and what clients change themselves."""

from datetime import timedelta

from django.utils import timezone

from atelier.journal.actor import Actor, ActorKind
from atelier.journal.refusals import NotAllowed, Refusal, WrongState
from atelier.people.models import Client, User
from consultations.models import Appointment, BookingRules
from consultations.statuses import AppointmentStatus


def check_keeps_diary(by: Actor) -> None:
    """The diary is kept by the house. Raises `NotAllowed` for clients and jewellers."""
    if not by.is_house:
        raise NotAllowed("Appointments are made by the atelier. Please write to us.")


def is_own(client: Client, by: Actor) -> bool:
    """Tell whether `by` is this very client."""
    return by.kind == ActorKind.CLIENT and by.user_id is not None and by.user_id == client.user_id


def check_acts_for(client: Client, by: Actor) -> None:
    """A client acts for themselves, the house for everybody. Raises `NotAllowed`."""
    if not (by.is_house or is_own(client, by)):
        raise NotAllowed("Only the client, or the atelier for them, can do this.")


def check_reads_mail(client: Client) -> None:
    """What is asked and answered by mail needs an address. Raises `Refusal` without one."""
    if not client.email:
        raise Refusal(f"No mail reaches {client} yet. Please write down their address first.")


def check_advises(advisor: User) -> None:
    """An advisor is an active member of staff who holds consultations."""
    staff = getattr(advisor, "staff", None)
    if not (advisor.is_active and staff and staff.is_advisor):
        raise Refusal(f"{advisor} does not hold consultations. Please choose an advisor.")


def check_works_here(person: User) -> None:
    """Whoever joins, or is given a task, is an active member of staff."""
    if not (person.is_active and getattr(person, "staff", None)):
        raise Refusal(f"{person} does not work here at present. Please choose somebody else.")


def check_changes_by_client(appointment: Appointment) -> None:
    """Clients move and cancel what stands, until so many hours before its start.

    Raises `WrongState` afterwards (`BookingRules.change_hours`).
    """
    if appointment.status != AppointmentStatus.BOOKED:
        label = appointment.get_status_display().lower()
        raise WrongState(f"This consultation is “{label}”, so it cannot be changed any more.")
    hours = BookingRules.current().change_hours
    if appointment.starts_at - timedelta(hours=hours) < timezone.now():
        raise WrongState(
            f"A consultation can be changed here until {_spoken(hours)} before it begins. "
            "Please call or write to us and we will help."
        )


def can_change_by_client(appointment: Appointment) -> bool:
    """Tell whether its client may still move or cancel it."""
    try:
        check_changes_by_client(appointment)
    except WrongState:
        return False
    return True


def check_calls_off(appointment: Appointment, by: Actor) -> None:
    """The house calls off what stands; a client their own, in time. Raises `Refusal`."""
    check_acts_for(appointment.client, by)
    if not by.is_house:
        check_changes_by_client(appointment)


def check_moves_own(appointment: Appointment, client: Client, by: Actor) -> None:
    """An appointment is moved for its own client, and by that client only in time."""
    if appointment.client_id != client.pk:
        raise NotAllowed("This consultation is somebody else's.")
    if not by.is_house:
        check_changes_by_client(appointment)


def _spoken(hours: int) -> str:
    return "an hour" if hours == 1 else f"{hours} hours"
