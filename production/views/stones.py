"""Is it the same stone: its record and the intake's microphoto beside what lies on the bench."""

import uuid
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from atelier.materials.identity import inscription_of, recorded_carats
from atelier.materials.models import GoodsPicture
from atelier.pictures.responses import serve
from orders.models import CommissionStone
from orders.models.proofs import ProofMoment
from production.bench import signed_in, signed_in_quietly
from production.policies.proofs import moment_of, to_prove
from production.views.jobs import screen


@signed_in
def compare(request: Any, envelope: str) -> HttpResponse:
    """Show the next stone to compare; back to the job when none is left."""
    shown = screen(request, envelope)
    left = stones_left(shown)
    if not left:
        return redirect("bench:job", envelope=envelope)
    asked = request.GET.get("stone", "")
    promise = next((each for each in left if str(each.pk) == asked), left[0])
    return render(request, "bench/compare.html", with_stone(shown, promise, left))


def stones_left(shown: dict[str, Any]) -> list[CommissionStone]:
    """Return the stones that have to be compared now, with all that their page says of them."""
    stones = to_prove(shown["job"], shown["run"]).select_related("stone__variety", "stone__cut")
    return list(stones.prefetch_related("stone__reports", "stone__pictures__picture__renditions"))


def with_stone(
    shown: dict[str, Any], promise: CommissionStone, left: list[CommissionStone]
) -> dict[str, Any]:
    """Add one stone's record, beside which what lies on the bench is written down."""
    is_set = moment_of(shown["job"], shown["run"]) == ProofMoment.HAND_OVER
    differed = promise.proofs.filter(matches=False).order_by("-id").first()
    found = {"promise": promise, "left": left, "is_set": is_set, "differed": differed}
    return shown | found | _record(promise)


def _record(promise: CommissionStone) -> dict[str, Any]:
    stone = promise.stone
    measures = [
        ("carats", "Weight, ct", recorded_carats(stone)),
        ("length", "Length, mm", stone.length),
        ("width", "Width, mm", stone.width),
        ("depth", "Depth, mm", stone.depth),
    ]
    return {
        "measures": [each for each in measures if each[2] is not None],
        "inscription": inscription_of(stone),
        "report": stone.report,
        "intake": list(stone.pictures.all()),
    }


@signed_in_quietly
def stone_picture(request: Any, public_id: uuid.UUID, width: int) -> HttpResponseBase:
    """Serve the intake's picture of a stone that is promised to a piece."""
    promised = GoodsPicture.objects.filter(stone__promises__released_at__isnull=True)
    mine = promised.select_related("picture").distinct()
    return serve(get_object_or_404(mine, picture__public_id=public_id).picture, width)
