"""Times the house proposes to one client, who presses the one that suits."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from atelier.journal.refusals import Conflict
from atelier.portal.my.access import show
from atelier.portal.my.doors import Visit, consultation_page
from atelier.portal.my.pressed import remember
from atelier.portal.my.proposals import proposed_times
from atelier.portal.my.wishes import HOWS, Wish
from consultations.actions.invitations import choose_invited
from consultations.days import read_moment
from consultations.models import BookingRules, Hold, Invitation
from consultations.statuses import INVITATIONS, InvitationStatus


@consultation_page
def invitation(request: HttpRequest, visit: Visit, public_id: UUID) -> HttpResponse:
    """The times proposed; the taken ones are struck through, a free one is held when pressed."""
    related = ("advisor__staff", "advisor__advising", "topic", "commission", "room__place")
    mine = Invitation.objects.filter(client=visit.client).select_related(*related)
    found = get_object_or_404(mine, public_id=public_id)
    if found.status == InvitationStatus.BOOKED and found.appointment_id:
        assert found.appointment
        return redirect("my:appointment", found.appointment.public_id)
    pressed = read_moment(request.POST.get("start", "")) if request.method == "POST" else None
    if pressed is None or not _is_open(found):
        return _page(request, visit, found)
    try:
        by = visit.by
        hold = choose_invited(invitation=found, starts_at=pressed, client=visit.client, by=by)
    except Conflict:
        return _page(request, visit, found, was_taken=True)
    remember(request, hold, _wish(found).query)
    return redirect("my:held", hold.public_id)


def _page(
    request: HttpRequest, visit: Visit, found: Invitation, *, was_taken: bool = False
) -> HttpResponse:
    is_open = _is_open(found)
    times = proposed_times(found, visit.clock)
    context = {
        "visit": visit,
        "invitation": found,
        "wish": _wish(found),
        "how": HOWS[found.channel],  # type: ignore[index]
        "times": times,
        "is_open": is_open,
        "minutes_held": BookingRules.current().hold_minutes,
        "any_free": is_open and any(each.is_free for each in times),
        "was_taken": was_taken,
        "sentence": INVITATIONS.sentences[found.status],
        "kept": Hold.objects.living().filter(client=visit.client, moving=None, offer=None).first(),
    }
    return show(request, "consultations/invitation", context, status=409 if was_taken else 200)


def _is_open(found: Invitation) -> bool:
    return found.status == InvitationStatus.OPEN and found.expires_at > timezone.now()


def _wish(found: Invitation) -> Wish:
    return Wish(
        found.channel, topic=found.topic, advisor=found.advisor, commission=found.commission
    )
