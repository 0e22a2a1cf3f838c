"""Receiving goods: written down, read over together, then signed by both sides."""

import uuid
from typing import Any

from django.forms import BaseFormSet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from atelier.house.models import House
from atelier.journal.refusals import Refusal
from atelier.materials import receipt_words
from atelier.office.forms.goods import MOST_ROWS, GoodsForm, GoodsFormSet, TermsForm, things_of
from atelier.office.forms.rows import rows_typed
from atelier.office.forms.signing import SigningForm
from atelier.office.pages import needs, page, say, staff_of
from atelier.office.visits import Visit, carried, keep_pictures
from atelier.people.actors import actor_of
from orders.actions.goods import receive_goods

_Forms = tuple[BaseFormSet, TermsForm]


@require_http_methods(["GET", "POST"])
@needs("materials.add_receipt")
def receive_page(
    request: HttpRequest, reference: str = "", public_id: uuid.UUID | None = None
) -> HttpResponse:
    """Write goods down, review, sign; whatever is refused keeps everything typed and drawn."""
    visit = Visit.of(reference, public_id)
    if request.method != "POST":
        return _write(request, visit, _unbound(visit, QueryDict(), more=True))
    data = request.POST.copy()
    wrong = keep_pictures(data, request.FILES, by=actor_of(request))
    if data.get("step") in {"more", "back"}:
        return _write(request, visit, _unbound(visit, data, more=data["step"] == "more"))
    goods, terms = _bound(visit, data)
    sound = all([goods.is_valid(), terms.is_valid()])
    _mark(goods, wrong)
    if not sound or wrong:
        return _write(request, visit, (goods, terms), status=400)
    if not goods.filled():  # type: ignore[attr-defined]
        refusal = Refusal("Please choose or add at least one stone or piece.")
        return _write(request, visit, (goods, terms), refusal=refusal, status=400)
    if data.get("step") == "sign":
        return _sign(request, visit, data, (goods, terms))
    blank = SigningForm.blank(data, client=visit.client.name, house=str(staff_of(request)))
    return _review(request, visit, data, (goods, terms), blank)


def _sign(request: HttpRequest, visit: Visit, data: QueryDict, forms: _Forms) -> HttpResponse:
    signing = SigningForm(data)
    if not signing.is_valid():
        return _review(request, visit, data, forms, signing, status=400)
    goods, terms = forms
    try:
        receipt = receive_goods(
            client=visit.client,
            commission=visit.commission,
            things=goods.goods(),  # type: ignore[attr-defined]
            terms=terms.terms(),
            by=actor_of(request),
            **signing.signatures(),
        )
    except Refusal as refused:
        return _review(request, visit, data, forms, signing, refusal=refused)
    say(request, f"Receipt {receipt.number} is signed and on its way to {visit.client}.")
    return redirect("admin:receipt", receipt.public_id)


def _unbound(visit: Visit, data: QueryDict, *, more: bool) -> _Forms:
    """Return the forms with what was typed and no complaint; with another row when `more`."""
    things = things_of(visit.client, held=False)
    rows = rows_typed(data, "goods", most=MOST_ROWS)
    names = list(GoodsForm(things={}).fields)
    typed = [{name: data.get(f"goods-{row}-{name}") for name in names} for row in range(rows)]
    goods = GoodsFormSet(prefix="goods", initial=typed, form_kwargs={"things": things})
    goods.extra = 1 if more else 0
    return goods, TermsForm(initial=data.dict())


def _bound(visit: Visit, data: QueryDict) -> _Forms:
    things = {"things": things_of(visit.client, held=False)}
    return GoodsFormSet(data, prefix="goods", form_kwargs=things), TermsForm(data)


def _mark(goods: BaseFormSet, wrong: dict[str, str]) -> None:
    """Put what was wrong with a picture beside the place it was chosen."""
    for form in goods.forms:
        for name in form.fields:
            if sentence := wrong.get(form.add_prefix(name)):
                form.add_error(name, sentence)


def _write(
    request: HttpRequest,
    visit: Visit,
    forms: _Forms,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    goods, terms = forms
    return page(
        request,
        "office/goods/receive.html",
        title=f"Receive goods from {visit.client}",
        status=status,
        visit=visit,
        goods=goods,
        terms=terms,
        refusal=refusal,
        signed=[(name, request.POST[name]) for name in SIGNED if request.POST.get(name)],
    )


SIGNED = ("request_id", "client_name", "client_strokes", "house_name", "house_strokes")


def _review(
    request: HttpRequest,
    visit: Visit,
    data: QueryDict,
    forms: _Forms,
    signing: SigningForm,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    goods, terms = forms
    currency = House.current().currency
    words: dict[str, Any] = receipt_words.received(
        goods.goods(),  # type: ignore[attr-defined]
        terms.terms(),
        currency,
    )
    return page(
        request,
        "office/goods/review.html",
        title=f"Read over with {visit.client}",
        status=refusal.status if refusal else status,
        visit=visit,
        words=words,
        carried=carried(data, without=SIGNED),
        signing=signing,
        refusal=refusal,
        receives=True,
    )
