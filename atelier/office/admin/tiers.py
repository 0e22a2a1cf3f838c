"""What the house keeps of a cancelled piece: per cents row by row, never JSON."""

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from unfold.widgets import UnfoldAdminTextInputWidget

from atelier.house.amounts import plain
from atelier.people.admin.records import RecordAdmin
from orders.models import CancellationTier
from orders.models.quotes import LineKind

# A discount follows what it was given on; see `orders.cancellations`.
KINDS = [kind for kind in LineKind if kind != LineKind.DISCOUNT]
_PREFIX = "keeps_"


class TierForm(forms.ModelForm):
    """One tier, with a field for each kind of line."""

    class Meta:
        model = CancellationTier
        fields = ("code", "name", "sentence", "position")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin with what the tier keeps now; a kind it does not name is kept at nothing."""
        super().__init__(*args, **kwargs)
        for kind in KINDS:
            self.fields[_PREFIX + kind].initial = self.instance.keeps.get(kind.value, "0")

    def save(self, commit: bool = True) -> CancellationTier:
        """Write the per cents back; nothing is kept of a kind that says 0."""
        given = {kind: self.cleaned_data[_PREFIX + kind] for kind in KINDS}
        self.instance.keeps = {kind.value: plain(per) for kind, per in given.items() if per}
        return super().save(commit)


def _percent(kind: LineKind) -> forms.DecimalField:
    return forms.DecimalField(
        label=str(kind.label),
        min_value=Decimal(0),
        max_value=Decimal(100),
        max_digits=5,
        decimal_places=2,
        widget=UnfoldAdminTextInputWidget(attrs={"inputmode": "decimal"}),
    )


# Declared, because the admin makes a form of its own from the declared fields of this one.
TierForm.declared_fields.update({_PREFIX + kind: _percent(kind) for kind in KINDS})
TierForm.base_fields.update(TierForm.declared_fields)


@admin.register(CancellationTier)
class CancellationTierAdmin(RecordAdmin):
    """How far a piece is, and the per cent of each kind of line that is then kept."""

    form = TierForm
    list_display = ("name", "sentence", "kept")
    ordering = ("position",)
    fieldsets = (
        (None, {"fields": (("name", "code", "position"), "sentence")}),
        (
            "Per cent of each line that is kept",
            {
                "fields": tuple(
                    tuple(_PREFIX + kind for kind in KINDS[at : at + 3])
                    for at in range(0, len(KINDS), 3)
                ),
                "description": "A stone that can go back costs what is written here; one that "
                "cannot is kept whole and is named when the piece is cancelled.",
            },
        ),
    )

    def get_readonly_fields(
        self, request: HttpRequest, obj: CancellationTier | None = None
    ) -> tuple[str, ...]:
        """The workshop finds a tier by its code, so the code of one that is there stays."""
        return ("code",) if obj else ()

    def has_delete_permission(
        self, request: HttpRequest, obj: CancellationTier | None = None
    ) -> bool:
        """Settlements keep pointing at their tiers."""
        return False

    @admin.display(description="Kept")
    def kept(self, tier: CancellationTier) -> str:
        """What is kept, in one line."""
        named = [kind for kind in KINDS if tier.keeps.get(kind.value)]
        return ", ".join(f"{kind.label} {tier.keeps[kind.value]} %" for kind in named)
