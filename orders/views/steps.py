"""The six steps, saved one by one; the last one sends the request."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from atelier.house.models import House
from atelier.journal.refusals import Refusal, WrongState
from atelier.materials import typed_sizes
from atelier.people.actors import actor_of
from atelier.people.models import Client
from orders.actions.requests import save_step, send_request
from orders.forms.budget import BudgetForm
from orders.forms.inspiration import DesignForm, StoryForm
from orders.forms.level import LevelForm
from orders.forms.materials import MaterialsForm
from orders.forms.review import ReviewForm
from orders.forms.step import StepForm
from orders.forms.wearer import WearerForm
from orders.models import Commission
from orders.statuses import CommissionStatus, Level
from orders.steps import Step, first_unfinished, is_open
from orders.views import contents, pictures
from orders.views.drafts import own_request
from orders.views.pages import ask


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, request_id: uuid.UUID, step: Step) -> HttpResponse:
    """Ask one question, or keep its answer and go on; out of order, lead to the open one."""
    commission = own_request(request, request_id)
    if commission.status != CommissionStatus.DRAFT:
        return redirect("orders:sent", commission.public_id)
    if not is_open(commission, step):
        return redirect("orders:step", commission.public_id, first_unfinished(commission))
    if request.method != "POST":
        form = form_for(step, commission, initial=_known_of(request, step))
        return ask(request, step, form, **contents.of(step, form))
    if step == Step.REVIEW:
        return _send(request, commission)
    return _keep(request, commission, step)


def _known_of(request: HttpRequest, step: Step) -> dict[str, str]:
    """What a signed-in client need not type again."""
    if step != Step.REVIEW or not request.user.is_authenticated:
        return {}
    client = Client.objects.filter(user=request.user).first()
    if client is None:
        return {}
    known = {"name": client.name, "email": client.email, "phone": client.phone}
    return {f"contact_{name}": value for name, value in known.items()}


def form_for(step: Step, commission: Commission, *given: Any, **more: Any) -> StepForm:
    """Return a step's form, bound where the visitor's answers are given."""
    if step == Step.BUDGET:
        return BudgetForm(*given, commission=commission, currency=House.current().currency, **more)
    if step == Step.INSPIRATION and commission.level == Level.BESPOKE:
        return StoryForm(*given, commission=commission, **more)
    return _FORMS[step](*given, commission=commission, **more)


_FORMS: dict[Step, type[StepForm]] = {
    Step.WEARER: WearerForm,
    Step.LEVEL: LevelForm,
    Step.INSPIRATION: DesignForm,
    Step.MATERIALS: MaterialsForm,
    Step.REVIEW: ReviewForm,
}


def _keep(request: HttpRequest, commission: Commission, step: Step) -> HttpResponse:
    form = form_for(step, commission, request.POST, request.FILES)
    failures = pictures.take(request, commission) if step == Step.INSPIRATION else []
    if failures or pictures.stays(request):
        return _stay(request, form, step, failures)
    if not form.is_valid():
        return ask(request, step, form, **contents.of(step, form))
    save_step(commission=commission, step=step, answers=form.answers(), by=actor_of(request))
    return redirect("orders:step", commission.public_id, step.following)


def _stay(request: HttpRequest, form: StepForm, step: Step, failures: list[str]) -> HttpResponse:
    """Keep what is good so far, and show the step again with all that was typed."""
    commission = form.commission
    if form.is_valid():
        answers, by = form.answers(), actor_of(request)
        save_step(commission=commission, step=step, answers=answers, by=by, finished=False)
    again = form_for(step, commission, initial=request.POST.dict())
    return ask(request, step, again, failures=failures, **contents.of(step, again))


def _send(request: HttpRequest, commission: Commission) -> HttpResponse:
    form = ReviewForm(request.POST, commission=commission)
    if not form.is_valid():
        return ask(request, Step.REVIEW, form, **contents.of(Step.REVIEW, form))
    try:
        send_request(commission=commission, contact=form.answers(), by=actor_of(request))
    except WrongState:
        return redirect("orders:step", commission.public_id, first_unfinished(commission))
    return redirect("orders:sent", commission.public_id)


@require_safe
def ring_size(request: HttpRequest) -> HttpResponse:
    """Say what a typed ring size is in mm; the page asks while one types."""
    try:
        typed = request.GET.get("size", "")[: typed_sizes.LONGEST]
        size = typed_sizes.parse(typed, request.GET.get("system", "")[:2])
    except (Refusal, ValueError) as refusal:
        sentence = str(refusal) if isinstance(refusal, Refusal) else ""
        return JsonResponse({"sentence": sentence})
    return JsonResponse(
        {"sentence": f"{size.system.label} {size.label}: {size.diameter} mm inside"}
    )


@require_safe
def price(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """Say what the materials chosen so far come to; the page asks while one chooses."""
    commission = own_request(request, request_id)
    if commission.steps_done < Step.INSPIRATION.number:
        raise Http404
    form = MaterialsForm(request.GET, commission=commission)
    form.is_valid()
    context = contents.price_of(form.wished(), commission.level) | {"problems": form.problems()}
    return render(request, "orders/request/price.html", context)
