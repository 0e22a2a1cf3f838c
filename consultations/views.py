"""What a client gets of their own appointments."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from consultations.ics import Method, calendar_file
from consultations.models import Appointment


@require_safe
@login_required
@never_cache
def calendar(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Return the calendar file of one of the signed-in client's appointments; else 404."""
    client = getattr(request.user, "client", None)
    if client is None:
        raise Http404
    mine = Appointment.objects.of_client(client).select_related(
        "client__user", "advisor", "room", "commission"
    )
    appointment = get_object_or_404(mine, public_id=public_id)
    response = HttpResponse(
        calendar_file(appointment, Method.PUBLISH), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="consultation.ics"'
    return response
