"""Offering a client several times of an advisor, of which they choose one."""

import uuid
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from atelier.journal.refusals import Refusal
from atelier.office.diary.look import Look
from atelier.office.diary.reading import Sought
from atelier.office.forms.booking import advisors
from atelier.office.forms.diary import InviteForm
from atelier.office.pages import needs, say
from atelier.office.views.diary import show
from atelier.people.actors import actor_of
from atelier.people.models import Client, User
from consultations.actions.invitations import invite
from consultations.days import read_day, read_moment
from consultations.times import said_briefly, zone_of_advisor


@require_http_methods(["GET", "POST"])
@needs("consultations.add_appointment")
def invite_page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one advisor's week; what is ticked is offered."""
    living = Client.objects.filter(erased_at=None).select_related("user")
    client = get_object_or_404(living, public_id=public_id)
    look = _look(request, client)
    form = InviteForm(request.POST or None, client=client, look=look)
    if request.method == "GET" or "day" in request.POST:
        return _show(request, look, InviteForm(client=client, look=look, words=_words(request)))
    if not form.is_valid():
        return _show(request, look, form)
    try:
        return _invite(request, form)
    except Refusal as refused:
        return _show(request, look, form, refused)


def _invite(request: HttpRequest, form: InviteForm) -> HttpResponse:
    invitation = invite(by=actor_of(request), **form.wish())
    count = len(invitation.starts)
    times = "one time" if count == 1 else f"{count} times"
    say(request, f"{invitation.client} is offered {times} with {invitation.advisor} by mail.")
    if about := invitation.commission:
        return redirect("admin:commission", about.reference, "consultations")
    return redirect("admin:client_consultations", invitation.client.public_id)


def _look(request: HttpRequest, client: Client) -> Look:
    """An invitation is to one advisor: whoever is asked for, oneself, or the first."""
    turned = read_day(request.POST.get("day"))
    look = Look.of(request, by="advisors", view="week", day=turned)
    known = advisors()
    who = known.filter(pk=look.who or request.user.pk).first() or known.order_by("name").first()
    return replace(look, who=who.pk if who else None)


def _words(request: HttpRequest) -> str:
    return request.POST.get("words", "")


def _elsewhere(look: Look, chosen: list[str]) -> list[tuple[str, str]]:
    """Return what is ticked in other weeks, with its words, to stay ticked."""
    moments = sorted(moment for each in chosen if (moment := read_moment(each)))
    zone = zone_of_advisor(advisors().filter(pk=look.who or 0).first() or User())
    return [
        (moment.isoformat(), said_briefly(moment, zone))
        for moment in moments
        if moment.astimezone(zone).date() not in look.days
    ]


def _show(
    request: HttpRequest, look: Look, form: InviteForm, refusal: Refusal | None = None
) -> HttpResponse:
    chosen = request.POST.getlist("start")
    return show(
        request,
        look,
        mode="invite",
        template="office/invite.html",
        sought=Sought(look.channel, minutes=form.minutes, topic=form.topic),
        status=refusal.status if refusal else 200,
        client=form.client,
        form=form,
        chosen=chosen,
        elsewhere=_elsewhere(look, chosen),
        refusal=refusal,
    )
