"""The owner's word on a third failure."""

from typing import Any

from django import forms
from django.http import QueryDict

from production.models import Decision, JobStage, OwnerReview, StageRun
from production.policies.reviews import stopped_at
from production.policies.runs import stones_set_at
from production.rework import SetStones


class ReviewForm(forms.Form):
    """How the piece goes on, and what the bench has to mind."""

    decision = forms.ChoiceField(
        label="How it goes on", choices=Decision, widget=forms.RadioSelect, initial=Decision.GO_ON
    )
    back_to = forms.TypedChoiceField(
        label="Back to",
        coerce=int,
        empty_value=None,
        required=False,
        help_text="Where you let it go back further; every pass since is void.",
    )
    set_stones = forms.ChoiceField(
        label="The stones are set. If the metal is worked again",
        choices=SetStones,
        required=False,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="What the bench has to mind",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, data: QueryDict | None = None, *, review: OwnerReview, run: StageRun | None
    ) -> None:
        super().__init__(data, initial=_decided(review))
        earlier = _earlier(run, stopped_at(review, run)) if run else []
        self.fields["back_to"].choices = [("", "–"), *earlier]  # type: ignore[attr-defined]
        if not (run and (stones_set_at(run) or review.run.set_stones)):
            del self.fields["set_stones"]

    def clean(self) -> dict[str, Any]:
        """Ask where to, when it goes back further."""
        given = self.cleaned_data
        if given.get("decision") == Decision.SEND_BACK and not given.get("back_to"):
            self.add_error("back_to", "Please choose the stage it goes back to.")
        return given


def _decided(review: OwnerReview) -> dict[str, Any]:
    """Return what was decided before, to be changed."""
    if not review.decided_at:
        return {}
    back_to = review.back_to.number if review.back_to else None
    words, stones = review.words, review.run.set_stones
    return {
        "decision": review.decision,
        "back_to": back_to,
        "set_stones": stones,
        "words": words,
    }


def _earlier(run: StageRun, before: int) -> list[tuple[int, str]]:
    stages = JobStage.objects.filter(job=run.job_id, number__lt=before)
    return [(stage.number, str(stage)) for stage in stages]
