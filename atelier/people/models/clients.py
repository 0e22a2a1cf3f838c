"""The people the pieces are made for."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from atelier.people.models.users import User


class Channel(models.TextChoices):
    """How somebody would like to hear from the house."""

    EMAIL = "email", "Email"
    PHONE = "phone", "Telephone"
    VIDEO = "video", "Live video"
    IN_PERSON = "in_person", "In person"


class Client(models.Model):
    """A client; `user` is the account that an emailed code opens.

    Somebody who only ever telephones has none: they read no mail and have no pages.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(
        User, on_delete=models.PROTECT, related_name="client", null=True, blank=True
    )
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=40, blank=True)
    preferred_channel = models.CharField(max_length=10, choices=Channel, default=Channel.EMAIL)
    time_zone = models.CharField(max_length=64, blank=True, help_text="Empty: the house's.")
    notes = models.TextField(blank=True, help_text="Private to the house.")
    erased_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="client_can_be_reached",
                condition=Q(user__isnull=False) | ~Q(phone="") | Q(erased_at__isnull=False),
                violation_error_message="Without an address their telephone number is needed.",
            ),
            # Booked twice by two presses, somebody who only telephones is still one.
            models.UniqueConstraint(
                Lower("name"),
                "phone",
                condition=Q(user__isnull=True, erased_at__isnull=True),
                name="client_by_telephone_once",
                violation_error_message="Somebody of this name and number is a client already.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def email(self) -> str:
        """The address of the client's account; empty for who gave only a telephone number."""
        return self.user.email if self.user else ""

    @property
    def account(self) -> User:
        """The account of a client who is known to have one, as whoever signed in has."""
        assert self.user is not None
        return self.user
