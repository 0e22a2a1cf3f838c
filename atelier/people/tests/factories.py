"""People for tests; each call makes somebody new."""

from itertools import count
from typing import Any

from atelier.journal.actor import Actor
from atelier.people.actors import user_actor
from atelier.people.models import Client, Jeweller, StaffMember, Tablet, User

_number = count(1)


def make_user(**over: Any) -> User:
    """An account without a password."""
    number = next(_number)
    fields = {"email": f"person{number}@example.com", "name": f"Person {number}"} | over
    return User.objects.create_user(**fields)


def make_client(**over: Any) -> Client:
    """A client; `email` names the account's address."""
    name = over.setdefault("name", f"Client {next(_number)}")
    email = {"email": over.pop("email")} if "email" in over else {}
    over.setdefault("user", None)
    over["user"] = over["user"] or make_user(name=name, **email)
    return Client.objects.create(**over)


def make_caller(**over: Any) -> Client:
    """A client who only telephones: no account, no address."""
    fields = {"name": f"Caller {next(_number)}", "phone": "212 555 0123"} | over
    return Client.objects.create(**fields)


def make_staff(**over: Any) -> User:
    """Somebody of the house who may enter the admin; `over` goes to the account."""
    user = make_user(**{"is_staff": True, "is_superuser": True} | over)
    StaffMember.objects.create(user=user, title="Advisor", is_advisor=True)
    return user


def make_jeweller(**over: Any) -> Jeweller:
    """Somebody at the bench."""
    number = next(_number)
    fields = {"name": f"Jeweller {number}", "initials": "JJ", "skills": ["bench"]} | over
    return Jeweller.objects.create(**fields)


def make_tablet(**over: Any) -> Tablet:
    """A tablet that is not enrolled yet."""
    return Tablet.objects.create(**{"name": f"Tablet {next(_number)}"} | over)


def staff_actor(**over: Any) -> Actor:
    """The `by` of a member of staff."""
    return user_actor(make_staff(**over))


def client_actor(client: Client | None) -> Actor:
    """The `by` of a client."""
    assert client is not None
    return user_actor(client.account, address="203.0.113.7")
