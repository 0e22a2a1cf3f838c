"""Writing an offer: an option's words, and the terms it stands on."""

from decimal import Decimal
from typing import Any

from django import forms

from atelier.journal.refusals import Refusal
from atelier.materials.wording import describe
from atelier.office.forms.lines import Values, initial_of
from orders.figures import Figures
from orders.forms.schedule import SharesForm
from orders.models import Commission, PaymentPlan, Piece, Quote, QuoteOption
from orders.models.quotes import InstalmentWhen, LineKind
from orders.priced_lines import lines_for
from orders.schedules import Parts
from orders.suggestions import choice_of


class TermsForm(SharesForm):
    """The personal line, how the price is divided, revisions, terms and the last day."""

    plan = forms.ModelChoiceField(
        PaymentPlan.objects.all(),
        label="Payment plan",
        required=False,
        empty_label="By hand, as written below",
        help_text="A plan chosen here replaces the shares below.",
    )

    class Meta:
        model = Quote
        fields = ("introduction", "revisions_included", "revision_price", "valid_until", "terms")
        labels = {
            "introduction": "A personal line or two",
            "revision_price": "Each further revision",
            "valid_until": "Valid until",
        }
        help_texts = {
            "introduction": "The client reads it above the options.",
            "valid_until": "Empty: the house's usual days from the sending.",
        }
        widgets = {
            "introduction": forms.Textarea(attrs={"rows": 3}),
            "terms": forms.Textarea(attrs={"rows": 5}),
            "valid_until": forms.DateInput(attrs={"type": "date"}),
        }

    def parts_of(self, record: Any) -> Parts:
        """Return the parts of the quote."""
        parts: Parts = record.schedule
        return parts

    def clean(self) -> Values:
        """A plan's parts take the place of the shares."""
        if plan := self.cleaned_data.get("plan"):
            percents = {part["when"]: Decimal(part["percent"]) for part in plan.parts}
            self.cleaned_data |= {when: percents.get(when) for when in InstalmentWhen.values}
        return super().clean()

    @property
    def shares(self) -> list[forms.BoundField]:
        """The share of each moment."""
        return [self[when] for when in InstalmentWhen.values]

    def written(self) -> Values:
        """Return what `write_terms` takes."""
        fields = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return fields | {"schedule": self.cleaned_parts}


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
            "stone": "With a real stone among the lines these words come from it.",
            "treatment": "Unknown is written as “not determined”, never as none.",
        }

    def clean(self) -> Values:
        """The weeks are a range."""
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("weeks_min"), cleaned.get("weeks_max")
        if first and last and first > last:
            self.add_error("weeks_max", "The later week comes second.")
        return cleaned

    def words(self) -> Values:
        """Return the option's fields."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


def suggested_lines(commission: Commission) -> list[Values]:
    """Return the lines a new option begins with: today's figures for the piece as wished.

    Empty where nothing can be worked out, as for a piece that follows no design.
    """
    pieces = commission.pieces.select_related("design", "alloy", "stone_variety", "cut", "setting")
    try:
        return [initial_of(line) for piece in pieces for line in _lines_of(piece)]
    except Refusal:
        return []


def _lines_of(piece: Piece) -> list[Any]:
    if piece.alloy is None or (piece.part == "B" and piece.design and piece.design.is_pair):
        return []
    return list(lines_for(choice_of(QuoteOption(alloy=piece.alloy), piece), Figures.today()))


def first_words(quote: Quote, lines: list[Values]) -> Values:
    """Return what a new option begins with: the piece's metal and the stone meant for it.

    Where no stone is chosen yet, the first stone among its suggested `lines` is named, so that an
    option priced with a stone never says it has none.
    """
    piece = quote.commission.pieces.first()
    words: Values = {"version": quote.version, "alloy": piece.alloy_id if piece else None}
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


def typed_words(data: Any) -> Values:
    """Return an option's words as they were typed, unjudged."""
    return {name: data.get(name) for name in OptionForm.base_fields if name in data}
