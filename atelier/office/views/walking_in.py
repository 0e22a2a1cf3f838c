"""Somebody stands in the door: a consultation that begins now, in two presses."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from atelier.journal.refusals import Refusal
from atelier.office.diary.finding import people_like
from atelier.office.diary.wishes import first_walk_in
from atelier.office.forms.booking import commissions_of
from atelier.office.forms.diary import WalkInForm
from atelier.office.forms.newcomers import NewcomerForm
from atelier.office.pages import needs, page, say, staff_of
from atelier.office.views.booking import go_to, welcomed
from atelier.office.views.diary import diary_on
from atelier.people.actors import actor_of
from atelier.people.models import Client
from consultations.actions.walk_ins import walk_in
from consultations.models import Appointment
from orders.models import Commission


@require_http_methods(["GET", "POST"])
@needs("consultations.add_appointment")
def walk_in_page(request: HttpRequest) -> HttpResponse:
    """Find the client by typing, or write down who is new; one press begins."""
    words = (request.POST or request.GET).get("q", "")
    if request.method == "GET" or "find" in request.POST:
        said = first_walk_in(request.POST or request.GET, staff_of(request))
        return _show(request, WalkInForm(initial=said), words)
    form = WalkInForm(request.POST, newcomer=NewcomerForm.typed(request.POST))
    if not form.is_valid():
        return _show(request, form, words)
    try:
        return _begin(request, form)
    except Refusal as refused:
        return _show(request, form, words, refused)


def _begin(request: HttpRequest, form: WalkInForm) -> HttpResponse:
    wish = form.wish()
    client = wish["client"] = wish["client"] or welcomed(request, form)
    appointment = walk_in(by=actor_of(request), commission=_only_one(client), **wish)
    say(request, f"Begun: {appointment.client} with {appointment.advisor}.")
    return go_to(request, _there(request, appointment))


def _there(request: HttpRequest, appointment: Appointment) -> str:
    """Return where the next thing is done: an advisor's own record, else the diary."""
    if appointment.advisor_id == request.user.pk:
        return reverse("admin:appointment", args=[appointment.public_id])
    return diary_on(appointment, view="day")


def _only_one(client: Client) -> Commission | None:
    """Return what it is surely about: the client's only commission."""
    found = list(commissions_of(client)[:2])
    return found[0] if len(found) == 1 else None


def _show(
    request: HttpRequest, form: WalkInForm, words: str, refusal: Refusal | None = None
) -> HttpResponse:
    context = {
        "form": form,
        "newcomer": form.newcomer or NewcomerForm.guessed(request.POST or request.GET),
        "words": words,
        "found": people_like(words),
        "refusal": refusal,
        "now": timezone.localtime(),
    }
    status = refusal.status if refusal else 200
    if "HX-Request" in request.headers:
        return render(request, "office/diary/walk_in.html", context, status=status)
    return page(request, "office/walk_in.html", title="Walk-in now", status=status, **context)
