"""Steps of a commission that are one press: release, hand over, begin a quote, read, decline."""

from collections.abc import Callable

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from atelier.journal.actor import Actor
from atelier.journal.refusals import Refusal
from atelier.office.forms.messages import DeclineForm
from atelier.office.pages import needs, page, say, staff_of
from atelier.office.views.commission import find, show
from atelier.people.actors import actor_of
from orders.actions.commissions import decline as decline_commission
from orders.actions.commissions import deliver
from orders.actions.messages import mark_read, write_message
from orders.actions.quotes import start_quote
from orders.models import Commission
from production.actions.jobs import open_job

Do = Callable[[HttpRequest, Commission, Actor], HttpResponse]


@require_POST
@needs("orders.change_commission")
def do(request: HttpRequest, reference: str, verb: str) -> HttpResponse:
    """Take one step; a refusal is said on the commission's own page."""
    act = _VERBS.get(verb)
    if act is None:
        raise Http404
    return _take(act, request, find(reference))


@require_POST
@needs("orders.change_commission", "orders.change_quote")
def begin_quote(request: HttpRequest, reference: str) -> HttpResponse:
    """Begin a quote: for who may also write it."""
    return _take(_quote, request, find(reference))


def _take(act: Do, request: HttpRequest, commission: Commission) -> HttpResponse:
    try:
        return act(request, commission, actor_of(request))
    except Refusal as refused:
        return show(request, commission, "brief", status=refused.status, refusal=str(refused))


@require_http_methods(["GET", "POST"])
@needs("orders.change_commission")
def decline(request: HttpRequest, reference: str) -> HttpResponse:
    """Decline a commission with a reason that is sent as a message."""
    commission, refusal, status = find(reference), "", 200
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _decline(request, commission, form.cleaned_data["reason"])
        except Refusal as refused:
            refusal, status = str(refused), refused.status
    return page(
        request,
        "office/decline.html",
        title=f"Decline {commission.reference}",
        status=status,
        commission=commission,
        form=form,
        refusal=refusal,
    )


def _decline(request: HttpRequest, commission: Commission, reason: str) -> HttpResponse:
    by = actor_of(request)
    with transaction.atomic():
        write_message(
            commission=commission, body=reason, by=by, author=staff_of(request), from_client=False
        )
        decline_commission(commission=commission, by=by)
    say(request, f"{commission.reference} was declined and {commission.client} was told.")
    return redirect("admin:commission", commission.reference)


def _release(request: HttpRequest, commission: Commission, by: Actor) -> HttpResponse:
    job = open_job(commission=commission, by=by)
    say(request, f"{commission.reference} is in the workshop: envelope {job.envelope}.")
    return redirect("admin:commission", commission.reference, "production")


def _deliver(request: HttpRequest, commission: Commission, by: Actor) -> HttpResponse:
    deliver(commission=commission, by=by)
    say(request, f"{commission.reference} was handed over.")
    return redirect("admin:commission", commission.reference)


def _quote(request: HttpRequest, commission: Commission, by: Actor) -> HttpResponse:
    quote = start_quote(commission=commission, by=by)
    return redirect("admin:quote", quote.public_id)


def _read(request: HttpRequest, commission: Commission, by: Actor) -> HttpResponse:
    mark_read(commission=commission, by=by, from_client=True)
    return redirect("admin:commission", commission.reference, "messages")


_VERBS: dict[str, Do] = {
    "release": _release,
    "deliver": _deliver,
    "read": _read,
}
