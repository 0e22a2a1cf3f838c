"""Brings the demo's people on stage: accounts, advisors, jewellers, tablets and clients."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password
from django.contrib.auth.models import Group

from atelier.demo import people
from atelier.house.models import House
from atelier.journal.actor import Actor
from atelier.people.actions import client_for
from atelier.people.actors import user_actor
from atelier.people.models import Client, Jeweller, StaffMember, Tablet, User
from atelier.people.pins import set_pin
from atelier.people.tablets import begin_enrolment
from consultations.models import Room


@dataclass
class Cast:
    """Everybody the demo needs at hand; `enrolments` maps a tablet's name to its one-time code."""

    owner: User
    advisors: list[User]
    jewellers: list[Jeweller]
    clients: list[Client]
    rooms: list[Room]
    enrolments: dict[str, str] = field(default_factory=dict)

    @property
    def by(self) -> Actor:
        """The owner, as the one who set things up."""
        return user_actor(self.owner)


def gather() -> Cast:
    """Make the house's people and return them."""
    _name_the_house()
    with _hashing_quickly():
        return _gather()


@contextmanager
def _hashing_quickly() -> Iterator[None]:
    """Let hashes take a thousandth of their time: what they hide is printed on the screen.

    Django makes the staff's anew, at full length, when they sign in.
    """
    usual = PBKDF2PasswordHasher.iterations
    PBKDF2PasswordHasher.iterations = 1_000
    try:
        yield
    finally:
        PBKDF2PasswordHasher.iterations = usual


def _gather() -> Cast:
    password = make_password(people.PASSWORD)
    staff = [_staff(person, password) for person in people.STAFF]
    by = user_actor(staff[0])
    return Cast(
        owner=staff[0],
        advisors=[user for user in staff if user.staff.is_advisor],
        jewellers=[_jeweller(person, by) for person in people.JEWELLERS],
        clients=[
            client_for(email=people.address_of(name, address), name=name, phone="+1 212 555 0100")
            for name, address in people.CLIENTS
        ],
        rooms=list(Room.objects.all()),
        enrolments={name: _tablet(name, by) for name in people.TABLETS},
    )


def _name_the_house() -> None:
    house = House.current()
    for name, value in people.HOUSE.items():
        setattr(house, name, value)
    house.save()


def _staff(person: people.Staff, password: str) -> User:
    user = User.objects.create(
        email=person.email,
        password=password,
        name=person.name,
        is_staff=True,
        is_superuser=not person.groups,
    )
    user.groups.set(Group.objects.filter(name__in=person.groups))
    roles = dict.fromkeys(person.roles, True)
    StaffMember.objects.create(user=user, title=person.title, colour=person.colour, **roles)
    return user


def _jeweller(person: people.Bench, by: Actor) -> Jeweller:
    jeweller = Jeweller.objects.create(
        name=person.name,
        initials=person.initials,
        skills=list(person.skills),
        may_release=person.may_release,
    )
    set_pin(jeweller=jeweller, pin=person.pin, by=by)
    return jeweller


def _tablet(name: str, by: Actor) -> str:
    return begin_enrolment(tablet=Tablet.objects.create(name=name), by=by)
