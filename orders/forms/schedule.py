"""A price divided among the moments of a commission: one field for each, empty where none."""

from decimal import Decimal
from typing import Any

from django import forms

from atelier.journal.refusals import Refusal
from orders.models.quotes import InstalmentWhen
from orders.schedules import Parts, check_parts


def share_field(when: str, **over: Any) -> forms.DecimalField:
    """Return the field for the share that falls due at `when`, in per cent."""
    return forms.DecimalField(
        label=f"{InstalmentWhen(when).label}, %",
        required=False,
        min_value=Decimal(0),
        max_value=Decimal(100),
        max_digits=5,
        decimal_places=2,
        **over,
    )


class SharesForm(forms.ModelForm):
    """Edits parts as a share for each moment, so that none is doubled or out of order.

    Says "100 % in all" where it is not. `parts_of` reads the record, `cleaned_parts` the form.
    """

    approval = share_field(InstalmentWhen.APPROVAL)
    model = share_field(InstalmentWhen.MODEL)
    casting = share_field(InstalmentWhen.CASTING)
    setting = share_field(InstalmentWhen.SETTING)
    hand_over = share_field(InstalmentWhen.HAND_OVER)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            shares = {part["when"]: part["percent"] for part in self.parts_of(self.instance)}
            self.initial.update(shares)

    def parts_of(self, record: Any) -> Parts:
        """Return the parts of the record that is edited."""
        parts: Parts = record.parts
        return parts

    @property
    def cleaned_parts(self) -> list[dict[str, str]]:
        """The parts as they were filled in, in order."""
        shares = {when: self.cleaned_data.get(when) for when in InstalmentWhen.values}
        return [
            {"percent": f"{share.normalize():f}", "when": when}
            for when, share in shares.items()
            if share
        ]

    def clean(self) -> dict[str, Any]:
        """The shares are 100 % in all."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                check_parts(self.cleaned_parts)
            except Refusal as refused:
                self.add_error(None, str(refused))
        return cleaned
