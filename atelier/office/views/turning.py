"""The tablet is turned: the client reads, fills in and signs; then the house signs."""

import uuid
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from atelier.house.models import House
from atelier.journal.refusals import Conflict, Refusal
from atelier.materials.intakes import close_intake, keep_words, note_signed
from atelier.materials.models import Receipt
from atelier.materials.photographs import with_photographs
from atelier.office.forms.intake import ClientForm, HouseForm
from atelier.office.intakes import Table, find_intake, stairs
from atelier.office.pages import needs, page, say, staff_of
from atelier.people.actors import actor_of
from consultations.actions.goods import receive_at
from orders.actions.goods import receive_goods


@require_http_methods(["GET", "POST"])
@needs("materials.add_receipt")
def client_page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Let the client read what they leave with us, say its worth, initial the risks and sign."""
    table = Table(find_intake(public_id))
    if table.intake.receipt:
        return redirect("admin:receipt", table.intake.receipt.public_id)
    if table.missing[0]:
        return redirect("admin:intake", public_id, table.missing[0])
    if request.method != "POST":
        return _turn(request, table, _unsigned(table))
    form = table.client_form(request.POST)
    if request.POST.get("step") == "keep":
        _keep(request, table, form)
        return HttpResponse(status=204)
    if not form.is_valid():
        return _turn(request, table, form, status=400)
    return _take_signature(request, _keep(request, table, form))


@require_http_methods(["GET", "POST"])
@needs("materials.add_receipt")
def house_page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Read the receipt over, sign it for the house, and mail it at once."""
    table = Table(find_intake(public_id))
    if table.intake.receipt:
        return redirect("admin:receipt", table.intake.receipt.public_id)
    if table.missing[0] or not table.signed:
        return _not_yet(request, table)
    witnesses = table.visit.witnesses(staff_of(request))
    first = {"house_name": str(staff_of(request)), "witness": ", ".join(witnesses[:1])}
    form = HouseForm(request.POST or None, initial=first, witnesses=witnesses)
    if request.method == "POST" and form.is_valid():
        try:
            receipt = _sign(request, table, table.signed, form)
        except Refusal as refused:
            return _read_over(request, table, table.signed, form, refusal=refused)
        sent = f" and on its way to {receipt.client}" if receipt.client.email else ""
        say(request, f"Receipt {receipt.number} is signed{sent}.")
        return redirect("admin:receipt", receipt.public_id)
    status = 400 if request.method == "POST" else 200
    return _read_over(request, table, table.signed, form, status=status)


def _unsigned(table: Table) -> ClientForm:
    """Return the form with what the client typed so far; empty once what they signed changed."""
    form = table.client_form()
    if table.intake.read and not table.signed:
        return form
    form.initial = {name: table.words[name] for name in form.fields if name in table.words}
    return form


def _keep(request: HttpRequest, table: Table, form: ClientForm) -> Table:
    """Keep what the client filled in, sound or not."""
    names = list(form.fields)
    words = {name: request.POST[name] for name in names if name in request.POST}
    by = actor_of(request)
    return Table(keep_words(intake=table.intake, words=words, names=names, by=by))


def _take_signature(request: HttpRequest, table: Table) -> HttpResponse:
    form = table.client_form(dict(table.words))
    form.full_clean()
    note_signed(intake=table.intake, read=table.read_by(form), by=actor_of(request))
    return redirect("admin:intake_house", table.intake.public_id)


def _sign(request: HttpRequest, table: Table, client: ClientForm, house: HouseForm) -> Receipt:
    """Make the receipt, at the appointment where there is one, and close the draft with it."""
    visit = table.visit
    asked: dict[str, Any] = {
        "things": table.goods(client),
        "terms": table.terms(client, house.cleaned_data["witness"]),
        "client_signature": client.signature(),
        "house_signature": house.signature(),
        "request_id": table.intake.public_id,
        "by": actor_of(request),
    }
    with transaction.atomic():
        if visit.appointment:
            receipt = receive_at(appointment=visit.appointment, **asked)
        else:
            receipt = receive_goods(client=visit.client, commission=visit.commission, **asked)
        close_intake(intake=table.intake, receipt=receipt)
    return receipt


def _turn(
    request: HttpRequest, table: Table, form: ClientForm, *, status: int = 200
) -> HttpResponse:
    return page(
        request,
        "office/intake/client.html",
        title="Into our care",
        status=status,
        intake=table.intake,
        client=table.intake.client,
        staff=staff_of(request),
        shown=table.shown(),
        currency=House.current().currency,
        form=form,
        authorised_work=table.words["authorised_work"],
        signs_again=bool(table.intake.read and not table.signed),
    )


def _not_yet(request: HttpRequest, table: Table) -> HttpResponse:
    """Say why the house cannot sign yet, with the way there."""
    if table.missing[0]:
        refusal = Conflict(table.missing[1])
    elif table.intake.read:
        refusal = Conflict(
            "Something was changed after the client signed. Please turn the tablet to them again."
        )
    else:
        refusal = Conflict("The client signs first. Please turn the tablet to them.")
    return page(
        request,
        "office/intake/turn.html",
        title=f"Receive goods from {table.intake.client}",
        status=refusal.status,
        intake=table.intake,
        visit=table.visit,
        stairs=stairs(table.intake, "house"),
        missing=table.missing[0],
        refusal=refusal,
    )


def _read_over(
    request: HttpRequest,
    table: Table,
    client: ClientForm,
    form: HouseForm,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    signature, words = client.signature(), table.received(client)
    goods = with_photographs(words["goods"])
    return page(
        request,
        "office/intake/house.html",
        title=f"Receive goods from {table.intake.client}",
        status=refusal.status if refusal else status,
        intake=table.intake,
        visit=table.visit,
        stairs=stairs(table.intake, "house"),
        words=words,
        goods=goods,
        unready=[each for entry in goods for each in entry["photographs"] if not each.is_ready],
        client_signature={"name": signature.name, "strokes": signature.strokes},
        form=form,
        refusal=refusal,
    )
