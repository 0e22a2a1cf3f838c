"""What a client gets of their own appointments."""

import uuid

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from atelier.people.links import may_look
from consultations.ics import Method, calendar_file
from consultations.links import PURPOSE
from consultations.models import Appointment


@require_safe
@never_cache
def calendar(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Return the calendar file of an appointment to its client, or to whoever its link let in.

    For everybody else it does not exist; a stranger signs in first.
    """
    everything = Appointment.objects.with_people().select_related("room__place", "topic")
    appointment = everything.filter(public_id=public_id).first()
    if appointment is None or not _may_have(request, appointment):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        raise Http404("No such appointment.")
    response = HttpResponse(
        calendar_file(appointment, Method.PUBLISH), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="consultation.ics"'
    return response


def _may_have(request: HttpRequest, appointment: Appointment) -> bool:
    is_own = request.user.is_authenticated and appointment.client.user_id == request.user.pk
    return is_own or may_look(request, purpose=PURPOSE, subject_id=appointment.pk)
