"""The ways in which a price is divided: a share for each moment, one of them the usual."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from unfold.decorators import display
from unfold.widgets import UnfoldAdminTextInputWidget

from atelier.people.admin.records import RecordAdmin
from orders.forms.schedule import SharesForm
from orders.models import PaymentPlan
from orders.models.quotes import InstalmentWhen


class PlanForm(SharesForm):
    """A plan's name and its shares."""

    class Meta:
        model = PaymentPlan
        fields = ("name", "is_default", "order")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for when in InstalmentWhen.values:
            self.fields[when].widget = UnfoldAdminTextInputWidget(attrs={"inputmode": "decimal"})

    def clean_is_default(self) -> bool:
        """One plan is the usual one; another takes its place, it is not only taken away."""
        usual = bool(self.cleaned_data["is_default"])
        if self.instance.is_default and not usual:
            raise forms.ValidationError("Make another plan the usual one instead.")
        return usual

    def _get_validation_exclusions(self) -> set[str]:
        """One usual plan only: `save` lets this one take the place of the one before it."""
        return {*super()._get_validation_exclusions(), "is_default"}  # type: ignore[misc]

    def save(self, commit: bool = True) -> PaymentPlan:
        """Keep the shares as the plan's parts; the usual plan replaces the one before it."""
        self.instance.parts = self.cleaned_parts
        if self.instance.is_default:
            others = PaymentPlan.objects.exclude(pk=self.instance.pk)
            others.filter(is_default=True).update(is_default=False)
        plan: PaymentPlan = super().save(commit)
        return plan


@admin.register(PaymentPlan)
class PaymentPlanAdmin(RecordAdmin):
    """A quote keeps a copy, so a change counts for quotes begun from now on."""

    form = PlanForm
    list_display = ("name", "in_words", "usual")
    fieldsets = [
        (None, {"fields": [("name", "order"), "is_default"]}),
        (
            "How much, and when",
            {
                "fields": [("approval", "model"), ("casting", "setting"), "hand_over"],
                "description": "In per cent of the total, 100 in all; leave empty what is not "
                "asked for.",
            },
        ),
    ]

    def has_delete_permission(self, request: HttpRequest, obj: PaymentPlan | None = None) -> bool:
        """The usual plan stays; another is made the usual one first."""
        if obj and obj.is_default:
            return False
        return bool(super().has_delete_permission(request, obj))

    @display(description="Parts")
    def in_words(self, plan: PaymentPlan) -> str:
        """The shares with their moments."""
        shares = [(each["percent"], InstalmentWhen(each["when"]).label) for each in plan.parts]
        return ", ".join(f"{percent} % {when[0].lower()}{when[1:]}" for percent, when in shares)

    @display(description="Usual", label={"Usual": "success"})
    def usual(self, plan: PaymentPlan) -> str:
        """Whether a new quote begins with it."""
        return "Usual" if plan.is_default else ""
