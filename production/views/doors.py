"""Enrolling a tablet, signing in by name and PIN, and locking it again."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from atelier.journal.refusals import NotAllowed, Refusal
from atelier.people.models import Jeweller
from atelier.people.pins import check_pin, go_on
from atelier.people.tablets import enrol, remember, tablet_of
from production.bench import badges, on_tablet

HOME = "bench:home"


def enrol_tablet(request: HttpRequest) -> HttpResponse:
    """Take the one-time code that staff gave, and make this browser a shop tablet."""
    shown = {"tablet": tablet_of(request), "next": _next(request)}
    if request.method != "POST":
        return render(request, "bench/enrol.html", shown)
    code = request.POST.get("code", "")
    try:
        _, token = enrol(code=code)
    except Refusal as refusal:
        shown |= {"code": code, "error": str(refusal)}
        return render(request, "bench/enrol.html", shown, status=refusal.status)
    response = redirect(_next(request) or "bench:names")
    remember(response, token)
    return response


@on_tablet
def names(request: Any) -> HttpResponse:
    """Show who may sign in here."""
    return render(request, "bench/names.html", {"people": people(), "next": _next(request)})


def people() -> list[Jeweller]:
    """Return who has a PIN, each with the `pin_print` by which a tablet learns of a new one."""
    found = list(Jeweller.objects.filter(is_active=True).exclude(pin_hash=""))
    for each in found:
        each.pin_print = badges.pin_print(each)  # type: ignore[attr-defined]
    return found


@on_tablet
def pin(request: Any, pk: int) -> HttpResponse:
    """Ask for one jeweller's PIN; the right one opens their bench."""
    jeweller = get_object_or_404(Jeweller, pk=pk, is_active=True)
    shown = {"jeweller": jeweller, "next": _next(request)}
    if request.method != "POST":
        return render(request, "bench/pin.html", shown)
    by_script = "json" in request.headers.get("Accept", "")
    try:
        check_pin(jeweller=jeweller, tablet=request.tablet, pin=request.POST.get("pin", ""))
    except Refusal as refusal:
        if by_script:
            return JsonResponse({"ok": False, "error": str(refusal)}, status=refusal.status)
        shown |= {"error": str(refusal), "locked": refusal.code == "pin-locked"}
        return render(request, "bench/pin.html", shown, status=refusal.status)
    response = _let_in(request, jeweller) if by_script else redirect(_next(request) or HOME)
    badges.let_in(response, jeweller, request.tablet)
    return response


def _let_in(request: Any, jeweller: Jeweller) -> HttpResponse:
    # A PIN that was typed when it had just changed is told by the print it belongs to.
    jeweller.refresh_from_db(fields=["pin_hash"])
    told = {"ok": True, "next": _next(request) or reverse(HOME)}
    return JsonResponse(told | {"print": badges.pin_print(jeweller)})


@require_POST
@on_tablet
def resume(request: Any) -> HttpResponse:
    """Let in by their badge whoever unlocked the tablet by their PIN while there was no network."""
    jeweller = badges.wearer_of(request.POST.get("badge", ""), request)
    try:
        if jeweller is None or not jeweller.is_active:
            raise NotAllowed("Please sign in again.")
        go_on(jeweller=jeweller, tablet=request.tablet)
    except Refusal as refusal:
        return JsonResponse({"ok": False, "error": str(refusal)}, status=refusal.status)
    response = JsonResponse({"ok": True})
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
