"""A call for help from the bench, and the office's answer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from atelier.office.pages import needs, page, say
from atelier.people.actors import actor_of
from production.actions.calls import answer_call
from production.cards import title_of
from production.models import HelpCall


@require_http_methods(["GET", "POST"])
@needs("production.view_helpcall")
def call_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who needs what and where; say that somebody comes."""
    calls = HelpCall.objects.select_related(
        "job__commission__client", "job__approval", "jeweller", "tablet"
    )
    call = get_object_or_404(calls, pk=pk)
    if request.method == "POST":
        answer_call(call=call, by=actor_of(request))
        say(request, f"{call.jeweller} reads on the tablet that somebody comes.")
        return redirect("admin:production_helpcall_changelist")
    run = call.job.runs.still_open().select_related("stage", "jeweller").first()
    return page(
        request,
        "office/call.html",
        title=f"{call.jeweller} calls for help",
        call=call,
        name=title_of(call.job),
        run=run,
    )
