"""A client's money: what is asked and when, how to pay it, and every receipt."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from atelier.headers import also_to
from atelier.house.amounts import money_words
from atelier.journal.refusals import Conflict, Refusal
from atelier.people.actors import actor_of
from atelier.people.throttle import allow
from atelier.portal.my.access import client_page, own_commission, show
from orders.actions.checkouts import open_checkout
from orders.balances import balance_of, payments_of
from orders.cards import card_provider
from orders.documents.receipt import kind_of, receipt_response
from orders.models import Commission
from orders.models.payments import Direction

# A page opened at the provider costs it something; nobody needs more than a few.
PAGES_AN_HOUR = 12


class ShownSumForm(forms.Form):
    """The sum that stood on the button."""

    amount = forms.DecimalField(max_digits=12, decimal_places=2)


@require_safe
@client_page
def payments(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What is asked, what is paid, and how; coming back from the card page changes nothing."""
    commission = own_commission(request, public_id)
    return _page(request, commission, is_back=request.GET.get("card") == "back")


@require_POST
@client_page
def pay_by_card(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Open the card provider's page for what is due, and go there."""
    commission, form = own_commission(request, public_id), ShownSumForm(request.POST)
    if not form.is_valid():
        raise Conflict("Please look at what is due once more.")
    if not allow("card-page", str(commission.pk), limit=PAGES_AN_HOUR, seconds=3600):
        return _page(request, commission, refusal=_TOO_OFTEN, status=429)
    by = actor_of(request)
    try:
        amount = form.cleaned_data["amount"]
        return redirect(open_checkout(commission=commission, amount=amount, by=by))
    except Refusal as refusal:
        return _page(request, commission, refusal=str(refusal), status=refusal.status)


@require_safe
@client_page
def paper(request: HttpRequest, public_id: UUID, number: str) -> HttpResponse:
    """The paper of one payment of one's own."""
    commission = own_commission(request, public_id)
    rows = commission.payments.select_related("commission__cancellation", "reverses")
    payment = get_object_or_404(rows, number=number)
    payment.commission.client = commission.client
    return receipt_response(payment)


_TOO_OFTEN = "The card page was opened many times. Please wait an hour, or pay by transfer."


def _page(
    request: HttpRequest,
    commission: Commission,
    *,
    refusal: str = "",
    status: int = 200,
    is_back: bool = False,
) -> HttpResponse:
    balance, provider = balance_of(commission), card_provider()
    context = {
        "commission": commission,
        "balance": balance,
        "due_words": money_words(balance.due, balance.currency),
        "rows": [
            (each, kind_of(each), each.direction == Direction.OUT)
            for each in payments_of(commission)
        ],
        "takes_cards": provider is not None and balance.due > 0,
        "refusal": refusal,
        "is_back": is_back and balance.due > 0,
    }
    response = show(request, "payments", context, status=status)
    # A browser follows a form to another house only where this page says so.
    return also_to(response, provider.hosts) if provider else response
