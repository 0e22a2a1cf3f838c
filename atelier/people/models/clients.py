"""The people the pieces are made for."""

import uuid

from django.db import models

from atelier.people.models.users import User


class Channel(models.TextChoices):
    """How somebody would like to hear from the house."""

    EMAIL = "email", "Email"
    PHONE = "phone", "Telephone"
    VIDEO = "video", "Live video"
    IN_PERSON = "in_person", "In person"


class Client(models.Model):
    """A client; `user` is the account that an emailed code opens."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="client")
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=40, blank=True)
    preferred_channel = models.CharField(max_length=10, choices=Channel, default=Channel.EMAIL)
    time_zone = models.CharField(max_length=64, blank=True, help_text="Empty: the house's.")
    notes = models.TextField(blank=True, help_text="Private to the house.")
    erased_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def email(self) -> str:
        """The address of the client's account."""
        return self.user.email
