"""The offer: its options side by side, the seen mark, and declining it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from atelier.journal.refusals import Refusal
from atelier.people.actors import actor_of
from atelier.portal.my.access import client_page, show
from atelier.portal.my.forms import DeclineForm
from atelier.portal.my.offers import own_offer
from atelier.portal.my.standings import standing_of
from orders.actions.quotes import decline_quote, view_quote
from orders.comparison import Column, compare
from orders.documents.drawings import pictures_of
from orders.documents.quote import facts_of
from orders.models import Quote
from orders.policies.quotes import can_answer
from orders.policies.stones import promised_elsewhere
from orders.statuses import OPEN_QUOTES, QuoteStatus


@client_page
def offer(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """Two to four options side by side; a closed version says so and leads on.

    Looking changes nothing: a browser that shows the page to somebody says so by a POST to
    `seen`, and without JavaScript choosing an option does.
    """
    quote = own_offer(request, public_id, number)
    if quote.status == QuoteStatus.APPROVED:
        return redirect("my:approval", public_id=public_id)
    is_open, newer = can_answer(quote, actor_of(request)), _newer(quote)
    columns = compare(quote)
    context = {
        "commission": quote.commission,
        "quote": quote,
        "columns": columns,
        "gone": _gone(quote, columns) if is_open else set(),
        "has_stones": any(column.stones for column in columns),
        "facts": facts_of(quote),
        "is_open": is_open,
        "newer": newer,
        "standing": standing_of(quote, is_open=is_open, newer=newer),
        "drawings": pictures_of(quote.commission),
    }
    return show(request, "offer", context)


@require_POST
@client_page
def seen(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """Note that the offer is before the client's eyes."""
    view_quote(quote=own_offer(request, public_id, number), by=actor_of(request))
    return HttpResponse(status=204)


@client_page
def decline(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """Say that none of the options is right, and why."""
    quote = own_offer(request, public_id, number)
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            decline_quote(quote=quote, reason=reason, by=actor_of(request))
            return redirect("my:offer", public_id=public_id, number=number)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    context = {"commission": quote.commission, "quote": quote, "form": form}
    return show(request, "decline", context, status=400 if form.errors else 200)


def _gone(quote: Quote, columns: list[Column]) -> set[int]:
    """Return the positions of options whose stone belongs to another piece by now."""
    keys = {stone.key for column in columns for stone in column.stones}
    taken = {each.stone_id for each in promised_elsewhere(keys, quote.commission)}
    return {
        column.option.position
        for column in columns
        if any(stone.key in taken for stone in column.stones)
    }


def _newer(quote: Quote) -> Quote | None:
    if quote.status in OPEN_QUOTES:
        return None
    sent = quote.commission.quotes.filter(sent_at__isnull=False, number__gt=quote.number)
    return sent.first()
