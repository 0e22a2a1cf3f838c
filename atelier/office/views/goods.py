"""One stone or one brought piece of a client: who holds it, its papers, pictures, incidents."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from atelier.journal.refusals import Refusal
from atelier.materials.custody import Thing, noun
from atelier.materials.documents import receipt_pdf
from atelier.materials.goods import Shot
from atelier.materials.goods_pictures import add_goods_picture
from atelier.materials.incidents import report_incident, settle_incident
from atelier.materials.models import BroughtPiece, Incident, Receipt, Stone
from atelier.materials.models.stones import HolderKind, Title
from atelier.materials.receipt_words import measures_of, title_of
from atelier.materials.wording import describe, report_wording, weight_wording
from atelier.office.forms.incidents import GoodsPictureForm, IncidentForm, OutcomeForm
from atelier.office.pages import needs, page, say
from atelier.people.actors import actor_of
from atelier.pictures.actions import receive
from orders.goods import commission_of


def find_thing(public_id: uuid.UUID) -> Thing:
    """Return the stone or the brought piece of this id with its present holder; else 404."""
    stones = Stone.objects.with_holder().select_related("variety", "cut", "owner", "memo__dealer")
    pieces = BroughtPiece.objects.with_holder().select_related("owner")
    found = stones.filter(public_id=public_id).first() or pieces.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


@require_safe
@needs("materials.view_stone")
def goods_page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show everything the house knows and did about one thing."""
    return _show(request, find_thing(public_id))


@require_POST
@needs("materials.change_stone")
def add_picture(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Keep a picture of a thing, with a mark where it shows damage."""
    thing, form = find_thing(public_id), GoodsPictureForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, thing, picture_form=form, status=400)
    by = actor_of(request)
    try:
        shot = _shot(form.cleaned_data, receive(form.cleaned_data["picture"], by=by))
        add_goods_picture(thing=thing, shot=shot, by=by, commission_id=_commission_id(thing))
    except Refusal as refused:
        return _show(request, thing, picture_form=form, refusal=refused, status=refused.status)
    say(request, "The picture is being prepared.")
    return redirect("admin:goods", public_id)


@require_http_methods(["GET", "POST"])
@needs("materials.add_incident")
def report_page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Write down that something happened to a thing."""
    thing, refusal = find_thing(public_id), None
    first = {"kind": request.GET.get("kind", ""), "what_happened": request.GET.get("words", "")}
    form = IncidentForm(request.POST or None, request.FILES or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            return _report(request, thing, form)
        except Refusal as refused:
            refusal = refused
    return page(
        request,
        "office/goods/report.html",
        title=f"Report an incident: {title_of(thing)}",
        status=refusal.status if refusal else 200,
        thing=thing,
        name=title_of(thing),
        form=form,
        refusal=refusal,
    )


@require_http_methods(["GET", "POST"])
@needs("materials.view_incident")
def incident_page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show an incident; until it is settled, settle it."""
    incidents = Incident.objects.select_related("outcome", "picture", "stone", "brought_piece")
    incident = get_object_or_404(incidents, public_id=public_id)
    form, refusal = OutcomeForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            settle_incident(incident=incident, by=actor_of(request), **form.cleaned_data)
        except Refusal as refused:
            refusal = refused
        else:
            say(request, "The incident is settled.")
            return redirect("admin:incident", public_id)
    thing = find_thing((incident.stone or incident.brought_piece).public_id)  # type: ignore[union-attr]
    return page(
        request,
        "office/goods/incident.html",
        title=str(incident),
        status=refusal.status if refusal else 200,
        incident=incident,
        outcome=getattr(incident, "outcome", None),
        thing=thing,
        name=title_of(thing),
        form=form,
        refusal=refusal,
    )


@require_safe
@needs("materials.view_receipt")
def receipt_page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a receipt as it was signed."""
    receipt = get_object_or_404(Receipt.objects.select_related("client"), public_id=public_id)
    return page(
        request,
        "office/goods/receipt.html",
        title=f"Receipt {receipt.number}",
        receipt=receipt,
        words=receipt.frozen,
        commission=commission_of(receipt),
    )


@require_safe
@needs("materials.view_receipt")
def receipt_document(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Return the receipt as PDF."""
    receipt = get_object_or_404(Receipt, public_id=public_id)
    headers = {"Content-Disposition": f'inline; filename="receipt-{receipt.number}.pdf"'}
    return HttpResponse(receipt_pdf(receipt), content_type="application/pdf", headers=headers)


def _report(request: HttpRequest, thing: Thing, form: IncidentForm) -> HttpResponse:
    by, told = actor_of(request), dict(form.cleaned_data)
    upload = told.pop("picture")
    incident = report_incident(
        thing=thing,
        by=by,
        picture=receive(upload, by=by) if upload else None,
        commission_id=_commission_id(thing),
        **told,
    )
    say(request, "The incident is written down, and the owner of the house was told.")
    return redirect("admin:incident", incident.public_id)


def _commission_id(thing: Thing) -> int | None:
    commission = commission_of(thing)
    return commission.pk if commission else None


def _shot(values: dict[str, Any], picture: Any) -> Shot:
    mark = (values["mark_x"], values["mark_y"]) if values["mark_x"] is not None else None
    return Shot(picture=picture, view=values["view"], mark=mark, note=values["note"])


def _show(
    request: HttpRequest,
    thing: Thing,
    *,
    picture_form: GoodsPictureForm | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    pictures = thing.pictures.select_related("picture").prefetch_related("picture__renditions")
    is_clients = isinstance(thing, BroughtPiece) or thing.title == Title.CLIENT
    held = thing.holder_kind != HolderKind.OWNER  # type: ignore[union-attr]
    return page(
        request,
        "office/goods/thing.html",
        title=title_of(thing),
        status=status,
        thing=thing,
        name=title_of(thing),
        noun=noun(thing),
        facts=_facts(thing),
        movements=thing.movements.order_by("-sequence"),
        receipts=Receipt.objects.filter(items__in=thing.receipt_items.all()),
        pictures=pictures,
        incidents=thing.incidents.select_related("outcome"),
        commission=commission_of(thing),
        picture_form=picture_form or GoodsPictureForm(),
        refusal=refusal,
        may_go_home=is_clients and held,
    )


def _facts(thing: Thing) -> list[tuple[str, str]]:
    owner = ("Belongs to", str(thing.owner) if thing.owner else "")
    value = str(thing.declared_value) if thing.declared_value is not None else ""
    stated = [("As stated", thing.as_stated), ("Declared by the client", value)]
    if isinstance(thing, BroughtPiece):
        grams = f"{thing.metal_grams} g" if thing.metal_grams else ""
        own = [owner, ("Weighed", grams), ("Stamps", thing.stamps)]
        rows = [*own, ("Existing damage", thing.existing_damage), *stated]
    else:
        words = describe(thing)
        rows = [
            (owner[0], owner[1] or thing.get_title_display()),
            ("As tested", words[:1].upper() + words[1:]),
            ("Weight", weight_wording(thing)),
            ("Measures", measures_of(thing)),
            ("Report", report_wording(thing)),
            *stated,
        ]
    return [(label, words) for label, words in rows if words]
