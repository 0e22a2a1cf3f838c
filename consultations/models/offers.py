"""Times staff propose to a client, and the list of those who wait for one."""

import uuid
from datetime import date, timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from atelier.people.models import Channel, Client
from consultations.models.appointments import Appointment
from consultations.models.busy import Hold
from consultations.models.places import Room
from consultations.models.rules import Topic
from consultations.statuses import InvitationStatus, SlotOfferStatus, WaitingStatus
from orders.models import Commission


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations as the diary asks for them."""

    def open(self) -> "InvitationQuerySet":
        """Those the client may still answer, past ones included until the sweep."""
        return self.filter(status=InvitationStatus.OPEN)

    def of_client(self, client: Client) -> "InvitationQuerySet":
        """Those of one client; every client page starts here."""
        return self.filter(client=client)


class Invitation(models.Model):
    """Times an advisor proposes to one client, who chooses one of them; nothing is held yet.

    `starts` are in UTC; one that was taken meanwhile is no longer offered.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="invitations")
    commission = models.ForeignKey(
        Commission, null=True, blank=True, on_delete=models.PROTECT, related_name="invitations"
    )
    advisor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations"
    )
    channel = models.CharField(max_length=10, choices=Channel)
    room = models.ForeignKey(Room, null=True, blank=True, on_delete=models.PROTECT)
    topic = models.ForeignKey(Topic, null=True, blank=True, on_delete=models.PROTECT)
    subject = models.CharField(max_length=120, blank=True)
    to_prepare = models.TextField(blank=True, help_text="Seen only by the house.")
    words = models.TextField(blank=True, help_text="A line to the client.")
    minutes = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(10), MaxValueValidator(480)]
    )
    starts = ArrayField(models.DateTimeField())
    status = models.CharField(
        max_length=10, choices=InvitationStatus, default=InvitationStatus.OPEN
    )
    expires_at = models.DateTimeField()
    appointment = models.OneToOneField(
        Appointment, null=True, blank=True, on_delete=models.PROTECT, related_name="invitation"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(starts__len__gt=0), name="invitation_has_times"),
            models.CheckConstraint(
                condition=Q(status=InvitationStatus.BOOKED, appointment__isnull=False)
                | (~Q(status=InvitationStatus.BOOKED) & Q(appointment__isnull=True)),
                name="invitation_booked_has_appointment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client} with {self.advisor}, {len(self.starts)} times"


LIVING = (WaitingStatus.WAITING, WaitingStatus.OFFERED)


# Before somebody's days on the waiting list have passed, there is time to find something else.
NOTICE = timedelta(days=3)


class WaitingListQuerySet(models.QuerySet["WaitingListEntry"]):
    """The waiting list as the diary asks for it."""

    def living(self) -> "WaitingListQuerySet":
        """Those on the list, whether a time is offered to them at present or not."""
        return self.filter(status__in=LIVING)

    def waiting(self) -> "WaitingListQuerySet":
        """Those to whom nothing is offered at present."""
        return self.filter(status=WaitingStatus.WAITING)

    def in_turn(self) -> "WaitingListQuerySet":
        """First come, first offered; whoever came at the same moment, by number."""
        return self.order_by("created_at", "id")

    def of_client(self, client: Client) -> "WaitingListQuerySet":
        """Those of one client; every client page starts here."""
        return self.filter(client=client)

    def soon_over(self, day: date) -> "WaitingListQuerySet":
        """Those on the list whose days are nearly past on `day`; something else can be offered."""
        return self.filter(status__in=LIVING, latest_on__lte=day + NOTICE)


class WaitingListEntry(models.Model):
    """A client who waits for a time to become free between two days; first come, first offered."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="waiting_entries")
    commission = models.ForeignKey(
        Commission, null=True, blank=True, on_delete=models.PROTECT, related_name="waiting_entries"
    )
    advisor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="waiting_entries",
        help_text="Empty: whoever is free.",
    )
    channel = models.CharField(max_length=10, choices=Channel)
    topic = models.ForeignKey(Topic, null=True, blank=True, on_delete=models.PROTECT)
    earliest_on = models.DateField()
    latest_on = models.DateField()
    status = models.CharField(max_length=10, choices=WaitingStatus, default=WaitingStatus.WAITING)
    appointment = models.OneToOneField(
        Appointment, null=True, blank=True, on_delete=models.PROTECT, related_name="waited"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = WaitingListQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        verbose_name_plural = "waiting list"
        constraints = [
            models.UniqueConstraint(
                fields=["client", "commission", "channel"],
                condition=Q(status__in=LIVING),
                nulls_distinct=False,
                name="waiting_once_for_the_same",
            ),
            models.CheckConstraint(
                condition=Q(earliest_on__lte=F("latest_on")), name="waiting_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(status=WaitingStatus.BOOKED, appointment__isnull=False)
                | (~Q(status=WaitingStatus.BOOKED) & Q(appointment__isnull=True)),
                name="waiting_booked_has_appointment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client}, {self.earliest_on:%-d %b} to {self.latest_on:%-d %b}"


class SlotOfferQuerySet(models.QuerySet["SlotOffer"]):
    """Offers as the waiting list asks for them."""

    def open(self) -> "SlotOfferQuerySet":
        """Those that were neither taken nor declined nor noted as lapsed."""
        return self.filter(status=SlotOfferStatus.OPEN)

    def of_client(self, client: Client) -> "SlotOfferQuerySet":
        """Those made to one client; every client page starts here."""
        return self.filter(entry__client=client)


class SlotOffer(models.Model):
    """A freed time offered to one who waits, held for them until the offer ends."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    entry = models.ForeignKey(WaitingListEntry, on_delete=models.PROTECT, related_name="offers")
    hold = models.OneToOneField(
        Hold, null=True, blank=True, on_delete=models.SET_NULL, related_name="offer"
    )
    advisor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    room = models.ForeignKey(Room, null=True, blank=True, on_delete=models.PROTECT)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    status = models.CharField(max_length=10, choices=SlotOfferStatus, default=SlotOfferStatus.OPEN)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SlotOfferQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry"],
                condition=Q(status=SlotOfferStatus.OPEN),
                name="slot_offer_one_open_per_entry",
            ),
            models.UniqueConstraint(
                fields=["entry", "advisor", "starts_at"], name="slot_offer_once_per_entry"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry.client}: {self.starts_at:%Y-%m-%d %H:%M} UTC"
