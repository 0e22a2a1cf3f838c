"""What waits on this tablet to be sent: only the tablet knows, so its own script fills the page."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render

from atelier.people.tablets import tablet_with
from production.bench import badges, signed_in


def waiting(request: Any) -> HttpResponseBase:
    """Show the page also while the tablet is locked, or enrolled no more: nothing is lost then."""
    request.tablet, request.met = tablet_with(request, badges.named_in(request))
    signed = request.tablet is not None and badges.jeweller_of(request) is not None
    return _mine(request) if signed else render(request, "bench/waiting.html")


@signed_in
def _mine(request: Any) -> HttpResponse:
    return render(request, "bench/waiting.html")
