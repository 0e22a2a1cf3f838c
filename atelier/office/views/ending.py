"""Moving the promised days, and cancelling a piece: both told to the client with their reason."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from atelier.journal.refusals import Refusal
from atelier.office.forms.changes import CancelForm, PromiseForm, SettlementForm
from atelier.office.pages import needs, page, say
from atelier.office.views.commission import find
from atelier.paper import pdf_response
from atelier.people.actors import actor_of
from orders.actions.cancelling import preview
from orders.actions.promises import move_promise
from orders.cancellations import Settlement
from orders.documents import settlement_pdf
from orders.models import Cancellation, CancellationTier, Commission, CommissionStone
from orders.policies.cancelling import check_may_cancel
from orders.policies.promises import check_may_move
from ownership.actions.cancelling import cancel_piece
from production.policies.tiers import tier_of


@require_http_methods(["GET", "POST"])
@needs("orders.change_commission")
def promise_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Promise other days, with the reason and how the client agreed."""
    commission = find(reference)
    check_may_move(commission, actor_of(request))
    days = {"first": commission.promised_from, "last": commission.promised_to}
    form, refusal = PromiseForm(request.POST or None, initial=days), None
    if request.method == "POST" and form.is_valid():
        try:
            move_promise(commission=commission, by=actor_of(request), **form.cleaned_data)
        except Refusal as refused:
            refusal = refused
        else:
            say(request, f"The new days are kept, and {commission.client} was told.")
            return redirect("admin:commission", reference)
    return page(
        request,
        "office/promise.html",
        title=f"The promised days of {reference}",
        status=refusal.status if refusal else 200,
        commission=commission,
        form=form,
        refusal=refusal,
    )


@require_http_methods(["GET", "POST"])
@needs("orders.change_commission")
def cancel_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what cancelling comes to, line by line; POST does it on exactly that."""
    commission = find(reference)
    check_may_cancel(commission, actor_of(request))
    settlement = _settlement(request, commission)
    form, refusal = _form(request, settlement), None
    if request.method == "POST" and form.is_valid():
        try:
            cancel_piece(commission=commission, by=actor_of(request), **form.cleaned_data)
        except Refusal as refused:
            refusal = refused
        else:
            say(request, f"{reference} is cancelled, and {commission.client} was told.")
            return redirect("admin:commission", reference, "changes")
    return page(
        request,
        "office/cancel_piece.html",
        title=f"Cancel {reference}",
        status=refusal.status if refusal else 200,
        commission=commission,
        settlement=settlement,
        basis=_basis(request, settlement),
        form=form,
        stones=_stones(commission),
        refusal=refusal,
    )


@require_safe
@needs("orders.view_commission")
def settlement_paper(request: HttpRequest, reference: str) -> HttpResponse:
    """The settlement of a cancelled piece as PDF."""
    found = get_object_or_404(Cancellation, commission=find(reference))
    return pdf_response(settlement_pdf(found), f"settlement-{reference}")


def _settlement(request: HttpRequest, commission: Commission) -> Settlement:
    """Work out the settlement on what was chosen; at first on the workshop's word."""
    given = request.POST or request.GET
    tier = CancellationTier.objects.filter(code=given.get("tier", "")).first()
    first = preview(commission=commission, tier=tier or tier_of(commission))
    if tier is None:
        return first
    stay = {line.key for line in first.stones} - set(given.getlist("returnable"))
    return preview(commission=commission, tier=tier, unreturnable=stay)


def _form(request: HttpRequest, settlement: Settlement) -> CancelForm:
    return CancelForm(
        request.POST or None,
        settlement=settlement,
        initial={
            "tier": settlement.tier.code,
            "returnable": _going_back(settlement),
            "refund": settlement.refund,
        },
    )


def _basis(request: HttpRequest, settlement: Settlement) -> SettlementForm:
    chosen = {"tier": settlement.tier.code, "returnable": _going_back(settlement)}
    return SettlementForm(initial=chosen, settlement=settlement)


def _going_back(settlement: Settlement) -> list[str]:
    return [line.key for line in settlement.stones if not line.stays]


def _stones(commission: Commission) -> list[CommissionStone]:
    living = commission.stones.living()
    return list(living.select_related("stone__variety", "stone__owner", "stone__memo__dealer"))
