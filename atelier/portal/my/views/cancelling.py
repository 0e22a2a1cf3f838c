"""Asking that a piece is not made after all, and the settlement once it is cancelled."""

from typing import cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from atelier.paper import pdf_response
from atelier.people.actors import actor_of
from atelier.people.models import User
from atelier.portal.my.access import client_page, own_commission, show
from atelier.portal.my.forms import CancelForm
from orders.actions.cancelling import ask_to_cancel, preview
from orders.documents import settlement_pdf
from orders.models import Cancellation
from orders.policies.cancelling import check_may_ask
from production.policies.tiers import tier_of


@client_page
def ask(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show what cancelling now would come to, line by line, before anybody asks for it."""
    commission, by = own_commission(request, public_id), actor_of(request)
    check_may_ask(commission, by)
    tier = tier_of(commission)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        author = cast(User, request.user)
        words = form.cleaned_data["words"]
        ask_to_cancel(commission=commission, tier=tier, words=words, author=author, by=by)
        return redirect("my:messages", public_id)
    context = {
        "commission": commission,
        "settlement": preview(commission=commission, tier=tier),
        "form": form,
    }
    return show(request, "cancel", context, status=400 if form.errors else 200)


@require_safe
@client_page
def settlement(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What was kept and why, line by line, and what goes back."""
    found = _own_cancellation(request, public_id)
    context = {
        "commission": found.commission,
        "cancellation": found,
        "owed": -found.refund,
        "stones": found.commission.stones.filter(stone__title="client").select_related(
            "stone__variety"
        ),
    }
    return show(request, "cancellation", context)


@require_safe
@client_page
def paper(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The settlement as PDF."""
    found = _own_cancellation(request, public_id)
    return pdf_response(settlement_pdf(found), f"settlement-{found.commission.reference}")


def _own_cancellation(request: HttpRequest, public_id: UUID) -> Cancellation:
    commission = own_commission(request, public_id)
    found = Cancellation.objects.filter(commission=commission).select_related("tier").first()
    if found is None:
        raise Http404("It was not cancelled.")
    found.commission = commission
    return found
