"""What is written down of a consultation: its words, and the follow-ups agreed in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory

from atelier.office.forms.rows import rows_typed
from atelier.people.models import User
from consultations.actions.followups import NewFollowUp
from consultations.days import DayField
from consultations.statuses import NextStep

ROWS = "follow_ups"
MOST_ROWS = 12
_ROW = ("what", "assignee", "due_on", "is_shared")


def _words(label: str, rows: int, help_text: str = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, widget=widget, help_text=help_text)


def _next_step() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="What comes next", choices=NextStep.choices, widget=forms.RadioSelect
    )


class RecordForm(forms.Form):
    """What was said and measured at an appointment."""

    attended = forms.CharField(label="Who came", max_length=200)
    options_shown = _words("Options shown, and how they were received", 4)
    sizes_measured = _words("Sizes measured", 3, "A line each: “Left ring finger: US 6¼”.")
    budget = forms.CharField(label="Budget, as the client put it", max_length=120, required=False)
    notes = _words("Notes for the house", 6, "Private. The client never sees them.")
    summary = _words(
        "Summary for the client", 6, "Mailed as it stands here, and kept on their page."
    )
    next_step = _next_step()


class AnswerForm(forms.Form):
    """The answer to a consultation in writing."""

    answer = forms.CharField(
        label="Your answer",
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Mailed as it stands here, and kept on their page.",
    )
    notes = _words("Notes for the house", 5, "Private. The client never sees them.")
    next_step = _next_step()


class FollowUpForm(forms.Form):
    """One thing that was agreed; a row without words is left out."""

    what = forms.CharField(label="What", max_length=200, required=False)
    assignee = forms.ModelChoiceField(
        label="Who", queryset=User.objects.none(), required=False, empty_label="Myself"
    )
    due_on = DayField(label="By", required=False)
    is_shared = forms.BooleanField(label="The client reads it", required=False)

    def __init__(self, *args: Any, staff: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assignee = self.fields["assignee"]
        assert isinstance(assignee, forms.ModelChoiceField)
        assignee.queryset = staff_members()
        # The same people stand in every row, so they are read once for all.
        assignee.choices = [("", "Myself"), *staff]

    def clean(self) -> dict[str, Any]:
        """Ask for the day of what is to be done, and for words where only a day was given."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("what") and not cleaned.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", "Please say by when.")
        if cleaned.get("due_on") and not cleaned.get("what"):
            self.add_error("what", "Please say what is to be done.")
        return cleaned


def staff_members() -> Any:
    """Return everybody of the house who may be given a follow-up."""
    return User.objects.filter(is_active=True, is_staff=True).order_by("name", "pk")


@dataclass(frozen=True)
class Sheet:
    """The form of a record and its rows of follow-ups, filled from a draft or from a request."""

    form: forms.Form
    rows: BaseFormSet[FollowUpForm]

    @classmethod
    def of(cls, kind: type[forms.Form], words: Mapping[str, str]) -> Sheet:
        """Show what a draft keeps, or the first words of a new record; nothing is checked."""
        count = max(1, _row_count(words))
        initial = [_row(words, number) for number in range(count)]
        rows = _formset(initial=initial)
        return cls(kind(initial={name: words.get(name, "") for name in kind.base_fields}), rows)

    @classmethod
    def posted(cls, kind: type[forms.Form], words: Mapping[str, str]) -> Sheet:
        """Check what was sent."""
        count = _row_count(words)
        total = {f"{ROWS}-TOTAL_FORMS": str(count), f"{ROWS}-INITIAL_FORMS": "0"}
        return cls(kind(dict(words)), _formset(data={**words, **total}))

    def is_valid(self) -> bool:
        """Check both, so that every mistake is said at once."""
        return all([self.form.is_valid(), self.rows.is_valid()])

    def follow_ups(self, myself: User) -> list[NewFollowUp]:
        """Return the rows that say something; without a name they are `myself`'s."""
        said = [row.cleaned_data for row in self.rows if row.cleaned_data.get("what")]
        return [
            NewFollowUp(
                what=row["what"],
                assignee=row["assignee"] or myself,
                due_on=row["due_on"],
                is_shared=row["is_shared"],
            )
            for row in said
        ]


def words_of(kind: type[forms.Form], data: Mapping[str, Any]) -> dict[str, str]:
    """Return what was typed into a record's own fields, and nothing else that was sent."""
    count = rows_typed(data, ROWS, most=MOST_ROWS)
    fields = [*kind.base_fields, *(_name(row, each) for row in range(count) for each in _ROW)]
    typed = {name: str(data[name]) for name in fields if data.get(name)}
    return typed | {f"{ROWS}-TOTAL_FORMS": str(count)}


def with_one_more(words: Mapping[str, str]) -> dict[str, str]:
    """Return the same words with an empty row of follow-ups at their end."""
    count = min(max(1, _row_count(words)) + 1, MOST_ROWS)
    return {**words, f"{ROWS}-TOTAL_FORMS": str(count)}


def without(words: Mapping[str, str], gone: int) -> dict[str, str]:
    """Return the same words without the row `gone`; those below it move up."""
    count = _row_count(words)
    kept = [_row(words, number) for number in range(count) if number != gone]
    others = {name: said for name, said in words.items() if not name.startswith(f"{ROWS}-")}
    rows = {_name(n, each): row[each] for n, row in enumerate(kept) for each in row if row[each]}
    return others | rows | {f"{ROWS}-TOTAL_FORMS": str(len(kept))}


def _name(number: int, field: str) -> str:
    return f"{ROWS}-{number}-{field}"


def _row(words: Mapping[str, str], number: int) -> dict[str, str]:
    return {each: words.get(_name(number, each), "") for each in _ROW}


def _row_count(words: Mapping[str, str]) -> int:
    return rows_typed(words, ROWS, most=MOST_ROWS)


def _formset(**filled: Any) -> BaseFormSet[FollowUpForm]:
    rows = formset_factory(FollowUpForm, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
    staff = [(each.pk, str(each)) for each in staff_members()]
    return rows(prefix=ROWS, form_kwargs={"staff": staff}, **filled)
