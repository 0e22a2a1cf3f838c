"""Chooses the real stone for one that was agreed on before it was found."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from atelier.journal.refusals import Refusal
from atelier.office.forms.choosing import ChooseStoneForm
from atelier.office.pages import needs, say
from atelier.office.views.commission import find, show
from atelier.people.actors import actor_of
from orders.actions.choosing import choose_stone, take_stone_back


@require_POST
@needs("orders.change_commission")
def choose(request: HttpRequest, reference: str) -> HttpResponse:
    """Promise the stone that was found."""
    commission = find(reference)
    form = ChooseStoneForm(request.POST, commission=commission)
    if not form.is_valid():
        return show(request, commission, "brief", status=400, choose_form=form)
    try:
        chosen = choose_stone(commission=commission, by=actor_of(request), **form.cleaned_data)
    except Refusal as refused:
        return show(request, commission, "brief", status=refused.status, refusal=str(refused))
    say(request, f"{chosen.stone} is this piece's now.")
    return redirect("admin:commission", reference, "brief")


@require_POST
@needs("orders.change_commission")
def take_back(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Undo a mistake."""
    commission = find(reference)
    promise = get_object_or_404(commission.stones.select_related("stone__variety"), pk=pk)
    try:
        take_stone_back(promise=promise, by=actor_of(request))
    except Refusal as refused:
        return show(request, commission, "brief", status=refused.status, refusal=str(refused))
    say(request, f"{promise.stone} is free again.")
    return redirect("admin:commission", reference, "brief")
