"""The open site: nothing here asks who is looking, and nothing is written."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from atelier.house.models import House
from atelier.portal.site.catalogue import find_designs
from atelier.portal.site.details import details_of
from atelier.portal.site.set_pieces import set_piece
from atelier.portal.site.showcase import ShownDesign, level_offers, priced
from atelier.portal.site.trying import try_on
from designs.models import Design, DesignQuerySet

# The most telling piece of each kind: a visitor sees the breadth before the depth.
SHOWN_AT_HOME = 8
# A coloured stone beside the talking, a finished ring beside the making.
_BESIDE_THE_ROAD = ("AT-P03", "AT-E03")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Welcome a visitor: the levels, the process, a few designs, the promise."""
    shown = priced(_offered())
    context = {"offers": level_offers(shown), "shown": _a_few(shown), "set_piece": set_piece()}
    return render(request, "portal/site/home.html", context)


@require_safe
def levels(request: HttpRequest) -> HttpResponse:
    """Compare the three levels."""
    offers = level_offers(priced(_offered()))
    return render(request, "portal/site/levels.html", {"offers": offers})


@require_safe
def process(request: HttpRequest) -> HttpResponse:
    """Tell how a piece comes about."""
    shown = {design.code: design for design in _offered().filter(code__in=_BESIDE_THE_ROAD)}
    beside = [shown.get(code) for code in _BESIDE_THE_ROAD]
    return render(request, "portal/site/process.html", {"beside": beside})


@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """Say how to speak with the house."""
    return render(request, "portal/site/contact.html")


@require_safe
@cache_control(public=True, max_age=86400)
def look(request: HttpRequest) -> HttpResponse:
    """The house's own colour, where it is not the usual green."""
    rule = f":root {{ --accent: {House.current().accent_colour}; }}"
    return HttpResponse(rule, content_type="text/css; charset=utf-8")


@require_safe
def designs(request: HttpRequest) -> HttpResponse:
    """Show the catalogue, narrowed as asked."""
    found = find_designs(request.GET.dict())
    context = {"found": found, "shown": priced(_with_alloys(found.designs))}
    return render(request, "portal/site/designs.html", context)


@require_safe
def design(request: HttpRequest, code: str) -> HttpResponse:
    """Show one design as it is tried on: `?metal=18KR&size=6½&system=us&length=18`."""
    found = get_object_or_404(_offered(), code=code)
    context = details_of(found, try_on(found, request.GET))
    beside = _offered().worn_as(found.piece_type).exclude(pk=found.pk)[:4]
    return render(request, "portal/site/design.html", context | {"beside": priced(beside)})


@require_safe
@cache_control(public=True, max_age=300)
def price(request: HttpRequest, code: str) -> HttpResponse:
    """Say what a design comes to as it is tried on; the page asks while one chooses."""
    offered = Design.objects.offered().select_related("default_alloy")
    found = get_object_or_404(offered.prefetch_related("alloys"), code=code)
    tried = try_on(found, request.GET)
    return render(request, "portal/site/price.html", {"tried": tried, "house": tried.house})


def _offered() -> DesignQuerySet:
    return _with_alloys(Design.objects.offered())


def _with_alloys(found: DesignQuerySet) -> DesignQuerySet:
    return found.select_related("default_alloy").prefetch_related("alloys__metal")


def _a_few(shown: list[ShownDesign]) -> list[ShownDesign]:
    """One of each kind first, then on in the catalogue's order."""
    kinds: dict[str, ShownDesign] = {}
    for one in shown:
        kinds.setdefault(one.design.piece_type, one)
    first = list(kinds.values())
    return [*first, *(one for one in shown if one not in first)][:SHOWN_AT_HOME]
