"""A quote as the house writes it, looks it over as the client will, and sends it."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from atelier.journal.refusals import Refusal
from atelier.office.forms.quotes import IntroductionForm
from atelier.office.pages import needs, page, say
from atelier.people.actors import actor_of
from orders.actions.options import write_introduction
from orders.actions.quotes import send_quote
from orders.margin import margin_of
from orders.models import Quote
from orders.policies.quotes import FEWEST_OPTIONS, MOST_OPTIONS, check_send
from orders.statuses import QuoteStatus
from orders.totals import option_total


def find(public_id: uuid.UUID) -> Quote:
    """Return a quote with its commission and client; else 404."""
    quotes = Quote.objects.select_related("commission__client__user", "commission__advisor")
    return get_object_or_404(quotes, public_id=public_id)


@require_http_methods(["GET", "POST"])
@needs("orders.change_quote")
def quote_page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a quote with its options, prices and margins; POST writes the personal line."""
    quote = find(public_id)
    form = IntroductionForm(request.POST or None, instance=quote)
    if request.method == "POST" and form.is_valid():
        try:
            write_introduction(quote=quote, by=actor_of(request), **form.cleaned_data)
        except Refusal as refused:
            return show(request, find(public_id), form=form, refusal=refused)
        say(request, "Saved.")
        return redirect("admin:quote", public_id)
    return show(request, quote, form=form)


@require_safe
@needs("orders.view_quote")
def preview(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show the options side by side, as the client compares them."""
    quote = find(public_id)
    return page(
        request,
        "office/quote/preview.html",
        title=f"{quote.commission.reference}, as {quote.commission.client} will see it",
        quote=quote,
        commission=quote.commission,
        options=_priced(quote),
        missing=_missing(request, quote),
        is_draft=quote.status == QuoteStatus.DRAFT,
    )


@require_POST
@needs("orders.change_quote")
def send(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Send the quote; what keeps it back is said on its own page."""
    quote = find(public_id)
    try:
        send_quote(quote=quote, by=actor_of(request))
    except Refusal as refused:
        return show(request, find(public_id), refusal=refused)
    say(request, f"The quote is on its way to {quote.commission.client}.")
    return redirect("admin:commission", quote.commission.reference, "quote")


def show(
    request: HttpRequest,
    quote: Quote,
    *,
    form: IntroductionForm | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    """Render the writing page."""
    options = _priced(quote)
    return page(
        request,
        "office/quote/page.html",
        title=f"Quote {quote.number} for {quote.commission.client}",
        status=refusal.status if refusal else 200,
        quote=quote,
        commission=quote.commission,
        options=options,
        form=form or IntroductionForm(instance=quote),
        refusal=refusal,
        missing=_missing(request, quote),
        is_draft=quote.status == QuoteStatus.DRAFT,
        may_add=len(options) < MOST_OPTIONS,
        fewest=FEWEST_OPTIONS,
    )


def _priced(quote: Quote) -> list[dict[str, Any]]:
    options = quote.options.select_related("alloy", "quote").prefetch_related("lines")
    return [
        {"option": each, "totals": option_total(each), "margin": margin_of(each.lines.all())}
        for each in options
    ]


def _missing(request: HttpRequest, quote: Quote) -> str:
    """Say what keeps a draft from being sent; empty when nothing does."""
    if quote.status != QuoteStatus.DRAFT:
        return ""
    try:
        check_send(quote, actor_of(request))
    except Refusal as refused:
        return str(refused)
    return ""
