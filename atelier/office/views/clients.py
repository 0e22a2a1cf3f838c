"""Everything spoken and agreed with one client, whatever it was about."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from atelier.journal.refusals import Refusal
from atelier.office.forms.follow_ups import NewFollowUpForm
from atelier.office.pages import needs, page
from atelier.office.spoken import Spoken
from atelier.people.models import Client


@require_safe
@needs("consultations.view_appointment")
def client_consultations(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a client's consultations, invitations, questions in writing and follow-ups."""
    return show_client(request, find_client(public_id))


def find_client(public_id: uuid.UUID) -> Client:
    """Return a client with their account; else 404."""
    return get_object_or_404(Client.objects.select_related("user"), public_id=public_id)


def show_client(
    request: HttpRequest, client: Client, refusal: Refusal | None = None, **over: Any
) -> HttpResponse:
    """Render the page; `over` replaces a form that was filled."""
    context: dict[str, Any] = {
        "client": client,
        "spoken": Spoken(client),
        "commissions": client.commissions.exclude(status="draft"),
        "follow_up_form": NewFollowUpForm(client=client),
    }
    return page(
        request,
        "office/consultation/client.html",
        title=f"Consultations with {client}",
        status=refusal.status if refusal else 200,
        refusal=refusal,
        **context | over,
    )
