"""What changes people: accounts and clients."""

from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.journal.refusals import NotAllowed, Refusal
from atelier.people.models import Channel, Client, User


@transaction.atomic
def client_for(*, email: str, name: str, phone: str = "", channel: str = "") -> Client:
    """Return the client with this address, made when there is none; never overwrites one.

    A stranger may type a client's address, so what is typed changes nothing that exists. Two
    at once make one: the address is unique in the database.
    """
    return _found_or_made(email, name, phone, channel, Actor.system())


@transaction.atomic
def welcome(*, name: str, email: str, by: Actor, phone: str = "", channel: str = "") -> Client:
    """Return the client the house speaks with: found by address as it is, else made.

    Raises `NotAllowed` for anybody but the house, `Refusal` without a name or a whole address.
    """
    if not by.is_house:
        raise NotAllowed("Only the atelier can do this.")
    if not name.strip():
        raise Refusal("Please write their name.")
    try:
        validate_email(email.strip())
    except ValidationError:
        raise Refusal(f"“{email}” is not a complete email address.") from None
    return _found_or_made(email, name.strip(), phone.strip(), channel, by)


def _found_or_made(email: str, name: str, phone: str, channel: str, by: Actor) -> Client:
    user = _account_for(email, name)
    client, made = Client.objects.get_or_create(
        user=user,
        defaults={
            "name": name,
            "phone": phone,
            "preferred_channel": channel or Channel.EMAIL,
        },
    )
    if made:
        record("client.welcomed", client, by=by)
    return client


@transaction.atomic
def remember_clock(*, client: Client, zone: str, by: Actor) -> Client:
    """Keep the time zone a client reads times in; the same again changes nothing.

    Raises `NotAllowed` for anybody but the client and the house, `Refusal` for an unknown zone.
    """
    if not (by.is_house or (by.user_id and by.user_id == client.user_id)):
        raise NotAllowed("Only you can choose your clock.")
    if zone not in available_timezones():
        raise Refusal("Please choose a time zone such as Europe/Paris.")
    locked = Client.objects.select_for_update(of=("self",), no_key=True).get(pk=client.pk)
    if locked.time_zone == zone:
        return locked
    before, locked.time_zone = locked.time_zone, zone
    locked.save(update_fields=["time_zone"])
    record("client.clock_remembered", locked, by=by, before=before, zone=zone)
    return locked


def _account_for(email: str, name: str) -> User:
    address = email.strip().lower()
    account = User(email=address, name=name)
    account.set_unusable_password()
    user, _ = User.objects.get_or_create(
        email__iexact=address,
        defaults={"email": address, "name": name, "password": account.password},
    )
    return user
