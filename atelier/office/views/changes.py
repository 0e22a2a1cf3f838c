"""A change order as the house writes it, sends it and takes it back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from atelier.journal.refusals import Refusal
from atelier.office.forms.changes import (
    ChangeForm,
    ChangeLineFormSet,
    ChangeLines,
    first_change,
    first_lines,
)
from atelier.office.pages import needs, page, say
from atelier.office.views.commission import find, show
from atelier.paper import pdf_response
from atelier.people.actors import actor_of
from orders.actions.changes import withdraw_change
from orders.documents import change_pdf
from orders.models import ChangeOrder, ChangeSignature, Commission
from orders.policies.changes import check_begin
from orders.statuses import ChangeStatus
from production.actions.changes import send_change, write_change


@require_http_methods(["GET", "POST"])
@needs("orders.change_commission")
def change_page(request: HttpRequest, reference: str, number: int | None = None) -> HttpResponse:
    """Write a change, a new one without `number`; whatever is refused keeps everything typed."""
    commission = find(reference)
    check_begin(commission, actor_of(request))
    drafts = commission.changes.filter(status=ChangeStatus.DRAFT)
    change = get_object_or_404(drafts, number=number) if number else None
    form, lines = _forms(request, commission, change)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid() and lines.is_valid():
        try:
            return _write(request, commission, change, form, lines)
        except Refusal as refused:
            refusal = refused
    return page(
        request,
        "office/change.html",
        title=f"Change {change.number}" if change else "A change order",
        status=refusal.status if refusal else 200,
        commission=commission,
        change=change,
        form=form,
        lines=lines,
        refusal=refusal,
    )


@require_POST
@needs("orders.change_commission")
def send(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Send a change to be signed; what keeps it back is said on the commission's page."""
    commission, change = _find(reference, number)
    try:
        send_change(change=change, by=actor_of(request))
    except Refusal as refused:
        return show(request, commission, "changes", status=refused.status, refusal=str(refused))
    say(request, f"Change {number} is on its way to {commission.client}.")
    return redirect("admin:commission", reference, "changes")


@require_POST
@needs("orders.change_commission")
def withdraw(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Take a change back; the work it held goes on."""
    commission, change = _find(reference, number)
    try:
        withdraw_change(change=change, by=actor_of(request))
    except Refusal as refused:
        return show(request, commission, "changes", status=refused.status, refusal=str(refused))
    say(request, f"Change {number} was taken back.")
    return redirect("admin:commission", reference, "changes")


@require_safe
@needs("orders.view_commission")
def paper(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """The signed change as PDF."""
    signatures = ChangeSignature.objects.select_related("change__commission")
    signature = get_object_or_404(
        signatures, change__commission__reference=reference, change__number=number
    )
    return pdf_response(change_pdf(signature), f"change-{number}-{reference}")


def _find(reference: str, number: int) -> tuple[Commission, ChangeOrder]:
    commission = find(reference)
    return commission, get_object_or_404(commission.changes, number=number)


def _forms(
    request: HttpRequest, commission: Commission, change: ChangeOrder | None
) -> tuple[ChangeForm, ChangeLines]:
    data = request.POST or None
    form = ChangeForm(data, commission=commission, initial=first_change(change))
    return form, ChangeLineFormSet(data, prefix="lines", initial=first_lines(change))  # type: ignore[return-value]


def _write(
    request: HttpRequest,
    commission: Commission,
    change: ChangeOrder | None,
    form: ChangeForm,
    lines: ChangeLines,
) -> HttpResponse:
    written = write_change(
        commission=commission,
        words=form.words(lines),
        change=change,
        version=form.cleaned_data["version"],
        by=actor_of(request),
    )
    if "more" in request.POST:
        return redirect("admin:change", commission.reference, written.number)
    say(request, f"Change {written.number} is written. Send it when it is right.")
    return redirect("admin:commission", commission.reference, "changes")
