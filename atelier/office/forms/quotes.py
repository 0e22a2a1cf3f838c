"""Writing an offer: the personal line, an option's words, its priced lines."""

from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory

from atelier.journal.refusals import Refusal
from atelier.materials.wording import describe
from orders.figures import Figures
from orders.models import Commission, Piece, Quote, QuoteLine, QuoteOption
from orders.models.quotes import LineKind
from orders.priced_lines import lines_for
from orders.suggestions import choice_of

SPARE_LINES = 3
LINE_FIELDS = ("kind", "description", "quantity", "unit", "unit_price", "unit_cost")


class IntroductionForm(forms.ModelForm):
    """A personal line or two above the options."""

    class Meta:
        model = Quote
        fields = ("introduction",)
        labels = {"introduction": "A personal line or two"}
        help_texts = {"introduction": "The client reads it above the options."}
        widgets = {"introduction": forms.Textarea(attrs={"rows": 3})}


class OptionForm(forms.ModelForm):
    """One way to make the piece. `version` is the quote's as it was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = QuoteOption
        fields = (
            "title",
            "trade_off",
            "alloy",
            "stone",
            "treatment",
            "durability",
            "upkeep",
            "weeks_min",
            "weeks_max",
        )
        labels = {
            "trade_off": "Its one trade-off",
            "alloy": "Metal",
            "weeks_min": "Weeks, from",
            "weeks_max": "Weeks, to",
        }
        help_texts = {
            "title": "As the client will call it: “The oval, in yellow gold”.",
            "trade_off": "The one thing that tells this option from the others, plainly.",
            "treatment": "Unknown is written as “not determined”, never as none.",
        }

    def clean(self) -> dict[str, Any]:
        """The weeks are a range."""
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("weeks_min"), cleaned.get("weeks_max")
        if first and last and first > last:
            self.add_error("weeks_max", "The later week comes second.")
        return cleaned

    def words(self) -> dict[str, Any]:
        """Return the option's fields."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class LineForm(forms.ModelForm):
    """A priced line; the cost is the house's own."""

    kind = forms.ChoiceField(label="Row", choices=[("", "Choose"), *LineKind.choices])

    class Meta:
        model = QuoteLine
        fields = LINE_FIELDS
        labels = {
            "description": "What it is",
            "quantity": "Quantity",
            "unit": "Unit",
            "unit_price": "Price each",
            "unit_cost": "Cost each",
        }

    def clean(self) -> dict[str, Any]:
        """Only a discount subtracts."""
        cleaned = super().clean() or self.cleaned_data
        price, kind = cleaned.get("unit_price"), cleaned.get("kind")
        if price is None or kind is None:
            return cleaned
        if kind == LineKind.DISCOUNT and price > 0:
            self.add_error("unit_price", "A discount is written with a minus.")
        if kind != LineKind.DISCOUNT and price < 0:
            self.add_error("unit_price", "Only a discount subtracts.")
        return cleaned


class _Lines(BaseFormSet):
    """The lines of one option; empty rows are left out."""

    def lines(self) -> list[dict[str, Any]]:
        """Return the filled lines in order."""
        kept = [form for form in self.forms if not self._is_dropped(form)]
        return [{name: form.cleaned_data[name] for name in LINE_FIELDS} for form in kept]

    def _is_dropped(self, form: forms.ModelForm) -> bool:
        return bool(form.cleaned_data.get("DELETE")) or not form.cleaned_data.get("description")


LineFormSet = formset_factory(
    LineForm, formset=_Lines, extra=SPARE_LINES, max_num=60, can_delete=True
)


def first_lines(option: QuoteOption | None) -> list[dict[str, Any]]:
    """Return an option's lines as the formset's initial values."""
    return [] if option is None else [_values(line) for line in option.lines.all()]


def suggested_lines(commission: Commission) -> list[dict[str, Any]]:
    """Return the lines a new option begins with: today's figures for the piece as wished.

    Empty where nothing can be worked out, as for a piece that follows no design.
    """
    pieces = commission.pieces.select_related("design", "alloy", "stone_variety", "cut", "setting")
    try:
        return [_values(line) for piece in pieces for line in _lines_of(piece)]
    except Refusal:
        return []


def _lines_of(piece: Piece) -> list[Any]:
    if piece.alloy is None or (piece.part == "B" and piece.design and piece.design.is_pair):
        return []
    return list(lines_for(choice_of(QuoteOption(alloy=piece.alloy), piece), Figures.today()))


def _values(line: Any) -> dict[str, Any]:
    return {name: getattr(line, name) for name in LINE_FIELDS}


def first_words(quote: Quote, lines: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what a new option begins with: the piece's metal and the stone meant for it.

    Where no stone is chosen yet, the first stone among its suggested `lines` is named, so that an
    option priced with a stone never says it has none.
    """
    piece = quote.commission.pieces.first()
    words: dict[str, Any] = {"version": quote.version, "alloy": piece.alloy_id if piece else None}
    centre = (
        quote.commission.stones.living()
        .filter(place="centre")
        .select_related("stone__variety", "stone__cut")
    )
    if meant := centre.first():
        words["stone"] = describe(meant.stone)[:160]
        words["treatment"] = meant.stone.get_treatment_display()
    elif priced := next((each for each in lines if each["kind"] == LineKind.STONE), None):
        words["stone"] = priced["description"][:160]
    return words
