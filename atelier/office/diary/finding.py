"""Clients by a part of their name, their address, telephone or a commission's reference."""

from django.db.models import Q

from atelier.people.models import Client
from orders.models import Commission

_MOST = 8


def people_like(words: str) -> list[Client]:
    """Return the clients whose name, address, telephone or reference holds every word, by name.

    Exact references and names that begin so come first; nobody for fewer than two letters.
    """
    parts = words.split()
    if len(words.strip()) < 2:
        return []
    found = Client.objects.filter(erased_at=None).select_related("user")
    for part in parts:
        found = found.filter(_like(part))
    return sorted(found.order_by("name")[:_MOST], key=lambda each: not _begins(each, words))


def _like(part: str) -> Q:
    referred = Commission.objects.filter(reference__icontains=part, client__isnull=False)
    named = Q(name__icontains=part) | Q(user__email__icontains=part)
    return named | Q(phone__icontains=part) | Q(pk__in=referred.values("client"))


def _begins(client: Client, words: str) -> bool:
    return client.name.lower().startswith(words.strip().lower())
