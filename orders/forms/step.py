"""What the form of every step has in common."""

from collections.abc import Mapping
from typing import Any

from django import forms

from orders.models import Commission


class StepForm(forms.Form):
    """A step's questions about one draft, filled with what was answered before."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: Any = None,
        *,
        commission: Commission,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        self.commission = commission
        known = self.remembered(commission) | dict(initial or {})
        super().__init__(data, files, initial=known, label_suffix="")

    def remembered(self, commission: Commission) -> dict[str, Any]:
        """Return what the step was answered with before."""
        return {name: getattr(commission, name) for name in self.base_fields}

    def answers(self) -> dict[str, Any]:
        """Return what `save_step` keeps: the commission's own fields, and `pieces` by part."""
        return dict(self.cleaned_data)
