"""Receiving goods: what lies on the table is written down step by step, and kept at every one."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from atelier.journal.refusals import Refusal
from atelier.materials.intakes import begin_intake, discard_intake, keep_words, pin_picture
from atelier.materials.models import Intake
from atelier.office.forms.goods import MOST_ROWS, GoodsFormSet, things_of
from atelier.office.forms.intake import AgreementForm
from atelier.office.forms.marks import pins_of
from atelier.office.forms.rows import rows_typed
from atelier.office.intakes import STEPS, Step, Table, find_intake, open_intakes, stairs, step_of
from atelier.office.pages import needs, page, say
from atelier.office.views.intake_pictures import take_in, with_pins
from atelier.office.visits import Visit
from atelier.people.actors import actor_of

_AFTER = {step.key: following.key for step, following in zip(STEPS, STEPS[1:], strict=False)}


@require_http_methods(["GET", "POST"])
@needs("materials.add_receipt")
def receive_page(
    request: HttpRequest, reference: str = "", public_id: uuid.UUID | None = None
) -> HttpResponse:
    """Begin a receipt for a commission or for a client."""
    return _begin(request, Visit.of(reference, public_id))


@require_http_methods(["GET", "POST"])
@needs("materials.add_receipt", "consultations.view_appointment")
def receive_at_page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Begin a receipt at an appointment."""
    return _begin(request, Visit.at(public_id))


def _begin(request: HttpRequest, visit: Visit) -> HttpResponse:
    if request.method != "POST":
        return _show_rows(request, visit, None, _unchecked(visit, QueryDict(), more=True))
    if request.POST.get("step") == "more":
        return _show_rows(request, visit, None, _unchecked(visit, request.POST, more=True))
    rows = _checked(visit, request.POST)
    if request.POST.get("step") == "keep":
        return _keep_first(request, visit, rows)
    if not rows.is_valid() or not rows.filled():
        return _show_rows(request, visit, None, rows, wrong=True)
    intake = _write_down(request, visit)
    return redirect("admin:intake", intake.public_id, "measures")


def _keep_first(request: HttpRequest, visit: Visit, rows: Any) -> HttpResponse:
    """Begin with what is typed, sound or not, and say where it is kept from now on."""
    if not rows.filled():
        return HttpResponse(status=204)
    intake = _write_down(request, visit)
    where = reverse("admin:intake", args=[intake.public_id, STEPS[0].key])
    return HttpResponse(status=201, headers={"Location": where})


def _write_down(request: HttpRequest, visit: Visit) -> Intake:
    return begin_intake(
        client=visit.client,
        words=_words_of(request.POST, STEPS[0]),
        by=actor_of(request),
        commission_id=visit.commission.pk if visit.commission else None,
        appointment_id=visit.appointment.pk if visit.appointment else None,
        public_id=_drafted(request),
    )


def _drafted(request: HttpRequest) -> uuid.UUID | None:
    """Return the id a page was given for what it begins, so that pressed twice it begins once."""
    try:
        return uuid.UUID(request.POST.get("draft", ""))
    except ValueError:
        return None


@require_http_methods(["GET", "POST"])
@needs("materials.add_receipt")
def intake_page(request: HttpRequest, public_id: uuid.UUID, step: str) -> HttpResponse:
    """Write one step down; `step=keep` keeps what is typed without going on."""
    intake, asked = find_intake(public_id), step_of(step)
    if intake.receipt:
        return redirect("admin:receipt", intake.receipt.public_id)
    if asked.key in {"client", "house"}:
        return redirect(f"admin:intake_{asked.key}", public_id)
    if request.method != "POST":
        return _show(request, Table(intake), asked)
    intake = _keep(request, intake, asked)
    if request.POST.get("step") == "keep":
        return HttpResponse(status=204)
    return _go_on(request, Table(intake), asked)


