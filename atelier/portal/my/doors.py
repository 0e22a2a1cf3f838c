"""The doors of the consultation pages: a signed-in client's, and one appointment's own.

An appointment also opens to whoever an emailed link let in. Such a visitor may look at it, move
it and cancel it within the house's rule, and reaches nothing else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.views.decorators.cache import cache_control

from atelier.house.models import House
from atelier.journal.actor import Actor, ActorKind
from atelier.journal.addresses import address_of
from atelier.journal.refusals import Refusal
from atelier.people.actors import actor_of
from atelier.people.links import came_by_link, may_look
from atelier.people.models import Client
from atelier.portal.my.access import client_page, house_of, refused
from atelier.portal.my.clocks import Clock, clock_of
from consultations.links import PURPOSE
from consultations.models import Appointment


@dataclass(frozen=True)
class Visit:
    """Who looks, and on which clock."""

    client: Client
    clock: Clock
    by: Actor


@dataclass(frozen=True)
class AppointmentVisit(Visit):
    """One appointment and who looks at it; `by_link` where nobody signed in."""

    appointment: Appointment
    by_link: bool


def own_client(request: HttpRequest) -> Client:
    """Return the client who is signed in; for staff there is no such page."""
    client = getattr(request.user, "client", None)
    if client is None:
        raise Http404("Only clients have consultations of their own.")
    return client


def consultation_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Make `view` a client's page that is written on their own clock; it is given a `Visit`."""

    @client_page
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        client = own_client(request)
        clock = clock_of(request, house_of(request), client)
        visit = Visit(client=client, clock=clock, by=actor_of(request))
        with timezone.override(clock.zone):
            return view(request, visit, *args, **kwargs)

    return page


def visitor_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Make `view` a page for whoever signed in or came by the link of an appointment."""

    @cache_control(private=True, no_store=True)
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not (request.user.is_authenticated or came_by_link(request)):
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return page


def appointment_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Make `view` the page of one appointment, for its client or a visitor by link.

    Foreign and unknown look alike: a stranger signs in, somebody else gets a 404.
    """

    @cache_control(private=True, no_store=True)
    @wraps(view)
    def page(request: HttpRequest, public_id: UUID, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.house = house = House.current()  # type: ignore[attr-defined]
        visit = _visit(request, house, public_id)
        if visit is None:
            return redirect_to_login(request.get_full_path())
        with timezone.override(visit.clock.zone):
            return _answer(view, request, visit, *args, **kwargs)

    return page


def _answer(
    view: Callable[..., HttpResponse], request: HttpRequest, *args: Any, **kwargs: Any
) -> HttpResponse:
    try:
        return view(request, *args, **kwargs)
    except Refusal as refusal:
        return refused(request, refusal)


def _visit(request: HttpRequest, house: House, public_id: UUID) -> AppointmentVisit | None:
    """Return the visit; nothing where somebody has to sign in first. Raises `Http404`."""
    rows = Appointment.objects.with_people().select_related("room__place", "topic")
    if request.user.is_authenticated:
        mine = rows.filter(client__user=request.user, public_id=public_id).first()
        if mine:
            return _seen(request, house, mine, by_link=False)
    found = rows.filter(public_id=public_id).first()
    if found and may_look(request, purpose=PURPOSE, subject_id=found.pk):
        return _seen(request, house, found, by_link=True)
    if request.user.is_authenticated:
        raise Http404("No such appointment.")
    return None


def _seen(
    request: HttpRequest, house: House, appointment: Appointment, *, by_link: bool
) -> AppointmentVisit:
    client = appointment.client
    return AppointmentVisit(
        client=client,
        clock=clock_of(request, house, client, appointment),
        by=_by_link(request, client) if by_link else actor_of(request),
        appointment=appointment,
        by_link=by_link,
    )


def _by_link(request: HttpRequest, client: Client) -> Actor:
    """Return the client as they act through their link; the journal says that it was the link."""
    return Actor(
        kind=ActorKind.CLIENT,
        name=f"{client} by link"[:120],
        user_id=client.user_id,
        address=address_of(request),
    )
