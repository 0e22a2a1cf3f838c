"""Appointments, who joins them, what was recorded, and the reminders due for them."""

import uuid
from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from atelier.materials.models import Receipt
from atelier.people.models import Channel, Client
from consultations.models.places import Room
from consultations.models.rules import Topic
from consultations.statuses import AppointmentStatus
from orders.models import Commission


class Caller(models.TextChoices):
    """Who calls whom, by telephone."""

    HOUSE = "house", "We call the client"
    CLIENT = "client", "The client calls us"


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """Appointments as the diary asks for them."""

    def booked(self) -> "AppointmentQuerySet":
        """Those that stand."""
        return self.filter(status=AppointmentStatus.BOOKED)

    def of_client(self, client: Client) -> "AppointmentQuerySet":
        """Those of one client; every client page starts here."""
        return self.filter(client=client)

    def with_people(self) -> "AppointmentQuerySet":
        """With everybody and everything a mail or a page names, in the same query."""
        return self.select_related(
            "client__user", "advisor__staff", "room__place", "commission", "topic"
        )

    def starting_within(self, span: tuple[datetime, datetime]) -> "AppointmentQuerySet":
        """Those that start from the first moment until before the second."""
        return self.filter(starts_at__gte=span[0], starts_at__lt=span[1])

    def competing_with(self, wish: "Appointment") -> "AppointmentQuerySet":
        """Those that want the same advisor or the same room."""
        same_room = Q(room_id=wish.room_id) if wish.room_id else Q()
        return self.filter(Q(advisor_id=wish.advisor_id) | same_room)

    def to_record(self) -> "AppointmentQuerySet":
        """Those whose time has passed and of which nothing has been written down."""
        return self.booked().filter(ends_at__lt=timezone.now())


class Appointment(models.Model):
    """A consultation, in UTC. `busy` is start to end with the buffer on each side.

    While it is booked its advisor, its companions and its room are taken for `busy`; triggers
    keep that in `BusyTime`, whose constraints refuse any overlap. `ics_sequence` grows with every
    change sent to the client. `timed_at` is when this time was agreed: a reminder due before it
    is never sent. `before_move` is where it stood before its last move, for the undo.
    `hold_id` names the hold it was confirmed from: a confirmation sent twice books once.
    `client_zone` is the clock the client reads it on; empty: their own.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="appointments")
    commission = models.ForeignKey(
        Commission, null=True, blank=True, on_delete=models.PROTECT, related_name="appointments"
    )
    advisor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="appointments"
    )
    room = models.ForeignKey(
        Room, null=True, blank=True, on_delete=models.PROTECT, related_name="appointments"
    )
    channel = models.CharField(max_length=10, choices=Channel)
    topic = models.ForeignKey(Topic, null=True, blank=True, on_delete=models.PROTECT)
    subject = models.CharField(max_length=120, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    busy = DateTimeRangeField(editable=False)
    timed_at = models.DateTimeField(default=timezone.now, editable=False)
    status = models.CharField(
        max_length=10, choices=AppointmentStatus, default=AppointmentStatus.BOOKED
    )
    client_zone = models.CharField(max_length=64, blank=True)
    hold_id = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    by_client = models.BooleanField(default=False, help_text="Booked by the client.")
    walk_in = models.BooleanField(default=False)
    before_move = models.JSONField(null=True, blank=True, editable=False)
    moved_at = models.DateTimeField(null=True, blank=True, editable=False)
    caller = models.CharField(max_length=6, choices=Caller, default=Caller.HOUSE)
    phone = models.CharField(max_length=40, blank=True, help_text="Empty: the client's own.")
    video_link = models.URLField(blank=True)
    to_prepare = models.TextField(blank=True, help_text="Options, memo requests, sketches.")
    attended = models.CharField(max_length=200, blank=True, help_text="Who came.")
    options_shown = models.TextField(blank=True, help_text="And how they were received.")
    sizes_measured = models.TextField(blank=True)
    budget = models.CharField(max_length=120, blank=True, help_text="As the client put it.")
    notes = models.TextField(blank=True, help_text="Private to the house.")
    summary = models.TextField(blank=True, help_text="The client reads this.")
    next_step = models.CharField(max_length=10, blank=True)
    cancel_reason = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    ics_sequence = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at"]
        indexes = [models.Index(fields=["status", "starts_at"], name="appointment_upcoming")]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__lt=models.F("ends_at")), name="appointment_has_length"
            ),
            models.CheckConstraint(
                condition=Q(status=AppointmentStatus.DONE, recorded_at__isnull=False)
                | (~Q(status=AppointmentStatus.DONE) & Q(recorded_at__isnull=True)),
                name="appointment_recorded_when_done",
            ),
            models.CheckConstraint(
                condition=~Q(channel=Channel.IN_PERSON)
                | Q(room__isnull=False)
                | ~Q(status=AppointmentStatus.BOOKED),
                name="appointment_in_person_has_room",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client}, {self.starts_at:%Y-%m-%d %H:%M} UTC"


class Companion(models.Model):
    """Another member of staff who joins an appointment; their time is taken as well."""

    appointment = models.ForeignKey(
        Appointment, on_delete=models.CASCADE, related_name="companions"
    )
    advisor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="joined_appointments"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["appointment", "advisor"], name="companion_once")
        ]

    def __str__(self) -> str:
        return str(self.advisor)


class AppointmentReceipt(models.Model):
    """Goods that were received or handed back at an appointment."""

    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="receipts")
    receipt = models.OneToOneField(Receipt, on_delete=models.PROTECT, related_name="appointment")

    def __str__(self) -> str:
        return str(self.receipt)


class Reminder(models.Model):
    """That an appointment's reminder was handed to the outbox; unique, so never twice.

    `due_at` belongs to the key: a moved appointment gets its own reminders.
    """

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(
        max_length=8, choices=[("day", "A day before"), ("hour", "An hour before")]
    )
    due_at = models.DateTimeField()
    handed_over_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["appointment", "kind", "due_at"], name="reminder_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} before {self.appointment}"
