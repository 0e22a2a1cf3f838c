"""Across whose table goods pass: a client, what they are meant for, and who sits there."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse

from atelier.materials.models import Intake
from atelier.office.views.commission import find
from atelier.people.models import Client, User
from consultations.models import Appointment
from orders.models import Commission
from orders.policies.sides import client_of


@dataclass(frozen=True)
class Visit:
    """A client at the table; the commission and the appointment where there is one."""

    client: Client
    commission: Commission | None = None
    appointment: Appointment | None = None

    @classmethod
    def of(cls, reference: str = "", public_id: uuid.UUID | None = None) -> "Visit":
        """Return the visit an address names; else 404."""
        if reference:
            commission = find(reference)
            return cls(client_of(commission), commission)
        people = Client.objects.select_related("user")
        return cls(get_object_or_404(people, public_id=public_id))

    @classmethod
    def at(cls, public_id: uuid.UUID) -> "Visit":
        """Return the visit that is an appointment; else 404."""
        diary = Appointment.objects.with_people()
        return cls._from(get_object_or_404(diary, public_id=public_id))

    @classmethod
    def of_intake(cls, intake: Intake) -> "Visit":
        """Return the visit at which something is being written down."""
        if intake.appointment_id:
            return cls._from(Appointment.objects.with_people().get(pk=intake.appointment_id))
        pieces = Commission.objects.select_related("client__user")
        piece = pieces.get(pk=intake.commission_id) if intake.commission_id else None
        return cls(intake.client, piece)

    @classmethod
    def _from(cls, appointment: Appointment) -> "Visit":
        return cls(appointment.client, appointment.commission, appointment)

    @property
    def back(self) -> str:
        """The page this began from."""
        if self.appointment:
            return reverse("admin:appointment", args=[self.appointment.public_id])
        if self.commission:
            return reverse("admin:commission", args=[self.commission.reference])
        return reverse("admin:people_client_change", args=[self.client.pk])

    @property
    def named(self) -> str:
        """What the way back is called."""
        if self.appointment:
            return f"Consultation with {self.client}"
        reference = f"{self.commission.reference} " if self.commission else ""
        return f"{reference}{self.client}"

    def witnesses(self, signing: User) -> list[str]:
        """Return who else sits at the table: the advisor and the companions, not who signs."""
        if self.appointment is None:
            return []
        joined = self.appointment.companions.select_related("advisor")
        people = [self.appointment.advisor, *(each.advisor for each in joined)]
        return [str(each) for each in people if each.pk != signing.pk]


def carried(data: QueryDict, *, without: Collection[str]) -> list[tuple[str, str]]:
    """Return what a page carries on to the next in hidden fields, without what is shown there."""
    left = {"csrfmiddlewaretoken", "step", *without}
    return [(name, str(value)) for name, value in data.items() if name not in left and value]
