"""What the form of every step has in common."""

from typing import Any

from django import forms

from orders.models import Commission


class StepForm(forms.Form):
    """A step's questions about one draft, filled with what was answered before."""

    def __init__(self, *args: Any, commission: Commission, **options: Any) -> None:
        self.commission = commission
        options["initial"] = self.remembered(commission) | (options.get("initial") or {})
        super().__init__(*args, label_suffix="", **options)

    def remembered(self, commission: Commission) -> dict[str, Any]:
        """Return what the step was answered with before."""
        return {name: getattr(commission, name) for name in self.base_fields}

    def answers(self) -> dict[str, Any]:
        """Return what `save_step` keeps: the commission's own fields, and `pieces` by part."""
        return dict(self.cleaned_data)
