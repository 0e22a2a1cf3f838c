"""What changes people: accounts and clients."""

from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.journal.refusals import Conflict, NotAllowed, Refusal
from atelier.people.models import Channel, Client, User


@transaction.atomic
def client_for(*, email: str, name: str, phone: str = "", channel: str = "") -> Client:
    """Return the client with this address, made when there is none; never overwrites one.

    A stranger may type a client's address, so what is typed changes nothing that exists. Two
    at once make one: the address is unique in the database.
    """
    return _found_or_made(email, name, phone, channel, Actor.system())


@transaction.atomic
def welcome(*, name: str, by: Actor, email: str = "", phone: str = "", channel: str = "") -> Client:
    """Return the client the house speaks with: found by address as it is, else made.

    Who gives only a telephone number is found by name and number, and reads no mail. Raises
    `NotAllowed` for anybody but the house, `Refusal` without a name, for an address that is not
    whole, and with neither address nor number.
    """
    _check_is_house(by)
    if not name.strip():
        raise Refusal("Please write their name.")
    if not email.strip():
        return _found_by_telephone(name.strip(), phone.strip(), by)
    _check_address(email)
    return _found_or_made(email, name.strip(), phone.strip(), channel, by)


@transaction.atomic
def give_address(*, client: Client, email: str, by: Actor) -> Client:
    """Give a client who only telephoned an account with this address; mails reach them from now.

    The same again changes nothing. Raises `NotAllowed` for anybody but the house, `Refusal` for an
    address that is not whole, `Conflict` where they have another or it is another client's.
    """
    _check_is_house(by)
    _check_address(email)
    held = Client.objects.select_for_update(of=("self",), no_key=True).get(pk=client.pk)
    if held.user:
        if held.email == email.strip().lower():
            return held
        raise Conflict(f"{held} is known by {held.email} already.")
    # Two who are given one address wait for each other here.
    user = User.objects.select_for_update(no_key=True).get(pk=_account_for(email, held.name).pk)
    if other := Client.objects.filter(user=user).first():
        raise Conflict(f"This is the address of {other}, a client already.")
    held.user = user
    held.save(update_fields=["user"])
    record("client.address_given", held, by=by)
    return held


def _check_is_house(by: Actor) -> None:
    if not by.is_house:
        raise NotAllowed("Only the atelier can do this.")


def _check_address(email: str) -> None:
    try:
        validate_email(email.strip())
    except ValidationError:
        raise Refusal(f"“{email}” is not a complete email address.") from None


def _found_by_telephone(name: str, phone: str, by: Actor) -> Client:
    if not any(sign.isdigit() for sign in phone):
        raise Refusal("Please write their email address, or the number we reach them on.")
    client, made = Client.objects.get_or_create(
        user=None,
        erased_at=None,
        name__iexact=name,
        phone=phone,
        defaults={"name": name, "preferred_channel": Channel.PHONE},
    )
    if made:
        record("client.welcomed", client, by=by)
    return client


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
