"""One stone or one brought piece of a client: who holds it, its papers, pictures, incidents."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from atelier.house.models import House
from atelier.journal.refusals import Refusal
from atelier.materials import receipt_words
from atelier.materials.custody import Thing, move, noun
from atelier.materials.goods import Shot
from atelier.materials.goods_pictures import add_goods_picture
from atelier.materials.models import BroughtPiece, Evaluation, Receipt, Stone
from atelier.materials.models.stones import HolderKind, Title
from atelier.materials.policies import can_evaluate
from atelier.materials.receipt_words import measures_of, title_of
from atelier.materials.wording import describe, report_wording, weight_wording
from atelier.office.forms.incidents import GoodsPictureForm, MovementForm
from atelier.office.forms.marks import pins_of
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


@require_http_methods(["GET", "POST"])
@needs("materials.add_custodymovement")
def move_page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Write who takes a thing now; what goes home is handed back on a page of its own."""
    thing, refusal = find_thing(public_id), None
    form = MovementForm(request.POST or None, thing=thing)
    if request.method == "POST" and form.is_valid():
        try:
            return _move(request, thing, form)
        except Refusal as refused:
            refusal = refused
    return page(
        request,
        "office/goods/move.html",
        title=f"Record a movement: {title_of(thing)}",
        status=refusal.status if refusal else 200,
        thing=thing,
        name=title_of(thing),
        form=form,
        refusal=refusal,
    )


@require_POST
@needs("materials.change_stone")
def add_picture(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Keep a picture of a thing, with pins where it shows damage."""
    thing, form = find_thing(public_id), GoodsPictureForm(request.POST, request.FILES)
    pins = pins_of("pins", request.POST)
    if not all([form.is_valid(), not pins.is_bound or pins.is_valid()]):
        return _show(request, thing, picture_form=form, status=400)
    by, values = actor_of(request), form.cleaned_data
    try:
        kept = receive(values["picture"], by=by)
        marks = tuple(pins.spots()) if pins.is_bound else ()
        shot = Shot(kept, values["view"], marks, values["note"])
        add_goods_picture(thing=thing, shot=shot, by=by, commission_id=commission_id_of(thing))
    except Refusal as refused:
        return _show(request, thing, picture_form=form, refusal=refused, status=refused.status)
    say(request, "The picture is being prepared.")
    return redirect("admin:goods", public_id)


def evaluations_of(thing: Thing) -> list[Evaluation]:
    """Return a stone's evaluations, the one that holds first; a piece has none."""
    return list(thing.evaluations.all()) if isinstance(thing, Stone) else []


def commission_id_of(thing: Thing) -> int | None:
    """Return the key of the commission a thing is meant for, for the journal."""
    commission = commission_of(thing)
    return commission.pk if commission else None


def _move(request: HttpRequest, thing: Thing, form: MovementForm) -> HttpResponse:
    movement = move(
        thing=thing,
        by=actor_of(request),
        commission_id=commission_id_of(thing),
        **form.cleaned_data,
    )
    say(request, f"Now with {movement.to_holder}.")
    return redirect("admin:goods", thing.public_id)


def _show(
    request: HttpRequest,
    thing: Thing,
    *,
    picture_form: GoodsPictureForm | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    pictures = thing.pictures.select_related("picture")
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
        pictures=pictures.prefetch_related("picture__renditions", "marks"),
        evaluations=evaluations_of(thing),
        may_evaluate=isinstance(thing, Stone) and held and can_evaluate(actor_of(request)),
        incidents=thing.incidents.select_related("outcome"),
        commission=commission_of(thing),
        picture_form=picture_form or GoodsPictureForm(),
        pins=pins_of("pins", request.POST if request.method == "POST" else None),
        refusal=refusal,
        may_go_home=is_clients and held,
    )


def _facts(thing: Thing) -> list[tuple[str, str]]:
    owner = ("Belongs to", str(thing.owner) if thing.owner else "")
    value = receipt_words.declared(thing.declared_value, House.current().currency)
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
