"""A week of consultations, a column per advisor."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from atelier.office.forms.booking import advisors
from atelier.office.pages import needs, page
from atelier.people.models import User
from consultations.models import Appointment
from consultations.statuses import AppointmentStatus
from consultations.times import day_span, house_zone

Cell = list[Appointment]


@require_safe
@needs("consultations.view_appointment")
def week(request: HttpRequest) -> HttpResponse:
    """Show the week that holds `?day=`, this one without it, on the house's clock."""
    asked = parse_date(request.GET.get("day", "") or "") or timezone.localdate()
    monday = asked - timedelta(days=asked.weekday())
    columns = list(advisors().order_by("name"))
    return page(
        request,
        "office/week.html",
        title="Consultations",
        monday=monday,
        sunday=monday + timedelta(days=6),
        before=monday - timedelta(days=7),
        after=monday + timedelta(days=7),
        today=timezone.localdate(),
        advisors=columns,
        days=_days(monday, columns),
    )


def _days(monday: date, columns: list[User]) -> list[tuple[date, list[tuple[User, Cell]]]]:
    zone = house_zone()
    days = [monday + timedelta(days=number) for number in range(7)]
    span = (day_span(days[0], zone)[0], day_span(days[-1], zone)[1])
    standing = Appointment.objects.exclude(status=AppointmentStatus.CANCELLED).with_people()
    cells: dict[tuple[date, int], Cell] = {}
    for each in standing.starting_within(span):
        key = (timezone.localdate(each.starts_at, zone), each.advisor_id)
        cells.setdefault(key, []).append(each)
    return [(day, [(who, cells.get((day, who.pk), [])) for who in columns]) for day in days]
