"""Step 5: the budget as a range, and the date it is needed by."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from atelier.house.models import House
from atelier.house.templatetags.money import money
from orders.forms.fields import ChoiceCards
from orders.forms.step import StepForm
from orders.models import Commission

ADVISE_BUDGET = "advise"
# Lower and upper ends in the house's currency; the last range is open.
ENDS = (
    (0, 2500),
    (2500, 5000),
    (5000, 10000),
    (10000, 25000),
    (25000, 50000),
    (50000, None),
)


def _key(low: Decimal | int | None, high: Decimal | int | None) -> str:
    return f"{int(low or 0)}-{int(high) if high is not None else ''}"


RANGES = {_key(low, high): (low, high) for low, high in ENDS}


def _words(low: int, high: int | None, currency: str) -> str:
    if high is None:
        return f"{money(low, currency)} or more"
    most = money(high, currency)
    return f"{money(low, currency)} to {most}" if low else f"Up to {most}"


class BudgetForm(StepForm):
    """What they would like to spend, and by when it should be there."""

    budget = ChoiceCards(
        label="Budget",
        help_text="A range is enough. It tells us which stones to look for first.",
        error_messages={"required": "Please choose a range, or let us advise you."},
    )
    needed_by = forms.DateField(
        label="Needed by",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="Leave it empty when there is no hurry.",
    )

    def __init__(self, *args: Any, currency: str = "USD", **options: Any) -> None:
        super().__init__(*args, **options)
        ranges = [(key, _words(*ends, currency)) for key, ends in RANGES.items()]
        self.fields["budget"].choices = [*ranges, (ADVISE_BUDGET, "Advise me")]  # type: ignore[attr-defined]

    def remembered(self, commission: Commission) -> dict[str, Any]:
        """Return the range and the date."""
        budget = ADVISE_BUDGET if commission.steps_done >= 5 else ""
        if commission.budget_min is not None:
            budget = _key(commission.budget_min, commission.budget_max)
        return {"budget": budget, "needed_by": commission.needed_by}

    def clean_needed_by(self) -> object:
        """Refuse a day that has passed; a day that is merely early is for staff to decide."""
        day = self.cleaned_data["needed_by"]
        if day and day <= House.current().today():
            raise ValidationError("This day has passed. Please choose one to come.")
        return day

    def answers(self) -> dict[str, Any]:
        """Return both ends of the range, empty for "Advise me", and the date."""
        low, high = RANGES.get(self.cleaned_data["budget"], (None, None))
        return {
            "budget_min": low,
            "budget_max": high,
            "needed_by": self.cleaned_data["needed_by"],
        }
