"""A piece's pictures on the tablet, each private until somebody who may releases it."""

from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render

from production.bench import signed_in
from production.models import RunPicture
from production.views.jobs import screen


@signed_in
def album(request: Any, envelope: str) -> HttpResponse:
    """Show every picture, newest first, with what its client sees of it."""
    if not request.jeweller.may_release:
        return redirect("bench:job", envelope=envelope)
    return render(request, "bench/album.html", with_album(screen(request, envelope)))


def with_album(shown: dict[str, Any]) -> dict[str, Any]:
    """Add the piece's pictures, newest first, each a form of its own."""
    taken = RunPicture.objects.filter(run__job=shown["job"]).select_related("run__stage", "picture")
    newest = taken.prefetch_related("picture__renditions").order_by("-id")
    return shown | {"album": [(each, uuid4()) for each in newest]}
