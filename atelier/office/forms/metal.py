"""The metal ledger: which days are shown, and what was found."""

from django import forms

PERIODS = ((30, "30 days"), (90, "90 days"), (365, "A year"))


class ExplainForm(forms.Form):
    """How it came that a weighing was not as usual."""

    explanation = forms.CharField(
        label="What was found",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Please say what was found."},
    )
