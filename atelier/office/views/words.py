"""Messages to a client, and pictures: added, looked at, released."""

import uuid

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from atelier.journal.refusals import Refusal
from atelier.office.forms.messages import MessageForm, PictureForm
from atelier.office.pages import needs, say, staff_of
from atelier.office.views.commission import find, show
from atelier.people.actors import actor_of
from atelier.pictures.actions import receive
from atelier.pictures.models import Picture
from atelier.pictures.responses import serve
from orders.actions.messages import mark_read, write_message
from orders.actions.pictures import add_house_picture, release_house_picture
from orders.models import Commission
from production.actions.pictures import release_picture
from production.models import RunPicture


@require_POST
@needs("orders.change_commission")
def write(request: HttpRequest, reference: str) -> HttpResponse:
    """Write to the client; what they wrote before counts as read."""
    commission, form = find(reference), MessageForm(request.POST)
    if not form.is_valid():
        return show(request, commission, "messages", status=400, message_form=form)
    by, body = actor_of(request), form.cleaned_data["body"]
    try:
        with transaction.atomic():
            write_message(
                commission=commission, body=body, by=by, author=staff_of(request), from_client=False
            )
            mark_read(commission=commission, by=by, from_client=True)
    except Refusal as refused:
        return _refused(request, commission, "messages", refused, message_form=form)
    say(request, f"Your message is on its way to {commission.client}.")
    return redirect("admin:commission", reference, "messages")


@require_POST
@needs("orders.change_commission")
def add_picture(request: HttpRequest, reference: str) -> HttpResponse:
    """Take a sketch or a photograph in."""
    commission, form = find(reference), PictureForm(request.POST, request.FILES)
    if not form.is_valid():
        return show(request, commission, "pictures", status=400, picture_form=form)
    by = actor_of(request)
    try:
        picture = receive(form.cleaned_data["picture"], by=by)
        add_house_picture(
            commission=commission, picture=picture, caption=form.cleaned_data["caption"], by=by
        )
    except Refusal as refused:
        return _refused(request, commission, "pictures", refused, picture_form=form)
    say(request, "The picture is being prepared. The client sees it once you release it.")
    return redirect("admin:commission", reference, "pictures")


@require_POST
@needs("orders.change_commission")
def release(request: HttpRequest, reference: str, source: str, pk: int) -> HttpResponse:
    """Let the client see a picture: the house's own or one from the bench."""
    commission, by = find(reference), actor_of(request)
    if source == "bench":
        mine = RunPicture.objects.filter(run__job__commission=commission)
        release_picture(run_picture=get_object_or_404(mine, pk=pk), by=by)
    else:
        ours = commission.pictures.filter(from_client=False)
        release_house_picture(kept=get_object_or_404(ours, pk=pk), by=by)
    say(request, f"{commission.client} can see the picture now.")
    return redirect("admin:commission", reference, "pictures")


@require_safe
@needs("orders.view_commission")
def picture(request: HttpRequest, public_id: uuid.UUID, width: int) -> HttpResponseBase:
    """Show staff any picture."""
    return serve(get_object_or_404(Picture, public_id=public_id), width)


def _refused(
    request: HttpRequest, commission: Commission, section: str, refused: Refusal, **forms: object
) -> HttpResponse:
    status, sentence = refused.status, str(refused)
    return show(request, commission, section, status=status, refusal=sentence, **forms)
