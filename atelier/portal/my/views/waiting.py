"""The client's waiting list: joining, one's place, leaving, and a time that became free."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from atelier.journal.refusals import Refusal
from atelier.portal.my.access import show
from atelier.portal.my.doors import Visit, consultation_page
from atelier.portal.my.summaries import When
from atelier.portal.my.waiting import JoinForm, first_wish, free_already, places_of
from consultations.actions.offers import decline_offer
from consultations.actions.waiting import TimeIsFree, join_waiting_list, leave_waiting_list
from consultations.models import SlotOffer, WaitingListEntry
from consultations.statuses import SlotOfferStatus


@consultation_page
def waiting(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The client's places, and the form by which they join."""
    if request.method == "POST":
        return _join(request, visit)
    form = JoinForm(None, client=visit.client, initial=first_wish(request.GET, visit))
    return _page(request, visit, form, is_asked="channel" in request.GET)


@consultation_page
def leave(request: HttpRequest, visit: Visit, public_id: UUID) -> HttpResponse:
    """Ask once, then take the client off the list."""
    mine = WaitingListEntry.objects.of_client(visit.client).select_related("topic", "client")
    entry = get_object_or_404(mine, public_id=public_id)
    if request.method == "POST":
        leave_waiting_list(entry=entry, by=visit.by)
        messages.success(request, "You are no longer on the list.")
        return redirect("my:waiting")
    return show(request, "consultations/waiting_leave", {"visit": visit, "entry": entry})


@require_safe
@consultation_page
def offered(request: HttpRequest, visit: Visit, public_id: UUID) -> HttpResponse:
    """A time that became free, and until when it is kept."""
    offer = _own_offer(visit, public_id)
    if offer.status == SlotOfferStatus.TAKEN and offer.entry.appointment:
        return redirect("my:appointment", offer.entry.appointment.public_id)
    context = {
        "visit": visit,
        "offer": offer,
        "when": When(offer.starts_at, offer.ends_at, visit.clock),
        "is_kept": _is_kept(offer),
    }
    return show(request, "consultations/offered", context)


@require_POST
@consultation_page
def decline(request: HttpRequest, visit: Visit, public_id: UUID) -> HttpResponse:
    """Let an offered time go to the next in turn, and keep one's place."""
    decline_offer(offer=_own_offer(visit, public_id), by=visit.by)
    messages.success(request, "The time goes to whoever waits next. You keep your place.")
    return redirect("my:waiting")


def _join(request: HttpRequest, visit: Visit) -> HttpResponse:
    form = JoinForm(request.POST, client=visit.client)
    if not form.is_valid():
        return _page(request, visit, form, status=400)
    try:
        join_waiting_list(client=visit.client, by=visit.by, **form.joining())
    except TimeIsFree as told:
        free = free_already(told, form.wish(), visit)
        return _page(request, visit, form, free=free, status=told.status)
    except Refusal as refused:
        form.add_error(None, str(refused))
        return _page(request, visit, form, status=refused.status)
    messages.success(request, "You are on the list. We write as soon as a time is free.")
    return redirect("my:waiting")


def _page(
    request: HttpRequest,
    visit: Visit,
    form: JoinForm,
    *,
    is_asked: bool = True,
    status: int = 200,
    free: object = (),
) -> HttpResponse:
    places = places_of(visit.client)
    context = {
        "visit": visit,
        "places": places,
        "form": form,
        "free": free,
        "is_asked": is_asked or not places,
    }
    return show(request, "consultations/waiting", context, status=status)


def _own_offer(visit: Visit, public_id: UUID) -> SlotOffer:
    related = ("advisor__staff", "room__place", "hold", "entry__client", "entry__appointment")
    mine = SlotOffer.objects.of_client(visit.client).select_related(*related, "entry__topic")
    return get_object_or_404(mine, public_id=public_id)


def _is_kept(offer: SlotOffer) -> bool:
    is_open = offer.status == SlotOfferStatus.OPEN and offer.hold is not None
    return is_open and offer.expires_at > timezone.now()
