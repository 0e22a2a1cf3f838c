"""A follow-up added by hand, and a question in writing."""

from typing import Any, cast

from django import forms

from atelier.office.forms.booking import (
    CommissionChoice,
    advisors,
    commissions_of,
)
from atelier.office.forms.recording import staff_members
from atelier.people.models import Client, User
from consultations.days import DayField
from consultations.models import Topic
from orders.models import Commission


class NewFollowUpForm(forms.Form):
    """One thing to be done for a client; about the `commission` it begins with, or a chosen one."""

    what = forms.CharField(label="What is to be done", max_length=200)
    assignee = forms.ModelChoiceField(
        label="Who", queryset=User.objects.none(), required=False, empty_label="Myself"
    )
    due_on = DayField(label="By")
    commission = CommissionChoice(
        label="About", queryset=Commission.objects.none(), required=False, empty_label="No piece"
    )
    is_shared = forms.BooleanField(label="The client reads it", required=False)

    def __init__(self, *args: Any, client: Client, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "id_new_%s"} | kwargs)
        cast(forms.ModelChoiceField, self.fields["assignee"]).queryset = staff_members()
        cast(forms.ModelChoiceField, self.fields["commission"]).queryset = commissions_of(client)
        if self.initial.get("commission"):
            self.fields["commission"].widget = forms.HiddenInput()


class QuestionForm(forms.Form):
    """A consultation in writing: the question, whose answer it is, and by when."""

    question = forms.CharField(
        label="The client's question",
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=4000,
        help_text="In the client's own words; they read it back in our mail.",
    )
    advisor = forms.ModelChoiceField(label="Who answers", queryset=User.objects.none())
    due_on = DayField(label="Answered by", required=False, help_text="The client is told.")
    topic = forms.ModelChoiceField(
        label="What it is about",
        queryset=Topic.objects.all(),
        required=False,
        empty_label="Nothing in particular",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["advisor"]).queryset = advisors()
