"""What was agreed to be done after a consultation."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from atelier.people.models import Client, User
from consultations.models.appointments import Appointment
from consultations.models.written import WrittenConsultation
from orders.models import Commission


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    """Follow-ups as the house asks for them."""

    def open(self) -> "FollowUpQuerySet":
        """Those nobody has done yet."""
        return self.filter(done_at__isnull=True)

    def of(self, assignee: User) -> "FollowUpQuerySet":
        """Those of one member of staff."""
        return self.filter(assignee=assignee)

    def due_by(self, day: date) -> "FollowUpQuerySet":
        """Those to be done on `day` or before."""
        return self.filter(due_on__lte=day)


class FollowUp(models.Model):
    """A task agreed with a client; it stays on its assignee's home until it is done.

    `is_shared` ones stand in the summary the client reads.
    """

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="follow_ups")
    commission = models.ForeignKey(
        Commission, null=True, blank=True, on_delete=models.PROTECT, related_name="follow_ups"
    )
    appointment = models.ForeignKey(
        Appointment, null=True, blank=True, on_delete=models.PROTECT, related_name="follow_ups"
    )
    written = models.ForeignKey(
        WrittenConsultation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="follow_ups",
    )
    what = models.CharField(max_length=200)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="follow_ups"
    )
    due_on = models.DateField()
    is_shared = models.BooleanField(default=False, help_text="The client reads it.")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(
                fields=["assignee", "due_on"],
                condition=Q(done_at__isnull=True),
                name="follow_up_open",
            )
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="follow_up_says_what"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="follow_up_done_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.what
