"""What somebody has begun to write down of a consultation and has not finished."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from consultations.models.appointments import Appointment
from consultations.models.written import WrittenConsultation


class RecordDraft(models.Model):
    """The unfinished record of one consultation, as it was typed; gone once it is recorded.

    `words` are the form's own fields. `version` grows with every save, so that two people who
    write at once are told of each other and neither is overwritten unseen.
    """

    appointment = models.OneToOneField(
        Appointment, null=True, blank=True, on_delete=models.CASCADE, related_name="draft"
    )
    written = models.OneToOneField(
        WrittenConsultation, null=True, blank=True, on_delete=models.CASCADE, related_name="draft"
    )
    words = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(appointment__isnull=False, written__isnull=True)
                | Q(appointment__isnull=True, written__isnull=False),
                name="record_draft_of_one",
            )
        ]

    def __str__(self) -> str:
        return f"Draft of {self.appointment or self.written}"
