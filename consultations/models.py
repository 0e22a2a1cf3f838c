"""Rooms, appointments, and the reminders that are due for them."""

import uuid
from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from atelier.people.models import Channel, Client
from consultations.statuses import AppointmentStatus
from orders.models import Commission


class Room(models.Model):
    """A place where one consultation at a time is held."""

    name = models.CharField(max_length=60, unique=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


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
        return self.select_related("client__user", "advisor__staff", "room", "commission")

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

    Two booked appointments of one advisor, or in one room, can never overlap in `busy`: an
    exclusion constraint made in SQL holds that (the embedded Postgres has no btree_gist, so the
    key stands as a one-point range). `ics_sequence` grows with every change sent to the client.
    `timed_at` is when this time was agreed: a reminder due before it is never sent.
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
    subject = models.CharField(max_length=120, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    busy = DateTimeRangeField(editable=False)
    timed_at = models.DateTimeField(default=timezone.now, editable=False)
    status = models.CharField(
        max_length=10, choices=AppointmentStatus, default=AppointmentStatus.BOOKED
    )
    video_link = models.URLField(blank=True)
    to_prepare = models.TextField(blank=True, help_text="Options, memo requests, sketches.")
    attended = models.CharField(max_length=200, blank=True, help_text="Who came.")
    notes = models.TextField(blank=True, help_text="Private to the house.")
    summary = models.TextField(blank=True, help_text="The client reads this.")
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
