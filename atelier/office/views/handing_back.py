"""Handing goods back: weighed and measured again first, then signed by both sides."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from atelier.journal.refusals import Refusal
from atelier.materials import receipt_words
from atelier.materials.goods import Checked
from atelier.materials.identity import IdentityMismatch, check_identity
from atelier.materials.models import Receipt
from atelier.materials.photographs import load_photographs
from atelier.office.forms.goods import things_of
from atelier.office.forms.handing_back import CheckForm, WitnessForm
from atelier.office.forms.signing import SIGNED, SigningForm
from atelier.office.pages import needs, page, say, staff_of
from atelier.office.visits import Visit, carried
from atelier.people.actors import actor_of
from consultations.actions.goods import hand_back_at
from orders.actions.goods import hand_back_goods
from orders.policies.goods import check_leaves


@require_http_methods(["GET", "POST"])
@needs("materials.add_receipt")
def hand_back_page(
    request: HttpRequest, reference: str = "", public_id: uuid.UUID | None = None
) -> HttpResponse:
    """Check what goes home against its record, then sign; a difference goes no further."""
    return _hand_back(request, Visit.of(reference, public_id))


@require_http_methods(["GET", "POST"])
@needs("materials.add_receipt", "consultations.view_appointment")
def hand_back_at_page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Hand back at an appointment."""
    return _hand_back(request, Visit.at(public_id))


def _hand_back(request: HttpRequest, visit: Visit) -> HttpResponse:
    data = request.POST.copy() if request.method == "POST" else None
    if data and (made := _made_by(data, visit)):
        return redirect("admin:receipt", made.public_id)
    forms = _forms(visit, data)
    if data is None or data.get("step") == "back":
        return _check(request, visit, forms)
    chosen = [form for form in forms if form["goes"].value()]
    if not all(form.is_valid() for form in chosen):
        return _check(request, visit, forms, status=400)
    found = [form.checked() for form in chosen]
    try:
        _look_over(found)
    except Refusal as refused:
        return _check(request, visit, forms, refusal=refused)
    if data.get("step") == "sign":
        return _sign(request, visit, data, found)
    blank = SigningForm.blank(data, house=str(staff_of(request)))
    return _review(request, visit, data, found, blank)


def _made_by(data: QueryDict, visit: Visit) -> Receipt | None:
    """Return the receipt this very form made already: its button was pressed twice."""
    asked = SigningForm(data).fields["request_id"]
    try:
        request_id = asked.clean(data.get("request_id"))
    except ValidationError:
        return None
    return Receipt.objects.filter(request_id=request_id, client=visit.client).first()


def _look_over(found: list[Checked]) -> None:
    """Say early what the action would refuse once both had signed."""
    if not found:
        raise Refusal("Please choose what goes home now.")
    check_leaves([each.thing for each in found])
    check_identity(found)


def _forms(visit: Visit, data: QueryDict | None) -> list[CheckForm]:
    things = things_of(visit.client, held=True).values()
    load_photographs(things)
    return [CheckForm(data, prefix=f"t-{each.public_id}", thing=each) for each in things]


def _sign(
    request: HttpRequest, visit: Visit, data: QueryDict, found: list[Checked]
) -> HttpResponse:
    signing = SigningForm(data)
    if not signing.is_valid():
        return _review(request, visit, data, found, signing, status=400)
    try:
        receipt = _send_home(visit, found, data.get("witness", "")[:120], signing, request)
    except Refusal as refused:
        return _review(request, visit, data, found, signing, refusal=refused)
    say(request, f"Receipt {receipt.number} is signed and on its way to {visit.client}.")
    return redirect("admin:receipt", receipt.public_id)


def _send_home(
    visit: Visit, found: list[Checked], witness: str, signing: SigningForm, request: HttpRequest
) -> Receipt:
    asked: dict[str, Any] = {"things": found, "by": actor_of(request), "witness": witness}
    asked |= signing.signatures()
    if visit.appointment:
        return hand_back_at(appointment=visit.appointment, **asked)
    return hand_back_goods(client=visit.client, commission=visit.commission, **asked)


def _check(
    request: HttpRequest,
    visit: Visit,
    forms: list[CheckForm],
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    return page(
        request,
        "office/goods/hand_back.html",
        title=f"Hand back to {visit.client}",
        status=refusal.status if refusal else status,
        visit=visit,
        forms=forms,
        witness=WitnessForm(request.POST or None),
        refusal=refusal,
        mismatches=_mismatches(refusal, forms),
        signed=[(name, request.POST[name]) for name in SIGNED if request.POST.get(name)],
    )


def _mismatches(refusal: Refusal | None, forms: list[CheckForm]) -> list[dict[str, Any]]:
    """Return, for each thing that differs, where to write it down as an incident."""
    if not isinstance(refusal, IdentityMismatch):
        return []
    differences: Any = refusal.details["differences"]
    named = {str(form.thing.public_id): form.title for form in forms}
    return [
        {"title": named[key], "url": _incident_url(key, words)}
        for key, words in differences.items()
    ]


def _incident_url(public_id: str, words: list[str]) -> str:
    told = {"kind": "identity", "words": f"At the hand-back: {'; '.join(words)}."}
    return f"{reverse('admin:report_incident', args=[public_id])}?{urlencode(told)}"


def _review(
    request: HttpRequest,
    visit: Visit,
    data: QueryDict,
    found: list[Checked],
    signing: SigningForm,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    return page(
        request,
        "office/goods/review.html",
        title=f"Read over with {visit.client}",
        status=refusal.status if refusal else status,
        visit=visit,
        words=receipt_words.handed_back(found, data.get("witness", "")),
        carried=carried(data, without=SIGNED),
        signing=signing,
        refusal=refusal,
    )
