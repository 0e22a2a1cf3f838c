"""Writing a change order, moving the promised days, cancelling a piece."""

from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory

from orders.actions.changes import LineWords, Words
from orders.cancellations import Settlement
from orders.models import CancellationTier, ChangeOrder, Commission
from orders.models.quotes import LineKind
from production.policies.changes import stages_to_come

SPARE_LINES = 3


class ChangeForm(forms.Form):
    """What changes and why. `version` is the draft's as it was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    title = forms.CharField(
        max_length=80,
        label="What changes",
        help_text="As the client will call it: “A pavé band instead of a plain one”.",
    )
    reason = forms.CharField(
        label="Why", widget=forms.Textarea(attrs={"rows": 3}), help_text="The client reads it."
    )
    instructions = forms.CharField(
        required=False,
        label="For the bench",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Client and bench read it; the bench works by it once it is signed.",
    )
    days = forms.IntegerField(
        label="Days later",
        initial=0,
        min_value=-365,
        max_value=365,
        help_text="Sooner with a minus; the promised days move when it is signed.",
    )
    stages = forms.TypedMultipleChoiceField(
        required=False,
        coerce=int,
        label="Work that waits for the signature",
        widget=forms.CheckboxSelectMultiple,
        help_text="Only what nobody has begun. It holds from the moment the change is sent.",
    )

    def __init__(self, *args: Any, commission: Commission, **kwargs: Any) -> None:
        """Offer the stages that are still to come, and those a draft has chosen already."""
        super().__init__(*args, **kwargs)
        to_come = stages_to_come(commission).values_list("number", "name")
        self.fields["stages"].choices = list(to_come)  # type: ignore[attr-defined]

    def words(self, lines: "ChangeLines") -> Words:
        """Return the change as it was typed."""
        names = ("title", "reason", "instructions", "days", "stages")
        return Words(**{name: self.cleaned_data[name] for name in names}, lines=lines.lines())


class ChangeLineForm(forms.Form):
    """One line, before tax."""

    kind = forms.ChoiceField(label="Row", choices=[("", "Choose"), *LineKind.choices])
    description = forms.CharField(max_length=200, label="What it is")
    amount = forms.DecimalField(
        max_digits=12, decimal_places=2, label="Amount", help_text="Less is written with a minus."
    )


class ChangeLines(BaseFormSet):
    """The lines of one change; empty rows are left out."""

    def lines(self) -> list[LineWords]:
        """Return the filled lines in order."""
        return [LineWords(*_values(form)) for form in self.forms if not _is_dropped(form)]


ChangeLineFormSet = formset_factory(
    ChangeLineForm, formset=ChangeLines, extra=SPARE_LINES, max_num=30, can_delete=True
)


class PromiseForm(forms.Form):
    """Other days than were promised: which, why, and how the client agreed."""

    first = forms.DateField(label="From", widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(label="To", widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(
        label="Why",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The client reads it, on their page and in the mail.",
    )
    consent = forms.CharField(
        label="How the client agreed",
        max_length=160,
        help_text="“On the telephone, 3 November.” It is kept for good.",
    )


class CancelForm(forms.Form):
    """The end of a piece, on exactly the settlement that was shown."""

    tier = forms.ModelChoiceField(
        queryset=CancellationTier.objects.all(), to_field_name="code", widget=forms.HiddenInput
    )
    returnable = forms.MultipleChoiceField(required=False, widget=forms.MultipleHiddenInput)
    refund = forms.DecimalField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Why",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The client reads it, on their page and on the settlement.",
    )

    def __init__(self, *args: Any, settlement: Settlement, **kwargs: Any) -> None:
        """Let only stones of this settlement go back."""
        super().__init__(*args, **kwargs)
        choices = [(line.key, line.description) for line in settlement.stones]
        self.fields["returnable"].choices = choices  # type: ignore[attr-defined]


class SettlementForm(forms.Form):
    """What the settlement rests on: how far the piece is, which stones go back."""

    tier = forms.ModelChoiceField(
        queryset=CancellationTier.objects.all(),
        to_field_name="code",
        empty_label=None,
        label="How far it is",
        help_text="As the workshop has it; the house may be kinder.",
    )
    returnable = forms.MultipleChoiceField(
        required=False,
        label="Stones of ours that go back",
        widget=forms.CheckboxSelectMultiple,
        help_text="To the stock or to the dealer. One that is not ticked is kept and charged.",
    )

    def __init__(self, *args: Any, settlement: Settlement, **kwargs: Any) -> None:
        """Name every stone of ours that was agreed."""
        super().__init__(*args, **kwargs)
        choices = [(line.key, line.description) for line in settlement.stones]
        self.fields["returnable"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["returnable"]


def first_change(change: ChangeOrder | None) -> dict[str, Any]:
    """Return what the form of a draft begins with."""
    if change is None:
        return {"version": 0}
    names = ("version", "title", "reason", "instructions", "days", "stages")
    return {name: getattr(change, name) for name in names}


def first_lines(change: ChangeOrder | None) -> list[dict[str, Any]]:
    """Return a draft's lines as the formset's initial values."""
    lines = change.lines.all() if change else ()
    return [
        {"kind": line.kind, "description": line.description, "amount": line.amount}
        for line in lines
    ]


def _values(form: forms.Form) -> tuple[str, str, Decimal]:
    given = form.cleaned_data
    return given["kind"], given["description"], given["amount"]


def _is_dropped(form: forms.Form) -> bool:
    return bool(form.cleaned_data.get("DELETE")) or not form.cleaned_data.get("description")
