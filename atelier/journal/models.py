"""What happened (events) and what must leave the house (outgoing messages)."""

import uuid

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone

from atelier.journal.actor import ActorKind


class Event(models.Model):
    """One thing that happened, append-only: who, what, when, from where.

    `commission_id` is a plain number, because the journal lies below the orders; it gathers a
    commission's whole history with one index.
    """

    at = models.DateTimeField(default=timezone.now, db_index=True)
    kind = models.CharField(max_length=60, help_text="noun.verb_in_the_past, e.g. quote.approved")
    actor_kind = models.CharField(max_length=10, choices=[(k, k) for k in ActorKind])
    actor_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    actor_jeweller_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=120)
    address = models.GenericIPAddressField(null=True)
    subject_type = models.CharField(max_length=60, help_text="app.model")
    subject_id = models.BigIntegerField()
    commission_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-at"], name="event_of_subject"),
            models.Index(fields=["commission_id", "-at"], name="event_of_commission"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} by {self.actor_name}"


class MessageQuerySet(models.QuerySet["OutgoingMessage"]):
    """Outgoing messages as the sender sees them."""

    def unsettled(self) -> "MessageQuerySet":
        """Those that may still leave: unsent, not parked, not dropped."""
        return self.filter(sent_at__isnull=True, parked_at__isnull=True, dropped_at__isnull=True)

    def untouched(self) -> "MessageQuerySet":
        """Unsettled ones that no living worker holds."""
        free = Q(leased_until__isnull=True) | Q(leased_until__lt=timezone.now())
        return self.unsettled().filter(free)

    def waiting(self) -> "MessageQuerySet":
        """Untouched ones that are due and still of use."""
        now = timezone.now()
        useful = Q(useful_until__isnull=True) | Q(useful_until__gt=now)
        return self.untouched().filter(useful, due_at__lte=now)

    def stale(self) -> "MessageQuerySet":
        """Untouched ones that came too late to be of use."""
        return self.untouched().filter(useful_until__lte=timezone.now())

    def parked(self) -> "MessageQuerySet":
        """Those that used up their attempts: somebody should look."""
        return self.filter(parked_at__isnull=False)


class OutgoingMessage(models.Model):
    """A mail in the outbox: written in the same transaction as its cause, sent afterwards.

    `secrets` fills the `[[name]]` places of subject and bodies as the mail leaves and is emptied
    once it is sent, so nobody reads a client's code or link in the admin; the demo house keeps
    it, because there the admin is the only letter box. What is not sent by `useful_until` is
    dropped; `last_error` says why.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    dedup_key = models.CharField(max_length=160, unique=True, help_text="Same key, same message.")
    commission_id = models.BigIntegerField(null=True, db_index=True)
    to = models.EmailField()
    sender_name = models.CharField(max_length=80, blank=True)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    secrets = models.JSONField(default=dict, blank=True)
    attachments = models.JSONField(
        default=list, blank=True, help_text="[{name, type, base64 or storage path}]"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField(default=timezone.now)
    useful_until = models.DateTimeField(
        null=True, blank=True, help_text="Not sent after this. Empty: always useful."
    )
    leased_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    parked_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = "outgoing mail"
        verbose_name_plural = "outgoing mail"
        ordering = ["-created_at"]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="message_waiting",
                condition=Q(sent_at__isnull=True, parked_at__isnull=True, dropped_at__isnull=True),
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(parked_at__isnull=True),
                name="message_sent_or_parked",
            ),
            models.CheckConstraint(
                condition=Q(dropped_at__isnull=True)
                | Q(sent_at__isnull=True, parked_at__isnull=True),
                name="message_dropped_alone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"

    @property
    def status(self) -> str:
        """Waiting, Sent, Dropped or Parked."""
        if self.sent_at:
            return "Sent"
        if self.dropped_at:
            return "Dropped"
        return "Parked" if self.parked_at else "Waiting"
