"""Adding one line to an option: each kind asks for little and comes back priced."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from atelier.materials.models import Alloy, Operation, Service, Setting, Stone, StoneVariety
from atelier.materials.models.stones import Title
from atelier.materials.wording import stone_wording, weight_wording
from orders.figures import Figures
from orders.lines import (
    PricedLine,
    discount_line,
    labour_line,
    metal_line,
    service_line,
    setting_line,
    stone_line,
)
from orders.models import Commission, CommissionStone
from orders.policies.stones import CENTRE

PLACES = [(CENTRE, "Centre"), ("side", "Side"), ("halo", "Halo"), ("band", "Band")]


class StoneChoice(forms.ModelChoiceField):
    """Stones by what tells them apart: weight, colour, whose, and whether they must be bought."""

    def label_from_instance(self, stone: Any) -> str:
        """Return "1.52 ct blue sapphire, ours"."""
        name = stone_wording(stone.variety, stone.growth, stone.colour)
        weight = weight_wording(stone)
        whose = {Title.CLIENT: "the client's own", Title.MEMO: "on memo"}.get(stone.title, "ours")
        return ", ".join(filter(None, [name, weight, f"{whose}, no. {stone.pk}"]))


def offerable(commission: Commission) -> QuerySet[Stone]:
    """Return the stones an offer may name: free or this commission's own, and not gone."""
    theirs = CommissionStone.objects.living().exclude(commission=commission).values("stone")
    mine = ~Q(title=Title.CLIENT) | Q(owner=commission.client_id)
    free = Stone.objects.filter(mine, returned_at__isnull=True).exclude(pk__in=theirs)
    return free.select_related("variety", "cut").order_by("title", "variety__name", "-carats")


class Adder(forms.Form):
    """One kind of line to add; `line` prices it at today's figures or raises `CannotPrice`."""

    title = ""
    verb = ""
    # It stands inside the option's own form, which is saved with the adders left empty.
    use_required_attribute = False

    def line(self, figures: Figures) -> PricedLine:
        """Return the priced line."""
        raise NotImplementedError


class AddMetal(Adder):
    """Metal by the finished piece's weight; loss, fineness and premium are added."""

    title, verb = "Metal", "Add metal"
    alloy = forms.ModelChoiceField(Alloy.objects.filter(is_offered=True), label="Alloy")
    net_grams = forms.DecimalField(
        label="Finished weight, g", min_value=Decimal("0.001"), max_digits=8, decimal_places=3
    )

    def line(self, figures: Figures) -> PricedLine:
        """Price net grams with loss and premium."""
        return metal_line(self.cleaned_data["alloy"], self.cleaned_data["net_grams"], figures)


class AddStone(Adder):
    """A real stone of the house, on memo, or the client's own."""

    title, verb = "A stone", "Add this stone"
    stone = StoneChoice(Stone.objects.none(), label="Stone")
    place = forms.ChoiceField(label="Place", choices=PLACES)

    def line(self, figures: Figures) -> PricedLine:
        """Price it by its own cost, else by the price list; the client's own costs nothing."""
        return stone_line(self.cleaned_data["stone"], figures)


class AddSetting(Adder):
    """The setter's time for alike stones."""

    title, verb = "Setting", "Add setting"
    setting = forms.ModelChoiceField(Setting.objects.filter(minutes__isnull=False), label="Way")
    variety = forms.ModelChoiceField(StoneVariety.objects.all(), label="Stone")
    count = forms.IntegerField(label="How many", min_value=1, max_value=999, initial=1)

    def line(self, figures: Figures) -> PricedLine:
        """Price minutes × the variety's factor × count."""
        asked = self.cleaned_data
        return setting_line(asked["setting"], asked["variety"], asked["count"], figures)


class AddHours(Adder):
    """Hours of one kind of work."""

    title, verb = "Hours", "Add hours"
    operation = forms.ModelChoiceField(Operation.objects.all(), label="Work")
    hours = forms.DecimalField(
        label="Hours", min_value=Decimal("0.05"), max_digits=6, decimal_places=2
    )

    def line(self, figures: Figures) -> PricedLine:
        """Price hours at the work's rate."""
        return labour_line(self.cleaned_data["operation"], self.cleaned_data["hours"], figures)


class AddService(Adder):
    """Something with a price of its own."""

    title, verb = "A service", "Add service"
    service = forms.ModelChoiceField(Service.objects.filter(is_offered=True), label="Service")

    def line(self, figures: Figures) -> PricedLine:
        """Price it as listed."""
        return service_line(self.cleaned_data["service"], figures)


class AddDiscount(Adder):
    """What the house takes off."""

    title, verb = "A discount", "Add discount"
    words = forms.CharField(label="In words", max_length=200)
    amount = forms.DecimalField(
        label="Amount", min_value=Decimal("0.01"), max_digits=10, decimal_places=2
    )

    def line(self, figures: Figures) -> PricedLine:
        """Return the amount with a minus."""
        return discount_line(self.cleaned_data["amount"], self.cleaned_data["words"])


ADDERS: dict[str, type[Adder]] = {
    "metal": AddMetal,
    "stone": AddStone,
    "setting": AddSetting,
    "hours": AddHours,
    "service": AddService,
    "discount": AddDiscount,
}


def adders_for(commission: Commission, data: Any = None, chosen: str = "") -> dict[str, Adder]:
    """Return every adder: the `chosen` one filled from `data`, the others as they were typed."""
    found = {}
    for name, adder in ADDERS.items():
        bound = data if name == chosen else None
        form = adder(bound, prefix=f"add-{name}", initial=_typed(adder, name, data))
        if isinstance(form, AddStone):
            form.fields["stone"].queryset = offerable(commission)  # type: ignore[attr-defined]
        found[name] = form
    return found


def _typed(adder: type[Adder], name: str, data: Any) -> dict[str, Any]:
    if data is None:
        return {}
    typed = {field: data.get(f"add-{name}-{field}") for field in adder.base_fields}
    return {field: value for field, value in typed.items() if value}
