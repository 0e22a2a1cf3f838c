"""A quote as the house writes it, looks it over as the client will, and sends it."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from atelier.journal.refusals import Refusal
from atelier.materials.models import Stone
from atelier.office.forms.quotes import TermsForm
from atelier.office.forms.varying import THINGS
from atelier.office.pages import needs, page, say
from atelier.office.sheet import sheet_of
from atelier.people.actors import actor_of
from orders.actions.options import write_terms
from orders.actions.quotes import send_quote
from orders.actions.reissuing import reissue_quote, reprice_metal
from orders.actions.stones import waive_report
from orders.comparison import compare, with_options
from orders.models import Quote
from orders.models.quotes import ClosedBecause
from orders.policies.metal import moved_metals
from orders.policies.quotes import FEWEST_OPTIONS, MOST_OPTIONS, check_send
from orders.statuses import OPEN_QUOTES, QuoteStatus


def find(public_id: uuid.UUID) -> Quote:
    """Return a quote with its commission and client; else 404."""
    quotes = Quote.objects.select_related("commission__client__user", "commission__advisor")
    return get_object_or_404(quotes, public_id=public_id)


@require_http_methods(["GET", "POST"])
@needs("orders.change_quote")
def quote_page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a quote with its options, prices and margins; POST writes its terms."""
    quote = find(public_id)
    form = TermsForm(request.POST or None, instance=quote)
    if request.method == "POST" and form.is_valid():
        try:
            write_terms(quote=quote, by=actor_of(request), **form.written())
        except Refusal as refused:
            return show(request, find(public_id), form=form, refusal=refused)
        say(request, "Saved.")
        return redirect("admin:quote", public_id)
    return show(request, quote if not form.errors else find(public_id), form=form)


@require_safe
@needs("orders.view_quote")
def preview(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show the options side by side, as the client compares them."""
    quote = find(public_id)
    columns = compare(with_options(Quote.objects.all()).get(pk=quote.pk))
    return page(
        request,
        "office/quote/preview.html",
        title=f"{quote.commission.reference}, as {quote.commission.client} will see it",
        quote=quote,
        commission=quote.commission,
        columns=columns,
        facts=_across([column.rows for column in columns], "value"),
        prices=_across([column.prices for column in columns], "lines"),
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


@require_POST
@needs("orders.change_quote")
def reissue(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Begin the next version at today's metal prices."""
    try:
        begun = reissue_quote(quote=find(public_id), by=actor_of(request))
    except Refusal as refused:
        return show(request, find(public_id), refusal=refused)
    say(request, "The next version is begun, its metal at today's prices. Look it over and send.")
    return redirect("admin:quote", begun.public_id)


@require_POST
@needs("orders.change_quote")
def reprice(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Price the metal of a draft at today's prices."""
    try:
        changed = reprice_metal(quote=find(public_id), by=actor_of(request))
    except Refusal as refused:
        return show(request, find(public_id), refusal=refused)
    say(request, f"Lines at today's metal prices: {changed} changed.")
    return redirect("admin:quote", public_id)


@require_POST
@needs("orders.change_quote")
def waive(request: HttpRequest, public_id: uuid.UUID, stone: int) -> HttpResponse:
    """Agree that the client's own diamond comes without a GIA report."""
    quote = find(public_id)
    try:
        waive_report(
            commission=quote.commission,
            stone=get_object_or_404(Stone, pk=stone),
            because=request.POST.get("because", ""),
            by=actor_of(request),
        )
    except Refusal as refused:
        return show(request, quote, refusal=refused)
    say(request, "Agreed. The client reads it with the offer.")
    return redirect("admin:quote", public_id)


def show(
    request: HttpRequest,
    quote: Quote,
    *,
    form: TermsForm | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    """Render the writing page."""
    sheet = sheet_of(quote)
    return page(
        request,
        "office/quote/page.html",
        title=f"Quote {quote.number} for {quote.commission.client}",
        status=refusal.status if refusal else 200,
        quote=quote,
        commission=quote.commission,
        sheet=sheet,
        things=THINGS.items(),
        form=form or TermsForm(instance=quote),
        refusal=refusal,
        missing=_missing(request, quote),
        is_draft=quote.status == QuoteStatus.DRAFT,
        may_add=len(sheet.columns) < MOST_OPTIONS,
        fewest=FEWEST_OPTIONS,
        **_metal(quote),
    )


def _metal(quote: Quote) -> dict[str, Any]:
    """Say whether the metal moved, and whether the quote may be issued again for it."""
    living = quote.status == QuoteStatus.DRAFT or quote.status in OPEN_QUOTES
    moves = moved_metals(quote) if living else []
    closed = quote.status == QuoteStatus.EXPIRED
    return {
        "moves": moves,
        "closed_for_metal": closed and quote.closed_because == ClosedBecause.METAL,
        "may_reissue": closed or bool(moves and quote.status in OPEN_QUOTES),
    }


def _missing(request: HttpRequest, quote: Quote) -> str:
    """Say what keeps a draft from being sent; empty when nothing does."""
    if quote.status != QuoteStatus.DRAFT:
        return ""
    try:
        check_send(quote, actor_of(request))
    except Refusal as refused:
        return str(refused)
    return ""


def _across(columns: list[Any], value: str) -> list[tuple[str, list[Any]]]:
    """Turn columns of rows in step into rows: a label, and what each column says."""
    return [
        (row[0].label, [getattr(each, value) for each in row]) for row in zip(*columns, strict=True)
    ]
