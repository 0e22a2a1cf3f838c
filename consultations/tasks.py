"""What Celery starts; each finds its own work in Postgres."""

from celery import shared_task

from consultations import reminders
from consultations.actions import holds, invitations, offers


@shared_task(name="consultations.send_reminders")
def send_reminders() -> None:
    """Hand over the reminders that are due; twice at once does no harm."""
    reminders.send_reminders()


@shared_task(name="consultations.offer_freed")
def offer_freed() -> None:
    """Offer what is free to those who wait; twice at once does no harm."""
    offers.offer_freed()


@shared_task(name="consultations.expire_invitations")
def expire_invitations() -> None:
    """Close proposals whose times have passed."""
    invitations.expire_invitations()


@shared_task(name="consultations.release_holds")
def release_holds() -> None:
    """Remove holds that expired long ago; twice at once does no harm."""
    holds.release_expired_holds()
