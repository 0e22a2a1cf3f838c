"""Booking a consultation: from the calendar, from a client, from a commission."""

import uuid
from datetime import datetime
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from atelier.journal.refusals import Refusal
from atelier.office.diary.preview import Preview, preview
from atelier.office.diary.wishes import first_wish, room_for
from atelier.office.forms.booking import BookingForm, Origin
from atelier.office.forms.diary import WalkInForm
from atelier.office.forms.newcomers import NewcomerForm
from atelier.office.pages import needs, page, say, staff_of
from atelier.office.views.commission import find
from atelier.office.views.diary import diary_on
from atelier.people.actions import welcome
from atelier.people.actors import actor_of
from atelier.people.models import Channel, Client, User
from consultations.actions.booking import book
from consultations.models import Room
from consultations.times import said_briefly, zone_of_advisor
from orders.policies.sides import client_of

# Buttons that look again instead of booking: for a client, at another time.
_LOOKS = {"find", "choose", "at"}


@require_http_methods(["GET", "POST"])
@needs("consultations.add_appointment")
def book_slot(request: HttpRequest) -> HttpResponse:
    """Book from the calendar; the client is found by typing."""
    return _booking(request, Origin(reverse("admin:book_slot")))


@require_http_methods(["GET", "POST"])
@needs("consultations.add_appointment")
def book_client(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Book for a client."""
    living = Client.objects.filter(erased_at=None).select_related("user")
    client = get_object_or_404(living, public_id=public_id)
    return _booking(request, Origin(reverse("admin:book_client", args=[public_id]), client))


@require_http_methods(["GET", "POST"])
@needs("consultations.add_appointment")
def book_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Book about a commission."""
    commission = find(reference)
    address = reverse("admin:book", args=[reference])
    return _booking(request, Origin(address, client_of(commission), commission))


def _booking(request: HttpRequest, origin: Origin) -> HttpResponse:
    """Book; a taken time keeps everything typed and offers the nearest free ones."""
    asked = request.POST if request.method == "POST" else request.GET
    if request.method == "GET" or _LOOKS & asked.keys():
        said, about = first_wish(asked, origin, staff_of(request)), _about(asked, origin)
        shown = preview(BookingForm(said, **about), asked.get("q", ""))
        return _show(request, BookingForm(initial=said, **about), shown)
    form = BookingForm(asked, **_about(asked, origin))
    shown = preview(form, asked.get("q", ""))
    if not form.is_valid() or _is_news(shown, asked):
        return _show(request, form, shown, told=form.is_valid())
    try:
        return _book(request, form)
    except Refusal as refused:
        return _show(request, form, shown, refused)


def _about(asked: QueryDict, origin: Origin) -> dict[str, Any]:
    """Return what a form is told besides its data."""
    return {"origin": origin, "newcomer": None if origin.client else NewcomerForm.typed(asked)}


def _is_news(shown: Preview, asked: QueryDict) -> bool:
    """Tell whether there is a doubt that was not on the page when the button was pressed."""
    return any(doubt not in asked.get("seen", "") for doubt in shown.doubts)


def _book(request: HttpRequest, form: BookingForm) -> HttpResponse:
    wish = form.wish() | _unasked_room(form)
    wish["client"] = wish["client"] or welcomed(request, form)
    appointment = book(by=actor_of(request), **wish)
    when = said_briefly(appointment.starts_at, zone_of_advisor(appointment.advisor))
    say(request, f"Booked: {appointment.client} with {appointment.advisor}, {when}.")
    if not appointment.client.email:
        # What a mail would say stands there, to be read out while they are on the line.
        return go_to(request, reverse("admin:appointment", args=[appointment.public_id]))
    if about := form.origin.commission:
        return go_to(request, reverse("admin:commission", args=[about.reference, "consultations"]))
    return go_to(request, diary_on(appointment, **_came_from(request.POST)))


def _unasked_room(form: BookingForm) -> dict[str, Room | None]:
    """Choose a free room where the form was sent before it came back to ask for one."""
    draft = form.draft()
    if draft is None or draft.channel != Channel.IN_PERSON or "room" in form.data:
        return {}
    return {"room": room_for(draft.advisor, draft.starts_at, draft.ends_at)}


def welcomed(request: HttpRequest, form: BookingForm | WalkInForm) -> Client:
    """Welcome somebody new, whose address may turn out to be known."""
    return welcome(by=actor_of(request), **cast(NewcomerForm, form.newcomer).said())


def _came_from(asked: QueryDict) -> dict[str, str]:
    """Return which face of the diary was left, to come back to it."""
    named = {name: asked.get(name, "") for name in ("view", "by", "who")}
    return {name: value[:10] for name, value in named.items() if value}


def go_to(request: HttpRequest, address: str) -> HttpResponse:
    """Send the browser on, from a panel as from a page."""
    if "HX-Request" in request.headers:
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


def _show(
    request: HttpRequest,
    form: BookingForm,
    shown: Preview,
    refusal: Refusal | None = None,
    *,
    told: bool = False,
) -> HttpResponse:
    """Render the panel, or the page where there is none; `told` asks once more about doubts."""
    context = {
        "form": form,
        "newcomer": form.newcomer or NewcomerForm.guessed(request.POST or request.GET),
        "shown": shown,
        "origin": form.origin,
        "words": (request.POST or request.GET).get("q", ""),
        "back": _came_from(request.POST or request.GET),
        "refusal": refusal,
        "told": told,
        "free": offers(refusal, shown.draft.advisor if shown.draft else None),
    }
    status = refusal.status if refusal else 200
    if "HX-Request" in request.headers:
        return render(request, "office/diary/booking.html", context, status=status)
    who = form.origin.client or "Book a consultation"
    return page(request, "office/book.html", title=str(who), status=status, **context)


def offers(refusal: Refusal | None, advisor: User | None) -> list[tuple[str, str]]:
    """Return the free times a refusal names, as (value, words) for buttons."""
    if refusal is None or advisor is None:
        return []
    free = cast(list[datetime], refusal.details.get("free", []))
    zone = zone_of_advisor(advisor)
    return [(start.isoformat(), said_briefly(start, zone)) for start in free]
