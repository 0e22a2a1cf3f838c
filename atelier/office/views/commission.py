"""The commission's own page: where it stands, its one next step, and everything about it."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from atelier.office.needs import is_late
from atelier.office.pages import may_open, needs, page, staff_of
from atelier.office.sections import SECTIONS
from atelier.office.steps import Standing, Step, next_step, other_steps
from atelier.people.models import User
from orders.models import Commission
from orders.statuses import COMMISSIONS, CommissionStatus


def find(reference: str) -> Commission:
    """Return a commission that was sent, with its client; else 404."""
    sent = Commission.objects.exclude(status=CommissionStatus.DRAFT)
    return get_object_or_404(sent.select_related("client__user", "advisor"), reference=reference)


@require_safe
@needs("orders.view_commission")
def commission_page(request: HttpRequest, reference: str, section: str = "brief") -> HttpResponse:
    """Show one section of a commission under its header."""
    if section not in SECTIONS:
        raise Http404
    return show(request, find(reference), section)


def show(
    request: HttpRequest,
    commission: Commission,
    section: str,
    *,
    status: int = 200,
    refusal: str = "",
    **over: object,
) -> HttpResponse:
    """Render the page; `over` replaces what the section would read, e.g. a filled form."""
    shown = SECTIONS[section]
    standing, me = Standing.of(commission), staff_of(request)
    first = next_step(standing)
    context = {
        "commission": commission,
        "is_late": is_late(commission, timezone.localdate()),
        "sections": SECTIONS.values(),
        "section": shown,
        "next_step": _offered(first, me),
        "other_steps": [step for step in other_steps(standing, first) if may_open(me, step.url)],
        "whose_move": COMMISSIONS.owners[commission.status].value,
        "face": _face(commission),
        "refusal": refusal,
    }
    context |= shown.read(request, commission) | over
    title = f"{commission.reference} {commission.client}"
    return page(request, "office/commission/page.html", title=title, status=status, **context)


_NOT_YOURS = "This is a colleague's: your account does not do it."


def _offered(step: Step | None, user: User) -> Step | None:
    """Say beforehand that a step is somebody else's, rather than behind its button."""
    if step is None or may_open(user, step.url):
        return step
    return replace(step, blocks=[*step.blocks, _NOT_YOURS])


def _face(commission: Commission) -> object:
    """Return the piece that stands for the commission, with its design's picture."""
    return commission.pieces.select_related("design", "alloy").first()