@require_POST
@needs("materials.add_receipt")
def discard(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Throw away what was never signed."""
    intake = find_intake(public_id)
    visit = Visit.of_intake(intake)
    discard_intake(intake=intake, by=actor_of(request))
    say(request, "What was written down was discarded.")
    return redirect(visit.back)


def _keep(request: HttpRequest, intake: Intake, step: Step) -> Intake:
    """Keep the words, the pictures and the pins of a step, sound or not.

    A page with a script names what was `touched` on it: nothing else is written, so that a page
    left open elsewhere overwrites nothing.
    """
    by = actor_of(request)
    if step.key == "pictures":
        for kept in intake.pictures.all():
            pins = pins_of(f"pins-{kept.pk}", request.POST)
            if pins.is_bound and pins.is_valid():
                pin_picture(kept=kept, spots=pins.spots(), by=by)
        return intake
    names = _written(request.POST, intake, step)
    words = {name: said for name, said in _words_of(request.POST, step).items() if name in names}
    return keep_words(intake=intake, words=words, names=names, by=by)


def _written(data: QueryDict, intake: Intake, step: Step) -> set[str]:
    """Return the words a page writes: those touched on it, and the rows it added."""
    names = _names(step)
    if "touched" not in data:
        return names
    touched = names & set(data.getlist("touched"))
    before, now = (rows_typed(each, "goods", most=MOST_ROWS) for each in (intake.words, data))
    return touched | ({"goods-TOTAL_FORMS"} & names if now > before else set())


def _names(step: Step) -> set[str]:
    """Return the words that belong to a step: no other is written, and an emptied one goes."""
    if not step.fields:
        return set(AgreementForm.base_fields)
    rows = {f"goods-{row}-{name}" for row in range(MOST_ROWS) for name in step.fields}
    return rows | ({"goods-TOTAL_FORMS", "goods-INITIAL_FORMS"} if step.key == "goods" else set())


def _words_of(data: QueryDict, step: Step) -> dict[str, str]:
    names = _names(step)
    return {name: str(said) for name, said in data.items() if name in names}


def _go_on(request: HttpRequest, table: Table, step: Step) -> HttpResponse:
    """Lead to the next step, or show this one again with what is wrong."""
    if step.key == "pictures":
        return _after_pictures(request, table, step)
    if request.POST.get("step") == "more":
        rows = _unchecked(table.visit, request.POST, more=True)
        return _show_rows(request, table.visit, table.intake, rows)
    if _is_wrong(table, step):
        return _show(request, table, step, wrong=True)
    return redirect("admin:intake", table.intake.public_id, _AFTER[step.key])


def _is_wrong(table: Table, step: Step) -> bool:
    if step.key == "agreement":
        return not table.words.get("authorised_work", "").strip()
    if not table.filled:
        return True
    return any(set(form.errors) & set(step.fields) for form in table.filled)


def _after_pictures(request: HttpRequest, table: Table, step: Step) -> HttpResponse:
    """Take in what was chosen without a script, then go on unless something is wrong."""
    refused = take_in(table.intake, request.FILES, by=actor_of(request))
    pins = [each["pins"] for each in with_pins(table.pictures, request.POST)]
    if refused or not all(each.is_valid() for each in pins if each.is_bound):
        return _show(request, Table(table.intake), step, wrong=True, refused=refused)
    if request.POST.get("step") == "add":
        return redirect("admin:intake", table.intake.public_id, step.key)
    return redirect("admin:intake", table.intake.public_id, _AFTER[step.key])


def _checked(visit: Visit, data: Any) -> Any:
    things = {"things": things_of(visit.client, held=False)}
    return GoodsFormSet(data, prefix="goods", form_kwargs=things)


def _unchecked(visit: Visit, data: Any, *, more: bool) -> Any:
    """Return the rows with what was typed and no complaint; with another row when `more`."""
    things = things_of(visit.client, held=False)
    rows = rows_typed(data, "goods", most=MOST_ROWS)
    names = STEPS[0].fields
    typed = [{name: data.get(f"goods-{row}-{name}") for name in names} for row in range(rows)]
    goods = GoodsFormSet(prefix="goods", initial=typed, form_kwargs={"things": things})
    goods.extra = 1 if more else 0
    return goods


def _show(
    request: HttpRequest,
    table: Table,
    step: Step,
    *,
    wrong: bool = False,
    refused: dict[str, str] | None = None,
) -> HttpResponse:
    if step.key == "goods":
        return _show_rows(request, table.visit, table.intake, table.rows, wrong=wrong)
    agreement = AgreementForm(dict(table.words)) if wrong else table.agreement
    data = request.POST if wrong else None
    rows = [(form, with_pins(table.pictures_of(form.row), data)) for form in table.filled]
    return page(
        request,
        f"office/intake/{step.key}.html",
        title=f"Receive goods from {table.intake.client}",
        status=400 if wrong else 200,
        intake=table.intake,
        visit=table.visit,
        stairs=stairs(table.intake, step.key),
        rows=rows,
        fields=step.fields,
        agreement=agreement,
        wrong=wrong,
        refused=refused or {},
    )


def _show_rows(
    request: HttpRequest, visit: Visit, intake: Intake | None, rows: Any, *, wrong: bool = False
) -> HttpResponse:
    refusal = None
    if wrong and not rows.filled():
        refusal = Refusal("Please choose or add at least one stone or piece.")
    return page(
        request,
        "office/intake/goods.html",
        title=f"Receive goods from {visit.client}",
        status=400 if wrong else 200,
        visit=visit,
        intake=intake,
        begun=[] if intake else open_intakes(visit),
        draft=_drafted(request) or uuid.uuid4(),
        stairs=stairs(intake, "goods"),
        goods=rows,
        wrong=wrong,
        refusal=refusal,
    )
