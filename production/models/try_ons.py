"""Appointments at which a client tries a piece on: as many as it takes."""

from django.db import models

from consultations.models import Appointment


class TryOn(models.Model):
    """A try-on's appointment. The stage rests between two of them, and is judged at the last."""

    run = models.ForeignKey("production.StageRun", on_delete=models.PROTECT, related_name="try_ons")
    appointment = models.OneToOneField(Appointment, on_delete=models.PROTECT, related_name="try_on")
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["appointment__starts_at"]

    def __str__(self) -> str:
        return f"{self.run}, {self.appointment.starts_at:%Y-%m-%d %H:%M} UTC"
