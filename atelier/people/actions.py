"""What changes people: accounts and clients."""

from django.db import transaction

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.people.models import Channel, Client, User


@transaction.atomic
def client_for(*, email: str, name: str, phone: str = "", channel: str = "") -> Client:
    """Return the client with this address, made when there is none; never overwrites one.

    A stranger may type a client's address, so what is typed changes nothing that exists. Two
    at once make one: the address is unique in the database.
    """
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
        record("client.welcomed", client, by=Actor.system())
    return client


def _account_for(email: str, name: str) -> User:
    address = email.strip().lower()
    account = User(email=address, name=name)
    account.set_unusable_password()
    user, _ = User.objects.get_or_create(
        email__iexact=address,
        defaults={"email": address, "name": name, "password": account.password},
    )
    return user
