"""The metal ledger: what is missing, by stage, person and alloy, and what is to be explained."""

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from atelier.house.models import House
from atelier.journal.refusals import Refusal
from atelier.office.forms.metal import PERIODS, ExplainForm
from atelier.office.pages import needs, page, say
from atelier.people.actors import actor_of
from production.actions.metal import explain
from production.losses import rows_since, summed, total
from production.models import Weighing
from production.models.metal import WeighingQuerySet

ALERTS_SHOWN = 12


@require_safe
@needs("production.view_weighing")
def metal_page(request: HttpRequest) -> HttpResponse:
    """Show where the metal of the last days went."""
    return _show(request)


@require_POST
@needs("production.change_weighing")
def explain_weighing(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what was found about one weighing."""
    weighing = get_object_or_404(_told(), pk=pk)
    form = ExplainForm(request.POST)
    if not form.is_valid():
        return _show(request, status=400, tried=(weighing.pk, form))
    try:
        explain(weighing=weighing, by=actor_of(request), **form.cleaned_data)
    except Refusal as refused:
        return _show(request, status=refused.status, refusal=str(refused))
    say(request, f"Explained: {weighing.job}, {weighing.run.stage.name.lower()}.")
    return redirect(f"{reverse('admin:metal')}?{request.GET.urlencode()}")


def _show(
    request: HttpRequest,
    *,
    status: int = 200,
    tried: tuple[int, ExplainForm] | None = None,
    **more: Any,
) -> HttpResponse:
    days = _days(request)
    house = House.current()
    rows = rows_since(timezone.now() - timedelta(days=days), house.currency)
    asked = request.GET.get("q", "").strip()
    shown = Paginator(_found(asked), ALERTS_SHOWN).get_page(request.GET.get("page"))
    return page(
        request,
        "office/metal.html",
        title="Metal",
        status=status,
        days=days,
        periods=PERIODS,
        total=total(rows),
        tables=[
            ("Stage", summed(rows, lambda row: row.stage)),
            ("Person", summed(rows, lambda row: row.person)),
            ("Alloy", summed(rows, lambda row: row.alloy)),
        ],
        currency=house.currency,
        alerts=[(each, _form(request, each, tried)) for each in shown],
        shown=shown,
        asked=asked,
        back=f"?{request.GET.urlencode()}" if request.GET else "",
        **more,
    )


def _days(request: HttpRequest) -> int:
    asked = request.GET.get("days", "")
    known = {str(days): days for days, _ in PERIODS}
    return known.get(asked, PERIODS[1][0])


def _found(asked: str) -> WeighingQuerySet:
    """Return what is to be explained, narrowed to an envelope, a reference, a person or a stage."""
    places = ("job__envelope", "job__commission__reference", "jeweller__name", "run__stage__name")
    about = Q()
    for place in places if asked else ():
        about |= Q(**{f"{place}__icontains": asked})
    return _told().to_explain().filter(about)


def _told() -> WeighingQuerySet:
    told = Weighing.objects.select_related("job__commission", "run__stage", "jeweller", "alloy")
    return told.order_by("at", "id")


def _form(
    request: HttpRequest, weighing: Weighing, tried: tuple[int, ExplainForm] | None
) -> ExplainForm | None:
    if not request.user.has_perm("production.change_weighing"):
        return None
    if tried and tried[0] == weighing.pk:
        return tried[1]
    return ExplainForm(auto_id=f"explain-{weighing.pk}-%s")
