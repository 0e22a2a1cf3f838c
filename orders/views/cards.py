"""Where a card provider's signed messages arrive."""

import logging

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from atelier.journal.addresses import address_of
from atelier.people.throttle import allow
from orders.actions.checkouts import take_event
from orders.cards import BadSignature, card_provider

logger = logging.getLogger(__name__)

LONGEST_BODY = 256 * 1024
# Messages that nobody signed, from one address; the provider's own are never counted.
WRONG_A_MINUTE = 30


@csrf_exempt  # The signature over the raw body says who speaks.
@require_POST
def stripe(request: HttpRequest) -> HttpResponse:
    """Take one signed message: 200 once it is kept, 400 unsigned, and then no row is written."""
    provider = card_provider()
    if provider is None:
        raise Http404
    if int(request.headers.get("Content-Length") or 0) > LONGEST_BODY:
        return HttpResponse(status=413)
    try:
        event = provider.read_event(request.body, request.headers)
    except BadSignature as error:
        return _refused(request, error)
    take_event(event=event, provider=provider.name)
    return HttpResponse(status=200)


def _refused(request: HttpRequest, error: BadSignature) -> HttpResponse:
    logger.warning("a card message was not taken: %s", error)
    within = allow("card-message", address_of(request) or "", limit=WRONG_A_MINUTE, seconds=60)
    return HttpResponse(status=400 if within else 429)
