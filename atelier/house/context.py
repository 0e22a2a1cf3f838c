"""Gives every template the house."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from atelier.house.models import House


def house(request: HttpRequest) -> dict[str, object]:
    """Return `house`, read only when a template uses it."""
    return {"house": SimpleLazyObject(House.current)}
