"""Who acts in a request, as the journal writes it down."""

from django.http import HttpRequest

from atelier.journal.actor import Actor, ActorKind
from atelier.journal.addresses import address_of
from atelier.people.models import Jeweller, User


def actor_of(request: HttpRequest) -> Actor:
    """Return who is behind `request`: a jeweller on a tablet, staff, a client or a visitor."""
    address = address_of(request)
    jeweller = getattr(request, "jeweller", None)
    if jeweller is not None:
        return jeweller_actor(jeweller, address=address)
    if request.user.is_authenticated:
        return user_actor(request.user, address=address)
    return Actor(kind=ActorKind.CLIENT, name="A visitor", address=address)


def user_actor(user: User, *, address: str | None = None) -> Actor:
    """Return the actor of an account: staff where it may enter the admin, else a client."""
    kind = ActorKind.STAFF if user.is_staff else ActorKind.CLIENT
    return Actor(kind=kind, name=str(user)[:120], user_id=user.pk, address=address)


def jeweller_actor(jeweller: Jeweller, *, address: str | None = None) -> Actor:
    """Return the actor of somebody at the bench."""
    return Actor(
        kind=ActorKind.JEWELLER,
        name=jeweller.name,
        user_id=jeweller.user_id,
        jeweller_id=jeweller.pk,
        address=address,
    )
