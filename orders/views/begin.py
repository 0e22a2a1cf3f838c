"""Beginning a request: nothing is kept before the first answers are sent."""

from django.core.exceptions import ValidationError
from django.forms import UUIDField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from atelier.people.actors import actor_of
from atelier.people.models import Client
from designs.models import Design
from orders.actions.requests import start_draft
from orders.forms.wearer import WearerForm
from orders.models import Commission
from orders.sizes import tried_on
from orders.statuses import Level
from orders.steps import Step, first_unfinished
from orders.views.drafts import open_draft, remember
from orders.views.pages import ask


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Ask the first question; the first answers make the draft."""
    if request.method != "POST":
        form = WearerForm(commission=Commission())
        return _ask_first(request, form, draft=open_draft(request))
    form = WearerForm(request.POST, commission=Commission())
    if not form.is_valid():
        return _ask_first(request, form)
    answers = form.answers() | {"level": _level_wished(request)} | _contact_of_guest(request)
    design = _design_wished(request)
    tried = tried_on(design, request.GET) if design else {}
    by = actor_of(request)
    commission = start_draft(answers=answers, design=design, tried=tried, by=by)
    remember(request, commission)
    return redirect("orders:step", commission.public_id, first_unfinished(commission))


def _ask_first(
    request: HttpRequest, form: WearerForm, *, draft: Commission | None = None
) -> HttpResponse:
    draft_step = first_unfinished(draft) if draft else None
    design = _design_wished(request)
    return ask(request, Step.WEARER, form, draft=draft, draft_step=draft_step, design=design)


def _design_wished(request: HttpRequest) -> Design | None:
    return Design.objects.offered().filter(code=request.GET.get("design", "")).first()


def _contact_of_guest(request: HttpRequest) -> dict[str, str]:
    """Return the contact of the client `?for=` names, with whom staff write a request down."""
    if not request.user.has_perm("people.view_client"):
        return {}
    try:
        asked = UUIDField().clean(request.GET.get("for"))
    except ValidationError:
        return {}
    client = get_object_or_404(Client.objects.select_related("user"), public_id=asked)
    return {f"contact_{each}": getattr(client, each) for each in ("name", "email", "phone")}


def _level_wished(request: HttpRequest) -> str:
    wished = request.GET.get("level", "")
    return wished if wished in Level.values else ""
