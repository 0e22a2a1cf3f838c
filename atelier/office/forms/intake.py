"""What both sides agree to and sign, as forms: one for the client, one for the house."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from atelier.journal.refusals import Refusal
from atelier.materials.models.custody import Leftovers, Risk
from atelier.materials.signatures import Signature
from atelier.office.forms.fields import number, words
from atelier.office.forms.goods import GoodsForm
from atelier.office.forms.signing import StrokesField


class AgreementForm(forms.Form):
    """What the house may do with the goods; the client reads it on their side."""

    authorised_work = words(
        "What the client allows us to do",
        2000,
        4,
        required=True,
        help_text="No more than this. The client reads it before they sign.",
    )


class _Signed(forms.Form):
    """A form that ends with a signature; `side` names its fields."""

    side = ""

    def signature(self) -> Signature:
        """Return the signature."""
        return self.cleaned_data["signature"]

    def clean(self) -> dict[str, Any]:
        """Read the signature."""
        cleaned = super().clean() or self.cleaned_data
        name, strokes = f"{self.side}_name", f"{self.side}_strokes"
        if name in cleaned and strokes in cleaned:
            try:
                cleaned["signature"] = Signature.of(cleaned[name], cleaned[strokes])
            except Refusal as refused:
                self.add_error(name, str(refused))
        return cleaned


class ClientForm(_Signed):
    """The client's own side: what it is worth to them, each risk, the leftovers, the signature.

    Every field is empty until the client fills it in: nobody suggests a value.
    """

    side = "client"
    leftovers = forms.ChoiceField(
        label="What the new piece does not use", choices=Leftovers, widget=forms.RadioSelect
    )
    client_name = words("Your full name", 120, required=True, help_text="As you would sign it.")
    client_strokes = StrokesField()

    def __init__(
        self, *args: Any, rows: Sequence[GoodsForm], risks: Sequence[Risk], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows, self.risks = rows, risks
        for row in rows:
            self.fields[f"value_{row.row}"] = number(row.title, 12, 2)
        for risk in risks:
            widget = forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"})
            field = forms.CharField(label=risk.label, max_length=6, widget=widget)
            self.fields[f"initials_{risk}"] = field
        for name in ("client_name", *(f"value_{row.row}" for row in rows)):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    @property
    def values(self) -> list[forms.BoundField]:
        """The fields of the values, one for each thing."""
        return [self[f"value_{row.row}"] for row in self.rows]

    @property
    def initials(self) -> list[forms.BoundField]:
        """The fields of the initials, one for each risk."""
        return [self[f"initials_{risk}"] for risk in self.risks]

    def declared(self, row: int) -> Decimal | None:
        """Return what the client declared of a row, or None."""
        return self.cleaned_data.get(f"value_{row}")

    def initialled(self) -> dict[str, str]:
        """Return the initials by their risk."""
        return {risk: self.cleaned_data.get(f"initials_{risk}", "") for risk in self.risks}


class HouseForm(_Signed):
    """The house's side: who else was at the table, and who signs."""

    side = "house"
    witness = words("Witness", 120, help_text="Who else was at the table.")
    house_name = words("For the house", 120, required=True)
    house_strokes = StrokesField()

    def __init__(self, *args: Any, witnesses: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.witnesses = witnesses
        if witnesses:
            self.fields["witness"].widget.attrs["list"] = "witnesses"
