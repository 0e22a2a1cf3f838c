"""Mails of an appointment for tests, and a visit that has every word a mail can say."""

from atelier.journal.models import OutgoingMessage
from atelier.people.models import Channel
from consultations.tests.factories import make_place, make_room


def both_bodies(mail: OutgoingMessage) -> tuple[str, str]:
    """Return the two forms of a mail: what holds for one must hold for the other."""
    return mail.text, mail.html


def in_person(**over: object) -> dict[str, object]:
    """Return how an appointment is in person, at a place with a door of its own."""
    place = make_place(name="Uptown", address="9 Harbour Row\nNew York", directions="Blue door.")
    room = make_room(name="The Quiet Room", place=place)
    return {"channel": Channel.IN_PERSON, "room": room} | over
