"""Serial numbers, the certificates that go with them, and the chain of owners."""

import uuid

from django.db import models
from django.db.models import Q

from atelier.people.models import Client
from ownership.statuses import SerialStatus
from production.models import Job


class SerialCounter(models.Model):
    """The last sequence used for one prefix in one year; locked by `UPDATE … RETURNING`."""

    prefix = models.CharField(max_length=2)
    year = models.PositiveSmallIntegerField(help_text="Two digits.")
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["prefix", "year"], name="serial_counter_once")
        ]

    def __str__(self) -> str:
        return f"{self.prefix}{self.year:02d}: {self.last}"


class BurntNumber(models.Model):
    """A sequence whose check character would be `*`, I or O: never used, and logged here."""

    prefix = models.CharField(max_length=2)
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    check_character = models.CharField(max_length=1)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["year", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["prefix", "year", "sequence"], name="burnt_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.prefix}{self.year:02d}{self.sequence:05d}{self.check_character}"


class Serial(models.Model):
    """A serial number, `MS26-00042-1`; never reused. A pair shares one, with A and B.

    `place` says where it is inscribed. One number per job lives at a time; a void one keeps its
    reason and, once there is one, the number that replaced it.
    """

    text = models.CharField(max_length=16, unique=True)
    prefix = models.CharField(max_length=2)
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="serials")
    status = models.CharField(max_length=10, choices=SerialStatus, default=SerialStatus.RESERVED)
    place = models.CharField(max_length=80, default="inner shank, 3 to 5 o'clock")
    reserved_at = models.DateTimeField(auto_now_add=True)
    inscribed_at = models.DateTimeField(null=True, blank=True)
    activated_at = models.DateTimeField(null=True, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    void_reason = models.CharField(max_length=120, blank=True)
    replaced_by = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces"
    )

    class Meta:
        ordering = ["-year", "-sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["prefix", "year", "sequence"], name="serial_sequence_once"
            ),
            models.UniqueConstraint(
                fields=["job"], condition=~Q(status=SerialStatus.VOID), name="serial_one_living"
            ),
            models.CheckConstraint(
                condition=Q(status=SerialStatus.VOID, voided_at__isnull=False) & ~Q(void_reason="")
                | ~Q(status=SerialStatus.VOID) & Q(voided_at__isnull=True, void_reason=""),
                name="serial_void_why",
            ),
            models.CheckConstraint(
                condition=~Q(status=SerialStatus.ACTIVE)
                | Q(inscribed_at__isnull=False, activated_at__isnull=False),
                name="serial_active_when",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Certificate(models.Model):
    """What the house says of a finished piece, frozen when its number became active.

    `code_hash` is of the eight characters the client alone knows; the PDF holds them, so it is
    private to the owner.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    serial = models.OneToOneField(Serial, on_delete=models.PROTECT, related_name="certificate")
    code_hash = models.CharField(max_length=64, blank=True)
    described = models.JSONField(help_text="Piece, metals and net grams, stones, care.")
    pdf = models.FileField(upload_to="certificates/%Y", blank=True)
    issued_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pdf="", code_hash="") | ~Q(pdf="") & ~Q(code_hash=""),
                name="certificate_code_with_pdf",
            )
        ]

    def __str__(self) -> str:
        return f"Certificate of {self.serial}"


class CheckCount(models.Model):
    """How often one address used the public check within one minute; counted by one upsert.

    `address_hash` is a keyed hash, so that the table says nothing of who asked.
    """

    address_hash = models.CharField(max_length=64)
    minute = models.DateTimeField()
    count = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["address_hash", "minute"], name="check_count_once")
        ]

    def __str__(self) -> str:
        return f"{self.minute:%H:%M} {self.count}"


class Ownership(models.Model):
    """Who owns a piece and since when; one current owner, earlier ones stay."""

    serial = models.ForeignKey(Serial, on_delete=models.PROTECT, related_name="owners")
    owner = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="owned")
    since = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["serial"], condition=Q(until__isnull=True), name="one_current_owner"
            )
        ]

    def __str__(self) -> str:
        return f"{self.serial} of {self.owner}"
