"""Stepping back before anything is made."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from atelier.people.actors import actor_of
from atelier.portal.my.access import client_page, own_commission, show
from orders.actions.commissions import withdraw
from orders.policies.commissions import check_step


@client_page
def withdrawing(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask once, then close the request and its open offer."""
    commission, by = own_commission(request, public_id), actor_of(request)
    check_step(commission, "withdraw", by)
    if request.method == "POST":
        withdraw(commission=commission, by=by)
        return redirect("my:commission", public_id)
    return show(request, "withdraw", {"commission": commission})
