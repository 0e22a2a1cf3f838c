"""The real stone for one that was agreed on before it was found."""

from django import forms

from atelier.materials.models import Stone
from atelier.materials.models.stones import Title
from atelier.office.forms.adding import PLACES, StoneChoice, offerable
from orders.models import Commission
from orders.policies.choosing import asks_for_stones, unfound


class ChooseStoneForm(forms.Form):
    """A stone of the house, of a kind that was agreed, and its place."""

    stone = StoneChoice(
        Stone.objects.none(), label="The stone that was found", empty_label="Choose a stone"
    )
    place = forms.ChoiceField(label="Place", choices=PLACES)

    def __init__(self, *args: object, commission: Commission, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        here = commission.stones.living().values("stone")
        ours = offerable(commission).exclude(title=Title.CLIENT).exclude(pk__in=here)
        codes = unfound(commission)
        found = ours if "" in codes else ours.filter(variety__code__in=codes)
        self.fields["stone"].queryset = found  # type: ignore[attr-defined]


def choose_form(commission: Commission) -> ChooseStoneForm | None:
    """Return the form where something agreed is still to be found; else None."""
    return ChooseStoneForm(commission=commission) if asks_for_stones(commission) else None
