"""Links by mail: to go on with a draft on another device, and to look at a request sent."""

import uuid

from django.contrib import messages
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from atelier.house.models import House
from atelier.journal.refusals import Refusal
from atelier.people import links
from atelier.people.actors import actor_of
from orders.actions.resuming import mail_resume_link
from orders.forms.review import LinkForm
from orders.models import Commission
from orders.statuses import COMMISSIONS
from orders.steps import first_unfinished
from orders.summary import lines_of
from orders.views.drafts import own_request, remember

VIEW = "view_commission"


@require_POST
def mail_link(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """Mail the link; the page says the same whether or not the address is known to us."""
    commission = own_request(request, request_id)
    form = LinkForm(request.POST)
    if not form.is_valid():
        messages.error(request, "We could not read that address. Please write it once more.")
    else:
        _mail(request, commission, form.cleaned_data["email"])
    return redirect("orders:step", commission.public_id, first_unfinished(commission))


def _mail(request: HttpRequest, commission: Commission, to: str) -> None:
    try:
        mail_resume_link(commission=commission, to=to, by=actor_of(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"A link is on its way to {to}. It is good for 30 days.")


@never_cache
@require_safe
def resume(request: HttpRequest, token: str) -> HttpResponse:
    """Swap the link for a session that opens the draft, at a clean address."""
    link = links.open_link(token, "resume_request")
    commission = get_object_or_404(Commission, pk=link.subject_id)
    remember(request, commission)
    return redirect("orders:step", commission.public_id, first_unfinished(commission))


@never_cache
@require_safe
def look(request: HttpRequest, token: str) -> HttpResponse:
    """Swap the link for a session that may look at the request, at a clean address."""
    link = links.open_link(token, VIEW)
    commission = get_object_or_404(_reached_by_mail(), pk=link.subject_id)
    links.enter(request, link)
    return redirect("orders:seen", commission.public_id)


@never_cache
@require_safe
def seen(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """Show a request that was sent, to whoever a living link let in: to read, nothing to press."""
    commission = get_object_or_404(_reached_by_mail(), public_id=request_id)
    if not links.may_look(request, purpose=VIEW, subject_id=commission.pk):
        raise Http404
    context = {
        "commission": commission,
        "sentence": COMMISSIONS.sentences[commission.status],
        "lines": lines_of(commission, currency=House.current().currency),
    }
    return render(request, "orders/request/seen.html", context)


def _reached_by_mail() -> QuerySet[Commission]:
    """Return the requests whose client still has the address that the link went to."""
    return Commission.objects.filter(client__user__email__iexact=F("contact_email"))
