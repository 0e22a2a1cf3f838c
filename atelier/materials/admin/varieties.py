"""Kinds of stone, cuts, and what stones cost."""

from django.contrib import admin
from django.http import HttpRequest
from unfold.admin import TabularInline
from unfold.decorators import display

from atelier.materials.care import care_of
from atelier.materials.models import Cut, StonePrice, StoneVariety
from atelier.materials.models.stones import Treatment
from atelier.materials.rounding import money
from atelier.people.admin.records import RecordAdmin


class StonePriceInline(TabularInline):
    """What a variety costs, by weight."""

    model = StonePrice
    extra = 0
    fields = ("growth", "colour", "carats_from", "carats_to", "per_carat", "markup_percent")


@admin.register(StoneVariety)
class StoneVarietyAdmin(RecordAdmin):
    """A gemstone a client can name, and what it bears."""

    list_display = (
        "name",
        "species",
        "specific_gravity",
        "hardness",
        "toughness",
        "untreated",
        "untested",
        "speciality",
    )
    list_filter = ("is_offered", "is_speciality", "cleaning", "torch")
    search_fields = ("name", "species", "colours")
    inlines = (StonePriceInline,)
    fieldsets = [
        (None, {"fields": [("name", "code"), ("species", "colours")]}),
        (
            "What it is",
            {
                "fields": [
                    ("specific_gravity", "setting_factor"),
                    ("mohs_min", "mohs_max"),
                    ("toughness_min", "toughness_max"),
                ]
            },
        ),
        (
            "What it bears, unfilled",
            {
                "fields": [("cleaning", "torch")],
                "description": "A filled stone, or one nobody tested, bears less by itself.",
            },
        ),
        ("In the house", {"fields": [("is_offered", "is_speciality", "order")]}),
    ]

    @display(description="Mohs", ordering="mohs_min")
    def hardness(self, variety: StoneVariety) -> str:
        """One number or a range."""
        low, high = f"{variety.mohs_min.normalize():f}", f"{variety.mohs_max.normalize():f}"
        return low if low == high else f"{low} to {high}"

    @display(description="Toughness", ordering="toughness_min")
    def toughness(self, variety: StoneVariety) -> str:
        """One word or a range."""
        low, high = variety.get_toughness_min_display(), variety.get_toughness_max_display()
        return low if low == high else f"{low} to {high}"

    @display(description="At the bench, tested")
    def untreated(self, variety: StoneVariety) -> str:
        """What a stone without treatment bears."""
        return care_of(variety, Treatment.NONE).bench_label

    @display(description="At the bench, not tested")
    def untested(self, variety: StoneVariety) -> str:
        """What a stone of unknown treatment bears."""
        return care_of(variety, Treatment.UNKNOWN).bench_label

    @display(description="", label={"Speciality": "success", "Not offered": "info"})
    def speciality(self, variety: StoneVariety) -> str:
        """The brief's own stones, and those the house does not work with."""
        if not variety.is_offered:
            return "Not offered"
        return "Speciality" if variety.is_speciality else ""


@admin.register(Cut)
class CutAdmin(RecordAdmin):
    """Shapes of stones, with the factor of a coloured stone's estimate."""

    list_display = ("name", "code", "coloured_factor", "coloured_factor_long", "graded")
    list_filter = ("is_round_brilliant", "is_equal_sided")
    search_fields = ("name", "code")

    @display(description="Cut grade")
    def graded(self, cut: Cut) -> str:
        """Only the round brilliant has one."""
        return "Has a cut grade" if cut.is_round_brilliant else ""


@admin.register(StonePrice)
class StonePriceAdmin(RecordAdmin):
    """What a carat costs the house, and what it adds."""

    list_display = ("variety", "growth", "any_colour", "span", "pays", "asks", "source")
    list_filter = ("variety", "growth")
    list_select_related = ("variety",)
    search_fields = ("variety__name", "colour", "source")

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, str]:
        """A new row is the house's own word unless said otherwise."""
        return {"source": "House", **super().get_changeform_initial_data(request)}

    @display(description="Colour", ordering="colour")
    def any_colour(self, price: StonePrice) -> str:
        """The colour the row is for."""
        return price.colour or "Any"

    @display(description="Weight", ordering="carats_from")
    def span(self, price: StonePrice) -> str:
        """From and to."""
        return f"{price.carats_from.normalize():f} to {price.carats_to.normalize():f} ct"

    @display(description="We pay", ordering="per_carat")
    def pays(self, price: StonePrice) -> str:
        """Cost of a carat."""
        return f"{price.per_carat:,} {price.currency}"

    @display(description="We ask")
    def asks(self, price: StonePrice) -> str:
        """Price of a carat to a client."""
        asked = money(price.per_carat * (1 + price.markup_percent / 100))
        return f"{asked:,} {price.currency}"
