"""The conversation between a client and the house."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from atelier.journal.refusals import Refusal
from atelier.people.actors import actor_of
from atelier.portal.my.access import client_page, own_commission, show
from atelier.portal.my.forms import MessageForm
from orders.actions.messages import mark_read, write_message
from orders.models import Commission


@client_page
def messages(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every note, oldest first, and a place to answer; nothing typed is lost."""
    commission = own_commission(request, public_id)
    form = MessageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _write(request, commission, form.cleaned_data["body"])
            return redirect("my:messages", public_id)
        except Refusal as refusal:
            form.add_error("body", str(refusal))
    notes = list(commission.messages.select_related("author"))
    context = {
        "commission": commission,
        "notes": notes,
        "has_unread": any(not note.from_client and note.read_at is None for note in notes),
        "form": form,
    }
    return show(request, "messages", context, status=400 if form.errors else 200)


@require_POST
@client_page
def read(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Note that the house's words were read; looking at them alone does not."""
    commission = own_commission(request, public_id)
    mark_read(commission=commission, by=actor_of(request), from_client=False)
    return redirect("my:messages", public_id)


def _write(request: HttpRequest, commission: Commission, body: str) -> None:
    by, author = actor_of(request), request.user
    assert author.is_authenticated
    write_message(commission=commission, body=body, by=by, author=author, from_client=True)
    mark_read(commission=commission, by=by, from_client=False)
