"""One's own calendar address: made and shown once, renewed, revoked."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from atelier.office.pages import needs, page, say, staff_of
from atelier.people.actors import actor_of
from atelier.people.models import User
from consultations.actions.feeds import REVOKES_ANY, make_feed, revoke_feed
from consultations.models import CalendarFeed


@never_cache
@require_http_methods(["GET", "POST"])
@needs("consultations.view_appointment")
def feed_page(request: HttpRequest) -> HttpResponse:
    """Show whether one's calendar reads the diary; POST makes an address and shows it this once."""
    me, address = staff_of(request), ""
    if request.method == "POST":
        token = make_feed(advisor=me, by=actor_of(request))
        address = settings.SITE_URL + reverse("calendar_feed", args=[token])
    living = CalendarFeed.objects.filter(revoked_at__isnull=True).select_related("advisor")
    return page(
        request,
        "office/calendar_feed.html",
        title="Your calendar",
        feed=living.filter(advisor=me).first(),
        address=address,
        subscribe=address.replace("https://", "webcal://", 1).replace("http://", "webcal://", 1),
        others=living.exclude(advisor=me).order_by("advisor__name") if _revokes_any(me) else [],
    )


@require_POST
@needs("consultations.view_appointment")
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End one's own address; whoever may revoke every one ends anybody's."""
    me = staff_of(request)
    mine = CalendarFeed.objects.select_related("advisor")
    if not _revokes_any(me):
        mine = mine.filter(advisor=me)
    feed = get_object_or_404(mine, pk=pk)
    revoke_feed(feed=feed, by=actor_of(request))
    whose = "Your address" if feed.advisor == me else f"The address of {feed.advisor}"
    say(request, f"{whose} reads nothing any more.")
    return redirect("admin:calendar_feed")


def _revokes_any(user: User) -> bool:
    return user.has_perm(REVOKES_ANY)
