"""The page of one act in the admin: a sentence, perhaps a field or two, one button."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from atelier.journal.refusals import Refusal
from atelier.people.admin.records import RecordAdmin


def act_page(
    admin: RecordAdmin,
    request: HttpRequest,
    subject: Model,
    *,
    title: str,
    sentence: str,
    button: str,
    act: Callable[[dict[str, Any]], str],
    form: Form | None = None,
) -> HttpResponse:
    """Show the act, do it on POST, and go back to `subject` with the words `act` returns.

    `act` gets the form's cleaned data; its refusal is shown beside the form.
    """
    meta = subject._meta
    home = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[subject.pk])
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            messages.success(request, act(form.cleaned_data if form else {}))
            return HttpResponseRedirect(home)
        except Refusal as refusal:
            messages.error(request, str(refusal))
    context = {
        **admin.admin_site.each_context(request),
        "title": title,
        "sentence": sentence,
        "button": button,
        "form": form,
        "home": home,
    }
    return render(request, "admin/people/act.html", context)
