"""The client's pictures: several at once in the step's own form, or one by one by script."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from atelier.journal.refusals import Refusal
from atelier.people.actors import actor_of
from atelier.pictures.responses import serve
from orders.actions.inspiration import add_picture, caption_pictures, remove_picture
from orders.models import Commission
from orders.views.drafts import own_request

_CAPTION = "caption-"


@require_POST
def add(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """Take one picture and answer with its row of the list, or with a sentence that helps."""
    commission = own_request(request, request_id)
    try:
        upload = request.FILES.getlist("pictures")[0]
        linked = add_picture(commission=commission, upload=upload, by=actor_of(request))
    except IndexError:
        return JsonResponse({"sentence": "No picture arrived. Please try again."}, status=400)
    except Refusal as refusal:
        return JsonResponse({"sentence": str(refusal)}, status=refusal.status)
    return render(request, "orders/request/picture.html", {"linked": linked}, status=201)


@require_safe
def show(
    request: HttpRequest, request_id: uuid.UUID, public_id: uuid.UUID, width: int
) -> HttpResponseBase:
    """Show a picture to the visitor who sent it."""
    commission = own_request(request, request_id)
    linked = get_object_or_404(
        commission.pictures.filter(from_client=True), picture__public_id=public_id
    )
    return serve(linked.picture, width)


def stays(request: HttpRequest) -> bool:
    """Tell whether the visitor is still at the pictures: adding some, or taking one back."""
    return bool(request.POST.keys() & {"stay", "remove"})


def take(request: HttpRequest, commission: Commission) -> list[str]:
    """Do what the form asks of the pictures; return why some could not be taken."""
    by = actor_of(request)
    caption_pictures(commission=commission, captions=_captions(request), by=by)
    if wanted := request.POST.get("remove", ""):
        for linked in commission.pictures.filter(pk=int(wanted) if wanted.isdecimal() else 0):
            remove_picture(linked=linked, by=by)
    failures = []
    for upload in request.FILES.getlist("pictures"):
        try:
            add_picture(commission=commission, upload=upload, by=by)
        except Refusal as refusal:
            failures.append(str(refusal))
    return failures


def _captions(request: HttpRequest) -> dict[int, str]:
    names = (name for name in request.POST if name.startswith(_CAPTION))
    return {
        int(key): " ".join(str(request.POST[name]).split())
        for name in names
        if (key := name.removeprefix(_CAPTION)).isdecimal() and len(key) < 18
    }
