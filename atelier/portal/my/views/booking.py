"""A client books by themselves: how and about what, then the day, then the time."""

from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from atelier.people.models import Channel
from atelier.portal.my.access import show
from atelier.portal.my.doors import Visit, consultation_page
from atelier.portal.my.free_times import Month, Offered, Search, last_day, month_of
from atelier.portal.my.pressed import Pressed, TimeTaken, press, remember
from atelier.portal.my.summaries import summary_of_search
from atelier.portal.my.wishes import WishForm, living_commissions, wish_asked
from consultations.days import read_day, read_moment
from consultations.models import BookingRules, Hold

_OVER = "over"


@require_safe
@consultation_page
def book(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The first step: how, about what and with whom."""
    asked = request.GET.dict()
    first = {"channel": _usual_way(visit)} | asked
    data = request.GET if "channel" in request.GET else None
    form = WishForm(data, client=visit.client, initial=first)
    context = {
        "form": form,
        "visit": visit,
        "has_pieces": living_commissions(visit.client).exists(),
    }
    return show(request, "consultations/how", context)


@consultation_page
def times(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The day and the time; pressing a time holds it for ten minutes."""
    wish = wish_asked(request.GET, visit.client)
    if wish is None:
        return redirect(f"{reverse('my:book')}?{request.GET.urlencode()}")
    if wish.channel == Channel.EMAIL:
        return redirect(f"{reverse('my:write')}?{wish.query}")
    search = Search(wish, visit.clock, visit.client)
    if request.method == "POST":
        return _press(request, visit, search)
    return times_page(request, visit, search)


def times_page(
    request: HttpRequest,
    visit: Visit,
    search: Search,
    *,
    lost: Pressed | None = None,
    **more: object,
) -> HttpResponse:
    """Show a month with one of its days; where a time was lost, the three nearest first."""
    was_kept = _once_kept(request, search)
    wanted = lost.starts_at if lost else was_kept
    month, nearest = _month_asked(request, search, wanted), _nearest(search, wanted)
    context = {
        "visit": visit,
        "wish": search.wish,
        "month": month,
        "summary": summary_of_search(search),
        "next_day": None if month.has_free else search.next_day(),
        "lost": lost,
        "was_kept": was_kept,
        "is_still_free": was_kept in {each.starts_at for each in nearest},
        "nearest": nearest,
        "kept": _kept(visit, search),
        "minutes_held": BookingRules.current().hold_minutes,
        "query": search.wish.query,
        "here": _where_to_press(search, month),
        **more,
    }
    return show(request, "consultations/times", context, status=409 if lost else 200)


def over(starts_at: datetime) -> str:
    """Return what to add to the address of the times, to say that one is no longer kept."""
    return urlencode({_OVER: starts_at.isoformat()})


def _usual_way(visit: Visit) -> str:
    channel = visit.client.preferred_channel
    return channel if channel != Channel.EMAIL else Channel.IN_PERSON.value


def _press(request: HttpRequest, visit: Visit, search: Search) -> HttpResponse:
    starts_at = read_moment(request.POST.get("start", ""))
    if starts_at is None:
        return times_page(request, visit, search)
    try:
        hold = press(visit, search, starts_at)
    except TimeTaken:
        return times_page(request, visit, search, lost=Pressed(search.wish.query, starts_at))
    remember(request, hold, search.wish.query)
    return redirect("my:held", hold.public_id)


def _once_kept(request: HttpRequest, search: Search) -> datetime | None:
    """Return the time that was kept too long, where it could still be had."""
    moment = read_moment(request.GET.get(_OVER))
    if moment is None or not search.today <= moment.date() <= last_day(search.today):
        return None
    return moment


def _nearest(search: Search, wanted: datetime | None) -> list[Offered]:
    return search.nearest(wanted) if wanted else []


def _month_asked(request: HttpRequest, search: Search, wanted: datetime | None) -> Month:
    """Return the month asked for; without one, the first that has a free time."""
    chosen = read_day(request.GET.get("day"))
    if wanted and chosen is None:
        chosen = wanted.astimezone(search.clock.zone).date()
    shown = read_day(request.GET.get("month")) or chosen
    if shown:
        return month_of(search, shown, chosen)
    month = month_of(search, search.today, None)
    following = None if month.has_free else search.next_day()
    return month_of(search, following, None) if following else month


def _kept(visit: Visit, search: Search) -> Hold | None:
    """Return the time the client already holds for this, to go on with or to let go."""
    living = Hold.objects.living().filter(client=visit.client, offer=None)
    same = {"moving": search.moving, "commission": search.wish.commission}
    return living.filter(**same).first()


def _where_to_press(search: Search, month: Month) -> str:
    """Return the address the times are sent to, from whichever page they stand on."""
    if search.moving:
        address = f"{reverse('my:appointment_move', args=[search.moving.public_id])}?"
    else:
        address = f"{reverse('my:book_times')}?{search.wish.query}&"
    return f"{address}day={month.chosen.isoformat()}" if month.chosen else address[:-1]
