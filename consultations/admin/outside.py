"""Tells an owner which booked consultations their new hours leave outside."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from consultations.availability import outside_hours
from consultations.availability.reasons import Outside
from consultations.models import Appointment
from consultations.times import said_briefly, zone_of_advisor

_MOST = 6


class TellsOutside:
    """For pages of hours and days: what is booked stays booked, and is said where it stands out."""

    def changeform_view(self, request: HttpRequest, *args: Any, **more: Any) -> HttpResponseBase:
        """Save, then say what lies outside that did not before."""
        return self._telling(request, super().changeform_view, *args, **more)  # type: ignore[misc]

    def delete_view(self, request: HttpRequest, *args: Any, **more: Any) -> HttpResponseBase:
        """Delete, then say the same: a day on which the house opened may be gone."""
        return self._telling(request, super().delete_view, *args, **more)  # type: ignore[misc]

    def _telling(
        self, request: HttpRequest, view: Any, *args: Any, **more: Any
    ) -> HttpResponseBase:
        if request.method != "POST":
            return view(request, *args, **more)
        before = {appointment.pk for appointment, _ in _outside()}
        answer = view(request, *args, **more)
        if found := [each for each in _outside() if each[0].pk not in before]:
            messages.warning(request, said_outside(found))
        return answer


def _outside() -> Outside:
    coming = Appointment.objects.booked().filter(starts_at__gt=timezone.now())
    return outside_hours(coming.with_people().order_by("starts_at"))


def said_outside(found: Outside) -> str:
    """Say which consultations stand outside the hours, each a link to move it."""
    lines = format_html_join(
        " ", '<a class="underline" href="{}">{}</a>: {}', map(_line, found[:_MOST])
    )
    more = f" And {len(found) - _MOST} more." if len(found) > _MOST else ""
    return format_html("Booked, and now outside the hours. {}{}", lines, more)


def _line(each: tuple[Appointment, str]) -> tuple[str, str, str]:
    appointment, why = each
    when = said_briefly(appointment.starts_at, zone_of_advisor(appointment.advisor))
    there = reverse("admin:move", args=[appointment.public_id])
    return there, f"{appointment.client} with {appointment.advisor}, {when}", why
