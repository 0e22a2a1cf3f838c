"""Jewellers, the tablets they share, and their PINs."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from atelier.people.models.users import User
from atelier.people.skills import Skill


class Jeweller(models.Model):
    """Somebody who works at a bench; signs in on an enrolled tablet with a name and a PIN."""

    name = models.CharField(max_length=80)
    initials = models.CharField(max_length=3)
    user = models.OneToOneField(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="jeweller"
    )
    skills = ArrayField(models.CharField(max_length=12, choices=Skill), default=list)
    pin_hash = models.CharField(max_length=128, blank=True)
    may_release = models.BooleanField(
        "may release pictures",
        default=False,
        help_text="Lets clients see single pictures from the bench, as staff do.",
    )
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["name"], name="jeweller_name_once")]

    def __str__(self) -> str:
        return self.name


class Tablet(models.Model):
    """A shop tablet. Staff enrol it once with a one-time code; afterwards a cookie proves it.

    Both secrets are stored as SHA-256 only. `house_zone` is read with it; None before there is
    a house.
    """

    house_zone: str | None

    name = models.CharField(max_length=60, unique=True)
    station = models.CharField(max_length=60, blank=True)
    enrolment_hash = models.CharField(max_length=64, blank=True, db_index=True)
    enrolment_expires_at = models.DateTimeField(null=True, blank=True)
    token_hash = models.CharField(max_length=64, null=True, blank=True, unique=True)
    enrolled_at = models.DateTimeField(null=True, blank=True)
    enrolled_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PinLock(models.Model):
    """Wrong PINs of one jeweller on one tablet, counted in Postgres so that no race escapes.

    5 failures lock for 60 s, doubling; 10 need a manager. There is a row for everybody who ever
    tried to sign in on the tablet.
    """

    house_zone: str | None

    jeweller = models.ForeignKey(Jeweller, on_delete=models.CASCADE)
    tablet = models.ForeignKey(Tablet, on_delete=models.CASCADE)
    failures = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jeweller", "tablet"], name="pin_lock_once")]

    def __str__(self) -> str:
        return f"{self.jeweller} on {self.tablet}: {self.failures}"
