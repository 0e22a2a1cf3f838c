"""Across whose table goods pass: a client, and the commission they are meant for."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse

from atelier.journal.actor import Actor
from atelier.office.views.commission import find
from atelier.people.models import Client
from atelier.pictures.actions import receive
from atelier.pictures.screening import UnusablePicture
from orders.models import Commission
from orders.policies.sides import client_of


@dataclass(frozen=True)
class Visit:
    """A client at the table; `commission` where the goods are meant for one."""

    client: Client
    commission: Commission | None = None

    @classmethod
    def of(cls, reference: str = "", public_id: uuid.UUID | None = None) -> "Visit":
        """Return the visit an address names; else 404."""
        if reference:
            commission = find(reference)
            return cls(client_of(commission), commission)
        people = Client.objects.select_related("user")
        return cls(get_object_or_404(people, public_id=public_id))

    @property
    def back(self) -> str:
        """The page this began from."""
        if self.commission:
            return reverse("admin:commission", args=[self.commission.reference])
        return reverse("admin:people_client_change", args=[self.client.pk])

    @property
    def named(self) -> str:
        """What the way back is called."""
        reference = f"{self.commission.reference} " if self.commission else ""
        return f"{reference}{self.client}"


def keep_pictures(data: QueryDict, files: Mapping[str, Any], *, by: Actor) -> dict[str, str]:
    """Take the pictures of a form in at once, so that whatever is refused later loses none.

    Each `…-picture_x` becomes the id `…-kept_x` in `data`; returns what was wrong with which.
    """
    wrong = {}
    for name, upload in files.items():
        try:
            kept = receive(upload, by=by)
        except UnusablePicture as refused:
            wrong[name] = str(refused)
        else:
            data[name.replace("-picture_", "-kept_")] = str(kept.public_id)
    return wrong


def carried(data: QueryDict, *, without: Collection[str]) -> list[tuple[str, str]]:
    """Return what a page carries on to the next in hidden fields, without what is shown there."""
    left = {"csrfmiddlewaretoken", "step", *without}
    return [(name, str(value)) for name, value in data.items() if name not in left and value]
