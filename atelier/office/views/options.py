"""Writing one option of a quote: its words, its lines, and what they come to while typing."""

import uuid
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from atelier.journal.refusals import Refusal
from atelier.office.forms.quotes import (
    LineFormSet,
    OptionForm,
    first_lines,
    first_words,
    suggested_lines,
)
from atelier.office.pages import needs, page, say
from atelier.office.views.quotes import find, show
from atelier.people.actors import actor_of
from orders.actions.options import remove_option, write_option
from orders.actions.quotes import copy_option
from orders.margin import margin_of
from orders.models import Quote, QuoteLine, QuoteOption
from orders.policies.quotes import check_write
from orders.totals import total_of


@require_http_methods(["GET", "POST"])
@needs("orders.change_quote")
def option_page(request: HttpRequest, public_id: uuid.UUID, pk: int | None = None) -> HttpResponse:
    """Write an option, a new one without `pk`; whatever is refused keeps everything typed."""
    quote = find(public_id)
    check_write(quote)
    option = get_object_or_404(quote.options.all(), pk=pk) if pk else None
    form, lines = _forms(request, quote, option)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid() and lines.is_valid():
        try:
            return _write(request, quote, option, form, lines)
        except Refusal as refused:
            refusal = refused
    return page(
        request,
        "office/quote/option.html",
        title=option.title if option else "A new option",
        status=refusal.status if refusal else 200,
        quote=quote,
        commission=quote.commission,
        option=option,
        form=form,
        lines=lines,
        refusal=refusal,
        **_sums(quote, lines),
    )


@require_POST
@needs("orders.change_quote")
def totals(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Return what the lines being typed come to; nothing is written."""
    quote, lines = find(public_id), LineFormSet(request.POST, prefix="lines")
    return render(request, "office/parts/totals.html", {"quote": quote} | _sums(quote, lines))


@require_POST
@needs("orders.change_quote")
def copy(request: HttpRequest, public_id: uuid.UUID, pk: int) -> HttpResponse:
    """Copy an option, to change one thing in it."""
    quote = find(public_id)
    option = get_object_or_404(quote.options.all(), pk=pk)
    try:
        copied = copy_option(option=option, by=actor_of(request))
    except Refusal as refused:
        return show(request, find(public_id), refusal=refused)
    say(request, "Copied. Change the one thing that is different, and say its trade-off.")
    return redirect("admin:option", public_id, copied.pk)


@require_POST
@needs("orders.change_quote")
def remove(request: HttpRequest, public_id: uuid.UUID, pk: int) -> HttpResponse:
    """Take an option out of the draft."""
    quote = find(public_id)
    option = get_object_or_404(quote.options.all(), pk=pk)
    try:
        remove_option(option=option, by=actor_of(request))
    except Refusal as refused:
        return show(request, find(public_id), refusal=refused)
    say(request, f"“{option.title}” was taken out.")
    return redirect("admin:quote", public_id)


def _forms(request: HttpRequest, quote: Quote, option: QuoteOption | None) -> tuple[Any, Any]:
    if request.method == "POST":
        form = OptionForm(request.POST, instance=option)
        return form, LineFormSet(request.POST, prefix="lines")
    begun = first_lines(option) if option else suggested_lines(quote.commission)
    first = {"version": quote.version} if option else first_words(quote, begun)
    return (
        OptionForm(instance=option, initial=first),
        LineFormSet(prefix="lines", initial=begun),
    )


def _write(
    request: HttpRequest, quote: Quote, option: QuoteOption | None, form: Any, lines: Any
) -> HttpResponse:
    written = write_option(
        quote=quote,
        option=option,
        version=form.cleaned_data["version"],
        words=form.words(),
        lines=lines.lines(),
        by=actor_of(request),
    )
    if "more" in request.POST:
        return redirect("admin:option", quote.public_id, written.pk)
    say(request, f"“{written.title}” is saved.")
    return redirect("admin:quote", quote.public_id)


def _sums(quote: Quote, lines: Any) -> dict[str, Any]:
    """Add up the lines as far as they are readable."""
    priced = [_line(values) for values in _readable(lines)]
    return {"totals": total_of(priced, quote), "margin": margin_of(priced)}


def _readable(lines: Any) -> list[dict[str, Any]]:
    if not lines.is_bound:
        return [form.initial for form in lines.forms if form.initial.get("description")]
    lines.is_valid()
    rows = [form.cleaned_data for form in lines.forms if hasattr(form, "cleaned_data")]
    return [row for row in rows if not row.get("DELETE")]


def _line(values: dict[str, Any]) -> QuoteLine:
    return QuoteLine(
        kind=values.get("kind") or "making",
        description=values.get("description") or "",
        quantity=values.get("quantity") or Decimal(0),
        unit=values.get("unit") or "",
        unit_price=values.get("unit_price") or Decimal(0),
        unit_cost=values.get("unit_cost"),
    )
