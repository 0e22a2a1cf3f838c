"""The clock a client reads times on: chosen from a list, or told by their device."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from atelier.house.models import House
from atelier.people.actions import remember_clock
from atelier.people.actors import actor_of
from atelier.people.models import Client
from atelier.portal.my.access import show
from atelier.portal.my.clocks import (
    choose_clock,
    note_device,
    zone_chosen,
    zone_named,
    zones_by_region,
)
from atelier.portal.my.doors import visitor_page


class ClockForm(forms.Form):
    """A time zone; only somebody signed in can have it kept for later visits."""

    zone = forms.ChoiceField(
        label="Your clock", help_text="Times are shown on this clock, beside the atelier's."
    )
    keep = forms.BooleanField(label="Keep this for my next visits and mails", required=False)

    def __init__(self, data: Any = None, *, client: Client | None, zone: str) -> None:
        super().__init__(data, initial={"zone": zone})
        self.fields["zone"].choices = zones_by_region(timezone.now())  # type: ignore[attr-defined]
        if client is None:
            del self.fields["keep"]


@visitor_page
def clock(request: HttpRequest) -> HttpResponse:
    """Choose the clock times are read on."""
    client: Client | None = getattr(request.user, "client", None)
    back = _back(request)
    form = ClockForm(request.POST or None, client=client, zone=_now_read(request, client))
    if request.method == "POST" and form.is_valid():
        choose_clock(request, form.cleaned_data["zone"])
        if client and form.cleaned_data["keep"]:
            zone = form.cleaned_data["zone"]
            remember_clock(client=client, zone=zone, by=actor_of(request))
        return redirect(back)
    context = {"form": form, "back": back}
    return show(request, "consultations/clock", context, status=400 if form.errors else 200)


@require_POST
@visitor_page
def device(request: HttpRequest) -> HttpResponse:
    """Note where the device says it is; tell whether the page reads otherwise because of it."""
    before = _now_read(request, getattr(request.user, "client", None))
    zone = zone_named(request.POST.get("zone", ""))
    if zone is None:
        return HttpResponse(status=400)
    note_device(request, zone.key)
    return JsonResponse({"changed": zone.key != before})


def _now_read(request: HttpRequest, client: Client | None) -> str:
    known = client.time_zone if client else ""
    return zone_chosen(request) or known or House.current().time_zone


def _back(request: HttpRequest) -> str:
    """Return the page that was left; never one of somebody else's."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if ours else reverse("my:book")
