"""Changing one thing of an option: which thing, and to what."""

from decimal import Decimal
from typing import Any

from django import forms

from atelier.materials.models import Alloy, Setting, Stone
from atelier.office.forms.adding import StoneChoice, offerable
from designs.models import MM_PER_INCH
from orders.models import QuoteOption
from orders.models.wear import Finish


class VaryForm(forms.Form):
    """One thing, and what it becomes; the other lines stay as they are."""

    title = ""
    argument = ""

    def change(self) -> dict[str, Any]:
        """Return the one argument of `vary_option`."""
        return {self.argument: self.cleaned_data[self.argument]}


class VaryMetal(VaryForm):
    """Another alloy."""

    title, argument = "Metal", "alloy"
    alloy = forms.ModelChoiceField(Alloy.objects.filter(is_offered=True), label="In which alloy")


class VaryStone(VaryForm):
    """Another real stone at the centre."""

    title, argument = "Stone", "stone"
    stone = StoneChoice(Stone.objects.none(), label="Which stone")


class VarySetting(VaryForm):
    """Another way of holding the main stone."""

    title, argument = "Setting", "setting"
    setting = forms.ModelChoiceField(
        Setting.objects.filter(minutes__isnull=False), label="How it is held"
    )


class VaryChain(VaryForm):
    """Another length of chain, given in inches and kept in mm."""

    title, argument = "Chain length", "chain_length"
    inches = forms.DecimalField(
        label="How long, in inches", min_value=Decimal(14), max_value=Decimal(36), decimal_places=1
    )

    def change(self) -> dict[str, Any]:
        """Return the length in mm."""
        return {self.argument: self.cleaned_data["inches"] * MM_PER_INCH}


class VaryFinish(VaryForm):
    """Another surface."""

    title, argument = "Finish", "finish"
    finish = forms.ChoiceField(choices=Finish.choices, label="Which surface")


THINGS: dict[str, type[VaryForm]] = {
    "metal": VaryMetal,
    "stone": VaryStone,
    "setting": VarySetting,
    "chain": VaryChain,
    "finish": VaryFinish,
}


def vary_form(thing: str, option: QuoteOption, data: Any = None) -> VaryForm:
    """Return the form for one thing of an option."""
    form = THINGS[thing](data)
    if isinstance(form, VaryStone):
        form.fields["stone"].queryset = offerable(option.quote.commission)  # type: ignore[attr-defined]
    return form
