"""What every step's page shows beside its question."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from atelier.house.models import House
from orders.forms.review import LinkForm
from orders.forms.step import StepForm
from orders.models import Commission
from orders.steps import Step, first_unfinished
from orders.summary import lines_of

INVALID = 422


def ask(request: HttpRequest, step: Step, form: StepForm, **more: object) -> HttpResponse:
    """Show a step's question; a form with errors keeps all that was typed, and answers 422."""
    commission = form.commission
    context = {
        "commission": commission if commission.pk else None,
        "form": form,
        "step": step,
        "steps": list(Step),
        "reached": first_unfinished(commission).number,
        "lines": _lines(commission),
        "link_form": LinkForm(auto_id="link_%s", label_suffix=""),
        "template": f"orders/request/{step}.html",
    }
    wrong = form.is_bound and not form.is_valid()
    status = INVALID if wrong else 200
    return render(request, "orders/request/step.html", context | more, status=status)


def _lines(commission: Commission) -> list[object]:
    return [*lines_of(commission, currency=House.current().currency)] if commission.pk else []
