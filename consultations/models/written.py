"""Consultations by email: a question, a day until which it is answered, and the answer."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from atelier.people.models import Client
from consultations.models.rules import Topic
from consultations.statuses import WrittenStatus
from orders.models import Commission


class WrittenConsultationQuerySet(models.QuerySet["WrittenConsultation"]):
    """Written consultations as the house asks for them."""

    def open(self) -> "WrittenConsultationQuerySet":
        """Those that wait for an answer."""
        return self.filter(status=WrittenStatus.OPEN)

    def due_by(self, day: date) -> "WrittenConsultationQuerySet":
        """Open ones to be answered on `day` or before."""
        return self.open().filter(due_on__lte=day)

    def of_client(self, client: Client) -> "WrittenConsultationQuerySet":
        """Those of one client; every client page starts here."""
        return self.filter(client=client)


class WrittenConsultation(models.Model):
    """A consultation in writing. It has no hour and so takes nobody's time in the diary."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    client = models.ForeignKey(
        Client, on_delete=models.PROTECT, related_name="written_consultations"
    )
    commission = models.ForeignKey(
        Commission,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="written_consultations",
    )
    advisor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="written_consultations"
    )
    topic = models.ForeignKey(Topic, null=True, blank=True, on_delete=models.PROTECT)
    question = models.TextField(help_text="What the client would like to know.")
    due_on = models.DateField()
    status = models.CharField(max_length=10, choices=WrittenStatus, default=WrittenStatus.OPEN)
    to_prepare = models.TextField(blank=True, help_text="Options, memo requests, sketches.")
    notes = models.TextField(blank=True, help_text="Private to the house.")
    next_step = models.CharField(max_length=10, blank=True)
    answer = models.TextField(blank=True, help_text="The client reads this.")
    answered_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = WrittenConsultationQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["status", "due_on"], name="written_due")]
        constraints = [
            models.CheckConstraint(condition=~Q(question=""), name="written_has_question"),
            models.CheckConstraint(
                condition=Q(status=WrittenStatus.ANSWERED, answered_at__isnull=False)
                | (~Q(status=WrittenStatus.ANSWERED) & Q(answered_at__isnull=True)),
                name="written_answered_when_answered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client}, in writing by {self.due_on:%-d %b %Y}"
