"""What was agreed to be done: done by one press, taken back by another, added by hand."""

import uuid

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from atelier.journal.refusals import Refusal
from atelier.office.forms.follow_ups import NewFollowUpForm
from atelier.office.pages import needs, say, staff_of
from atelier.office.views.clients import find_client, show_client
from atelier.people.actors import actor_of
from consultations.actions.followups import (
    add_follow_up,
    finish_follow_up,
    reopen_follow_up,
)
from consultations.models import FollowUp


@require_POST
@needs("consultations.change_followup")
def done(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Note that it is done; the row stays for a while, with its undo."""
    follow_up = get_object_or_404(FollowUp, pk=pk)
    outcome = request.POST.get("outcome", "")[:200]
    finish_follow_up(follow_up=follow_up, by=actor_of(request), outcome=outcome)
    return redirect(_back(request))


@require_POST
@needs("consultations.change_followup")
def reopen(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take back that it is done."""
    reopen_follow_up(follow_up=get_object_or_404(FollowUp, pk=pk), by=actor_of(request))
    return redirect(_back(request))


@require_POST
@needs("consultations.add_followup")
def add(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """Add one for a client, about one of their commissions or none."""
    client = find_client(public_id)
    form = NewFollowUpForm(request.POST, client=client)
    if not form.is_valid():
        return show_client(request, client, follow_up_form=form)
    wish = form.cleaned_data | {"assignee": form.cleaned_data["assignee"] or staff_of(request)}
    try:
        made = add_follow_up(client=client, by=actor_of(request), **wish)
    except Refusal as refused:
        return show_client(request, client, refusal=refused, follow_up_form=form)
    say(request, f"Noted for {made.assignee}, by {made.due_on:%-d %B}.")
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    """Return the page the press came from; never one of another host."""
    asked = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(asked, {request.get_host()}, request.is_secure()):
        return asked
    return reverse("admin:index")
