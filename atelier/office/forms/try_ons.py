"""The appointment at which a piece is tried on."""

from django import forms
from django.utils import timezone

from consultations.models import Appointment
from consultations.times import house_zone
from production.models import Job
from production.policies.try_ons import appointments_for


class TryOnForm(forms.Form):
    """Chooses among the client's standing appointments."""

    appointment = forms.ModelChoiceField(
        Appointment.objects.none(),
        label="Tried on at",
        empty_label="Choose an appointment",
        widget=forms.Select(attrs={"class": "input"}),
    )

    def __init__(self, *args: object, job: Job, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        field = self.fields["appointment"]
        field.queryset = appointments_for(job).select_related("advisor")  # type: ignore[attr-defined]
        field.label_from_instance = _in_words  # type: ignore[attr-defined]


def _in_words(appointment: Appointment) -> str:
    starts = timezone.localtime(appointment.starts_at, house_zone())
    return f"{starts:%a %-d %b %Y, %H:%M}, {appointment.advisor}"
