"""The metal a piece was cast from."""

from decimal import Decimal

from django import forms

from atelier.materials.models import MetalLot
from production.models import Job


class LotForm(forms.Form):
    """Names a lot of the alloy that was agreed."""

    lot = forms.ModelChoiceField(
        MetalLot.objects.none(), label="Cast from the lot", empty_label="Choose a lot"
    )
    grams = forms.DecimalField(
        label="Grams, where weighed",
        required=False,
        min_value=Decimal("0.001"),
        max_digits=8,
        decimal_places=3,
    )

    def __init__(self, *args: object, job: Job, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        agreed = job.approval.option.alloy_id
        lots = MetalLot.objects.with_evidence().filter(alloy=agreed)
        self.fields["lot"].queryset = lots.exclude(jobs__job=job)  # type: ignore[attr-defined]
        self.fields["lot"].label_from_instance = _in_words  # type: ignore[attr-defined]


def _in_words(lot: MetalLot) -> str:
    share = lot.statement and lot.statement.percent
    recycled = f", {share.normalize():f} % recycled" if share else ""
    return f"{lot.number}, {lot.supplier}, {lot.received_on:%-d %b %Y}{recycled}"
