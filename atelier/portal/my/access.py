"""The door of every client page: signed in, on the client's own clock, never cached."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import cache_control

from atelier.house.models import House
from atelier.journal.refusals import Refusal
from orders.models import Commission
from orders.statuses import CommissionStatus

View = Callable[..., HttpResponseBase]


def client_page(view: View) -> View:
    """Make `view` a client's page: a stranger signs in first, a refusal becomes a kind page.

    The house is read once, as `request.house`, and dates are shown where it stands.
    """

    @login_required
    @cache_control(private=True, no_store=True)
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        house = House.current()
        request.house = house  # type: ignore[attr-defined]
        with timezone.override(house.zone):
            try:
                return view(request, *args, **kwargs)
            except Refusal as refusal:
                return refused(request, refusal)

    return page


def show(
    request: HttpRequest, name: str, context: Mapping[str, object], *, status: int = 200
) -> HttpResponse:
    """Render `portal/my/<name>.html` with the house that was read at the door."""
    context = {"house": house_of(request), **context}
    return render(request, f"portal/my/{name}.html", context, status=status)


def house_of(request: HttpRequest) -> House:
    """Return the house that was read at the door."""
    house: House = getattr(request, "house", None) or House.current()
    return house


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return the kind page of something that could not be done."""
    return show(request, "refused", {"sentence": str(refusal)}, status=refusal.status)


def own_commissions(request: HttpRequest) -> QuerySet[Commission]:
    """Return the signed-in client's commissions; every look-up of a client page starts here."""
    user = request.user
    assert user.is_authenticated  # `client_page` saw to that.
    mine = Commission.objects.filter(client__user=user)
    return mine.exclude(status=CommissionStatus.DRAFT)


def own_commission(request: HttpRequest, public_id: UUID) -> Commission:
    """Return one of the client's own commissions, or a 404: foreign and unknown look alike."""
    related = ("client__user", "advisor")
    return get_object_or_404(own_commissions(request).select_related(*related), public_id=public_id)
