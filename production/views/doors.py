"""Enrolling a tablet, signing in by name and PIN, and locking it again."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from atelier.journal.refusals import Refusal
from atelier.people.models import Jeweller
from atelier.people.pins import check_pin
from atelier.people.tablets import enrol, remember, tablet_of
from production.bench import badges, on_tablet


def enrol_tablet(request: HttpRequest) -> HttpResponse:
    """Take the one-time code that staff gave, and make this browser a shop tablet."""
    if request.method != "POST":
        return render(request, "bench/enrol.html", {"tablet": tablet_of(request)})
    code = request.POST.get("code", "")
    try:
        _, token = enrol(code=code)
    except Refusal as refusal:
        shown = {"code": code, "error": str(refusal)}
        return render(request, "bench/enrol.html", shown, status=refusal.status)
    response = redirect("bench:names")
    remember(response, token)
    return response


@on_tablet
def names(request: Any) -> HttpResponse:
    """Show who may sign in here."""
    people = Jeweller.objects.filter(is_active=True).exclude(pin_hash="")
    return render(request, "bench/names.html", {"people": people, "next": _next(request)})


@on_tablet
def pin(request: Any, pk: int) -> HttpResponse:
    """Ask for one jeweller's PIN; the right one opens their bench."""
    jeweller = get_object_or_404(Jeweller, pk=pk, is_active=True)
    shown = {"jeweller": jeweller, "next": _next(request)}
    if request.method != "POST":
        return render(request, "bench/pin.html", shown)
    try:
        check_pin(jeweller=jeweller, tablet=request.tablet, pin=request.POST.get("pin", ""))
    except Refusal as refusal:
        shown |= {"error": str(refusal), "locked": refusal.code == "pin-locked"}
        return render(request, "bench/pin.html", shown, status=refusal.status)
    response = redirect(_next(request) or "bench:home")
    badges.let_in(response, jeweller, request.tablet)
    return response


@require_POST
@on_tablet
def lock(request: Any) -> HttpResponse:
    """Lock the tablet: the names are shown again. What waits in its queue stays there."""
    response = redirect("bench:names")
    badges.lock(response)
    return response


def _next(request: HttpRequest) -> str:
    address = request.POST.get("next") or request.GET.get("next", "")
    own = url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if own and address.startswith("/bench/") else ""
