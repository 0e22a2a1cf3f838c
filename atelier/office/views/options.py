"""Writing one option of a quote: its words, its lines, and what they come to while typing."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from atelier.journal.refusals import Refusal
from atelier.office.forms.adding import ADDERS, adders_for
from atelier.office.forms.lines import (
    LineFormSet,
    as_line,
    initial_of,
    lines_of,
    readable,
    typed_lines,
)
from atelier.office.forms.quotes import OptionForm, first_words, suggested_lines, typed_words
from atelier.office.forms.varying import THINGS, vary_form
from atelier.office.pages import needs, page, say
from atelier.office.sheet import sheet_of
from atelier.office.views.quotes import find, show
from atelier.people.actors import actor_of
from orders.actions.options import remove_option, write_option
from orders.actions.quotes import copy_option
from orders.actions.variants import vary_option
from orders.cautions import cautions_of_option
from orders.figures import Figures
from orders.margin import margin_of
from orders.models import Quote, QuoteOption
from orders.policies.quotes import check_write
from orders.policies.stones import CENTRE
from orders.totals import total_of


@require_http_methods(["GET", "POST"])
@needs("orders.change_quote")
def option_page(request: HttpRequest, public_id: uuid.UUID, pk: int | None = None) -> HttpResponse:
    """Write an option, a new one without `pk`; whatever is refused keeps everything typed."""
    quote = find(public_id)
    check_write(quote)
    option = get_object_or_404(quote.options.all(), pk=pk) if pk else None
    if "add" in request.POST:
        return _add_line(request, quote, option, request.POST["add"])
    form, lines = _forms(request, quote, option)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid() and lines.is_valid():
        try:
            return _write(request, quote, option, form, lines)
        except Refusal as refused:
            refusal = refused
    return _show(request, quote, option, form=form, lines=lines, refusal=refusal)


@require_POST
@needs("orders.change_quote")
def totals(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Return what the lines being typed come to; nothing is written."""
    quote, lines = find(public_id), LineFormSet(request.POST, prefix="lines")
    return render(request, "office/parts/totals.html", {"quote": quote} | _sums(quote, lines))


@require_http_methods(["GET", "POST"])
@needs("orders.change_quote")
def vary(request: HttpRequest, public_id: uuid.UUID, pk: int, thing: str) -> HttpResponse:
    """Make another option of one by changing one thing, priced at today's figures."""
    quote = find(public_id)
    option = get_object_or_404(quote.options.select_related("quote__commission"), pk=pk)
    if thing not in THINGS:
        raise Http404
    form, refusal = vary_form(thing, option, request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            varied = vary_option(option=option, by=actor_of(request), **form.change())
        except Refusal as refused:
            refusal = refused
        else:
            say(request, f"“{varied.title}” was added. Its title and trade-off are suggestions.")
            return redirect("admin:option", public_id, varied.pk)
    return page(
        request,
        "office/quote/vary.html",
        title=f"{option.title}: another {form.title.lower()}",
        status=refusal.status if refusal else 200,
        quote=quote,
        option=option,
        form=form,
        thing=thing,
        things=THINGS.items(),
        refusal=refusal,
    )


@require_POST
@needs("orders.change_quote")
def copy(request: HttpRequest, public_id: uuid.UUID, pk: int) -> HttpResponse:
    """Copy an option as it is, to be changed by hand."""
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
    begun = lines_of(option) if option else suggested_lines(quote.commission)
    first = {"version": quote.version} if option else first_words(quote, begun)
    return (
        OptionForm(instance=option, initial=first),
        LineFormSet(prefix="lines", initial=begun),
    )


def _add_line(
    request: HttpRequest, quote: Quote, option: QuoteOption | None, kind: str
) -> HttpResponse:
    """Add one priced line to what is typed; nothing is written, and nothing typed is lost."""
    if kind not in ADDERS:
        raise Http404
    adders = adders_for(quote.commission, request.POST, kind)
    rows, added = typed_lines(request.POST), adders[kind]
    if added.is_valid():
        try:
            place = added.cleaned_data.get("place", CENTRE)
            rows.append(initial_of(added.line(Figures.today()), place))
            adders[kind] = adders_for(quote.commission)[kind]
        except Refusal as refused:
            added.add_error(None, str(refused))
    return _show(
        request,
        quote,
        option,
        form=OptionForm(instance=option, initial=typed_words(request.POST)),
        lines=LineFormSet(prefix="lines", initial=rows),
        adders=adders,
    )


def _show(
    request: HttpRequest,
    quote: Quote,
    option: QuoteOption | None,
    *,
    form: OptionForm,
    lines: Any,
    refusal: Refusal | None = None,
    adders: Any = None,
) -> HttpResponse:
    column = next((each for each in sheet_of(quote).columns if each.option == option), None)
    return page(
        request,
        "office/quote/option.html",
        title=option.title if option else "A new option",
        status=refusal.status if refusal else 200,
        quote=quote,
        commission=quote.commission,
        option=option,
        stones=column.stones if column else (),
        cautions=cautions_of_option(column.option) if column else (),
        form=form,
        lines=lines,
        adders=adders or adders_for(quote.commission, request.POST or request.GET or None),
        refusal=refusal,
        **_sums(quote, lines),
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
    priced = [as_line(values) for values in readable(lines)]
    return {"totals": total_of(priced, quote), "margin": margin_of(priced)}
