"""A time that is held: its details are filled in, and it is booked or let go."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from atelier.journal.refusals import Conflict
from atelier.portal.my.access import show
from atelier.portal.my.details import DetailsForm, first_words
from atelier.portal.my.doors import Visit, consultation_page
from atelier.portal.my.free_times import Search
from atelier.portal.my.pressed import (
    Pressed,
    TimeTaken,
    forget_words,
    keep_words,
    press,
    pressed_for,
    recall,
    remember,
    words_kept,
)
from atelier.portal.my.proposals import proposal_with
from atelier.portal.my.summaries import summary_of_hold, time_left, to_bring
from atelier.portal.my.views.booking import over, times_page
from atelier.portal.my.wishes import wish_asked
from consultations.actions.holds import confirm_hold, release_hold
from consultations.models import Appointment, BookingRules, Hold


@consultation_page
def held(request: HttpRequest, visit: Visit, hold: UUID) -> HttpResponse:
    """The details of a held time, and its confirmation."""
    found = own_hold(visit, hold)
    if request.method == "POST":
        keep_words(request, _typed(request.POST))
    if found is None:
        return _gone(request, visit, hold)
    if found.moving:
        return redirect("my:appointment_move_confirm", found.moving.public_id, hold)
    if request.method == "POST":
        return _confirm(request, visit, found)
    known = first_words(visit.client) | words_kept(request)
    return _details(request, visit, found, DetailsForm(channel=found.channel, initial=known))


@require_POST
@consultation_page
def release(request: HttpRequest, visit: Visit, hold: UUID) -> HttpResponse:
    """Go back to the times: the held one is free again, what was typed is kept."""
    found = own_hold(visit, hold)
    if found is None:
        raise Http404("No such time is held.")
    keep_words(request, _typed(request.POST))
    pressed = pressed_for(request, found)
    release_hold(hold=found, by=visit.by)
    return redirect(_back_to(visit, pressed) or _times_of(visit, pressed))


def own_hold(visit: Visit, hold: UUID) -> Hold | None:
    """Return one of the client's own holds, though it be over."""
    related = ("advisor__staff", "room__place", "topic", "commission", "moving", "offer")
    rows = Hold.objects.filter(client=visit.client).select_related(*related)
    return rows.filter(public_id=hold).first()


def _gone(request: HttpRequest, visit: Visit, hold: UUID) -> HttpResponse:
    """Answer for a hold that stands no more; one that was never the client's is not there.

    Booked, it leads to the appointment. Over, its time is tried once more.
    """
    booked = Appointment.objects.of_client(visit.client).filter(hold_id=hold).first()
    if booked:
        return redirect("my:booked", booked.public_id)
    pressed = recall(request, hold)
    if pressed is None:
        raise Http404("No such time is held.")
    search = _search(visit, pressed)
    if request.method != "POST" or search is None:
        times = f"{_times_of(visit, pressed)}&{over(pressed.starts_at)}"
        return redirect(_back_to(visit, pressed) or times)
    try:
        again = press(visit, search, pressed.starts_at)
    except TimeTaken:
        return times_page(request, visit, search, lost=pressed)
    remember(request, again, pressed.query)
    return _confirm(request, visit, again)


def _confirm(request: HttpRequest, visit: Visit, hold: Hold) -> HttpResponse:
    form = DetailsForm(request.POST, channel=hold.channel)
    if not form.is_valid():
        return _details(request, visit, hold, form)
    try:
        appointment = confirm_hold(
            hold_public_id=hold.public_id,
            client=visit.client,
            by=visit.by,
            client_zone=visit.clock.zone.key,
            **form.cleaned_data,
        )
    except Conflict:
        pressed = pressed_for(request, hold)
        search = _search(visit, pressed)
        if search is None:
            raise
        return times_page(request, visit, search, lost=pressed)
    forget_words(request)
    return redirect("my:booked", appointment.public_id)


def _details(request: HttpRequest, visit: Visit, hold: Hold, form: DetailsForm) -> HttpResponse:
    context = {
        "visit": visit,
        "hold": hold,
        "form": form,
        "summary": summary_of_hold(hold, visit.clock),
        "bring": to_bring(hold.channel, hold.topic),
        "change_hours": BookingRules.current().change_hours,
        **time_left(hold),
        "may_go_back": getattr(hold, "offer", None) is None,
    }
    return show(request, "consultations/details", context, status=400 if form.errors else 200)


def _search(visit: Visit, pressed: Pressed) -> Search | None:
    wish = wish_asked(QueryDict(pressed.query), visit.client)
    return Search(wish, visit.clock, visit.client) if wish else None


def _back_to(visit: Visit, pressed: Pressed) -> str:
    """Return the address of the proposal a time was chosen from, while it can be answered."""
    proposal = proposal_with(pressed.starts_at, visit.client)
    return reverse("my:invitation", args=[proposal.public_id]) if proposal else ""


def _times_of(visit: Visit, pressed: Pressed) -> str:
    day = pressed.starts_at.astimezone(visit.clock.zone).date()
    return f"{reverse('my:book_times')}?{pressed.query}&day={day.isoformat()}"


def _typed(data: QueryDict) -> dict[str, str]:
    return {name: data.get(name, "") for name in ("caller", "phone", "subject") if name in data}
