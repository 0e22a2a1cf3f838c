"""The owner's page of a third failure: what happened, and how the piece goes on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from atelier.journal.refusals import NotAllowed, Refusal
from atelier.office.forms.reviews import ReviewForm
from atelier.office.pages import needs, page, say, staff_of
from atelier.people.actors import actor_of
from production.actions.reviews import decide_review
from production.cards import title_of
from production.models import OwnerReview, StageRun
from production.policies.reviews import can_decide_otherwise
from production.statuses import RunStatus


@require_http_methods(["GET", "POST"])
@needs("production.view_ownerreview")
def review_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every failure of the code with its pictures; until it is decided, decide it here."""
    reviews = OwnerReview.objects.select_related(
        "job__commission__client", "job__approval", "reason", "back_to", "run"
    )
    review = get_object_or_404(reviews, pk=pk)
    may_decide = staff_of(request).has_perm("production.change_ownerreview")
    if request.method == "POST" and not may_decide:
        raise NotAllowed(_NOT_YOURS)
    run = review.job.runs.still_open().select_related("stage").first()
    form, refusal = ReviewForm(request.POST or None, review=review, run=run), None
    if request.method == "POST" and form.is_valid():
        try:
            decide_review(review=review, by=actor_of(request), **form.cleaned_data)
        except Refusal as refused:
            refusal = refused
        else:
            say(request, "Decided: the bench sees it now.")
            return redirect("admin:review", pk)
    is_open = review.decided_at is None or can_decide_otherwise(review, run)
    return page(
        request,
        "office/review.html",
        title=f"{review.reason.code}, {review.failures} times",
        status=refusal.status if refusal else 200,
        review=review,
        name=title_of(review.job),
        failures=_failures(review),
        run=run,
        form=form if may_decide and run and is_open else None,
        refusal=refusal,
    )


_NOT_YOURS = "Your account decides no third failures. Whoever keeps the accounts can change that."


def _failures(review: OwnerReview) -> list[StageRun]:
    """Return the failures of this code on this job, the newest first."""
    failed = review.job.runs.filter(reason=review.reason_id, status=RunStatus.FAILED)
    pictured = failed.select_related("stage", "jeweller").prefetch_related(
        "pictures__picture__renditions"
    )
    return list(pictured.order_by("-id"))
