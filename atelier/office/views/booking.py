"""Booking a consultation from a commission, with the advisor's day beside the form."""

from datetime import date, datetime, timedelta
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_safe

from atelier.journal.refusals import Refusal
from atelier.office.forms.booking import BookingForm, TimeForm, advisors
from atelier.office.pages import needs, page, say
from atelier.office.views.commission import find
from atelier.people.actors import actor_of
from atelier.people.models import Channel, User
from consultations.actions.booking import book
from consultations.models import Appointment
from consultations.times import LENGTHS, day_span, said_briefly, zone_of_advisor
from orders.models import Commission
from orders.policies.sides import client_of


@require_http_methods(["GET", "POST"])
@needs("consultations.add_appointment")
def book_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Book; a taken time keeps everything typed and offers the nearest free ones."""
    commission = find(reference)
    form = BookingForm(request.POST or None, initial=_first_wish(request, commission))
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            return _book(request, commission, form)
        except Refusal as refused:
            refusal = refused
    return page(
        request,
        "office/book.html",
        title=f"Book a consultation for {commission.client}",
        status=refusal.status if refusal else 200,
        commission=commission,
        form=form,
        refusal=refusal,
        free=offers(refusal, _advisor_of(form)),
        **day_of(_advisor_of(form), day_asked(form)),
    )


@require_safe
@needs("consultations.view_appointment")
def advisor_day(request: HttpRequest) -> HttpResponse:
    """Return the part of the page that shows one advisor's day."""
    advisor = advisors().filter(pk=_number(request.GET.get("advisor"))).first()
    day = parse_date(request.GET.get("day", "") or "") or timezone.localdate()
    return render(request, "office/parts/day.html", day_of(advisor, day))


def day_of(advisor: User | None, day: date) -> dict[str, Any]:
    """Return what the advisor's day shows, on the advisor's own clock."""
    if advisor is None:
        return {"day": day, "day_advisor": None, "day_appointments": []}
    zone = zone_of_advisor(advisor)
    booked = Appointment.objects.booked().with_people().filter(advisor=advisor)
    appointments = [
        (each, each.starts_at.astimezone(zone), each.ends_at.astimezone(zone))
        for each in booked.starting_within(day_span(day, zone))
    ]
    return {"day": day, "day_advisor": advisor, "day_appointments": appointments}


def day_asked(form: TimeForm) -> date:
    """Return the day written in the form, typed or first offered; else the house's today."""
    value = form["day"].value()
    return value if isinstance(value, date) else parse_date(value or "") or timezone.localdate()


def offers(refusal: Refusal | None, advisor: User | None) -> list[tuple[str, str]]:
    """Return the free times a refusal names, as (value, words) for buttons."""
    if refusal is None or advisor is None:
        return []
    free = cast(list[datetime], refusal.details.get("free", []))
    zone = zone_of_advisor(advisor)
    return [(start.isoformat(), said_briefly(start, zone)) for start in free]


def _book(request: HttpRequest, commission: Commission, form: BookingForm) -> HttpResponse:
    appointment = book(
        client=client_of(commission),
        commission=commission,
        by=actor_of(request),
        **form.wish(),
    )
    when = said_briefly(appointment.starts_at, zone_of_advisor(appointment.advisor))
    say(request, f"Booked for {when} with {appointment.advisor}. Both were told by mail.")
    return redirect("admin:commission", commission.reference, "consultations")


def _first_wish(request: HttpRequest, commission: Commission) -> dict[str, Any]:
    channel = commission.preferred_channel
    return {
        "advisor": commission.advisor_id or request.GET.get("advisor") or request.user.pk,
        "channel": channel if channel in LENGTHS else Channel.VIDEO,
        "day": request.GET.get("day") or timezone.localdate() + timedelta(days=1),
        "clock": request.GET.get("clock") or "10:00",
    }


def _advisor_of(form: BookingForm) -> User | None:
    return advisors().filter(pk=_number(form["advisor"].value())).first()


def _number(value: object) -> int | None:
    return int(str(value)) if str(value).isdigit() else None
