"""Time that is taken: by appointments and by holds, guarded by one pair of constraints."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from atelier.people.models import Channel, Client
from consultations.models.appointments import Appointment
from consultations.models.places import Room
from consultations.models.rules import Topic
from orders.models import Commission


class HoldQuerySet(models.QuerySet["Hold"]):
    """Holds as the diary asks for them."""

    def living(self) -> "HoldQuerySet":
        """Those that still keep their time."""
        return self.filter(expires_at__gt=timezone.now())

    def expired(self) -> "HoldQuerySet":
        """Those whose time may go to somebody else."""
        return self.filter(expires_at__lte=timezone.now())


class Hold(models.Model):
    """A time kept for a client who is confirming it, in UTC; gone when confirmed or let go.

    `moving` is the appointment that is to be moved there; the time it has itself is no obstacle.
    `by_house`: the house proposed this time, so the rules for clients' own bookings are not asked.
    Of the times they choose by themselves a client keeps one at once.
    Times are kept as an appointment's are.
    An expired hold still stands until somebody wants its time, which leaves its `busy` empty, or
    until the sweep removes it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="holds")
    commission = models.ForeignKey(Commission, null=True, blank=True, on_delete=models.CASCADE)
    moving = models.ForeignKey(
        Appointment, null=True, blank=True, on_delete=models.CASCADE, related_name="holds"
    )
    advisor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="holds"
    )
    room = models.ForeignKey(Room, null=True, blank=True, on_delete=models.CASCADE)
    channel = models.CharField(max_length=10, choices=Channel)
    topic = models.ForeignKey(Topic, null=True, blank=True, on_delete=models.SET_NULL)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    busy = DateTimeRangeField(editable=False)
    by_house = models.BooleanField(default=False)
    expires_at = models.DateTimeField()
    created_at = models.DateTimeField(auto_now_add=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at"]
        indexes = [models.Index(fields=["expires_at"], name="hold_expiry")]
        constraints = [
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="hold_has_length"),
            models.CheckConstraint(
                condition=~Q(channel=Channel.IN_PERSON) | Q(room__isnull=False),
                name="hold_in_person_has_room",
            ),
            models.UniqueConstraint(
                fields=["client"], condition=Q(by_house=False), name="hold_one_per_client"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client}, held until {self.expires_at:%H:%M} UTC"


class BusyTime(models.Model):
    """One advisor or one room is taken from the span's first moment until before its last.

    Never written by the application: triggers keep a row for the advisor, for every companion and
    for the room of each booked appointment, and for each hold. Two rows of one advisor, or of one
    room, can never overlap: exclusion constraints made in SQL hold that, whatever the path (the
    embedded Postgres has no btree_gist, so the key stands as a one-point range).
    """

    advisor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.CASCADE,
        related_name="busy_times",
        db_index=False,
    )
    room = models.ForeignKey(
        Room, null=True, on_delete=models.CASCADE, related_name="busy_times", db_index=False
    )
    span = DateTimeRangeField()
    appointment = models.ForeignKey(
        Appointment, null=True, on_delete=models.CASCADE, related_name="busy_times"
    )
    hold = models.ForeignKey(Hold, null=True, on_delete=models.CASCADE, related_name="busy_times")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(advisor__isnull=False, room__isnull=True)
                | Q(advisor__isnull=True, room__isnull=False),
                name="busy_time_of_one",
            ),
            models.CheckConstraint(
                condition=Q(appointment__isnull=False, hold__isnull=True)
                | Q(appointment__isnull=True, hold__isnull=False),
                name="busy_time_for_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.advisor or self.room}: {self.span}"
