"""The owner's word on a third failure."""

from typing import Any

from django import forms

from production.models import Decision, JobStage, StageRun


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
    words = forms.CharField(
        label="What the bench has to mind",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, run: StageRun | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        earlier = _earlier(run) if run else []
        self.fields["back_to"].choices = [("", "–"), *earlier]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask where to, when it goes back further."""
        given = self.cleaned_data
        if given.get("decision") == Decision.SEND_BACK and not given.get("back_to"):
            self.add_error("back_to", "Please choose the stage it goes back to.")
        return given


def _earlier(run: StageRun) -> list[tuple[int, str]]:
    stages = JobStage.objects.filter(job=run.job_id, number__lt=run.stage.number)
    return [(stage.number, str(stage)) for stage in stages]
